/// The smallest count whose cumulative probability reaches `p`, found by doubling and halving.
///
/// `cumulative` must not fall; `nil` when `p` is outside `[0, 1)` or is not reached by 2⁶⁰.
func smallestCount(reaching p: Double, near: Double, cumulative: (Int) -> Double) -> Int? {
    guard p >= 0, p < 1 else { return nil }
    var high = max(1, Int(min(near, 1e15)) &+ 1)
    while !(cumulative(high) >= p) {
        guard high < 1 << 60 else { return nil }
        high *= 2
    }
    var low = -1
    while high - low > 1 {
        let middle = low + (high - low) / 2
        if cumulative(middle) >= p { high = middle } else { low = middle }
    }
    return high
}
