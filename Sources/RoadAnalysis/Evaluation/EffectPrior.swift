import Glibc
package import RoadStatistics

/// What the literature says of a measure, as a ratio of crashes with it over crashes without it.
package struct EffectPrior: Hashable, Sendable, Codable {
    /// Stable name, for example `section-control`.
    package var id: String
    /// The measure in words.
    package var measure: String
    /// What is counted.
    package var outcome: String
    /// Where the effect holds, for example `within 250 m`.
    package var scope: String
    /// The ratio; 1 is no effect.
    package var ratio: Double
    /// Lower limit of the ratio.
    package var lower: Double
    /// Upper limit of the ratio.
    package var upper: Double
    /// Where the limits come from: stated, assumed, unknown.
    package var intervalBasis: String
    /// Who found it.
    package var source: String

    /// Makes a prior.
    package init(
        id: String,
        measure: String,
        outcome: String,
        scope: String,
        ratio: Double,
        lower: Double,
        upper: Double,
        intervalBasis: String,
        source: String
    ) {
        (self.id, self.measure, self.outcome, self.scope) = (id, measure, outcome, scope)
        (self.ratio, self.lower, self.upper) = (ratio, lower, upper)
        (self.intervalBasis, self.source) = (intervalBasis, source)
    }

    /// Standard deviation of the logarithm that the 95 % limits stand for.
    package var logError: Double {
        log(upper / lower) / (2 * NormalDistribution.criticalValue(level: 0.95))
    }

    /// Whether nothing is known: the limits only say so.
    package var isUnknown: Bool { intervalBasis.hasPrefix("unknown") }

    /// A local estimate weighed with the prior: precisions of the logarithms add up.
    ///
    /// - Parameters:
    ///   - ratio: The local ratio, above 0.
    ///   - logError: Standard error of its logarithm, above 0.
    ///   - level: Confidence level.
    /// - Returns: The posterior ratio with its limits; `nil` for impossible input.
    package func combined(
        ratio: Double,
        logError: Double,
        level: Double = 0.95
    ) -> (ratio: Double, interval: Interval)? {
        guard ratio > 0, logError > 0, ratio.isFinite, logError.isFinite else { return nil }
        let (a, b) = (1 / (logError * logError), 1 / (self.logError * self.logError))
        let mean = (a * log(ratio) + b * log(self.ratio)) / (a + b)
        let z = NormalDistribution.criticalValue(level: level)
        let half = z / (a + b).squareRoot()
        return (exp(mean), Interval(lower: exp(mean - half), upper: exp(mean + half)))
    }
}
