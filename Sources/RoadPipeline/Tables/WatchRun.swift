package import RoadModel
package import RoadStatistics

/// Watches a series for more (or fewer) events than it lets expect.
package struct WatchRun: Sendable {
    /// The method.
    package enum Method: String, Sendable, CaseIterable {
        /// Farrington et al. 1996.
        case farrington
        /// Noufaily et al. 2013.
        case flexible
        /// Cumulative sum.
        case cusum
        /// Exponentially weighted moving average.
        case ewma
        /// Mean and spread of the last seven steps (EARS C1).
        case ears
    }

    /// One watched step.
    package struct Point: Sendable {
        /// The period.
        package var label: String
        /// Its place in time.
        package var time: Double
        /// What was counted.
        package var observed: Double
        /// What was expected.
        package var expected: Double?
        /// The threshold.
        package var upper: Double?
        /// The chart's statistic.
        package var statistic: Double?
        /// Probability of so many or more.
        package var p: Double?
        /// Whether there is an alarm.
        package var isAlarm: Bool
    }

    /// What came of it.
    package struct Outcome: Sendable {
        /// The watched steps.
        package var points: [Point]
        /// Mean of the baseline, for charts.
        package var mean: Double?
        /// Reference value of the cumulative sum.
        package var reference: Double?
        /// Limit of the cumulative sum, or of the average in standard deviations.
        package var limit: Double?
        /// Steps until a false alarm, on average.
        package var run: Double?
        /// Variance factor of the baseline, for charts.
        package var dispersion: Double?
    }

    /// The method.
    package var method: Method
    /// Settings of Farrington's methods.
    package var options: FarringtonOptions
    /// Steps a year.
    package var period: Int
    /// Last steps that are watched; `nil` is all that the baseline allows.
    package var last: Int?
    /// First steps that make the mean of a chart; `nil` is ten years, at most two thirds.
    package var baseline: Int?
    /// The shifted mean over the mean.
    package var shift: Double
    /// Which way a shift goes.
    package var direction: ControlCharts.Direction
    /// Weight of the newest value in the average.
    package var weight: Double
    /// The limit; `nil` follows from `falseAlarmYears`.
    package var limit: Double?
    /// One false alarm in so many years, on average.
    package var falseAlarmYears: Double

    /// Makes a run.
    package init(
        method: Method,
        options: FarringtonOptions,
        period: Int,
        last: Int? = nil,
        baseline: Int? = nil,
        shift: Double = 1.3,
        direction: ControlCharts.Direction = .up,
        weight: Double = 0.2,
        limit: Double? = nil,
        falseAlarmYears: Double = 5
    ) {
        (self.method, self.options, self.period) = (method, options, period)
        (self.last, self.baseline, self.shift) = (last, baseline, shift)
        (self.direction, self.weight, self.limit) = (direction, weight, limit)
        self.falseAlarmYears = falseAlarmYears
    }

    /// Watches a series.
    ///
    /// - Throws: `.insufficient` for missing periods or a series too short.
    package func watch(
        _ series: AnalysisSeries,
        exposure: [Double]?
    ) throws(IntakeError) -> Outcome {
        try series.requireComplete("an early warning")
        do throws(SeriesError) {
            return try outcome(series, exposure)
        } catch {
            throw series.table.refusal(error)
        }
    }

    private func outcome(
        _ series: AnalysisSeries,
        _ exposure: [Double]?
    ) throws(SeriesError) -> Outcome {
        switch method {
        case .farrington, .flexible:
            let n = series.values.count
            let first = Farrington.firstRow(period: period, options)
            guard n > first else { throw .length(found: n, allowed: first + 1...100_000) }
            let warnings = try Farrington.watch(
                series.values,
                exposure: exposure,
                period: period,
                rows: max(first, n - (last ?? n))..<n,
                options: options
            )
            return Outcome(
                points: warnings.map { warning in
                    point(
                        series,
                        warning.row,
                        expected: warning.expected,
                        upper: warning.upper,
                        statistic: warning.score,
                        p: warning.p,
                        isAlarm: warning.isAlarm
                    )
                }
            )
        case .ears: return try ears(series)
        case .cusum, .ewma: return try chart(series)
        }
    }

    private func point(
        _ series: AnalysisSeries,
        _ row: Int,
        expected: Double?,
        upper: Double?,
        statistic: Double?,
        p: Double?,
        isAlarm: Bool
    ) -> Point {
        Point(
            label: series.labels[row],
            time: series.times[row],
            observed: series.values[row],
            expected: expected,
            upper: upper,
            statistic: statistic,
            p: p,
            isAlarm: isAlarm
        )
    }

    /// The mean of the seven steps before plus a normal quantile of their spread.
    private func ears(_ series: AnalysisSeries) throws(SeriesError) -> Outcome {
        let n = series.values.count
        guard n >= 8 else { throw .length(found: n, allowed: 8...100_000) }
        let z = -NormalDistribution.quantile(options.alpha)
        let points = (max(7, n - (last ?? n))..<n).map { row in
            let window = series.values[row - 7..<row]
            let mean = window.reduce(0, +) / 7
            let squares = window.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let spread = (squares / 6).squareRoot()
            let upper = mean + z * spread
            let statistic = spread > 0 ? (series.values[row] - mean) / spread : nil
            return point(
                series,
                row,
                expected: mean,
                upper: upper,
                statistic: statistic,
                p: statistic.map { NormalDistribution.above($0) },
                isAlarm: series.values[row] > upper
            )
        }
        return Outcome(points: points)
    }

    private func chart(_ series: AnalysisSeries) throws(SeriesError) -> Outcome {
        let n = series.values.count
        if let row = series.values.firstIndex(where: { $0 < 0 }) { throw .badValue(row: row) }
        let base = baseline ?? min(10 * period, 2 * n / 3)
        guard base >= 4, base <= n else { throw .length(found: n, allowed: 6...100_000) }
        let first = series.values[..<base]
        let mean = first.reduce(0, +) / Double(base)
        guard mean > 0 else { throw .badValue(row: 0) }
        let squares = first.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let dispersion = max(1, squares / Double(base - 1) / mean)
        guard mean <= 1e12, dispersion <= 1e6 else {
            throw .badValue(row: first.indices.max { first[$0] < first[$1] } ?? 0)
        }
        let run = falseAlarmYears * Double(period)
        var outcome = Outcome(points: [], mean: mean, dispersion: dispersion)
        var statistics: [Double]
        var limits: [Double]
        if method == .cusum {
            let factor = direction == .up ? max(shift, 1 / shift) : min(shift, 1 / shift)
            guard factor != 1 else { throw .badOption("shift") }
            let reference = ControlCharts.reference(mean, shifted: mean * factor)
            let top =
                limit
                ?? ControlCharts.limit(
                    mean: mean,
                    dispersion: dispersion,
                    reference: reference,
                    run: run,
                    direction
                )
            (outcome.reference, outcome.limit) = (reference, top)
            outcome.run = ControlCharts.averageRun(
                mean: mean,
                dispersion: dispersion,
                reference: reference,
                limit: top,
                direction
            )
            statistics = ControlCharts.cusum(series.values, reference: reference, direction)
            limits = [Double](repeating: top, count: n)
        } else {
            guard weight > 0, weight <= 1 else { throw .badOption("lambda") }
            let width = limit ?? -NormalDistribution.quantile(1 / run)
            outcome.limit = width
            statistics = ControlCharts.ewma(series.values, mean: mean, weight: weight)
            let sign = direction == .up ? 1.0 : -1.0
            limits = (1...n).map { step in
                mean + sign * width
                    * ControlCharts.ewmaError(
                        variance: mean * dispersion,
                        weight: weight,
                        step: step
                    )
            }
        }
        outcome.points = (max(0, n - (last ?? n))..<n).map { row in
            let isHigh = statistics[row] >= limits[row]
            let isAlarm =
                method == .cusum || direction == .up ? isHigh : statistics[row] <= limits[row]
            return point(
                series,
                row,
                expected: mean,
                upper: limits[row],
                statistic: statistics[row],
                p: nil,
                isAlarm: isAlarm
            )
        }
        return outcome
    }
}
