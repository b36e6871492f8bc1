import CSpecialFunctions
import Glibc

/// The NB2 likelihood of one count and its derivatives in η = ln μ and in the dispersion κ.
///
/// ln f = Σ_{j<y} ln(1 + κj) + y ln μ − (y + 1/κ) ln(1 + κμ) − ln y!. Written so, nothing cancels
/// as κ → 0, where the law becomes Poisson's. Source: Lawless 1987.
struct DispersionLikelihood {
    /// The log likelihood without ln y!.
    private(set) var value = 0.0
    /// First and second derivative in η.
    private(set) var slope = 0.0, bend = 0.0
    /// First and second derivative in κ.
    private(set) var dispersionSlope = 0.0, dispersionBend = 0.0
    /// The mixed derivative.
    private(set) var cross = 0.0

    /// Beyond this count sums over j become gamma functions.
    private static let longestSum = 10_000.0

    @inline(__always)
    init(count y: Double, mean: Double, logMean: Double, dispersion κ: Double) {
        let t = κ * mean
        let d = 1 + t
        let logD = log1p(t)
        var (logs, first, second) = (0.0, 0.0, 0.0)
        if y <= Self.longestSum {
            var j = 1.0
            while j < y {
                let whole = 1 + κ * j
                logs += log(whole)
                first += j / whole
                second += (j / whole) * (j / whole)
                j += 1
            }
        } else {
            (logs, first, second) = Self.sums(y, κ)
        }
        value = logs + y * (logMean - logD) - Self.share(t, logD) * mean
        slope = (y - mean) / d
        bend = -mean * (1 + κ * y) / (d * d)
        let (h, derivative) = Self.tail(t, logD)
        dispersionSlope = first + mean * mean * h - y * mean / d
        dispersionBend =
            mean * mean * mean * derivative - second + y * (mean / d) * (mean / d)
        cross = -mean * (y - mean) / (d * d)
    }

    /// ln(1 + t) / t, 1 at 0.
    private static func share(_ t: Double, _ logD: Double) -> Double {
        t < 1e-12 ? 1 - t / 2 : logD / t
    }

    /// h(t) = (ln(1 + t) − t/(1 + t)) / t² and its derivative; a series where both cancel.
    private static func tail(_ t: Double, _ logD: Double) -> (Double, Double) {
        if t < 0.02 {
            var (h, slope, power, sign) = (0.0, 0.0, 1.0, 1.0)
            for n in 0..<9 {
                let n = Double(n)
                h += sign * (n + 1) / (n + 2) * power
                slope -= sign * (n + 1) * (n + 2) / (n + 3) * power
                power *= t
                sign = -sign
            }
            return (h, slope)
        }
        let h = (logD - t / (1 + t)) / (t * t)
        return (h, (1 / ((1 + t) * (1 + t)) - 2 * h) / t)
    }

    private static func sums(_ y: Double, _ κ: Double) -> (Double, Double, Double) {
        guard κ > 1e-12 else {
            let pairs = y * (y - 1) / 2
            return (κ * pairs, pairs, pairs * (2 * y - 1) / 3)
        }
        let size = 1 / κ
        let ones = size * (jol_digamma(y + size) - jol_digamma(size))
        let squares = size * size * (jol_trigamma(size) - jol_trigamma(y + size))
        return (
            jol_log_gamma(y + size) - jol_log_gamma(size) + y * log(κ),
            size * (y - ones), size * size * (y - 2 * ones + squares)
        )
    }
}
