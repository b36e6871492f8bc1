import Glibc

/// What a series is expected to do, on the scale of the model.
package struct Forecast: Sendable, Hashable {
    /// Expected values of the steps ahead.
    package var means: [Double]
    /// Joint covariance of their errors, row by row: sums need it, not the margins alone.
    package var covariance: [[Double]]

    /// Standard error of each step.
    package var errors: [Double] { means.indices.map { max(0, covariance[$0][$0]).squareRoot() } }

    /// The sum over the steps with its standard error.
    package var total: (mean: Double, error: Double) {
        var spread = 0.0
        for row in covariance { for value in row { spread += value } }
        return (compensatedSum(means), max(0, spread).squareRoot())
    }

    /// A walk with drift: mean h·c, variance s²(h + h²/(n − 1)) from the n − 1 steps.
    ///
    /// - Throws: `SeriesError` for fewer than 4 values or ones that are not finite.
    package static func randomWalk(
        _ series: [Double],
        steps: Int
    ) throws(SeriesError) -> (forecast: Forecast, drift: Double, sigma: Double) {
        guard (4...100_000).contains(series.count) else {
            throw .length(found: series.count, allowed: 4...100_000)
        }
        if let row = series.firstIndex(where: { !$0.isFinite }) { throw .badValue(row: row) }
        guard (1...1000).contains(steps) else { throw .badOption("steps") }
        let n = series.count
        let moves = zip(series.dropFirst(), series).map { $0 - $1 }
        let drift = (series[n - 1] - series[0]) / Double(n - 1)
        let squares = compensatedSum(moves.map { ($0 - drift) * ($0 - drift) })
        let variance = squares / Double(n - 2)
        var covariance = [[Double]](
            repeating: [Double](repeating: 0, count: steps),
            count: steps
        )
        for a in 1...steps {
            for b in 1...steps {
                let shared = Double(min(a, b))
                let drift = Double(a * b) / Double(n - 1)
                covariance[a - 1][b - 1] = variance * (shared + drift)
            }
        }
        let forecast = Forecast(
            means: (1...steps).map { series[n - 1] + Double($0) * drift },
            covariance: covariance
        )
        return (forecast, drift, variance.squareRoot())
    }

    /// Draws of all steps together; deterministic for a generator's state.
    package func paths(_ count: Int, _ generator: inout ReplayableGenerator) -> [[Double]] {
        let n = means.count
        // The lower factor; a step without spread of its own follows the others exactly.
        var factor = covariance
        for i in 0..<n {
            for j in 0...i {
                var sum = covariance[i][j]
                for k in 0..<j { sum -= factor[i][k] * factor[j][k] }
                if i == j {
                    factor[i][i] = max(0, sum).squareRoot()
                } else {
                    factor[i][j] = factor[j][j] > 0 ? sum / factor[j][j] : 0
                }
            }
        }
        return (0..<count).map { _ in
            let draws = (0..<n).map { _ in generator.normal() }
            return (0..<n).map { i in
                var value = means[i]
                for k in 0...i { value += factor[i][k] * draws[k] }
                return value
            }
        }
    }
}
