import CSpecialFunctions
import Glibc

/// A ratio of two rates with its interval and the p-value of "no difference".
package struct RatioTest: Sendable, Hashable {
    /// The later rate over the earlier one; infinite on a base of 0, NaN when both are 0.
    package var ratio: Double
    /// Lower limit of the ratio.
    package var lower: Double
    /// Upper limit of the ratio; infinite when unbounded.
    package var upper: Double
    /// Two-sided p-value.
    package var p: Double
}

/// Two Poisson counts with exposures compared by the ratio of their rates.
///
/// Given the total, the later count is binomial with `π = r·E₂ / (E₁ + r·E₂)` (Przyborowski &
/// Wilenski 1940); every conditional limit is a limit of π mapped to r.
package struct RateRatio: Sendable, Hashable {
    /// Events of the earlier period.
    package let before: Int
    /// Events of the later period.
    package let after: Int
    /// Exposure of the earlier period, positive.
    package let exposureBefore: Double
    /// Exposure of the later period, positive.
    package let exposureAfter: Double

    /// Makes a comparison.
    ///
    /// `nil` for counts outside `[0, 2⁵⁰]` or exposures that are not positive and finite.
    package init?(
        before: Int,
        after: Int,
        exposureBefore: Double = 1,
        exposureAfter: Double = 1
    ) {
        let counts = 0...(1 << 50)
        guard counts.contains(before), counts.contains(after), exposureBefore > 0,
            exposureAfter > 0, exposureBefore.isFinite, exposureAfter.isFinite
        else { return nil }
        (self.before, self.after) = (before, after)
        (self.exposureBefore, self.exposureAfter) = (exposureBefore, exposureAfter)
    }

    /// The later rate over the earlier one; infinite on a base of 0, NaN when both counts are 0.
    package var ratio: Double {
        (Double(after) / exposureAfter) / (Double(before) / exposureBefore)
    }

    /// Exact conditional limits (Clopper–Pearson) and the central p-value.
    ///
    /// The p-value is twice the smaller tail; see `minimumLikelihoodP` for the other convention.
    package func exact(level: Double) -> RatioTest {
        let tail = (1 - level) / 2
        let (a, b) = (Double(before), Double(after))
        let low = after == 0 ? 0 : jol_beta_i_inverse(b, a + 1, tail)
        let high = before == 0 ? 1 : jol_beta_ic_inverse(b + 1, a, tail)
        let law = nullLaw
        return RatioTest(
            ratio: ratio,
            lower: ratio(ofShare: low),
            upper: ratio(ofShare: high),
            p: min(1, 2 * min(law.atMost(after), law.atLeast(after)))
        )
    }

    /// Mid-p conditional limits: the observed split has half its weight in each tail.
    ///
    /// With `varianceFactor` φ above 1 the counts are divided by φ first, so that the interval
    /// stays defined on a zero where the log scale has none. The p-value is twice the smaller
    /// tail; the definition of statsmodels' `cond-midp` differs.
    package func midP(level: Double, varianceFactor: Double = 1) -> RatioTest {
        let tail = (1 - level) / 2
        let (a, b) = (Double(before) / varianceFactor, Double(after) / varianceFactor)
        guard a + b > 0 else {
            return RatioTest(ratio: .nan, lower: 0, upper: .infinity, p: 1)
        }
        let share = b / (a + b)
        var low = 0.0
        if b > 0 {
            let outer = jol_beta_i_inverse(b, a + 1, tail)
            low = bisect(outer, share) { halfAtLeast(b, a, $0) - tail } ?? outer
        }
        var high = 1.0
        if a > 0 {
            let outer = jol_beta_ic_inverse(b + 1, a, tail)
            high = bisect(share, outer) { halfAtMost(b, a, $0) - tail } ?? outer
        }
        let null = nullShare
        return RatioTest(
            ratio: ratio,
            lower: ratio(ofShare: low),
            upper: ratio(ofShare: high),
            p: min(1, 2 * min(halfAtLeast(b, a, null), halfAtMost(b, a, null)))
        )
    }

    /// Wald limits on the log scale with the variance multiplied by `varianceFactor`.
    ///
    /// Finite `degrees` of freedom, for a variance that was itself estimated, take Student's law.
    /// `nil` when a count is 0. Fine above some 20 events on either side.
    package func wald(
        level: Double,
        varianceFactor: Double = 1,
        degrees: Double = .infinity
    ) -> RatioTest? {
        guard before > 0, after > 0, varianceFactor > 0 else { return nil }
        let error = (varianceFactor * (1 / Double(before) + 1 / Double(after))).squareRoot()
        let student = degrees < 1e6 ? StudentDistribution(degrees: degrees) : nil
        let z =
            student?.criticalValue(level: level)
            ?? NormalDistribution.criticalValue(level: level)
        let logRatio = log(ratio)
        return RatioTest(
            ratio: ratio,
            lower: exp(logRatio - z * error),
            upper: exp(logRatio + z * error),
            p: student?.twoSided(logRatio / error)
                ?? NormalDistribution.twoSided(logRatio / error)
        )
    }

    /// The exact p-value that adds up all splits no likelier than the observed one.
    ///
    /// The convention of R's `binom.test`, with its relative tolerance of 1e-7.
    package var minimumLikelihoodP: Double {
        let law = nullLaw
        let limit = law.probability(of: after) * (1 + 1e-7)
        let total = law.trials
        guard total > 0 else { return 1 }
        let mode = min(total, Int((Double(total) + 1) * law.probability))
        // The law rises to its mode and falls after it: each side has one border to find.
        if after < mode {
            let far = firstIndex(from: mode, to: total) { law.probability(of: $0) <= limit }
            return min(1, law.atMost(after) + law.atLeast(far))
        }
        if after > mode {
            let near = firstIndex(from: 0, to: mode) { law.probability(of: $0) > limit }
            return min(1, law.atLeast(after) + law.atMost(near - 1))
        }
        return 1
    }

    /// The share of the later period when the rates are equal.
    package var nullShare: Double { exposureAfter / (exposureBefore + exposureAfter) }

    private var nullLaw: BinomialDistribution {
        BinomialDistribution(trials: before + after, probability: nullShare)
    }

    private func ratio(ofShare share: Double) -> Double {
        share >= 1 ? .infinity : share / (1 - share) * (exposureBefore / exposureAfter)
    }

    /// P(X > b) + ½ P(X = b) for the later count, continued to fractions of events.
    private func halfAtLeast(_ b: Double, _ a: Double, _ share: Double) -> Double {
        let including = b > 0 ? jol_beta_i(b, a + 1, share) : 1
        let beyond = a > 0 ? jol_beta_i(b + 1, a, share) : 0
        return (including + beyond) / 2
    }

    /// P(X < b) + ½ P(X = b) for the later count, continued to fractions of events.
    private func halfAtMost(_ b: Double, _ a: Double, _ share: Double) -> Double {
        let including = a > 0 ? jol_beta_ic(b + 1, a, share) : 1
        let beyond = b > 0 ? jol_beta_ic(b, a + 1, share) : 0
        return (including + beyond) / 2
    }
}

/// The first index in `low...high` that meets a condition which stays met; `high + 1` if none does.
private func firstIndex(from low: Int, to high: Int, meets: (Int) -> Bool) -> Int {
    var (low, high) = (low, high + 1)
    while low < high {
        let middle = low + (high - low) / 2
        if meets(middle) { high = middle } else { low = middle + 1 }
    }
    return low
}
