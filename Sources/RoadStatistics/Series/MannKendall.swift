/// A test for a monotone trend that asks for no law of the values (Mann 1945, Kendall 1975).
package struct MannKendall: Sendable, Hashable, Codable {
    /// How dependence between neighbours is allowed for.
    package enum Variant: String, Sendable, Codable, CaseIterable {
        /// Values are independent.
        case original
        /// Variance scaled by significant rank autocorrelations (Hamed & Rao 1998).
        case hamedRao = "hamed-rao"
        /// Variance scaled by all autocorrelations of the detrended series (Yue & Wang 2004).
        case yueWang = "yue-wang"
        /// Lag-1 autocorrelation taken out first (von Storch 1995).
        case preWhitened = "pre-whitening"
        /// Lag-1 autocorrelation of the detrended series taken out (Yue et al. 2002).
        case trendFreePreWhitened = "tfpw"
    }

    /// Rises less falls over all pairs.
    package var s: Double
    /// Variance of `s` without a trend.
    package var variance: Double
    /// Standardised statistic, with continuity correction unless said otherwise.
    package var z: Double
    /// Two-sided p-value.
    package var p: Double
    /// `s` over the number of pairs.
    package var tau: Double
    /// Theil–Sen slope of the series as it is, per step; per period for seasonal tests.
    package var slope: Double
    /// Level at step 0 of the line through the medians.
    package var intercept: Double

    /// Tests a series of equal steps; missing values (NaN) are left out.
    ///
    /// - Throws: `SeriesError` for fewer than 3 or too many values, or infinite ones.
    package static func test(
        _ series: [Double],
        variant: Variant = .original,
        level: Double = 0.95
    ) throws(SeriesError) -> MannKendall {
        let values = try checked(series, fewest: 3)
        let n = values.count
        let steps = (0..<n).map { Double($0) }
        let slope = median(TheilSen.pairSlopes(steps, values))
        let intercept = median(values) - slope * median(steps)
        let detrended = values.indices.map { values[$0] - Double($0 + 1) * slope }
        var tested = values
        var factor = 1.0
        switch variant {
        case .original: break
        case .hamedRao: factor = hamedRaoFactor(detrended, level: level)
        case .yueWang:
            let rho = Autocorrelation.coefficients(detrended, lags: n - 1)
            factor =
                1 + 2
                * compensatedSum(
                    (1..<n).lazy.map { (1 - Double($0) / Double(n)) * rho[$0] }
                )
        case .preWhitened:
            tested = whitened(values)
        case .trendFreePreWhitened:
            tested = whitened(detrended).enumerated().map { $1 + Double($0 + 1) * slope }
        }
        return summary(
            s: score(tested),
            variance: variance(tested) * factor,
            pairs: pairs(tested.count),
            slope: slope,
            intercept: intercept
        )
    }

    /// Tests a series with seasons: every season against itself (Hirsch, Slack & Smith 1982).
    ///
    /// With `isCorrelated` the covariances between seasons enter the variance and there is no
    /// continuity correction (Hirsch & Slack 1984).
    ///
    /// - Throws: `SeriesError` for fewer than two whole periods, missing values, or a bad period.
    package static func seasonal(
        _ series: [Double],
        period: Int,
        isCorrelated: Bool = false
    ) throws(SeriesError) -> MannKendall {
        guard (2...1000).contains(period) else { throw .badOption("period") }
        guard (2 * period...TheilSen.longest).contains(series.count) else {
            throw .length(
                found: series.count,
                allowed: 2 * period...max(2 * period, TheilSen.longest)
            )
        }
        if let row = series.firstIndex(where: { !$0.isFinite }) { throw .badValue(row: row) }
        // Covariances between seasons need the same years in each.
        let length = isCorrelated ? series.count / period * period : series.count
        let seasons = (0..<period).map { first in
            stride(from: first, to: length, by: period).map { series[$0] }
        }
        let slopes = seasons.flatMap { season in
            TheilSen.pairSlopes(season.indices.map { Double($0) }, season)
        }
        let slope = median(slopes)
        let middle = median(series.indices.map { Double($0) }) / Double(period)
        let s = seasons.reduce(0) { $0 + score($1) }
        let variance =
            isCorrelated
            ? correlatedVariance(seasons) : compensatedSum(seasons.map { self.variance($0) })
        return summary(
            s: s,
            variance: variance,
            pairs: seasons.reduce(0) { $0 + pairs($1.count) },
            slope: slope,
            intercept: median(series) - middle * slope,
            continuity: isCorrelated ? 0 : 1
        )
    }

    /// Tests several areas together for one direction, all of them over the same steps.
    ///
    /// With `isCorrelated` the covariances between areas enter the variance (Dietz & Killeen 1981),
    /// because neighbours share weather and fuel prices; the slope is the median over all areas.
    ///
    /// - Throws: `SeriesError` for no area, unequal or short series, missing values.
    package static func regional(
        _ areas: [[Double]],
        isCorrelated: Bool = false
    ) throws(SeriesError) -> MannKendall {
        guard let count = areas.first?.count, count >= 3, count <= TheilSen.longest else {
            throw .length(found: areas.first?.count ?? 0, allowed: 3...TheilSen.longest)
        }
        for area in areas {
            guard area.count == count else { throw .unequalColumns }
            if let row = area.firstIndex(where: { !$0.isFinite }) { throw .badValue(row: row) }
        }
        let steps = (0..<count).map { Double($0) }
        let slope = median(areas.flatMap { TheilSen.pairSlopes(steps, $0) })
        return summary(
            s: areas.reduce(0) { $0 + score($1) },
            variance: isCorrelated
                ? correlatedVariance(areas) : compensatedSum(areas.map { variance($0) }),
            pairs: Double(areas.count) * pairs(count),
            slope: slope,
            intercept: median(areas.flatMap(\.self)) - slope * median(steps),
            continuity: isCorrelated ? 0 : 1
        )
    }

    /// The exact two-sided p-value of a score among series of `count` different values.
    ///
    /// From the number of permutations by inversions; `nil` beyond 100 values.
    package static func exactP(s: Int, count: Int) -> Double? {
        guard (2...100).contains(count) else { return nil }
        var law = [1.0]
        for size in 2...count {
            // Inserting the next value adds 0…size − 1 inversions, all alike.
            var next = [Double](repeating: 0, count: law.count + size - 1)
            for (inversions, probability) in law.enumerated() {
                for more in 0..<size { next[inversions + more] += probability / Double(size) }
            }
            law = next
        }
        let most = law.count - 1
        return min(
            1,
            compensatedSum(
                law.indices.lazy.filter { abs(most - 2 * $0) >= abs(s) }
                    .map { law[$0] }
            )
        )
    }

    // MARK: Parts

    private static func checked(_ series: [Double], fewest: Int) throws(SeriesError) -> [Double] {
        let values = series.filter { !$0.isNaN }
        guard (fewest...TheilSen.longest).contains(values.count) else {
            throw .length(found: values.count, allowed: fewest...TheilSen.longest)
        }
        if let row = series.firstIndex(where: { $0.isInfinite }) { throw .badValue(row: row) }
        return values
    }

    private static func pairs(_ n: Int) -> Double { Double(n) * Double(n - 1) / 2 }

    private static func score(_ values: [Double]) -> Double {
        var rises = 0
        for later in values.indices {
            for earlier in 0..<later {
                if values[later] > values[earlier] {
                    rises += 1
                } else if values[later] < values[earlier] {
                    rises -= 1
                }
            }
        }
        return Double(rises)
    }

    private static func variance(_ values: [Double]) -> Double {
        let n = Double(values.count)
        var sum = n * (n - 1) * (2 * n + 5)
        for size in tieSizes(values) {
            let t = Double(size)
            sum -= t * (t - 1) * (2 * t + 5)
        }
        return sum / 18
    }

    private static func whitened(_ values: [Double]) -> [Double] {
        let rho = Autocorrelation.coefficients(values, lags: 1)[1]
        return zip(values.dropFirst(), values).map { $0 - rho * $1 }
    }

    private static func hamedRaoFactor(_ detrended: [Double], level: Double) -> Double {
        let n = detrended.count
        let rho = Autocorrelation.coefficients(averageRanks(detrended), lags: n - 1)
        let limit = NormalDistribution.criticalValue(level: level) / Double(n).squareRoot()
        var sum = 0.0
        for lag in 1..<n where abs(rho[lag]) > limit {
            let left = Double(n - lag)
            sum += left * (left - 1) * (left - 2) * rho[lag]
        }
        let m = Double(n)
        return 1 + 2 / (m * (m - 1) * (m - 2)) * sum
    }

    private static func correlatedVariance(_ seasons: [[Double]]) -> Double {
        let n = seasons[0].count
        let ranks = seasons.map { averageRanks($0) }
        var total = 0.0
        for g in seasons.indices {
            for h in seasons.indices {
                var concordance = 0.0
                for later in 0..<n {
                    for earlier in 0..<later {
                        let product =
                            (seasons[g][later] - seasons[g][earlier])
                            * (seasons[h][later] - seasons[h][earlier])
                        concordance += product > 0 ? 1 : product < 0 ? -1 : 0
                    }
                }
                let product = compensatedSum((0..<n).lazy.map { ranks[g][$0] * ranks[h][$0] })
                let m = Double(n)
                total += (concordance + 4 * product - m * (m + 1) * (m + 1)) / 3
            }
        }
        return total
    }

    private static func summary(
        s: Double,
        variance: Double,
        pairs: Double,
        slope: Double,
        intercept: Double,
        continuity: Double = 1
    ) -> MannKendall {
        let step = s > 0 ? continuity : s < 0 ? -continuity : 0
        let z = s == 0 ? 0 : (s - step) / variance.squareRoot()
        return MannKendall(
            s: s,
            variance: variance,
            z: z,
            p: NormalDistribution.twoSided(z),
            tau: s / pairs,
            slope: slope,
            intercept: intercept
        )
    }
}
