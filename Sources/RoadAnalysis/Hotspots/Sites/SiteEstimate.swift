/// What empirical Bayes knows of a site over the whole period.
///
/// Sources: Hauer 1997, chapter 11; Highway Safety Manual 2010, part C, appendix A. Given the crashes, the site's multiplier of its prediction is Gamma(`shape`, `rate`): the
/// expected number and every interval follow without simulation.
package struct SiteEstimate: Sendable, Hashable {
    /// Crashes in the rows that have a prediction.
    package var observed: Double
    /// Crashes predicted by the safety performance function.
    package var predicted: Double
    /// Dispersion k of the site.
    package var dispersion: Double
    /// Weight of the prediction, 1 / (1 + k ΣP).
    package var weight: Double
    /// Expected crashes, w ΣP + (1 − w) ΣO.
    package var expected: Double
    /// Variance of the expected number, (1 − w) times it.
    package var variance: Double
    /// Shape 1/k + ΣO of the multiplier; infinite at k = 0.
    package var shape: Double
    /// Rate 1/k + ΣP of the multiplier; infinite at k = 0.
    package var rate: Double
    /// Probability that the site is worse than its peers: P(multiplier > 1).
    package var worseThanPeers: Double
    /// Limits of the expected number.
    package var lower: Double
    /// Upper limit.
    package var upper: Double
    /// Rows that took part.
    package var rows: Int
    /// Expected crashes of the first and of the last period.
    package var firstPeriod: Double
    /// Expected crashes of the last period.
    package var lastPeriod: Double
    /// Relative standard deviation of the prediction that comes from the traffic count's.
    package var predictionSpread = 0.0

    /// Expected crashes beyond the prediction: the potential for safety improvement.
    package var excess: Double { expected - predicted }
    /// Coefficient of variation of the expected number; 0 when nothing is expected.
    package var variation: Double { expected > 0 ? variance.squareRoot() / expected : 0 }
}
