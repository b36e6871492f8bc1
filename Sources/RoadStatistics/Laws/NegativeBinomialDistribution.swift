import CSpecialFunctions

/// The negative binomial law with variance `mean + mean² / size` (NB2).
package struct NegativeBinomialDistribution: Sendable, Hashable {
    /// The mean, positive or 0.
    package let mean: Double
    /// The size θ = 1/k, positive; large values approach the Poisson law.
    package let size: Double

    /// Makes the law; answers are NaN when a parameter is out of its range.
    package init(mean: Double, size: Double) { (self.mean, self.size) = (mean, size) }

    private var isValid: Bool { mean >= 0 && size > 0 && mean.isFinite && size.isFinite }
    private var success: Double { size / (size + mean) }

    /// P(X = count).
    package func probability(of count: Int) -> Double {
        guard isValid else { return .nan }
        guard count >= 0 else { return 0 }
        guard mean > 0 else { return count == 0 ? 1 : 0 }
        let density = jol_beta_i_derivative(size, Double(count) + 1, success)
        return density * success / (size + Double(count))
    }

    /// P(X ≤ count).
    package func atMost(_ count: Int) -> Double {
        guard isValid else { return .nan }
        guard count >= 0 else { return 0 }
        return jol_beta_i(size, Double(count) + 1, success)
    }

    /// P(X ≥ count).
    package func atLeast(_ count: Int) -> Double {
        guard isValid else { return .nan }
        guard count > 0 else { return 1 }
        return jol_beta_ic(size, Double(count), success)
    }

    /// The smallest count with P(X ≤ count) ≥ p, `p` in `[0, 1)`; `nil` outside.
    package func quantile(_ p: Double) -> Int? {
        guard isValid, mean < 1e15 else { return nil }
        return smallestCount(reaching: p, near: mean) { atMost($0) }
    }
}
