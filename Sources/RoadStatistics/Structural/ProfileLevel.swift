import Glibc

/// A wandering level with fixed regressors, by the likelihood without the regressors' own part.
///
/// The level starts at the constant. One pass of the scalar Kalman filter whitens the response and
/// every column; least squares do the rest.
struct ProfileLevel {
    let response: [Double]
    let columns: [[Double]]

    /// What one ratio of variances gives.
    struct Outcome {
        var fit: LeastSquares
        var irregular: Double
        var likelihood: Double
    }

    /// Fits at a ratio of the level's variance to the irregular's.
    func solve(_ ratio: Double) -> Outcome? {
        let n = response.count
        var gains = [Double](repeating: 0, count: n)
        var roots = gains
        var (spread, logs) = (0.0, 0.0)
        for row in 0..<n {
            let total = spread + 1
            gains[row] = spread / total
            roots[row] = total.squareRoot()
            logs += log(total)
            spread = spread / total + ratio
        }
        func whitened(_ column: [Double]) -> [Double] {
            var level = 0.0
            return (0..<n).map { row in
                let error = column[row] - level
                level += gains[row] * error
                return error / roots[row]
            }
        }
        let target = whitened(response)
        let white = columns.map(whitened)
        let fit = LeastSquares(white, target)
        guard fit.kept.count == columns.count else { return nil }
        var squares = 0.0
        for row in 0..<n {
            var residual = target[row]
            for (place, column) in fit.kept.enumerated() {
                residual -= fit.coefficients[place] * white[column][row]
            }
            squares += residual * residual
        }
        let irregular = squares / Double(n)
        let likelihood = -Double(n) / 2 * (log(2 * .pi * irregular) + 1) - logs / 2
        return Outcome(fit: fit, irregular: irregular, likelihood: likelihood)
    }
}
