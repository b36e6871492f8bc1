import Foundation
import RoadAnalysis
import RoadModel
import RoadStatistics

/// A safety performance function from elsewhere.
struct GivenModel {
    /// Predictions by an expression over columns.
    private var expression: String?
    /// Coefficients by name.
    private var coefficients: [String: Double] = [:]
    /// Coefficients and k by class.
    private var classes: [String: (coefficients: [String: Double], k: String)] = [:]
    /// The dispersion, a number or an expression.
    private var dispersion: String?
    /// Whether the dispersion is divided by length.
    private var isPerLength = false
    /// The right side of the model.
    private(set) var formula: String?

    /// Reads an expression, `name=value` pairs or a JSON file.
    init(_ text: String, _ query: SiteQuery) throws(IntakeError) {
        dispersion = query.dispersion
        isPerLength = query.form == .perLength
        formula = query.formula
        if FileManager.default.fileExists(atPath: text) {
            try readFile(text)
        } else if text.contains("="), !text.contains("==") {
            for pair in text.split(separator: ",") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                    .map { String($0).trimmingSpaces }
                guard parts.count == 2, let value = Double(parts[1]), value.isFinite else {
                    throw GivenModel.bad(text, "'\(pair)' is not name=number.")
                }
                put(parts[0], value)
            }
        } else {
            expression = text
            formula = "1"
        }
        if expression == nil, formula == nil {
            let names = coefficients.keys.filter { $0 != "(Intercept)" }.sorted()
            formula = names.isEmpty ? "1" : names.joined(separator: "+")
        }
        guard dispersion != nil || !classes.isEmpty else {
            throw GivenModel.bad(text, "The model has no dispersion k.")
        }
    }

    private static func bad(_ text: String, _ detail: String) -> IntakeError {
        IntakeError(
            .badArgument,
            subject: "--spf \(text)",
            detail: detail,
            remedy: "Give an expression with --k, such as --spf 'aadt*length*365e-6*exp(-0.312)' "
                + "--k '0.236/length'; pairs '(Intercept)=-9.2,log(aadt)=1.1,k=0.4'; or the file "
                + "that 'jol hotspots spf --json' wrote."
        )
    }

    private mutating func put(_ name: String, _ value: Double) {
        switch name.lowercased() {
        case "k", "dispersion", "alpha": if dispersion == nil { dispersion = "\(value)" }
        case "theta": if dispersion == nil { dispersion = "\(1 / value)" }
        case "intercept", "(intercept)", "const", "constant": coefficients["(Intercept)"] = value
        default: coefficients[name] = value
        }
    }

    private mutating func readFile(_ path: String) throws(IntakeError) {
        guard let bytes = FileManager.default.contents(atPath: path),
            let root = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any]
        else { throw GivenModel.bad(path, "The file holds no JSON object.") }
        if formula == nil { formula = root["formula"] as? String }
        if root["kForm"] as? String == "per-length" { isPerLength = true }
        if let k = root["k"] as? Double {
            put("k", k)
        } else if let k = root["k"] as? String {
            if dispersion == nil { dispersion = k }
        }
        if let theta = root["theta"] as? Double { put("theta", theta) }
        for (name, value) in GivenModel.coefficients(root["coefficients"] ?? root) {
            put(name, value)
        }
        for entry in root["classes"] as? [[String: Any]] ?? [] {
            guard let label = entry["class"] as? String, let k = entry["k"] as? Double else {
                continue
            }
            let own = GivenModel.coefficients(entry["coefficients"] ?? [:])
            if !own.isEmpty { classes[label] = (Dictionary(own) { $1 }, "\(k)") }
        }
        if coefficients.isEmpty, classes.isEmpty {
            throw GivenModel.bad(path, "The file names no coefficient.")
        }
    }

    private static func coefficients(_ value: Any) -> [(String, Double)] {
        if let list = value as? [[String: Any]] {
            return list.compactMap { entry in
                guard let name = entry["term"] as? String, let number = entry["estimate"] as? Double
                else { return nil }
                return (name, number)
            }
        }
        let object = value as? [String: Any] ?? [:]
        let others: Set = ["k", "theta", "formula", "kForm"]
        return object.compactMap { name, value in
            guard !others.contains(name), let number = value as? Double else { return nil }
            return (name, number)
        }.sorted { $0.0 < $1.0 }
    }

    /// The expressions whose columns a table must have.
    func expressions() throws(IntakeError) -> [ColumnExpression] {
        var expressions: [ColumnExpression] = []
        for text in [expression, dispersion].compactMap(\.self) {
            do throws(FormulaError) { expressions.append(try ColumnExpression(text)) } catch {
                throw GivenModel.bad(text, error.description)
            }
        }
        return expressions
    }

    /// Writes predictions and dispersions into a panel.
    func apply(
        _ panel: inout SitePanel,
        _ table: ColumnTable,
        _ model: Formula,
        _ sites: SiteTable,
        _ scales: [Double]?,
        _ years: [Double]
    ) throws(IntakeError) {
        let rows = table.rowCount
        do throws(FormulaError) {
            if let expression {
                // A row stands for its years; expressions that name them count them themselves.
                let law = try ColumnExpression(expression)
                let counts = law.columnNames.contains { SiteColumnNames.isNamed($0, .years) }
                let values = try law.values(in: table)
                panel.predicted = values.indices.map { row in
                    values[row] * (counts ? 1 : years[row]) * (sites.reporting?[row] ?? 1)
                }
            } else if coefficients.isEmpty {
                panel.predicted = [Double](repeating: .nan, count: rows)
            } else {
                panel.predicted = try model.means(coefficients: coefficients, in: table)
            }
            let k = try dispersion.map { text throws(FormulaError) in
                try ColumnExpression(text).values(in: table)
            }
            panel.dispersion = k ?? [Double](repeating: .nan, count: rows)
            if let labels = sites.roadClass {
                for (label, own) in classes.sorted(by: { $0.key < $1.key }) {
                    let means = try model.means(coefficients: own.coefficients, in: table)
                    for row in labels.indices where labels[row] == label {
                        panel.predicted[row] = means[row]
                        panel.dispersion[row] = Double(own.k) ?? .nan
                    }
                }
            }
        } catch { throw SiteModel.refusal(error, sites) }
        if isPerLength, let length = sites.length {
            for row in panel.dispersion.indices { panel.dispersion[row] /= length[row] }
        }
        if panel.predicted.count != rows || panel.dispersion.count != rows {
            throw GivenModel.bad(expression ?? "", "The expression gives no value a row.")
        }
    }
}
