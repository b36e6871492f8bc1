/// A treated site with its crashes and what a safety performance function predicts.
package struct EvaluationSite: Hashable, Sendable, Codable {
    /// Crashes before.
    package var observedBefore: Int
    /// Crashes after.
    package var observedAfter: Int
    /// Crashes predicted for the whole period before, positive.
    package var predictedBefore: Double
    /// Crashes predicted for the whole period after, without the measure, positive.
    package var predictedAfter: Double
    /// Overdispersion k of the function at this site: variance is `mean + k·mean²`.
    package var overdispersion: Double

    /// Makes a site.
    package init(
        observedBefore: Int,
        observedAfter: Int,
        predictedBefore: Double,
        predictedAfter: Double,
        overdispersion: Double
    ) {
        (self.observedBefore, self.observedAfter) = (observedBefore, observedAfter)
        (self.predictedBefore, self.predictedAfter) = (predictedBefore, predictedAfter)
        self.overdispersion = overdispersion
    }

    /// Whether every number can be.
    var isUsable: Bool {
        let counts = 0...(1 << 40)
        return counts.contains(observedBefore) && counts.contains(observedAfter)
            && predictedBefore > 0 && predictedAfter > 0 && overdispersion >= 0
            && predictedBefore.isFinite && predictedAfter.isFinite && overdispersion.isFinite
    }
}
