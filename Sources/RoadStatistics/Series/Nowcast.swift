/// How many events a period will have once all are registered.
package struct Nowcast: Sendable, Hashable, Codable {
    /// One period.
    package struct Period: Sendable, Hashable, Codable {
        /// Events registered so far.
        package var seen: Double
        /// Share of events expected to be registered by now, in `(0, 1]`.
        package var completeness: Double
        /// Expected final number.
        package var expected: Double
        /// Standard error of the final number; 0 when complete.
        package var standardError: Double
        /// Lower limit, not below what is registered.
        package var lower: Double
        /// Upper limit.
        package var upper: Double
    }

    /// The periods in the order of the triangle.
    package var periods: [Period]
    /// Growth of the registered number from each lag to the next.
    package var factors: [Double]
    /// Events registered so far, all periods.
    package var seen: Double
    /// Expected final number, all periods.
    package var expected: Double

    /// Completes a triangle of late registrations by the chain ladder.
    ///
    /// The standard error follows Lawless 1994: the variance of the estimated completeness by
    /// Greenwood's formula and the binomial variance of what is still to come. It assumes that
    /// registration delays do not change and that events are independent.
    ///
    /// - Parameters:
    ///   - triangle: One row per period: events newly registered at lag 0, 1, …; NaN from the
    ///     first lag not yet reached. At least one row must be complete.
    ///   - level: Confidence level.
    /// - Returns: The completed periods.
    /// - Throws: `SeriesError` for gaps in a row, negative numbers or lags that no row can tell.
    package static func chainLadder(
        _ triangle: [[Double]],
        level: Double = 0.95
    ) throws(SeriesError) -> Nowcast {
        guard level > 0, level < 1 else { throw .badOption("level") }
        let rows = try cumulated(triangle)
        let lags = triangle[0].count
        var factors: [Double] = []
        var hazards: [Double] = []
        for lag in 0..<(lags - 1) {
            let both = rows.filter { $0.count > lag + 1 }
            let earlier = compensatedSum(both.map { $0[lag] })
            let later = compensatedSum(both.map { $0[lag + 1] })
            guard earlier > 0 else { throw .badOption("lag \(lag + 1)") }
            factors.append(later / earlier)
            hazards.append((later - earlier) / (later * earlier))
        }
        let critical = NormalDistribution.criticalValue(level: level)
        let periods = rows.map { row in
            let now = row.count - 1
            let seen = row[now]
            let growth = factors[now...].reduce(1, *)
            let share = 1 / growth
            let expected = seen * growth
            let variance =
                expected * expected * compensatedSum(hazards[now...])
                + seen * (1 - share) / (share * share)
            let error = max(0, variance).squareRoot()
            return Period(
                seen: seen,
                completeness: share,
                expected: expected,
                standardError: error,
                lower: max(seen, expected - critical * error),
                upper: expected + critical * error
            )
        }
        return Nowcast(
            periods: periods,
            factors: factors,
            seen: compensatedSum(periods.map(\.seen)),
            expected: compensatedSum(periods.map(\.expected))
        )
    }

    /// Running sums of the lags that each row has reached.
    private static func cumulated(_ triangle: [[Double]]) throws(SeriesError) -> [[Double]] {
        guard let lags = triangle.first?.count, lags >= 2 else {
            throw .length(found: triangle.first?.count ?? 0, allowed: 2...10_000)
        }
        var rows: [[Double]] = []
        for (index, row) in triangle.enumerated() {
            guard row.count == lags else { throw .unequalColumns }
            let reached = row.prefix { !$0.isNaN }
            guard !reached.isEmpty, reached.allSatisfy({ $0 >= 0 && $0.isFinite }),
                row.dropFirst(reached.count).allSatisfy(\.isNaN)
            else { throw .badValue(row: index) }
            var sum = 0.0
            rows.append(
                reached.map { new in
                    sum += new
                    return sum
                }
            )
        }
        return rows
    }
}
