import Glibc

/// The sum with the rounding errors carried along (Neumaier 1974); order still matters little.
package func compensatedSum(_ values: some Sequence<Double>) -> Double {
    var sum = 0.0
    var lost = 0.0
    for value in values {
        let next = sum + value
        lost += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
        sum = next
    }
    // An infinity would turn the correction into NaN.
    return sum.isFinite ? sum + lost : sum
}

/// log Σ exp(x) without overflow; −∞ for no values.
package func logSumExp(_ values: [Double]) -> Double {
    guard let largest = values.max(), largest.isFinite else {
        return values.max() ?? -.infinity
    }
    return largest + log(compensatedSum(values.lazy.map { exp($0 - largest) }))
}
