import Glibc

/// The law of the place at which a Brownian motion with two drifts is highest.
///
/// The error of an estimated break date follows it, in units of the size of the break (Bai 1997).
/// To the left of 0 the motion has variance 1 and falls by 1/2 per unit; to the right it has the
/// variance `variance` and falls by `drift`/2.
struct BreakDateLaw {
    /// Ratio of the squared break in the regressors after and before it, ξ.
    let drift: Double
    /// Variance per unit to the right, ξ(φ₂/φ₁)².
    let variance: Double

    /// The chance of a place at or below `x`.
    ///
    /// The height of one side's maximum is exponential, and so is the other's; the place of the
    /// higher one follows from first passage times, integrated over the height in closed form.
    func below(_ x: Double) -> Double {
        guard x != 0 else {
            let rate = drift / variance
            // The left maximum is exponential with rate 1, the right one with `rate`.
            return rate / (1 + rate)
        }
        return x > 0
            ? 1 - Self.beyond(x, fall: drift / 2, variance: variance, other: 1)
            : Self.beyond(-x, fall: 0.5, variance: 1, other: drift / variance)
    }

    /// The place that is not exceeded with chance `p`.
    func quantile(_ p: Double) -> Double? {
        guard p > 0, p < 1 else { return nil }
        var reach = 1.0
        for _ in 0..<60 {
            if below(-reach) < p, below(reach) > p { break }
            reach *= 2
        }
        return bisect(-reach, reach) { below($0) - p }
    }

    /// The chance that this side holds the maximum, farther than `x` from 0.
    ///
    /// This side drifts down by `fall` per unit with the given variance; the height of the other
    /// side is exponential with the rate `other`.
    private static func beyond(
        _ x: Double,
        fall: Double,
        variance: Double,
        other: Double
    ) -> Double {
        let rate = 2 * fall / variance
        let (centre, spread) = (fall * x, (variance * x).squareRoot())
        let value =
            rising(rate, centre, spread) - rising(rate + other, centre, spread)
            - falling(0, centre, spread) + falling(other, centre, spread)
        return min(1, max(0, rate * value))
    }

    /// ∫₀^∞ exp(−a·m)·Φ((m − b)/s) dm.
    private static func rising(_ a: Double, _ b: Double, _ s: Double) -> Double {
        (NormalDistribution.below(-b / s) + scaled(a * a * s * s / 2 - a * b, (b - a * s * s) / s))
            / a
    }

    /// ∫₀^∞ exp(−a·m)·Φ(−(m + b)/s) dm.
    private static func falling(_ a: Double, _ b: Double, _ s: Double) -> Double {
        guard a > 0 else {
            return s * NormalDistribution.density(b / s) - b * NormalDistribution.below(-b / s)
        }
        return
            (NormalDistribution.below(-b / s)
            - scaled(a * b + a * a * s * s / 2, -(b + a * s * s) / s)) / a
    }

    /// exp(`power`)·Φ(`z`), where the one overflows and the other vanishes.
    private static func scaled(_ power: Double, _ z: Double) -> Double {
        if z > -30 { return exp(power) * NormalDistribution.below(z) }
        // Mills' ratio; the next term is below 1e-8 of it here.
        let square = 1 / (z * z)
        return exp(power - z * z / 2) / (-z * (2 * .pi).squareRoot())
            * (1 - square * (1 - 3 * square * (1 - 5 * square)))
    }
}
