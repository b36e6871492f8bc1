/// The "minimal standard" generator of Park & Miller 1988: s ← 16807·s mod (2³¹ − 1).
///
/// Only for repeating tests of other programs draw by draw; `ReplayableGenerator` is better.
package struct MinimalStandardGenerator: Sendable {
    private var state: UInt64

    /// Starts at a seed; multiples of 2³¹ − 1 are taken as 1.
    package init(seed: UInt64) {
        let reduced = seed % 2_147_483_647
        state = reduced == 0 ? 1 : reduced
    }

    /// The next draw from `(0, 1)`.
    package mutating func uniform() -> Double {
        state = state * 16_807 % 2_147_483_647
        return Double(state) / 2_147_483_647
    }
}
