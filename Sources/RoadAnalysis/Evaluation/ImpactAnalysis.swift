import Glibc
package import RoadStatistics

/// A series after a date held against what its own past and control series lead to expect.
package struct ImpactAnalysis: Sendable {
    /// On which scale the model works.
    package enum Scale: String, Sendable, Codable, CaseIterable {
        /// Logarithms: effects are ratios; needs values above 0.
        case log
        /// As counted.
        case count
    }

    /// How the analysis is made.
    package struct Options: Sendable, Hashable {
        /// Steps of a season; 1 for none.
        package var season = 12
        /// The scale; `nil` takes logarithms where every value is at least 10.
        package var scale: Scale?
        /// Drawn paths.
        package var draws = 4000
        /// Seed of the draws.
        package var seed: UInt64 = 1
        /// Confidence level.
        package var level = 0.95
        /// Most false dates that are tried.
        package var placebos = 100

        /// The usual options.
        package init() {}
    }

    /// One period after the date.
    package struct Period: Sendable, Hashable {
        /// Place in the series.
        package var index: Int
        /// What was observed.
        package var observed: Double
        /// What was to be expected.
        package var expected: Double
        /// Lower limit of the expectation.
        package var lower: Double
        /// Upper limit of the expectation.
        package var upper: Double
    }

    /// The effect that a false date or an untreated series shows.
    package struct Placebo: Sendable, Hashable {
        /// First period of the false date, or the place of the control series.
        package var index: Int
        /// Effect in percent.
        package var percent: Double
        /// The effect over its own standard error.
        package var statistic: Double
    }

    /// Sum observed after the date.
    package let observed: Double
    /// Sum to be expected.
    package let expected: Double
    /// Limits of the sum to be expected.
    package let expectedInterval: Interval
    /// Effect in percent of what was to be expected; a fall is negative.
    package let percent: Double
    /// Limits of the effect in percent.
    package let interval: Interval
    /// Two-sided tail probability of the observed sum among drawn sums.
    package let p: Double
    /// Every period after the date.
    package let periods: [Period]
    /// Effects at false dates before the true one.
    package let dates: [Placebo]
    /// Effects on control series, each with the others as its controls.
    package let controls: [Placebo]
    /// Share of false dates and control series whose effect is at least as large, the true one
    /// counted; `nil` when nothing could be tried.
    package let placeboP: Double?
    /// The scale that was used.
    package let scale: Scale
    /// Variances of the model.
    package let variances: (irregular: Double, level: Double)

    /// Analyses a series.
    ///
    /// `nil` when the time before is too short for season and controls, nothing comes
    /// after, or a scale cannot be used.
    ///
    /// - Parameters:
    ///   - series: Values, not negative, in order, none missing.
    ///   - controls: Control series of the same length, which the measure cannot have touched.
    ///   - start: Place of the first period with the measure.
    ///   - options: Season, scale, draws.
    package init?(
        _ series: [Double],
        controls: [[Double]],
        start: Int,
        options: Options = Options()
    ) {
        let columns = [series] + controls
        guard start > 0, start < series.count,
            columns.allSatisfy({ $0.count == series.count && $0.allSatisfy { $0 >= 0 } })
        else { return nil }
        let least = columns.flatMap { $0 }.min() ?? 0
        let scale = options.scale ?? (least >= 10 ? .log : .count)
        guard scale == .count || least > 0 else { return nil }
        guard
            let own = Self.effect(
                series,
                controls,
                start..<series.count,
                scale,
                options,
                draws: options.draws
            )
        else { return nil }
        (observed, expected, expectedInterval) = (own.observed, own.expected, own.expectedInterval)
        (percent, interval, p) = (own.percent, own.interval, own.p)
        (periods, variances, self.scale) = (own.periods, own.variances, scale)
        // False dates: windows of the same length that end before the true date.
        let length = min(series.count - start, max(1, start / 3))
        let first = max(options.season + controls.count + 8, start / 3)
        var starts: [Int] = []
        if first + length <= start { starts = Array(first...(start - length)) }
        let stride = max(1, (starts.count + options.placebos - 1) / max(1, options.placebos))
        var found: [Placebo] = []
        for date in Swift.stride(from: 0, to: starts.count, by: stride).map({ starts[$0] }) {
            let window = date..<(date + length)
            if let fake = Self.effect(series, controls, window, scale, options, draws: 400) {
                found.append(
                    Placebo(index: date, percent: fake.percent, statistic: fake.statistic)
                )
            }
        }
        dates = found
        var others: [Placebo] = []
        if controls.count > 1 {
            for place in controls.indices {
                var rest = controls
                let outcome = rest.remove(at: place)
                if let fake = Self.effect(
                    outcome,
                    rest,
                    start..<series.count,
                    scale,
                    options,
                    draws: 400
                ) {
                    others.append(
                        Placebo(index: place, percent: fake.percent, statistic: fake.statistic)
                    )
                }
            }
        }
        self.controls = others
        let all = found + others
        let beyond = all.count { abs($0.statistic) >= abs(own.statistic) }
        placeboP = all.isEmpty ? nil : Double(beyond + 1) / Double(all.count + 1)
    }
}
