import CSpecialFunctions
import Glibc

/// Limits of the mean of a Poisson count.
package enum PoissonMean {
    /// Exact (Garwood 1936) limits of the mean from a count that is not negative.
    ///
    /// `nil` when `count` is negative or `level` is outside `(0, 1)`.
    package static func garwood(count: Int, level: Double) -> Interval? {
        guard count >= 0, level > 0, level < 1 else { return nil }
        let tail = (1 - level) / 2
        let events = Double(count)
        return Interval(
            lower: count == 0 ? 0 : jol_gamma_p_inverse(events, tail),
            upper: jol_gamma_q_inverse(events + 1, tail)
        )
    }

    /// Mid-p limits: the observed count has half its weight in each tail.
    ///
    /// `nil` when `count` is negative or `level` is outside `(0, 1)`.
    package static func midP(count: Int, level: Double) -> Interval? {
        guard let exact = garwood(count: count, level: level) else { return nil }
        let tail = (1 - level) / 2
        // The exact limits enclose the mid-p ones, so they bracket both roots.
        let upper = bisect(Double(count), exact.upper) { mean in
            let law = PoissonDistribution(mean: mean)
            return (law.atMost(count) + law.atMost(count - 1)) / 2 - tail
        }
        guard count > 0 else {
            return Interval(lower: 0, upper: upper ?? exact.upper)
        }
        let lower = bisect(exact.lower, Double(count)) { mean in
            let law = PoissonDistribution(mean: mean)
            return (law.atLeast(count) + law.atLeast(count + 1)) / 2 - tail
        }
        return Interval(lower: lower ?? exact.lower, upper: upper ?? exact.upper)
    }

    /// Byar's approximation of the exact limits (Breslow & Day 1987, page 69).
    ///
    /// `nil` when `count` is negative or `level` is outside `(0, 1)`.
    package static func byar(count: Int, level: Double) -> Interval? {
        guard count >= 0, level > 0, level < 1 else { return nil }
        let z = NormalDistribution.criticalValue(level: level)
        func limit(_ events: Double, _ sign: Double) -> Double {
            events * pow(1 - 1 / (9 * events) + sign * z / (3 * events.squareRoot()), 3)
        }
        let events = Double(count)
        return Interval(lower: count == 0 ? 0 : limit(events, -1), upper: limit(events + 1, 1))
    }
}
