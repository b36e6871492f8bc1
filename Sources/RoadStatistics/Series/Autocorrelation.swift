/// Dependence between neighbours of a series.
package enum Autocorrelation {
    /// Autocorrelations at lags 0, 1, …, `lags`, each with divisor n; lags beyond the series are 0,
    /// and so are all but the first of a series that never varies.
    package static func coefficients(_ series: [Double], lags: Int) -> [Double] {
        let n = series.count
        guard n > 0, lags >= 0 else { return [] }
        let mean = compensatedSum(series) / Double(n)
        let deviations = series.map { $0 - mean }
        // In units of the largest deviation, so that no square overflows.
        let largest = deviations.lazy.map(\.magnitude).max() ?? 0
        guard largest > 0, largest.isFinite else { return (0...lags).map { $0 == 0 ? 1 : 0 } }
        let centred = deviations.map { $0 / largest }
        let variance = compensatedSum(centred.lazy.map { $0 * $0 })
        return (0...lags).map { lag in
            guard lag < n else { return 0 }
            return compensatedSum((lag..<n).lazy.map { centred[$0] * centred[$0 - lag] })
                / variance
        }
    }

    /// Ljung & Box's statistic over lags 1…`lags` with its p-value.
    ///
    /// `fitted` parameters that were estimated from the series are taken off the degrees of freedom.
    package static func ljungBox(
        _ series: [Double],
        lags: Int,
        fitted: Int = 0
    ) -> (q: Double, p: Double) {
        let n = Double(series.count)
        let rho = coefficients(series, lags: lags)
        var sum = 0.0
        for lag in rho.indices.dropFirst() where lag < series.count {
            sum += rho[lag] * rho[lag] / (n - Double(lag))
        }
        let q = n * (n + 2) * sum
        let law = GammaDistribution.chiSquared(degrees: Double(lags - fitted))
        return (q, law.above(q))
    }

    /// Durbin & Watson's statistic: near 2 without autocorrelation at lag 1.
    package static func durbinWatson(_ residuals: [Double]) -> Double {
        let steps = zip(residuals.dropFirst(), residuals).map { ($0 - $1) * ($0 - $1) }
        let squares = compensatedSum(residuals.lazy.map { $0 * $0 })
        return squares > 0 ? compensatedSum(steps) / squares : 2
    }
}
