package import RoadModel
import RoadStatistics

/// Two agencies' counts of the same events up to two days.
///
/// Both count from the same first day. What the later closing day explains is the shorter count's
/// daily rate times the days between; the rest is a disagreement about the same events.
package struct AgencyReconciliation: Hashable, Sendable {
    /// One agency's count.
    package struct Count: Hashable, Sendable {
        /// Events.
        package var events: Int
        /// Last day counted; `nil` is not stated.
        package var until: CivilDate?

        /// Makes a count.
        package init(events: Int, until: CivilDate?) { (self.events, self.until) = (events, until) }
    }

    /// Second count less the first.
    package let difference: Int
    /// Days by which the second closes later; `nil` when a day is not stated.
    package let extraDays: Int?
    /// What these days explain, with the sign of the difference they make.
    package let explained: Double
    /// Lower limit of what they explain.
    package let explainedLower: Double
    /// Upper limit of what they explain.
    package let explainedUpper: Double
    /// Difference less what the days explain.
    package let unexplained: Double
    /// Two-sided p-value of "the days explain the difference"; `nil` on the same closing day, where
    /// two counts of the same events must be equal.
    package let p: Double?
    /// Whether the counts agree.
    package let agrees: Bool

    /// Reconciles two counts.
    ///
    /// `nil` for negative counts or days before `from`.
    ///
    /// - Parameters:
    ///   - first: The first agency's count.
    ///   - second: The second agency's count.
    ///   - from: The day both begin.
    ///   - season: Daily rate of the days between over the mean rate; above 1 in summer.
    ///   - phi: Variance factor of the extra events.
    ///   - tolerance: Share of the larger count that may differ without a word.
    ///   - level: Confidence level.
    package init?(
        _ first: Count,
        _ second: Count,
        from: CivilDate?,
        season: Double = 1,
        phi: Double = 1,
        tolerance: Double = 0,
        level: Double = 0.95
    ) {
        guard first.events >= 0, second.events >= 0, season > 0, phi > 0, level > 0, level < 1
        else { return nil }
        difference = second.events - first.events
        let allowed = tolerance * Double(max(first.events, second.events))
        guard let from, let a = first.until, let b = second.until else {
            extraDays = nil
            (explained, explainedLower, explainedUpper) = (0, 0, 0)
            (unexplained, p) = (Double(difference), nil)
            agrees = abs(Double(difference)) <= allowed
            return
        }
        guard a >= from, b >= from else { return nil }
        let days = b.daysSinceEpoch - a.daysSinceEpoch
        extraDays = days
        let shorter = days >= 0 ? (first.events, a) : (second.events, b)
        let length = Double(shorter.1.daysSinceEpoch - from.daysSinceEpoch + 1)
        let mean = Double(shorter.0) / length * Double(abs(days)) * season
        let sign = days >= 0 ? 1.0 : -1
        guard days != 0, mean > 0 else {
            (explained, explainedLower, explainedUpper) = (0, 0, 0)
            (unexplained, p) = (Double(difference), nil)
            agrees = abs(Double(difference)) <= allowed
            return
        }
        // The rate's own error: a count of `shorter.0` carried over to a few days.
        let ratio = Double(abs(days)) * season / length
        let spread = phi * mean * (1 + ratio)
        let z = NormalDistribution.criticalValue(level: level)
        let low = max(0, mean - z * spread.squareRoot())
        let high = mean + z * spread.squareRoot()
        explained = sign * mean
        explainedLower = sign > 0 ? low : -high
        explainedUpper = sign > 0 ? high : -low
        unexplained = Double(difference) - explained
        let chance = NormalDistribution.twoSided(unexplained / spread.squareRoot())
        p = chance
        agrees = chance > 1 - level || abs(unexplained) <= allowed
    }
}
