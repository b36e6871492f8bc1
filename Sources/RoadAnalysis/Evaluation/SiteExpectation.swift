/// What a site would have had after without the measure, by empirical Bayes.
package struct SiteExpectation: Hashable, Sendable, Codable {
    /// Weight of the prediction against the site's own count, in `(0, 1]`.
    package var weight: Double
    /// Crashes expected in the period before.
    package var expectedBefore: Double
    /// Crashes expected in the period after.
    package var expectedAfter: Double
    /// Variance of `expectedAfter`.
    package var variance: Double

    /// Shrinks a site's count towards its prediction and carries it over to the period after.
    package init(_ site: EvaluationSite) {
        weight = 1 / (1 + site.overdispersion * site.predictedBefore)
        expectedBefore =
            weight * site.predictedBefore + (1 - weight) * Double(site.observedBefore)
        let growth = site.predictedAfter / site.predictedBefore
        expectedAfter = growth * expectedBefore
        variance = growth * growth * expectedBefore * (1 - weight)
    }
}
