import CSpecialFunctions

/// The binomial law: successes among independent trials.
package struct BinomialDistribution: Sendable, Hashable {
    /// Number of trials, not negative.
    package let trials: Int
    /// Probability of success, in `[0, 1]`.
    package let probability: Double

    /// Makes the law; answers are NaN when a parameter is out of its range.
    package init(trials: Int, probability: Double) {
        (self.trials, self.probability) = (trials, probability)
    }

    private var isValid: Bool { trials >= 0 && probability >= 0 && probability <= 1 }

    /// P(X = count).
    package func probability(of count: Int) -> Double {
        guard isValid else { return .nan }
        guard count >= 0, count <= trials else { return 0 }
        if probability == 0 { return count == 0 ? 1 : 0 }
        if probability == 1 { return count == trials ? 1 : 0 }
        let a = Double(count) + 1
        let b = Double(trials - count) + 1
        return jol_beta_i_derivative(a, b, probability) / (Double(trials) + 1)
    }

    /// P(X ≤ count).
    package func atMost(_ count: Int) -> Double {
        guard isValid else { return .nan }
        guard count >= 0 else { return 0 }
        guard count < trials else { return 1 }
        return jol_beta_ic(Double(count) + 1, Double(trials - count), probability)
    }

    /// P(X ≥ count).
    package func atLeast(_ count: Int) -> Double {
        guard isValid else { return .nan }
        guard count > 0 else { return 1 }
        guard count <= trials else { return 0 }
        return jol_beta_i(Double(count), Double(trials - count) + 1, probability)
    }

    /// The smallest count with P(X ≤ count) ≥ p, `p` in `[0, 1]`; `nil` outside.
    package func quantile(_ p: Double) -> Int? {
        guard isValid, p >= 0, p <= 1 else { return nil }
        if p == 1 { return trials }
        let near = Double(trials) * probability
        return smallestCount(reaching: p, near: near) { atMost($0) }
    }
}
