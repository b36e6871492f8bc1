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
        /// Mack's standard error (1993), which learns the scatter from the triangle; `nil` when the
        /// triangle is too small for it.
        package var mackError: Double?
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
    /// Standard error of the final number, all periods; errors of shared delays enter together.
    package var standardError: Double
    /// Mack's standard error of all periods.
    package var mackError: Double?
    /// Lower limit of all periods.
    package var lower: Double
    /// Upper limit of all periods.
    package var upper: Double
    /// Variance factor of the registrations about what the delays let expect, at least 1.
    package var dispersion: Double

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
        let mack = MackErrors(rows, factors)
        let dispersion = max(1, spread(rows, factors))
        let tail = (1 - level) / 2
        var periods = rows.enumerated().map { place, row in
            let now = row.count - 1
            let seen = row[now]
            let growth = factors[now...].reduce(1, *)
            let share = 1 / growth
            let expected = seen * growth
            let variance =
                expected * expected * compensatedSum(hazards[now...])
                + seen * (1 - share) / (share * share)
            let left = limits(
                mean: expected - seen,
                variance: max(0, variance) * dispersion,
                tail: tail
            )
            return Period(
                seen: seen,
                completeness: share,
                expected: expected,
                standardError: max(0, variance).squareRoot(),
                mackError: mack?.periods[place],
                lower: seen + left.lower,
                upper: seen + left.upper
            )
        }
        // A period without a registration yet may still have some: the others' mean stands in.
        let typical = compensatedSum(periods.map(\.expected)) / Double(max(1, periods.count))
        for place in periods.indices
        where periods[place].seen == 0 && periods[place].completeness < 1 {
            let missing = typical * (1 - periods[place].completeness)
            periods[place].upper = max(
                periods[place].upper,
                limits(mean: missing, variance: missing * dispersion * 2, tail: tail).upper
            )
        }
        let seen = compensatedSum(periods.map(\.seen))
        let expected = compensatedSum(periods.map(\.expected))
        var variance = 0.0
        for period in periods {
            let share = period.completeness
            variance += period.seen * (1 - share) / (share * share)
        }
        for (lag, hazard) in hazards.enumerated() {
            var concerned = 0.0
            for (row, period) in zip(rows, periods) where row.count <= lag + 1 {
                concerned += period.expected
            }
            variance += hazard * concerned * concerned
        }
        let left = limits(
            mean: expected - seen,
            variance: max(0, variance) * dispersion,
            tail: tail
        )
        return Nowcast(
            periods: periods,
            factors: factors,
            seen: seen,
            expected: expected,
            standardError: max(0, variance).squareRoot(),
            mackError: mack?.total,
            lower: seen + left.lower,
            upper: seen + left.upper,
            dispersion: dispersion
        )
    }

    /// Limits of a count by the negative binomial law of a mean and a variance.
    private static func limits(
        mean: Double,
        variance: Double,
        tail: Double
    ) -> (lower: Double, upper: Double) {
        guard mean > 0 else { return (0, 0) }
        // Never tighter than the Poisson law, whose variance is its mean.
        let extra = max(variance - mean, mean * 1e-6)
        let law = NegativeBinomialDistribution(mean: mean, size: mean * mean / extra)
        guard mean < 1e7, let low = law.quantile(tail), let high = law.quantile(1 - tail) else {
            let z = -NormalDistribution.quantile(tail)
            return (max(0, mean - z * variance.squareRoot()), mean + z * variance.squareRoot())
        }
        return (Double(low), Double(high))
    }

    /// Pearson's statistic of the cells about origin mean times delay share, over its freedom.
    private static func spread(_ rows: [[Double]], _ factors: [Double]) -> Double {
        let lags = factors.count + 1
        // Shares of the delays from the factors, last to first.
        var reached = [Double](repeating: 1, count: lags)
        for lag in stride(from: lags - 2, through: 0, by: -1) {
            reached[lag] = reached[lag + 1] / factors[lag]
        }
        var (sum, cells) = (0.0, 0)
        for row in rows {
            let now = row.count - 1
            let whole = row[now] / reached[now]
            for lag in 0...now {
                let share = lag == 0 ? reached[0] : reached[lag] - reached[lag - 1]
                let expected = whole * share
                guard expected > 0 else { continue }
                let new = lag == 0 ? row[0] : row[lag] - row[lag - 1]
                sum += (new - expected) * (new - expected) / expected
                cells += 1
            }
        }
        let degrees = cells - rows.count - factors.count
        return degrees > 0 ? sum / Double(degrees) : 1
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
