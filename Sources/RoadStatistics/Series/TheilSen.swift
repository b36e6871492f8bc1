/// A line through the medians of a cloud: robust slope with its interval.
package struct TheilSen: Sendable, Hashable, Codable {
    /// Median of the slopes of all pairs, per unit of x.
    package var slope: Double
    /// Median of y less slope times median of x.
    package var intercept: Double
    /// Lower limit of the slope (Sen 1968).
    package var lower: Double
    /// Upper limit of the slope.
    package var upper: Double

    /// The longest series; the pairs of 5,000 take 100 MB.
    package static let longest = 5_000

    /// Fits a line.
    ///
    /// - Throws: `SeriesError` for fewer than 2 points, a number that is not finite, or equal x only.
    package static func fit(
        x: [Double],
        y: [Double],
        level: Double = 0.95
    ) throws(SeriesError) -> TheilSen {
        guard x.count == y.count else { throw .unequalColumns }
        guard (2...longest).contains(x.count) else {
            throw .length(found: x.count, allowed: 2...longest)
        }
        for row in x.indices where !(x[row].isFinite && y[row].isFinite) {
            throw .badValue(row: row)
        }
        guard level > 0, level < 1 else { throw .badOption("level") }
        let slopes = pairSlopes(x, y).sorted()
        guard !slopes.isEmpty else { throw .badValue(row: 0) }
        let n = Double(x.count)
        var variance = n * (n - 1) * (2 * n + 5)
        for size in tieSizes(x) + tieSizes(y) {
            let t = Double(size)
            variance -= t * (t - 1) * (2 * t + 5)
        }
        let reach =
            NormalDistribution.criticalValue(level: level)
            * (max(0, variance) / 18).squareRoot()
        let count = Double(slopes.count)
        let high = Int(((count + reach) / 2).rounded(.toNearestOrEven))
        let low = Int(((count - reach) / 2).rounded(.toNearestOrEven)) - 1
        let slope = medianOfSorted(slopes)
        return TheilSen(
            slope: slope,
            intercept: median(y) - slope * median(x),
            lower: slopes[min(max(low, 0), slopes.count - 1)],
            upper: slopes[min(max(high, 0), slopes.count - 1)]
        )
    }

    /// Slopes of all pairs with different x.
    static func pairSlopes(_ x: [Double], _ y: [Double]) -> [Double] {
        var slopes: [Double] = []
        slopes.reserveCapacity(x.count * max(0, x.count - 1) / 2)
        for later in x.indices {
            for earlier in 0..<later where x[later] != x[earlier] {
                slopes.append((y[later] - y[earlier]) / (x[later] - x[earlier]))
            }
        }
        return slopes
    }
}
