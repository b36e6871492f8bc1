import Glibc

/// The law of an angle's error on the circle, `exp(κ (cos Δ − 1)) / (2π I₀(κ) exp(−κ))`.
package enum VonMises {
    /// `I₀(κ) exp(−κ)`: the density of a direction that says nothing, over the law's peak.
    ///
    /// M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions", 1964, formulas 9.8.1 and
    /// 9.8.2; right to 2·10⁻⁷ of itself.
    ///
    /// - Parameter kappa: κ, 0 or greater.
    /// - Returns: A number in `(0, 1]`.
    package static func normaliser(_ kappa: Double) -> Double {
        guard kappa >= 3.75 else {
            let t = (kappa / 3.75) * (kappa / 3.75)
            let high = 0.2659732 + t * (0.0360768 + t * 0.0045813)
            let low = 3.5156229 + t * (3.0899424 + t * (1.2067492 + t * high))
            return exp(-kappa) * (1 + t * low)
        }
        let t = 3.75 / kappa
        let high = -0.02057706 + t * (0.02635537 + t * (-0.01647633 + t * 0.00392377))
        let middle = 0.00225319 + t * (-0.00157565 + t * (0.00916281 + t * high))
        return (0.39894228 + t * (0.01328592 + t * middle)) / kappa.squareRoot()
    }
}
