import Glibc

/// Whether small studies tell another story than large ones, as when null results stay unpublished.
package struct FunnelAsymmetry: Sendable, Hashable, Codable {
    /// Slope of the effect on its standard error, inverse-variance weighted (Egger 1997).
    package var slope: Double
    /// Student's t of the slope.
    package var t: Double
    /// Degrees of freedom, k − 2.
    package var degrees: Int
    /// Two-sided p-value of no asymmetry.
    package var p: Double
    /// Effect of a study without error.
    package var limit: Double
    /// Standard error of that effect.
    package var limitError: Double

    /// Egger's regression; `nil` for fewer than three studies or equal errors.
    ///
    /// - Parameters:
    ///   - effects: Estimates, for example logarithms of crash modification factors.
    ///   - errors: Their standard errors, positive.
    package init?(effects: [Double], errors: [Double]) {
        guard effects.count == errors.count, effects.count >= 3,
            zip(effects, errors).allSatisfy({ $0.isFinite && $1 > 0 && $1.isFinite })
        else { return nil }
        let fit = LeastSquares(
            [errors.map { _ in 1 }, errors],
            effects,
            weights: errors.map { 1 / ($0 * $0) }
        )
        guard fit.kept.count == 2 else { return nil }
        let squares = compensatedSum(
            zip(effects, errors).map { effect, error in
                let rest = (effect - fit.coefficients[0] - fit.coefficients[1] * error) / error
                return rest * rest
            }
        )
        degrees = effects.count - 2
        let variance = squares / Double(degrees)
        guard variance > 0 else { return nil }
        (limit, slope) = (fit.coefficients[0], fit.coefficients[1])
        limitError = (fit.covariance[0][0] * variance).squareRoot()
        t = slope / (fit.covariance[1][1] * variance).squareRoot()
        p = StudentDistribution(degrees: Double(degrees)).twoSided(t)
    }
}
