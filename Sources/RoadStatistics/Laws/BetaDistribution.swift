import CSpecialFunctions

/// The beta law on `[0, 1]`.
package struct BetaDistribution: Sendable, Hashable {
    /// First shape, positive.
    package let alpha: Double
    /// Second shape, positive.
    package let beta: Double

    /// Makes the law; answers are NaN when a parameter is out of its range.
    package init(alpha: Double, beta: Double) { (self.alpha, self.beta) = (alpha, beta) }

    private var isValid: Bool { alpha > 0 && beta > 0 }

    /// The density at `x`.
    package func density(_ x: Double) -> Double {
        guard isValid else { return .nan }
        return x < 0 || x > 1 ? 0 : jol_beta_i_derivative(alpha, beta, x)
    }

    /// P(X ≤ x).
    package func below(_ x: Double) -> Double {
        guard isValid else { return .nan }
        if x <= 0 { return 0 }
        return x >= 1 ? 1 : jol_beta_i(alpha, beta, x)
    }

    /// P(X > x).
    package func above(_ x: Double) -> Double {
        guard isValid else { return .nan }
        if x <= 0 { return 1 }
        return x >= 1 ? 0 : jol_beta_ic(alpha, beta, x)
    }

    /// The x with P(X ≤ x) = p, `p` in `[0, 1]`.
    package func quantile(_ p: Double) -> Double {
        guard isValid, p >= 0, p <= 1 else { return .nan }
        return jol_beta_i_inverse(alpha, beta, p)
    }

    /// The x with P(X > x) = q, `q` in `[0, 1]`.
    package func upperQuantile(_ q: Double) -> Double {
        guard isValid, q >= 0, q <= 1 else { return .nan }
        return jol_beta_ic_inverse(alpha, beta, q)
    }
}
