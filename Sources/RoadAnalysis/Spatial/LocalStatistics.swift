import RoadStatistics

/// Getis–Ord Gi and Gi* and local Moran's I of every unit, with neighbours of weight 1.
package struct LocalStatistics: Sendable {
    /// Number of neighbours, without the unit itself.
    package let neighbours: [Int]
    /// Sum over the neighbours, without the unit itself.
    package let neighbourSum: [Double]
    /// Gi* (the unit among its neighbours) as a standard deviate; 0 where it does not exist.
    package let giStar: [Double]
    /// Gi (the unit left out) as a standard deviate; 0 where it does not exist.
    package let gi: [Double]
    /// Local Moran's I with row-standardised weights and the variance over n.
    package let moran: [Double]
    /// Its expectation when the others are shuffled.
    package let moranExpectation: [Double]
    /// Its variance when the others are shuffled.
    package let moranVariance: [Double]
    /// Its standard deviate; 0 where it does not exist.
    package let moranDeviate: [Double]
    /// Whether every unit has the same value, so that no statistic exists.
    package let isConstant: Bool

    /// Computes all statistics.
    ///
    /// Sources: Ord & Getis 1995, eqs 5 and 6; Anselin 1995; Sokal, Oden & Thomson 1998 for the
    /// conditional moments of local Moran.
    ///
    /// - Precondition: one finite value per unit.
    package init(_ x: [Double], _ weights: SpatialWeights) {
        let n = Double(x.count)
        let mean = compensatedSum(x) / n
        let squares = compensatedSum(x.lazy.map { $0 * $0 })
        let z = x.map { $0 - mean }
        let m2 = compensatedSum(z.lazy.map { $0 * $0 }) / n
        let spread = max(0, squares / n - mean * mean).squareRoot()
        isConstant = !(m2 > 0) || x.count < 3
        var neighbours = [Int](repeating: 0, count: x.count)
        var sums = [Double](repeating: 0, count: x.count)
        var (star, plain, moran, expectation, variance, deviate) = (
            sums, sums, sums, sums, sums, sums
        )
        for unit in x.indices {
            let k = weights.degree(unit)
            let sum = weights.sum(x, around: unit)
            neighbours[unit] = k
            sums[unit] = sum
            guard !isConstant else { continue }
            star[unit] = Self.star(sum + x[unit], Double(k + 1), n, mean, spread)
            plain[unit] = Self.plain(sum, Double(k), n, mean * n, squares, x[unit])
            guard k > 0 else { continue }
            let w = Double(k)
            let lag = sum / w - mean
            moran[unit] = z[unit] * lag / m2
            let own = z[unit] * z[unit]
            expectation[unit] = -own / ((n - 1) * m2)
            variance[unit] =
                own / (m2 * m2) * (n / (n - 2)) * (1 / w - 1 / (n - 1)) * (m2 - own / (n - 1))
            if variance[unit] > 0 {
                deviate[unit] = (moran[unit] - expectation[unit]) / variance[unit].squareRoot()
            }
        }
        (self.neighbours, neighbourSum, giStar, gi) = (neighbours, sums, star, plain)
        (self.moran, moranExpectation, moranVariance) = (moran, expectation, variance)
        moranDeviate = deviate
    }

    private static func star(
        _ sum: Double,
        _ w: Double,
        _ n: Double,
        _ mean: Double,
        _ spread: Double
    ) -> Double {
        let scale = spread * ((n * w - w * w) / (n - 1)).squareRoot()
        return scale > 0 ? (sum - mean * w) / scale : 0
    }

    private static func plain(
        _ sum: Double,
        _ w: Double,
        _ n: Double,
        _ total: Double,
        _ squares: Double,
        _ own: Double
    ) -> Double {
        let mean = (total - own) / (n - 1)
        let spread = max(0, (squares - own * own) / (n - 1) - mean * mean).squareRoot()
        let scale = spread * (((n - 1) * w - w * w) / (n - 2)).squareRoot()
        return scale > 0 ? (sum - w * mean) / scale : 0
    }
}
