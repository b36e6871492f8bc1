import RoadModel
import RoadStatistics

/// What a safety performance function expects at every site, before and after.
struct SiteExpectations {
    /// Crashes in the whole period before.
    var before: [Double]
    /// Crashes in the whole period after, without the measure.
    var after: [Double]
    /// Overdispersion k: the variance is `mean + k·mean²`.
    var overdispersion: [Double]
    /// Whether the untreated sites show no overdispersion.
    var isDegenerate = false

    /// Computes a function that is given as expressions over columns.
    init(
        given before: String,
        _ after: String,
        _ overdispersion: String,
        _ table: AnalysisTable
    ) throws(IntakeError) {
        self.before = try Self.values(before, table)
        self.after = try Self.values(after, table)
        self.overdispersion = try Self.values(overdispersion, table)
    }

    /// Fits a negative binomial model to the untreated sites, to each period by itself.
    ///
    /// A column `x` of the formula is `x_before` or `x_after` where those exist.
    init(
        fitted terms: String,
        _ table: AnalysisTable,
        _ sites: BeforeAfterTable
    ) throws(IntakeError) {
        let first = try Self.fit(terms, table, sites, sites.before, "_before")
        let second = try Self.fit(terms, table, sites, sites.after, "_after")
        (before, after) = (first.means, second.means)
        overdispersion = before.map { _ in first.k }
        isDegenerate = first.k == 0
    }

    /// Takes mean and variance of the untreated sites (Hauer 1997, method of moments).
    init?(momentsOf sites: BeforeAfterTable) {
        let counts = sites.untreated.map { sites.before[$0] }
        let n = Double(counts.count)
        guard counts.count >= 10 else { return nil }
        let mean = counts.reduce(0, +) / n
        let later = sites.untreated.reduce(0) { $0 + sites.after[$1] } / n
        guard mean > 0, later > 0 else { return nil }
        let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
        let k = max(0, (variance - mean) / (mean * mean))
        before = sites.before.map { _ in mean }
        after = sites.before.map { _ in later }
        overdispersion = sites.before.map { _ in k }
        isDegenerate = k == 0
    }

    private static func values(
        _ text: String,
        _ table: AnalysisTable
    ) throws(IntakeError) -> [Double] {
        let expression: ColumnExpression
        do throws(FormulaError) { expression = try ColumnExpression(text) } catch {
            throw table.refusal(error)
        }
        var columns: [String: [Double]] = [:]
        for name in expression.columnNames { columns[name] = try table.numbers(name) }
        // A number alone names no column; a row index gives the table its length.
        columns["\u{1}row"] = (0..<table.rowCount).map { Double($0) }
        guard let rows = ColumnTable(numbers: columns) else { return [] }
        do throws(FormulaError) { return try expression.values(in: rows) } catch {
            throw table.refusal(error)
        }
    }

    private static let response = "crashes"

    private static func fit(
        _ terms: String,
        _ table: AnalysisTable,
        _ sites: BeforeAfterTable,
        _ counts: [Double],
        _ suffix: String
    ) throws(IntakeError) -> (means: [Double], k: Double) {
        let formula: Formula
        do throws(FormulaError) { formula = try Formula("\(response) ~ \(terms)") } catch {
            throw table.refusal(error)
        }
        var columns: [String: ColumnTable.Column] = [:]
        for name in formula.columnNames where name != response {
            let actual = table.contains(name + suffix) ? name + suffix : name
            columns[name] = try table.model([actual]).columns[actual]
        }
        let isUntreated = Set(sites.untreated)
        columns[response] = .numbers(
            counts.indices.map { isUntreated.contains($0) ? counts[$0] : .nan }
        )
        guard let model = ColumnTable(columns) else { return ([], 0) }
        do throws(FormulaError) {
            let fit = try Regression.fit(formula, to: model, family: .negativeBinomial)
            let means = try Regression.means(of: formula, fit, in: model)
            let theta = fit.theta ?? .infinity
            return (means, fit.isDegenerate || !theta.isFinite ? 0 : 1 / theta)
        } catch {
            throw table.refusal(error)
        }
    }
}
