import RoadModel
import RoadStatistics

/// A safety performance function fitted to counts of one period and read off for both.
struct SiteFunction {
    /// Means of every row with the columns of the period before.
    let before: [Double]
    /// Means of every row with the columns of the period after.
    let after: [Double]
    /// Overdispersion k; 0 without any.
    let overdispersion: Double
    /// Variance of k.
    let overdispersionVariance: Double

    private static let response = "crashes"

    /// Fits terms to the counts of some rows.
    init(
        _ terms: String,
        _ table: AnalysisTable,
        _ counts: [Double],
        _ rows: [Int]
    ) throws(IntakeError) {
        let formula: Formula
        do throws(FormulaError) { formula = try Formula("\(Self.response) ~ \(terms)") } catch {
            throw table.refusal(error)
        }
        let isReference = Set(rows)
        let response = counts.indices.map { isReference.contains($0) ? counts[$0] : Double.nan }
        let first = try Self.columns(formula, table, "_before", response)
        let second = try Self.columns(formula, table, "_after", response)
        do throws(FormulaError) {
            let fit = try Regression.fit(formula, to: first, family: .negativeBinomial)
            before = try Regression.means(of: formula, fit, in: first)
            after = try Regression.means(of: formula, fit, in: second)
            let theta = fit.theta ?? .infinity
            overdispersion = fit.isDegenerate || !theta.isFinite ? 0 : 1 / theta
            // k = 1/θ, so its error is that of θ over θ².
            let error = (fit.thetaError ?? 0) / (theta * theta)
            overdispersionVariance = error.isFinite ? error * error : 0
        } catch {
            throw table.refusal(error)
        }
    }

    private static func columns(
        _ formula: Formula,
        _ table: AnalysisTable,
        _ suffix: String,
        _ counts: [Double]
    ) throws(IntakeError) -> ColumnTable {
        var columns: [String: ColumnTable.Column] = [:]
        for name in formula.columnNames where name != response {
            let actual = table.contains(name + suffix) ? name + suffix : name
            columns[name] = try table.model([actual]).columns[actual]
        }
        columns[response] = .numbers(counts)
        guard let model = ColumnTable(columns) else {
            throw table.refusal(FormulaError.tooFewRows(rows: 0, coefficients: 1))
        }
        return model
    }
}
