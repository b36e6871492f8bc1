/// A series as season, trend and remainder by local regression.
///
/// Source: STL, Cleveland, Cleveland, McRae & Terpenning 1990.
package struct SeasonalDecomposition: Sendable, Hashable {
    /// The season; it sums to about 0 over a period.
    package var seasonal: [Double]
    /// The trend.
    package var trend: [Double]
    /// What is left.
    package var remainder: [Double]
    /// Robustness weights; all 1 without outer rounds.
    package var weights: [Double]

    /// How the smoothers are set.
    package struct Options: Sendable, Hashable {
        /// Span of the seasonal smoother, odd, at least 7; `nil` keeps the season the same.
        package var seasonalSpan: Int? = 13
        /// Span of the trend smoother, odd; `nil` takes the least that keeps season and trend apart.
        package var trendSpan: Int?
        /// Span of the low-pass smoother, odd; `nil` takes the least odd number from the period on.
        package var lowPassSpan: Int?
        /// Degree of the seasonal smoother, 0 or 1.
        package var seasonalDegree = 1
        /// Degree of the trend smoother.
        package var trendDegree = 1
        /// Degree of the low-pass smoother.
        package var lowPassDegree = 1
        /// Rounds that refine season and trend.
        package var innerRounds = 2
        /// Rounds that weight outliers down; 0 trusts every value.
        package var outerRounds = 0

        /// The settings of the method's authors for monthly counts.
        package init() {}
    }

    /// Splits a series of equal steps.
    ///
    /// - Throws: `SeriesError` for fewer than two periods, missing values, bad options.
    package static func split(
        _ series: [Double],
        period: Int,
        options: Options = Options()
    ) throws(SeriesError) -> SeasonalDecomposition {
        guard (2...1000).contains(period) else { throw .badOption("period") }
        guard (2 * period + 1...100_000).contains(series.count) else {
            throw .length(found: series.count, allowed: 2 * period + 1...100_000)
        }
        if let row = series.firstIndex(where: { !$0.isFinite }) { throw .badValue(row: row) }
        guard (0...1).contains(options.seasonalDegree), (0...1).contains(options.trendDegree),
            (0...1).contains(options.lowPassDegree), (1...50).contains(options.innerRounds),
            (0...50).contains(options.outerRounds)
        else { throw .badOption("degree or rounds") }
        let n = series.count
        let isPeriodic = options.seasonalSpan == nil
        let seasonalSpan = odd(options.seasonalSpan ?? 10 * n + 1, 3)
        let ratio = 1.5 * Double(period) / (1 - 1.5 / Double(seasonalSpan))
        let smoothers = Smoothers(
            period: period,
            seasonal: Loess(
                span: seasonalSpan,
                degree: isPeriodic ? 0 : options.seasonalDegree
            ),
            trend: Loess(
                span: odd(options.trendSpan ?? Int(ratio.rounded(.up)), 3),
                degree: options.trendDegree
            ),
            lowPass: Loess(
                span: odd(options.lowPassSpan ?? period, 3),
                degree: options.lowPassDegree
            )
        )
        var result = SeasonalDecomposition(
            seasonal: [Double](repeating: 0, count: n),
            trend: [Double](repeating: 0, count: n),
            remainder: [],
            weights: [Double](repeating: 1, count: n)
        )
        for round in 0...options.outerRounds {
            for _ in 0..<options.innerRounds {
                smoothers.refine(
                    series,
                    &result.seasonal,
                    &result.trend,
                    round > 0 ? result.weights : nil
                )
            }
            if round < options.outerRounds {
                result.weights = robustness(
                    series.indices.map { abs(series[$0] - result.seasonal[$0] - result.trend[$0]) }
                )
            }
        }
        if isPeriodic {
            for first in 0..<period {
                let rows = stride(from: first, to: n, by: period)
                let mean =
                    compensatedSum(rows.map { result.seasonal[$0] })
                    / Double(rows.map { _ in 1 }.count)
                for row in rows { result.seasonal[row] = mean }
            }
        }
        result.remainder = series.indices.map {
            series[$0] - result.seasonal[$0] - result.trend[$0]
        }
        return result
    }

    private static func odd(_ span: Int, _ least: Int) -> Int {
        let span = max(least, span)
        return span % 2 == 1 ? span : span + 1
    }

    /// Bisquare weights of residuals over six times their median.
    private static func robustness(_ residuals: [Double]) -> [Double] {
        let limit = 6 * median(residuals)
        return residuals.map { residual in
            if residual <= 0.001 * limit { return 1 }
            guard residual <= 0.999 * limit else { return 0 }
            let share = residual / limit
            return (1 - share * share) * (1 - share * share)
        }
    }
}

/// The three smoothers of one inner round.
private struct Smoothers {
    let period: Int
    let seasonal: Loess
    let trend: Loess
    let lowPass: Loess

    func refine(
        _ series: [Double],
        _ season: inout [Double],
        _ level: inout [Double],
        _ weights: [Double]?
    ) {
        let n = series.count
        // Each month by itself, one period longer at both ends.
        var cycle = [Double](repeating: 0, count: n + 2 * period)
        for first in 0..<period {
            let rows = Array(stride(from: first, to: n, by: period))
            let values = rows.map { series[$0] - level[$0] }
            let own = weights.map { all in rows.map { all[$0] } }
            var smooth = seasonal.smooth(values, own)
            let k = values.count
            let before =
                seasonal.estimate(values, at: 0, from: 1, to: min(seasonal.span, k), own)
                ?? smooth[0]
            let after =
                seasonal.estimate(
                    values,
                    at: Double(k + 1),
                    from: max(1, k - seasonal.span + 1),
                    to: k,
                    own
                ) ?? smooth[k - 1]
            smooth = [before] + smooth + [after]
            for (place, value) in smooth.enumerated() { cycle[first + place * period] = value }
        }
        let means = average(average(average(cycle, period), period), 3)
        let low = lowPass.smooth(means, nil)
        for row in 0..<n { season[row] = cycle[period + row] - low[row] }
        level = trend.smooth(series.indices.map { series[$0] - season[$0] }, weights)
    }

    private func average(_ values: [Double], _ span: Int) -> [Double] {
        let count = values.count - span + 1
        var sum = values[..<span].reduce(0, +)
        var means = [sum / Double(span)]
        for row in 1..<max(1, count) {
            sum += values[row + span - 1] - values[row - 1]
            means.append(sum / Double(span))
        }
        return means
    }
}
