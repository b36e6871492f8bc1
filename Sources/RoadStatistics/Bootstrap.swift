/// Intervals by drawing the observations again, with replacement (Efron 1979).
///
/// The seed decides every draw, so that a figure can be replayed.
package struct Bootstrap: Sendable, Hashable, Codable {
    /// The statistic of the observations as they are.
    package var estimate: Double
    /// Standard deviation of the statistic over the draws.
    package var standardError: Double
    /// Lower limit: a quantile of the draws.
    package var lower: Double
    /// Upper limit.
    package var upper: Double
    /// Draws whose statistic was finite.
    package var draws: Int

    /// Draws rows and takes quantiles of the statistic (percentile interval).
    ///
    /// - Parameters:
    ///   - count: The number of observations.
    ///   - draws: How often they are drawn again.
    ///   - seed: The seed.
    ///   - level: Confidence level.
    ///   - statistic: The figure of some rows, each as often as it was drawn; a draw without a
    ///     finite figure is left out.
    ///
    /// `nil` without observations, for options out of range, or when the figure of the observations
    /// themselves or of more than half of the draws is not finite.
    package init?(
        count: Int,
        draws: Int = 2000,
        seed: UInt64 = 1,
        level: Double = 0.95,
        statistic: ([Int]) -> Double
    ) {
        guard count > 0, (20...1_000_000).contains(draws), level > 0, level < 1 else { return nil }
        estimate = statistic(Array(0..<count))
        guard estimate.isFinite else { return nil }
        var generator = ReplayableGenerator(seed: seed)
        var rows = [Int](repeating: 0, count: count)
        var values: [Double] = []
        values.reserveCapacity(draws)
        for _ in 0..<draws {
            for place in rows.indices { rows[place] = generator.index(below: count) }
            let value = statistic(rows)
            if value.isFinite { values.append(value) }
        }
        guard values.count * 2 > draws else { return nil }
        values.sort()
        self.draws = values.count
        let n = Double(values.count)
        let mean = compensatedSum(values) / n
        let squares = compensatedSum(values.lazy.map { ($0 - mean) * ($0 - mean) })
        standardError = (squares / (n - 1)).squareRoot()
        lower = ColumnBasis.quantile(values, (1 - level) / 2)
        upper = ColumnBasis.quantile(values, (1 + level) / 2)
    }
}
