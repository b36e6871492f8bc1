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
        /// Waves that change slowly, one variance for all.
        case trigonometric = "trig"
    }

    /// The longest series.
    package static let longest = 5_000

    /// Which likelihood the variances maximise.
    package enum Likelihood: String, Sendable, Codable, CaseIterable {
        /// Exact diffuse: level, season and regressors start unknown (restricted likelihood).
        case diffuse
        /// The profile: they are numbers to be estimated like the variances.
        case profile = "ml"
    }

    /// Fits a model to consecutive periods.
    ///
    /// - Parameters:
    ///   - formula: Response and regressors; its constant is the level.
    ///   - table: One row per period, in order, none missing.
    ///   - period: Steps of a season, in `[2, 60]`.
    ///   - seasonal: How the season may change.
    ///   - hasSlope: Whether the level has a slope that wanders.
    ///   - likelihood: What the variances maximise; the profile knows no slope and no season
    ///     that changes.
    ///   - steps: Steps to forecast.
    ///   - future: The regressors of the steps ahead, one row each.
    ///   - confidence: Level of the limits.
    /// - Returns: The fitted model.
    /// - Throws: `FormulaError`; `.tooFewRows` also for regressors that the series cannot tell.
    package static func fit(
        _ formula: Formula,
        to table: ColumnTable,
        period: Int = 12,
        seasonal: Seasonal = .fixed,
        hasSlope: Bool = false,
        likelihood: Likelihood = .diffuse,
        steps: Int = 0,
        future: ColumnTable? = nil,
        confidence: Double = 0.95
    ) throws(FormulaError) -> StructuralFit {
        let design = try DesignMatrix(formula, table)
        let season = seasonal == .none ? 1 : max(2, min(60, period))
        let first = design.hasIntercept ? 1 : 0
        let columns = Array(design.columns.dropFirst(first))
        let names = Array(design.names.dropFirst(first))
        let shape = StructuralShape(
            hasSlope: hasSlope,
            period: season,
            isTrigonometric: seasonal == .trigonometric,
            regressors: columns.count
        )
        let n = design.rows.count
        guard n == table.rowCount, n > shape.size + 2, n <= longest else {
            throw .tooFewRows(rows: n, coefficients: shape.size)
        }
        let scales = columns.map(spread)
        guard scales.allSatisfy({ $0 > 0 }) else {
            throw .tooFewRows(rows: n, coefficients: shape.size)
        }
        let response = zip(design.response, design.offset).map { $0 - $1 }
        if likelihood == .profile, !hasSlope, seasonal == .none || seasonal == .fixed {
            return try profile(response, columns, names, season, confidence)
        }
        let filter = DiffuseFilter(
            response: response,
            // The level takes up what is subtracted here.
            regressors: zip(columns, scales).map { column, scale in
                column.map { ($0 - column[0]) / scale }
            },
            shape: shape
        )
        let ratios = best(filter, seasonal)
        guard let outcome = filter.run(ratios) else {
            throw .tooFewRows(rows: n, coefficients: shape.size)
        }
        let m = filter.size
        let terms = columns.indices.map { place in
            let index = shape.firstRegressor + place
            let variance = max(0, outcome.covariance[index * m + index] * outcome.irregular)
            return term(
                names[place],
                outcome.state[index] / scales[place],
                variance.squareRoot() / scales[place],
                confidence
            )
        }
        var shift = 0.0
        for (term, column) in zip(terms, columns) { shift += term.estimate * column[0] }
        var forecast: Forecast?
        if steps > 0 {
            let ahead = try Self.future(formula, future, steps, columns.count)
            let scaled = ahead.indices.map { place in
                ahead[place].map { ($0 - columns[place][0]) / scales[place] }
            }
            forecast = filter.forecast(outcome, ratios, scaled, steps: steps)
        }
        return StructuralFit(
            terms: terms,
            irregular: outcome.irregular,
            level: outcome.irregular * ratios.level,
            slope: hasSlope ? outcome.irregular * ratios.slope : nil,
            seasonal: seasonal == .none ? nil : outcome.irregular * ratios.seasonal,
            // The season as treatment contrasts: the constant of R's restricted likelihood.
            logLikelihood: outcome.logLikelihood - scales.reduce(0) { $0 + log($1) }
                + (seasonal == .fixed || seasonal == .stochastic ? log(Double(season)) : 0),
            count: n,
            diffuseCount: m,
            innovations: outcome.innovations,
            lastLevel: outcome.state[0] - shift,
            lastSlope: hasSlope ? outcome.state[1] : nil,
            forecast: forecast
        )
    }

    private static func term(
        _ name: String,
        _ estimate: Double,
        _ error: Double,
        _ confidence: Double
    ) -> RegressionTerm {
        let z = NormalDistribution.criticalValue(level: confidence)
        return RegressionTerm(
            name: name,
            estimate: estimate,
            standardError: error,
            statistic: estimate / error,
            p: NormalDistribution.twoSided(estimate / error),
            lower: estimate - z * error,
            upper: estimate + z * error
        )
    }

    /// The regressors of the steps ahead.
    private static func future(
        _ formula: Formula,
        _ table: ColumnTable?,
        _ steps: Int,
        _ count: Int
    ) throws(FormulaError) -> [[Double]] {
        guard count > 0 else { return [] }
        guard let table, table.rowCount >= steps else {
            throw .tooFewRows(rows: table?.rowCount ?? 0, coefficients: steps)
        }
        var open = formula
        open.response = .number(0)
        open.offsets = []
        let design = try DesignMatrix(open, table)
        let columns = design.columns.dropFirst(design.hasIntercept ? 1 : 0)
        guard columns.count == count, design.rows.count >= steps else {
            throw .tooFewRows(rows: design.rows.count, coefficients: steps)
        }
        return Array(columns)
    }

    private static func profile(
        _ response: [Double],
        _ columns: [[Double]],
        _ names: [String],
        _ season: Int,
        _ confidence: Double
    ) throws(FormulaError) -> StructuralFit {
        let n = response.count
        var all = [[Double](repeating: 1, count: n)]
        for month in 1..<season { all.append((0..<n).map { $0 % season == month ? 1 : 0 }) }
        let first = all.count
        let level = ProfileLevel(response: response, columns: all + columns)
        let place = maximum { level.solve(ratio($0))?.likelihood ?? -.infinity }
        guard let outcome = level.solve(ratio(place)) else {
            throw .tooFewRows(rows: n, coefficients: first + columns.count)
        }
        let terms = names.indices.map { index in
            let variance = outcome.fit.covariance[first + index][first + index]
            return term(
                names[index],
                outcome.fit.coefficients[first + index],
                (variance * outcome.irregular).squareRoot(),
                confidence
            )
        }
        return StructuralFit(
            terms: terms,
            irregular: outcome.irregular,
            level: outcome.irregular * ratio(place),
            slope: nil,
            seasonal: season > 1 ? 0 : nil,
            logLikelihood: outcome.likelihood,
            count: n,
            diffuseCount: first + columns.count,
            innovations: [],
            lastLevel: outcome.fit.coefficients[0],
            lastSlope: nil,
            forecast: nil
        )
    }

    /// The relative variances with the highest likelihood.
    ///
    /// One variance by golden section; several by turns first, then all together.
    private static func best(_ filter: DiffuseFilter, _ seasonal: Seasonal) -> StructuralRatios {
        let hasSeason = seasonal == .stochastic || seasonal == .trigonometric
        var parts = [0]
        if filter.shape.hasSlope { parts.append(1) }
        if hasSeason { parts.append(2) }
        func ratios(_ place: [Double]) -> StructuralRatios {
            StructuralRatios(
                level: ratio(place[0]),
                slope: filter.shape.hasSlope ? ratio(place[1]) : 0,
                seasonal: hasSeason ? ratio(place[2]) : 0
            )
        }
        func value(_ place: [Double]) -> Double {
            filter.run(ratios(place))?.logLikelihood ?? -.infinity
        }
        var place = [-3.0, -12, -12]
        for _ in 0..<(parts.count == 1 ? 1 : 2) {
            for part in parts {
                place[part] = maximum { at in
                    var trial = place
                    trial[part] = at
                    return value(trial)
                }
            }
        }
        // A variance that vanished stays 0; the others settle together.
        let free = parts.filter { place[$0] > -24 }
        guard parts.count > 1, free.count > 1 else { return ratios(place) }
        let found = Simplex.minimum(from: free.map { place[$0] }, step: 0.3, tolerance: 1e-12) {
            var trial = place
            for (index, part) in free.enumerated() { trial[part] = min(10, $0[index]) }
            return -value(trial)
        }
        for (index, part) in free.enumerated() { place[part] = min(10, found.place[index]) }
        return ratios(place)
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
