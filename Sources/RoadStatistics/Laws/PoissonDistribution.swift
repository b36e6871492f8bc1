import CSpecialFunctions

/// The Poisson law of counts.
///
/// Tails come from the incomplete gamma functions, so small ones keep their relative accuracy.
package struct PoissonDistribution: Sendable, Hashable {
    /// The mean, not negative; anything else makes every answer NaN.
    package let mean: Double

    /// Makes the law of a mean.
    package init(mean: Double) { self.mean = mean }

    /// P(X = count).
    package func probability(of count: Int) -> Double {
        guard mean >= 0 else { return .nan }
        guard count >= 0 else { return 0 }
        guard mean > 0 else { return count == 0 ? 1 : 0 }
        return jol_gamma_p_derivative(Double(count) + 1, mean)
    }

    /// P(X ≤ count).
    package func atMost(_ count: Int) -> Double {
        guard mean >= 0 else { return .nan }
        guard count >= 0 else { return 0 }
        return mean > 0 ? jol_gamma_q(Double(count) + 1, mean) : 1
    }

    /// P(X ≥ count).
    package func atLeast(_ count: Int) -> Double {
        guard mean >= 0 else { return .nan }
        guard count > 0 else { return 1 }
        return mean > 0 ? jol_gamma_p(Double(count), mean) : 0
    }

    /// The smallest count with P(X ≤ count) ≥ p, `p` in `[0, 1)`; `nil` outside.
    package func quantile(_ p: Double) -> Int? {
        guard mean >= 0, mean < 1e15 else { return nil }
        return smallestCount(reaching: p, near: mean) { atMost($0) }
    }
}
