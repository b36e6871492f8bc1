import Foundation
import RoadAnalysis
import RoadModel
import RoadStatistics

extension SiteModel {
    /// What traffic is raised by to see how the prediction follows.
    private static let step = 1e-3

    /// The columns with traffic a little higher; `nil` when no count has a deviation.
    func raised(
        _ columns: [String: ColumnTable.Column],
        _ sites: SiteTable
    ) -> [String: ColumnTable.Column]? {
        guard sites.aadtDeviation != nil else { return nil }
        var raised = columns
        let own = sites.mapping["aadt"]
        for (name, column) in columns
        where name == own || sites.names.find(name) == own || SiteColumnNames.isNamed(name, .aadt) {
            guard case .numbers(let values) = column else { continue }
            raised[name] = .numbers(values.map { $0 * (1 + Self.step) })
        }
        return raised
    }

    /// Relative deviation of each prediction: its elasticity to traffic times the count's share.
    static func spread(_ plain: [Double], _ raised: [Double], _ sites: SiteTable) -> [Double] {
        plain.indices.map { row in
            guard let deviation = sites.aadtDeviation?[row], let aadt = sites.aadt?[row],
                deviation > 0, aadt > 0, plain[row] > 0, raised[row] > 0
            else { return 0 }
            let elasticity = Foundation.log(raised[row] / plain[row]) / Foundation.log(1 + step)
            return abs(elasticity) * deviation / aadt
        }
    }

    /// Predictions by the model of all, or of the class where it has one of its own.
    func predicted(
        _ formula: Formula,
        _ table: ColumnTable,
        _ sites: SiteTable
    ) throws(IntakeError) -> [Double] {
        guard let whole else { return [Double](repeating: .nan, count: table.rowCount) }
        var predicted = try predict(formula, whole, table, sites)
        guard let classes = sites.roadClass else { return predicted }
        for part in parts {
            guard let own = part.fit else { continue }
            let means = try predict(formula, own, table, sites)
            for row in classes.indices where classes[row] == part.roadClass {
                predicted[row] = means[row]
            }
        }
        return predicted
    }
}
