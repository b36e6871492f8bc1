/// An interval with its p-value; limits are percent changes, `nil` where unbounded.
package struct ChangeInterval: Hashable, Sendable, Codable {
    /// Lower limit of the percent change; at least −100.
    package var lower: Double?
    /// Upper limit of the percent change.
    package var upper: Double?
    /// Two-sided p-value of "no change", in `[0, 1]`.
    package var p: Double
    /// Variance factor: 1 for Poisson.
    package var phi: Double

    /// Makes an interval.
    package init(lower: Double?, upper: Double?, p: Double, phi: Double) {
        (self.lower, self.upper, self.p, self.phi) = (lower, upper, p, phi)
    }
}

/// What was assumed about the scatter of counts because nothing was known of it.
package enum VarianceAssumption: String, Sendable, Codable, CaseIterable {
    /// How many people one crash hurts was taken from published figures, or as one.
    case clustering = "PHI-ASSUMED"
    /// How much years differ by themselves is not known and not in the interval.
    case yearNoise = "YEAR-NOISE-UNKNOWN"
}

/// Two periods compared: how much a count changed and what may be said about it.
package struct TrendChange: Hashable, Sendable, Codable {
    /// What is counted, for example `killed`.
    package var measure: String
    /// Events in the earlier period.
    package var before: Int
    /// Events in the later period.
    package var after: Int
    /// Exposure of the earlier period (days, vehicle-kilometres, …); 1 when equal.
    package var exposureBefore: Double
    /// Exposure of the later period.
    package var exposureAfter: Double
    /// Percent change of the rate; `nil` on a base of 0.
    package var percent: Double?
    /// Conditional exact (Clopper–Pearson) interval.
    package var exact: ChangeInterval
    /// Conditional mid-p interval.
    package var midP: ChangeInterval
    /// Interval with the variance multiplied by phi: the one the verdict follows.
    package var overdispersed: ChangeInterval
    /// Where phi comes from, for example `deaths per crash`, `given`, `assumed 1`.
    package var phiSource: String
    /// What of φ was assumed; empty when all of it was given or estimated.
    package var assumptions: [VarianceAssumption]
    /// Smallest fall that would have been detected with power 0.8 at 5 %, in percent, positive.
    package var detectableFallPercent: Double?
    /// Confidence level, in `(0, 1)`.
    package var level: Double
    /// What may be said.
    package var verdict: Verdict

    /// Makes a comparison.
    package init(
        measure: String,
        before: Int,
        after: Int,
        exposureBefore: Double,
        exposureAfter: Double,
        percent: Double?,
        exact: ChangeInterval,
        midP: ChangeInterval,
        overdispersed: ChangeInterval,
        phiSource: String,
        assumptions: [VarianceAssumption] = [],
        detectableFallPercent: Double?,
        level: Double,
        verdict: Verdict
    ) {
        (self.measure, self.before, self.after) = (measure, before, after)
        (self.exposureBefore, self.exposureAfter) = (exposureBefore, exposureAfter)
        (self.percent, self.exact, self.midP) = (percent, exact, midP)
        (self.overdispersed, self.phiSource) = (overdispersed, phiSource)
        self.assumptions = assumptions
        (self.detectableFallPercent, self.level) = (detectableFallPercent, level)
        self.verdict = verdict
    }
}
