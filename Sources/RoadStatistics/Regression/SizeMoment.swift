/// Slope and curvature of a profile likelihood in log θ.
struct SizeMoment {
    /// Slope.
    var score: Double
    /// Less the second derivative.
    var curvature: Double
    /// The coefficients' own Newton step.
    var step: [Double]
    /// How the coefficients move with log θ.
    var lean: [Double]
    /// What the coefficients' own step gains, twice.
    var decrement: Double

    /// Newton's change of log θ, at most 2; uphill where the likelihood is not concave.
    static func change(_ score: Double, _ curvature: Double) -> Double {
        guard curvature > 0 else { return score > 0 ? 0.5 : -0.5 }
        return max(-2, min(2, score / curvature))
    }
}
