/// A replayable stream of random numbers: SplitMix64.
///
/// Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014, with the
/// mixing constants of Stafford's variant 13. Every part of the world draws from its own named
/// stream, so more flights do not move a crash.
struct SeededStream: Sendable {
    private var state: UInt64
    private var spareNormal: Double?

    /// The stream of a seed, a part's name and an index within the part.
    init(seed: UInt64, part: String, index: Int = 0) {
        // FNV-1a over the name keeps the streams of different parts apart.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let salted = hash &+ UInt64(truncatingIfNeeded: index) &* 0x9e37_79b9_7f4a_7c15
        state = Self.mixed(seed) ^ Self.mixed(salted)
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return Self.mixed(state)
    }

    /// The next number, uniform in `[0, 1)` with 53 bits.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// The next whole number, uniform in `[0, count)`; 0 when `count` is below 2.
    mutating func below(_ count: Int) -> Int {
        guard count > 1 else { return 0 }
        // The high word of the product; its bias of count/2⁶⁴ does not matter here.
        return Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// The next number of the standard normal law, by the polar method of Marsaglia and Bray
    /// (1964).
    mutating func normal() -> Double {
        if let spare = spareNormal {
            spareNormal = nil
            return spare
        }
        while true {
            let u = 2 * uniform() - 1
            let v = 2 * uniform() - 1
            let s = u * u + v * v
            guard s > 0, s < 1 else { continue }
            let factor = (-2 * Elementary.logarithm(s) / s).squareRoot()
            spareNormal = v * factor
            return u * factor
        }
    }

    /// The next count of a Poisson law, by multiplying uniforms (Knuth), in steps of mean 16.
    mutating func poisson(mean: Double) -> Int {
        var rest = mean
        var count = 0
        while rest > 0 {
            let step = min(rest, 16)
            rest -= step
            let floor = Elementary.exponential(-step)
            var product = uniform()
            while product > floor {
                count += 1
                product *= uniform()
            }
        }
        return count
    }

    /// The next count of a geometric law on 0, 1, 2, … with the given mean.
    mutating func geometric(mean: Double) -> Int {
        guard mean > 0 else { return 0 }
        let ratio = mean / (1 + mean)
        var count = 0
        while count < 1000, uniform() < ratio { count += 1 }
        return count
    }

    /// The index of the first cumulated weight above a uniform draw.
    mutating func index(cumulated weights: [Double]) -> Int {
        guard let total = weights.last else { return 0 }
        let draw = uniform() * total
        var low = 0
        var high = weights.count - 1
        while low < high {
            let middle = (low + high) / 2
            if weights[middle] > draw { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
