import CSpecialFunctions

/// The gamma law with mean `shape / rate`.
package struct GammaDistribution: Sendable, Hashable {
    /// The shape, positive.
    package let shape: Double
    /// The rate, positive.
    package let rate: Double

    /// Makes the law; answers are NaN when a parameter is out of its range.
    package init(shape: Double, rate: Double) { (self.shape, self.rate) = (shape, rate) }

    /// The chi-squared law with `degrees` of freedom.
    package static func chiSquared(degrees: Double) -> GammaDistribution {
        GammaDistribution(shape: degrees / 2, rate: 0.5)
    }

    private var isValid: Bool { shape > 0 && rate > 0 }

    /// The density at `x`.
    package func density(_ x: Double) -> Double {
        guard isValid else { return .nan }
        return x < 0 ? 0 : rate * jol_gamma_p_derivative(shape, x * rate)
    }

    /// P(X ≤ x).
    package func below(_ x: Double) -> Double {
        guard isValid else { return .nan }
        return x <= 0 ? 0 : jol_gamma_p(shape, x * rate)
    }

    /// P(X > x).
    package func above(_ x: Double) -> Double {
        guard isValid else { return .nan }
        return x <= 0 ? 1 : jol_gamma_q(shape, x * rate)
    }

    /// The x with P(X ≤ x) = p, `p` in `[0, 1]`.
    package func quantile(_ p: Double) -> Double {
        guard isValid, p >= 0, p <= 1 else { return .nan }
        return p == 1 ? .infinity : jol_gamma_p_inverse(shape, p) / rate
    }

    /// The x with P(X > x) = q, `q` in `[0, 1]`.
    package func upperQuantile(_ q: Double) -> Double {
        guard isValid, q >= 0, q <= 1 else { return .nan }
        return q == 0 ? .infinity : jol_gamma_q_inverse(shape, q) / rate
    }
}
