import Glibc

/// The airline model: ∇∇ₛ(y − x'β) = (1 + θB)(1 + ΘBˢ)u, by exact maximum likelihood.
///
/// Source: Box & Jenkins 1976, 9.2; signs as in R's `arima`. The likelihood is that of the
/// differences, from the Cholesky factor of their banded covariance.
package struct AirlineModel: Sendable, Hashable {
    /// θ.
    package var ma: Double
    /// Θ.
    package var seasonalMA: Double
    /// Variance of u.
    package var variance: Double
    /// Log likelihood of the differences.
    package var logLikelihood: Double
    /// Akaike's criterion.
    package var aic: Double
    /// Coefficients of regressors; normal p-values.
    package var terms: [RegressionTerm]
    /// Observations.
    package var count: Int

    private let series: [Double]
    private let columns: [[Double]]
    private let period: Int

    /// The longest series.
    package static let longest = 2_000

    /// Fits the model to consecutive steps.
    ///
    /// - Throws: `FormulaError`; incomplete rows and series of under two periods and some are
    ///   refused.
    package static func fit(
        _ formula: Formula,
        to table: ColumnTable,
        period: Int = 12,
        level: Double = 0.95
    ) throws(FormulaError) -> AirlineModel {
        let design = try DesignMatrix(formula, table)
        let columns = Array(design.columns.dropFirst(design.hasIntercept ? 1 : 0))
        let names = Array(design.names.dropFirst(design.hasIntercept ? 1 : 0))
        let n = design.response.count
        guard n == table.rowCount, (2...60).contains(period), n > 2 * period + columns.count + 4,
            n <= longest
        else { throw .tooFewRows(rows: n, coefficients: columns.count + period + 3) }
        let series = zip(design.response, design.offset).map { $0 - $1 }
        let whitener = Whitener(series, columns, period)
        let best = Simplex.minimum(
            from: [0.2, 0.3],
            step: 0.3,
            tolerance: 1e-13,
            rounds: 3
        ) { place in
            guard let likelihood = whitener.solve(-tanh(place[0]), -tanh(place[1]))?.likelihood
            else { return .infinity }
            return -likelihood
        }
        let (ma, seasonalMA) = (-tanh(best.place[0]), -tanh(best.place[1]))
        guard let found = whitener.solve(ma, seasonalMA) else {
            throw .noConvergence(iterations: 1200)
        }
        let z = NormalDistribution.criticalValue(level: level)
        let terms = found.fit.kept.enumerated().map { place, column in
            let estimate = found.fit.coefficients[place]
            let error = (found.fit.covariance[place][place] * found.variance).squareRoot()
            return RegressionTerm(
                name: names[column],
                estimate: estimate,
                standardError: error,
                statistic: estimate / error,
                p: NormalDistribution.twoSided(estimate / error),
                lower: estimate - z * error,
                upper: estimate + z * error
            )
        }
        guard terms.count == columns.count else {
            throw .tooFewRows(rows: n, coefficients: columns.count)
        }
        return AirlineModel(
            ma: ma,
            seasonalMA: seasonalMA,
            variance: found.variance,
            logLikelihood: found.likelihood,
            aic: -2 * found.likelihood + 2 * Double(3 + terms.count),
            terms: terms,
            count: n,
            series: series,
            columns: columns,
            period: period
        )
    }

    private init(
        ma: Double,
        seasonalMA: Double,
        variance: Double,
        logLikelihood: Double,
        aic: Double,
        terms: [RegressionTerm],
        count: Int,
        series: [Double],
        columns: [[Double]],
        period: Int
    ) {
        (self.ma, self.seasonalMA, self.variance) = (ma, seasonalMA, variance)
        (self.logLikelihood, self.aic, self.terms) = (logLikelihood, aic, terms)
        (self.count, self.series, self.columns, self.period) = (count, series, columns, period)
    }

    /// The coefficient of a name.
    package subscript(name: String) -> RegressionTerm? { terms.first { $0.name == name } }

    /// The steps ahead; `nil` with regressors, whose future is not known.
    package func forecast(steps: Int) -> Forecast? {
        guard terms.isEmpty, (1...1000).contains(steps) else { return nil }
        let differences = Whitener.differences(series, period)
        let n = differences.count
        let factor = BandedFactor(
            Whitener.covariances(ma, seasonalMA, period),
            count: n + steps
        )
        guard let factor else { return nil }
        // Innovations of the past; those of the future are 0 in the mean.
        let past = factor.whitened(differences)
        let ahead = (0..<steps).map { step in
            factor.row(n + step).reduce(0.0) { $1.0 < n ? $0 + $1.1 * past[$1.0] : $0 }
        }
        // y = 2 kinds of sums over the differences: the future y follow one after the other.
        var values = series
        for step in 0..<steps {
            let t = series.count + step
            values.append(
                ahead[step] + values[t - 1] + values[t - period] - values[t - period - 1]
            )
        }
        // How each future y depends on each future innovation.
        var loads = [[Double]](
            repeating: [Double](repeating: 0, count: steps),
            count: steps
        )
        for step in 0..<steps {
            for (column, value) in factor.row(n + step) where column >= n {
                loads[step][column - n] += value
            }
            for k in 0..<steps {
                if step >= 1 { loads[step][k] += loads[step - 1][k] }
                if step >= period { loads[step][k] += loads[step - period][k] }
                if step >= period + 1 { loads[step][k] -= loads[step - period - 1][k] }
            }
        }
        let covariance = (0..<steps).map { a in
            (0..<steps).map { b in
                variance * (0..<steps).reduce(0.0) { $0 + loads[a][$1] * loads[b][$1] }
            }
        }
        return Forecast(means: Array(values.dropFirst(series.count)), covariance: covariance)
    }
}

/// Least squares of differences after their covariance is taken out.
private struct Whitener {
    let response: [Double]
    let columns: [[Double]]
    let period: Int

    init(_ series: [Double], _ columns: [[Double]], _ period: Int) {
        response = Self.differences(series, period)
        self.columns = columns.map { Self.differences($0, period) }
        self.period = period
    }

    static func differences(_ series: [Double], _ period: Int) -> [Double] {
        (period + 1..<series.count).map { t in
            series[t] - series[t - 1] - series[t - period] + series[t - period - 1]
        }
    }

    /// Autocovariances of (1 + θB)(1 + ΘBˢ)u at lags 0…s + 1, over the variance of u.
    static func covariances(_ ma: Double, _ seasonal: Double, _ period: Int) -> [Double] {
        var weights = [Double](repeating: 0, count: period + 2)
        weights[0] = 1
        weights[1] += ma
        weights[period] += seasonal
        weights[period + 1] += ma * seasonal
        return weights.indices.map { lag in
            (lag..<weights.count).reduce(0.0) { $0 + weights[$1] * weights[$1 - lag] }
        }
    }

    func solve(
        _ ma: Double,
        _ seasonal: Double
    ) -> (fit: LeastSquares, variance: Double, likelihood: Double)? {
        let n = response.count
        let covariances = Self.covariances(ma, seasonal, period)
        guard let factor = BandedFactor(covariances, count: n) else { return nil }
        let target = factor.whitened(response)
        let white = columns.map(factor.whitened)
        let fit = LeastSquares(white, target)
        var squares = 0.0
        for row in 0..<n {
            var residual = target[row]
            for (place, column) in fit.kept.enumerated() {
                residual -= fit.coefficients[place] * white[column][row]
            }
            squares += residual * residual
        }
        let variance = squares / Double(n)
        let likelihood =
            -Double(n) / 2 * (log(2 * .pi * variance) + 1) - factor.logDeterminant / 2
        return (fit, variance, likelihood)
    }
}
