import Glibc

/// Early warning: whether a count exceeds what the same season of earlier years lets expect.
///
/// Sources: Farrington, Andrews, Beale & Catchpole 1996; Noufaily et al. 2013.
package enum Farrington {
    /// What is expected of one step and whether it is exceeded.
    package struct Warning: Sendable, Hashable {
        /// The row of the series.
        package var row: Int
        /// What was counted.
        package var observed: Double
        /// What was expected; `nil` when the events are too few to say.
        package var expected: Double?
        /// The threshold; 0 in the plain method and `nil` in the flexible one when too few.
        package var upper: Double?
        /// How far the count reaches from the expectation to the threshold.
        package var score: Double?
        /// Probability of so many events or more.
        package var p: Double?
        /// Whether there is an alarm.
        package var isAlarm: Bool
        /// Whether a trend is part of the expectation.
        package var hasTrend: Bool
        /// Variance factor of the baseline, at least 1.
        package var dispersion: Double
    }

    /// The first row that the baseline allows.
    package static func firstRow(period: Int, _ options: FarringtonOptions) -> Int {
        period * options.years + options.halfWindow
    }

    /// Watches some rows of a series.
    ///
    /// - Parameters:
    ///   - counts: Counts of consecutive steps, not negative.
    ///   - exposure: What each step was exposed to; `nil` is equal.
    ///   - period: Steps a year.
    ///   - rows: The rows to watch.
    ///   - options: Settings.
    /// - Returns: One warning a row.
    /// - Throws: `SeriesError` for a series too short, negative counts, bad options, or a baseline
    ///   that no model fits.
    package static func watch(
        _ counts: [Double],
        exposure: [Double]? = nil,
        period: Int,
        rows: Range<Int>,
        options: FarringtonOptions
    ) throws(SeriesError) -> [Warning] {
        if let row = counts.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw .badValue(row: row)
        }
        if let exposure {
            guard exposure.count == counts.count else { throw .unequalColumns }
            if let row = exposure.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
                throw .badValue(row: row)
            }
        }
        guard (2...400).contains(period), (1...50).contains(options.years),
            options.halfWindow >= 0, 2 * options.halfWindow + 1 <= period,
            options.alpha > 0, options.alpha < 1
        else { throw .badOption("period, years or window") }
        let between = period - 2 * options.halfWindow - 1
        guard !options.isFlexible || options.seasons <= 1 || between >= options.seasons - 1 else {
            throw .badOption("--seasons: more levels than steps between the windows")
        }
        let first = firstRow(period: period, options)
        guard rows.lowerBound >= first, rows.upperBound <= counts.count else {
            throw .length(found: counts.count, allowed: first + 1...max(first + 1, 100_000))
        }
        var warnings: [Warning] = []
        for row in rows {
            let baseline = FarringtonBaseline(row, period, options)
            guard let baseline, let model = baseline.fit(counts, exposure, options) else {
                throw .badValue(row: row)
            }
            warnings.append(judge(row, counts, model, options))
        }
        return warnings
    }

    private static func judge(
        _ row: Int,
        _ counts: [Double],
        _ model: FarringtonBaseline.Model,
        _ options: FarringtonOptions
    ) -> Warning {
        let observed = counts[row]
        let recent = counts[max(0, row - options.recentSteps + 1)...row].reduce(0, +)
        let isEnough = recent >= options.fewestEvents
        let limits =
            options.isFlexible && options.threshold != .delta
            ? lawLimit(observed, model, options) : powerLimit(observed, model, options)
        let score = (observed - model.mean) / (limits.upper - model.mean)
        return Warning(
            row: row,
            observed: observed,
            expected: isEnough || !options.isFlexible ? model.mean : nil,
            upper: isEnough ? limits.upper : options.isFlexible ? nil : 0,
            score: isEnough ? score : nil,
            p: limits.p,
            isAlarm: isEnough && score > 1 && observed > 0,
            hasTrend: model.hasTrend,
            dispersion: model.dispersion
        )
    }

    /// The threshold on the scale of a power.
    private static func powerLimit(
        _ observed: Double,
        _ model: FarringtonBaseline.Model,
        _ options: FarringtonOptions
    ) -> (upper: Double, p: Double) {
        let mean = model.mean
        let error = model.error * mean
        let tau = model.dispersion + error * error / mean
        let (power, spread): (Double, Double) =
            switch options.power {
            case .none: (1, (mean * tau).squareRoot())
            case .half: (0.5, (tau / 4).squareRoot())
            case .twoThirds: (2.0 / 3, (4.0 / 9 * pow(mean, 1.0 / 3) * tau).squareRoot())
            }
        let tail = options.isFlexible ? options.alpha : options.alpha / 2
        let z = -NormalDistribution.quantile(tail)
        let top = pow(pow(mean, power) + z * spread, 1 / power)
        let p = NormalDistribution.above((pow(observed, power) - pow(mean, power)) / spread)
        return (top, p)
    }

    /// The threshold as a quantile of a law of counts.
    private static func lawLimit(
        _ observed: Double,
        _ model: FarringtonBaseline.Model,
        _ options: FarringtonOptions
    ) -> (upper: Double, p: Double) {
        var mean = model.mean
        if options.threshold == .negativeBinomialUpper {
            mean *= exp(-NormalDistribution.quantile(options.alpha) * model.error)
        }
        let count = Int(min(1e15, observed))
        if model.dispersion > 1 {
            let law = NegativeBinomialDistribution(
                mean: mean,
                size: mean / (model.dispersion - 1)
            )
            let upper = law.quantile(1 - options.alpha).map { Double($0) } ?? .nan
            return (upper, law.atLeast(count))
        }
        let law = PoissonDistribution(mean: mean)
        let upper = law.quantile(1 - options.alpha).map { Double($0) } ?? .nan
        return (upper, law.atLeast(count))
    }
}
