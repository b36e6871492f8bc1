import Glibc

/// A random number generator whose stream depends on the seed alone: xoshiro256\*\*.
///
/// Source: Blackman & Vigna, "Scrambled linear pseudorandom number generators" (2021). The state
/// is filled by SplitMix64 from the seed, as its authors advise. Not for secrets.
package struct ReplayableGenerator: RandomNumberGenerator, Sendable {
    private var s0: UInt64, s1: UInt64, s2: UInt64, s3: UInt64
    private var spareNormal: Double?

    /// Starts the stream of a seed; `stream` picks an independent one of the same seed.
    package init(seed: UInt64, stream: UInt64 = 0) {
        var mixer = SplitMix64(state: seed ^ SplitMix64(state: stream).peeked)
        (s0, s1, s2, s3) = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// The next 64 random bits.
    package mutating func next() -> UInt64 {
        let result = rotated(s1 &* 5, 7) &* 9
        let t = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= t
        s3 = rotated(s3, 45)
        return result
    }

    /// A uniform draw from `[0, 1)` with 53 random bits.
    package mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A whole number from `[0, bound)`; 0 when `bound` is below 2.
    package mutating func index(below bound: Int) -> Int {
        guard bound > 1 else { return 0 }
        // Lemire 2019: multiply and reject the few draws that would favour small numbers.
        let range = UInt64(bound)
        let threshold = (0 &- range) % range
        while true {
            let (high, low) = next().multipliedFullWidth(by: range)
            if low >= threshold { return Int(high) }
        }
    }

    /// A draw from the standard normal law, by Marsaglia's polar method.
    package mutating func normal() -> Double {
        if let spare = spareNormal {
            spareNormal = nil
            return spare
        }
        while true {
            let u = 2 * uniform() - 1
            let v = 2 * uniform() - 1
            let square = u * u + v * v
            if square > 0, square < 1 {
                let factor = (-2 * log(square) / square).squareRoot()
                spareNormal = v * factor
                return u * factor
            }
        }
    }

    /// A draw from the exponential law with mean 1.
    package mutating func exponential() -> Double { -log(1 - uniform()) }

    /// A draw from the gamma law with scale 1; NaN unless `shape` is positive.
    ///
    /// Source: Marsaglia & Tsang 2000; a shape below 1 is raised by 1 and corrected by a power.
    package mutating func gamma(shape: Double) -> Double {
        guard shape > 0, shape.isFinite else { return .nan }
        if shape < 1 {
            let raised = gamma(shape: shape + 1)
            return raised * pow(1 - uniform(), 1 / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            let u = 1 - uniform()
            if log(u) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
        }
    }

    /// A Poisson draw; 0 when `mean` is not positive.
    ///
    /// Inversion below a mean of 10, above it the transformed rejection PTRS of Hörmann 1993.
    package mutating func poisson(mean: Double) -> Int {
        guard mean > 0, mean < 1e15 else { return 0 }
        return mean < 10 ? poissonByInversion(mean) : poissonByRejection(mean)
    }

    /// A negative binomial draw with variance `mean + mean² / size`.
    package mutating func negativeBinomial(mean: Double, size: Double) -> Int {
        guard mean > 0, size > 0 else { return 0 }
        return poisson(mean: gamma(shape: size) * mean / size)
    }

    /// Puts elements into a random order, all orders alike (Fisher–Yates from the top).
    package mutating func shuffle<Element>(_ elements: inout [Element]) {
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, index(below: last + 1))
        }
    }

    private mutating func poissonByInversion(_ mean: Double) -> Int {
        var probability = exp(-mean)
        var left = uniform()
        var count = 0
        // 200 lies far beyond what 53 bits can reach at means below 10.
        while left >= probability, count < 200 {
            left -= probability
            count += 1
            probability *= mean / Double(count)
        }
        return count
    }

    private mutating func poissonByRejection(_ mean: Double) -> Int {
        let root = mean.squareRoot()
        let b = 0.931 + 2.53 * root
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let vr = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = uniform() - 0.5
            let v = 1 - uniform()
            let us = 0.5 - abs(u)
            let k = floor((2 * a / us + b) * u + mean + 0.43)
            if us >= 0.07, v <= vr { return Int(k) }
            if k < 0 || (us < 0.013 && v > us) { continue }
            let bound = k * log(mean) - mean - lgamma(k + 1)
            if log(v * inverseAlpha / (a / (us * us) + b)) <= bound { return Int(k) }
        }
    }
}

private func rotated(_ x: UInt64, _ places: UInt64) -> UInt64 {
    (x << places) | (x >> (64 - places))
}

/// SplitMix64 (Steele, Lea & Flood 2014): turns any seed into well-mixed state.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// The first output, without moving on; 0 for state 0 so that stream 0 keeps the bare seed.
    var peeked: UInt64 {
        guard state != 0 else { return 0 }
        var copy = self
        return copy.next()
    }
}
