import RoadStatistics

/// One statistic of the whole map with its moments when all values are shuffled.
package struct GlobalStatistic: Sendable {
    /// The statistic.
    package var value: Double
    /// Its expectation under shuffling.
    package var expectation: Double
    /// Its variance under shuffling.
    package var variance: Double
    /// The standard deviate; positive means clustering.
    package var deviate: Double
    /// One-sided p-value of clustering, by the normal law.
    package var p: Double
}

/// Moran's I and Geary's C with row-standardised weights, Getis & Ord's G with weights of 1.
///
/// Units without neighbours do not count among the n of the moments, as in R's spdep; PySAL counts
/// them. The variance of C counts them in the linear places, as spdep's formula does. Moments under randomisation: Cliff & Ord 1981; Getis & Ord 1992.
package struct GlobalStatistics: Sendable {
    /// Moran's I.
    package let moran: GlobalStatistic
    /// Geary's C.
    package let geary: GlobalStatistic
    /// Getis & Ord's G; `nil` with negative values.
    package let general: GlobalStatistic?
    /// Units without a neighbour.
    package let islands: Int

    /// Computes the statistics; `nil` when fewer than four units have neighbours or all values
    /// are equal.
    package init?(_ x: [Double], _ weights: SpatialWeights) {
        islands = x.indices.count { weights.degree($0) == 0 }
        let linked = x.count - islands
        let mean = compensatedSum(x) / Double(x.count)
        let z = x.map { $0 - mean }
        let squares = compensatedSum(z.lazy.map { $0 * $0 })
        guard linked > 3, squares > 0 else { return nil }
        let fourth = compensatedSum(z.lazy.map { $0 * $0 * $0 * $0 })
        let row = Constants(weights, linked, isStandardised: true)
        let n = row.n
        let kurtosis = Double(x.count) * fourth / (squares * squares)
        var (product, differences) = (0.0, 0.0)
        for unit in x.indices where weights.degree(unit) > 0 {
            var (lag, steps) = (0.0, 0.0)
            for position in weights.range(unit) {
                let other = Int(weights.neighbour[position])
                lag += z[other]
                steps += (z[unit] - z[other]) * (z[unit] - z[other])
            }
            product += z[unit] * lag / Double(weights.degree(unit))
            differences += steps / Double(weights.degree(unit))
        }
        let i = n / row.s0 * product / squares
        moran = Self.statistic(i, -1 / (n - 1), row.moranVariance(kurtosis), sign: 1)
        let c = (n - 1) / (2 * row.s0) * differences / squares
        geary = Self.statistic(
            c,
            1,
            row.gearyVariance(n * fourth / (squares * squares), Double(x.count)),
            sign: -1
        )
        general = x.contains { $0 < 0 } ? nil : Self.general(x, weights, linked)
    }

    private static func general(
        _ x: [Double],
        _ weights: SpatialWeights,
        _ linked: Int
    ) -> GlobalStatistic? {
        var (m1, m2, m3, m4, product) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for unit in x.indices {
            let value = x[unit]
            m1 += value
            m2 += value * value
            m3 += value * value * value
            m4 += value * value * value * value
            product += value * weights.sum(x, around: unit)
        }
        let pairs = m1 * m1 - m2
        guard pairs > 0 else { return nil }
        let w = Constants(weights, linked, isStandardised: false)
        let (n, s0, s1, s2) = (w.n, w.s0, w.s1, w.s2)
        let b0 = (n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0
        let b1 = -((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)
        let b2 = -(2 * n * s1 - (n + 3) * s2 + 6 * s0 * s0)
        let b3 = 4 * (n - 1) * s1 - 2 * (n + 1) * s2 + 8 * s0 * s0
        let b4 = s1 - s2 + s0 * s0
        let numerator =
            b0 * m2 * m2 + b1 * m4 + b2 * m1 * m1 * m2 + b3 * m1 * m3 + b4 * m1 * m1 * m1 * m1
        let expectation = s0 / (n * (n - 1))
        let second = numerator / (pairs * pairs * n * (n - 1) * (n - 2) * (n - 3))
        return statistic(
            product / pairs,
            expectation,
            second - expectation * expectation,
            sign: 1
        )
    }

    private static func statistic(
        _ value: Double,
        _ expectation: Double,
        _ variance: Double,
        sign: Double
    ) -> GlobalStatistic {
        let deviate = variance > 0 ? sign * (value - expectation) / variance.squareRoot() : 0
        return GlobalStatistic(
            value: value,
            expectation: expectation,
            variance: max(0, variance),
            deviate: deviate,
            p: NormalDistribution.above(deviate)
        )
    }

    /// Sums of weights that the moments are made of.
    private struct Constants {
        var n: Double
        var s0 = 0.0
        var s1 = 0.0
        var s2 = 0.0

        init(_ weights: SpatialWeights, _ linked: Int, isStandardised: Bool) {
            n = Double(linked)
            func weight(_ unit: Int) -> Double {
                isStandardised ? 1 / Double(weights.degree(unit)) : 1
            }
            for unit in 0..<weights.count where weights.degree(unit) > 0 {
                let own = weight(unit)
                // Links go both ways, so the column's sum runs over the same neighbours.
                var column = 0.0
                for position in weights.range(unit) {
                    let back = weight(Int(weights.neighbour[position]))
                    column += back
                    s1 += (own + back) * (own + back) / 2
                }
                let row = own * Double(weights.degree(unit))
                s0 += row
                s2 += (row + column) * (row + column)
            }
        }

        func moranVariance(_ k: Double) -> Double {
            let first = n * (s1 * (n * n - 3 * n + 3) - n * s2 + 3 * s0 * s0)
            let second = k * (s1 * (n * n - n) - 2 * n * s2 + 6 * s0 * s0)
            let scale = (n - 1) * (n - 2) * (n - 3) * s0 * s0
            return (first - second) / scale - 1 / ((n - 1) * (n - 1))
        }

        /// `all` counts the units without neighbours too; where there are none the form is that of
        /// Cliff & Ord.
        func gearyVariance(_ k: Double, _ all: Double) -> Double {
            let first = (n - 1) * s1 * (n * n - 3 * all + 3 - k * (n - 1))
            let second = (n - 1) * s2 * (n * n + 3 * all - 6 - k * (n * n - all + 2)) / 4
            let third = s0 * s0 * (n * n - 3 - k * (n - 1) * (n - 1))
            return (first - second + third) / (all * (n - 2) * (n - 3) * s0 * s0)
        }
    }
}
