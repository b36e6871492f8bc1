import Glibc

/// A series as wandering level, seasonal, regressors and noise.
///
/// `y = μ + γ + x'β + ε`, `μ` a random walk, `γ` dummies that sum to 0 over a period. Source: Harvey
/// 1989; Durbin & Koopman 2012. Variances maximise the exact diffuse likelihood.
package enum StructuralModel {
    /// How the season may change.
    package enum Seasonal: String, Sendable, Codable, CaseIterable {
        /// No season.
        case none
        /// The same every year.
        case fixed
        /// Changing slowly, with a variance of its own.
        case stochastic
    }

    /// The longest series.
    package static let longest = 5_000

    /// Fits a model to consecutive periods.
    ///
    /// - Parameters:
    ///   - formula: Response and regressors; its constant is the level.
    ///   - table: One row per period, in order, none missing.
    ///   - period: Steps of a season, in `[2, 60]`.
    ///   - seasonal: How the season may change.
    ///   - confidence: Level of the limits.
    /// - Returns: The fitted model.
    /// - Throws: `FormulaError`; `.tooFewRows` also for regressors that the series cannot tell.
    package static func fit(
        _ formula: Formula,
        to table: ColumnTable,
        period: Int = 12,
        seasonal: Seasonal = .fixed,
        confidence: Double = 0.95
    ) throws(FormulaError) -> StructuralFit {
        let design = try DesignMatrix(formula, table)
        let season = seasonal == .none ? 1 : max(2, min(60, period))
        let first = design.hasIntercept ? 1 : 0
        let columns = Array(design.columns.dropFirst(first))
        let size = season + columns.count
        guard design.rows.count == table.rowCount, design.rows.count > size + 2,
            design.rows.count <= longest
        else { throw .tooFewRows(rows: design.rows.count, coefficients: size) }
        let scales = columns.map(spread)
        guard scales.allSatisfy({ $0 > 0 }) else {
            throw .tooFewRows(rows: design.rows.count, coefficients: size)
        }
        let filter = DiffuseFilter(
            response: zip(design.response, design.offset).map { $0 - $1 },
            // The level takes up what is subtracted here.
            regressors: zip(columns, scales).map { column, scale in
                column.map { ($0 - column[0]) / scale }
            },
            period: season
        )
        let ratios = best(filter, isStochastic: seasonal == .stochastic)
        guard let outcome = filter.run(level: ratios.level, seasonal: ratios.seasonal) else {
            throw .tooFewRows(rows: design.rows.count, coefficients: size)
        }
        let m = filter.size
        let z = NormalDistribution.criticalValue(level: confidence)
        let terms = columns.indices.map { place in
            let index = season + place
            let estimate = outcome.state[index] / scales[place]
            let variance = max(0, outcome.covariance[index * m + index] * outcome.irregular)
            let error = variance.squareRoot() / scales[place]
            return RegressionTerm(
                name: design.names[first + place],
                estimate: estimate,
                standardError: error,
                statistic: estimate / error,
                p: NormalDistribution.twoSided(estimate / error),
                lower: estimate - z * error,
                upper: estimate + z * error
            )
        }
        var shift = 0.0
        for (term, column) in zip(terms, columns) { shift += term.estimate * column[0] }
        return StructuralFit(
            terms: terms,
            irregular: outcome.irregular,
            level: outcome.irregular * ratios.level,
            seasonal: seasonal == .none ? nil : outcome.irregular * ratios.seasonal,
            logLikelihood: outcome.logLikelihood - scales.reduce(0) { $0 + log($1) },
            count: design.rows.count,
            diffuseCount: m,
            innovations: outcome.innovations,
            lastLevel: outcome.state[0] - shift
        )
    }

    /// The relative variances with the highest likelihood, by turns of golden section.
    private static func best(
        _ filter: DiffuseFilter,
        isStochastic: Bool
    ) -> (level: Double, seasonal: Double) {
        var (level, seasonal) = (-3.0, -12.0)
        func value(_ a: Double, _ b: Double) -> Double {
            let ratios = (ratio(a), isStochastic ? ratio(b) : 0)
            return filter.run(level: ratios.0, seasonal: ratios.1)?.logLikelihood ?? -.infinity
        }
        var last = -Double.infinity
        for _ in 0..<(isStochastic ? 30 : 1) {
            level = maximum { value($0, seasonal) }
            if isStochastic { seasonal = maximum { value(level, $0) } }
            let now = value(level, seasonal)
            if abs(now - last) < 1e-11 * (abs(now) + 1) { break }
            last = now
        }
        return (ratio(level), isStochastic ? ratio(seasonal) : 0)
    }

    /// Logarithms of a ratio below −24 are a variance of 0.
    private static func ratio(_ logarithm: Double) -> Double {
        logarithm <= -24 ? 0 : exp(logarithm)
    }

    /// The place of the maximum over [−25, 10]: a grid, then golden section about its best point.
    private static func maximum(_ function: (Double) -> Double) -> Double {
        let grid = stride(from: -25.0, through: 10, by: 1).map { ($0, function($0)) }
        guard let top = grid.max(by: { $0.1 < $1.1 }) else { return -25 }
        if top.0 <= -24 { return -25 }
        var (low, high) = (top.0 - 1, top.0 + 1)
        let golden = (5.0.squareRoot() - 1) / 2
        var (a, b) = (high - golden * (high - low), low + golden * (high - low))
        var (atA, atB) = (function(a), function(b))
        while high - low > 1e-7 {
            if atA >= atB {
                (high, b, atB) = (b, a, atA)
                a = high - golden * (high - low)
                atA = function(a)
            } else {
                (low, a, atA) = (a, b, atB)
                b = low + golden * (high - low)
                atB = function(b)
            }
        }
        return (low + high) / 2
    }

    /// Standard deviation about the mean.
    private static func spread(_ column: [Double]) -> Double {
        let n = Double(column.count)
        let mean = compensatedSum(column) / n
        return (compensatedSum(column.map { ($0 - mean) * ($0 - mean) }) / n).squareRoot()
    }
}
