/// The effect of a measure as a ratio: crashes after over crashes expected without it.
package struct BeforeAfterEffect: Hashable, Sendable, Codable {
    /// Crashes observed on the treated sites after.
    package var observed: Int
    /// Crashes expected there without the measure.
    package var expected: Double
    /// Variance of `expected`.
    package var expectedVariance: Double
    /// Ratio of effectiveness, corrected for the error of `expected`; 1 is no effect.
    package var ratio: Double
    /// Standard error of the ratio.
    package var standardError: Double
    /// Lower limit of the ratio, not below 0.
    package var lower: Double
    /// Upper limit of the ratio.
    package var upper: Double
    /// Confidence level, in `(0, 1)`.
    package var level: Double
    /// The method by its documented name: `comparison-group`, `empirical-bayes`.
    package var method: String

    /// Crashes prevented: expected less observed.
    package var prevented: Double { expected - Double(observed) }
    /// Standard error of `prevented`.
    package var preventedError: Double { (expectedVariance + Double(observed)).squareRoot() }
    /// Effect in percent; a fall is negative.
    package var percent: Double { 100 * (ratio - 1) }
}
