import RoadAnalysis
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
    /// Whether the reference sites show no overdispersion.
    var isDegenerate = false
    /// Crashes of untreated sites after over what their own past leads to expect; 1 when not used.
    var trend = 1.0
    /// Relative variance of `trend`.
    var trendVariance = 0.0
    /// How many sites the function was fitted to; `nil` when it was given.
    var reference: Int?

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

    /// Fits a negative binomial model to the period before, when no site was treated yet.
    ///
    /// A column `x` of the formula is `x_before` or `x_after` where those exist. The period after
    /// has the same function times the trend of the untreated sites.
    init(
        fitted terms: String,
        _ table: AnalysisTable,
        _ sites: BeforeAfterTable,
        _ rows: [Int]
    ) throws(IntakeError) {
        let fit = try SiteFunction(terms, table, sites.before, rows)
        before = fit.before
        let growth = sites.yearsAfter / sites.yearsBefore
        after = fit.after.map { $0 * growth }
        overdispersion = before.map { _ in fit.overdispersion }
        isDegenerate = fit.overdispersion == 0
        reference = rows.count
        followTrend(of: sites, rows, fit.overdispersionVariance)
    }

    /// Takes mean and variance of the reference sites before (Hauer 1997, method of moments).
    init?(momentsOf sites: BeforeAfterTable, _ rows: [Int]) {
        let counts = rows.map { sites.before[$0] }
        let n = Double(counts.count)
        guard counts.count >= 10 else { return nil }
        let mean = counts.reduce(0, +) / n
        guard mean > 0, sites.untreated.contains(where: { sites.after[$0] > 0 }) else { return nil }
        let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
        let k = max(0, (variance - mean) / (mean * mean))
        before = sites.before.map { _ in mean }
        after = sites.before.map { _ in mean * sites.yearsAfter / sites.yearsBefore }
        overdispersion = sites.before.map { _ in k }
        isDegenerate = k == 0
        reference = rows.count
        // The error of k from a sample variance, to the order that a normal law gives.
        let spread = 2 * (k + 1 / mean) * (k + 1 / mean) / n
        followTrend(of: sites, rows, spread)
    }

    /// Multiplies what is expected after by what untreated sites had over their own expectation.
    ///
    /// Their expectation is empirical Bayes too: sites left over after a choice by counts have had
    /// luck before and rise by themselves, which their plain counts would show as a trend.
    private mutating func followTrend(
        of sites: BeforeAfterTable,
        _ rows: [Int],
        _ overdispersionVariance: Double
    ) {
        let untreated = shares(sites.untreated, sites)
        let treated = shares(sites.treated, sites)
        let observed = sites.untreated.reduce(0) { $0 + sites.after[$1] }
        guard untreated.expected > 0, observed > 0, untreated.expected.isFinite else { return }
        trend = observed / untreated.expected
        // The untreated counts' own chance and the doubt about each site's mean …
        trendVariance = (observed + trend * trend * untreated.spread) / (observed * observed)
        // … and the function's own error, as far as it moves treated and untreated sites apart.
        let k = overdispersion.first ?? 0
        let level = rows.reduce(0.0) { $0 + before[$1] / (1 + k * before[$1]) }
        let (byK, byLevel) = (treated.byK - untreated.byK, treated.byLevel - untreated.byLevel)
        trendVariance += byK * byK * overdispersionVariance
        if level > 0 { trendVariance += byLevel * byLevel / level }
        for row in after.indices { after[row] *= trend }
    }

    /// What some sites are expected to have after, its variance, and how its logarithm moves with k
    /// and with the level of the function: `E = P(1 + kO)/(1 + kP)`.
    private func shares(
        _ rows: [Int],
        _ sites: BeforeAfterTable
    ) -> (expected: Double, spread: Double, byK: Double, byLevel: Double) {
        var (expected, spread, byK, byLevel) = (0.0, 0.0, 0.0, 0.0)
        for row in rows {
            let site = SiteExpectation(
                EvaluationSite(
                    observedBefore: Int(sites.before[row]),
                    observedAfter: 0,
                    predictedBefore: before[row],
                    predictedAfter: after[row],
                    overdispersion: overdispersion[row]
                )
            )
            let k = overdispersion[row]
            let own = sites.before[row] / (1 + k * sites.before[row])
            expected += site.expectedAfter
            spread += site.variance
            byK += site.expectedAfter * (own - before[row] / (1 + k * before[row]))
            byLevel += site.expectedAfter * site.weight
        }
        guard expected > 0 else { return (0, 0, 0, 0) }
        return (expected, spread, byK / expected, byLevel / expected)
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
}
