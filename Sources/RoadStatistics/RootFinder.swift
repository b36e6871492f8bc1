/// The place in `[low, high]` where a monotone function changes sign, by bisection.
///
/// Stops when the bracket holds no further number. `nil` when both ends have the same sign or a
/// value is NaN.
package func bisect(_ low: Double, _ high: Double, _ function: (Double) -> Double) -> Double? {
    var (low, high) = (low, high)
    let first = function(low)
    let last = function(high)
    if first == 0 { return low }
    if last == 0 { return high }
    guard first.isFinite, last.isFinite, (first < 0) != (last < 0) else { return nil }
    for _ in 0..<1100 {
        let middle = low + (high - low) / 2
        guard middle > low, middle < high else { break }
        let value = function(middle)
        guard !value.isNaN else { return nil }
        if value == 0 { return middle }
        if (value < 0) == (first < 0) { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
}
