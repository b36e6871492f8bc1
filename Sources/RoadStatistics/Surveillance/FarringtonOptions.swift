/// Settings of the early warning.
///
/// Sources: Farrington, Andrews, Beale & Catchpole 1996; Noufaily et al. 2013.
package struct FarringtonOptions: Sendable, Hashable {
    /// How the threshold follows from the expected count.
    package enum Threshold: String, Sendable, Codable, CaseIterable {
        /// Two thirds power and the delta method (Farrington et al. 1996).
        case delta
        /// Quantile of the negative binomial law at the expected count.
        case negativeBinomial = "nb"
        /// The same at the upper limit of the expected count.
        case negativeBinomialUpper = "muan"
    }

    /// The power that makes counts nearly normal.
    package enum Power: String, Sendable, Codable, CaseIterable {
        /// As it is.
        case none
        /// Square root.
        case half = "1/2"
        /// Two thirds, for skewed counts.
        case twoThirds = "2/3"
    }

    /// Years of baseline.
    package var years = 5
    /// Steps to either side of the same step in earlier years.
    package var halfWindow = 3
    /// Probability of a false alarm: two-sided for the plain method, one-sided for the flexible.
    package var alpha = 0.05
    /// Whether a trend is allowed for.
    package var allowsTrend = true
    /// The largest p-value at which the trend stays in the model.
    package var trendP = 0.05
    /// Whether earlier outbreaks are weighted down.
    package var reweights = true
    /// Standardised residual above which a baseline count is weighted down.
    package var residualLimit = 1.0
    /// The power of the threshold.
    package var power = Power.twoThirds
    /// Fewest events of the last steps for an alarm.
    package var fewestEvents = 5.0
    /// How many last steps those events fell into.
    package var recentSteps = 4
    /// Whether it is the flexible method.
    package var isFlexible = false
    /// Seasonal levels of the flexible method; 1 uses only the windows about the same step.
    package var seasons = 1
    /// Last steps kept out of the baseline, besides the present one.
    package var guardSteps = 0
    /// How the threshold of the flexible method is found.
    package var threshold = Threshold.delta
    /// Whether the error of the expected count carries the variance factor.
    ///
    /// R's `surveillance` 1.20.3 takes the dispersion over weights that lack the mean there, so
    /// that the error nearly vanishes: `false` repeats its figures.
    package var usesFullError = false

    /// The plain method with its usual settings.
    package init() {}

    /// The flexible method.
    package static var flexible: FarringtonOptions {
        var options = FarringtonOptions()
        options.isFlexible = true
        options.trendP = 1
        return options
    }
}
