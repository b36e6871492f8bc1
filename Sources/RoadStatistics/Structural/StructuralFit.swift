/// A fitted structural time series model.
package struct StructuralFit: Sendable, Hashable {
    /// Coefficients of the regressors in the order of the formula; normal p-values.
    package var terms: [RegressionTerm]
    /// Variance of the irregular.
    package var irregular: Double
    /// Variance of the level's steps; 0 is a fixed level.
    package var level: Double
    /// Variance of the slope's steps; `nil` without a slope.
    package var slope: Double?
    /// Variance of the seasonal's steps; 0 is a fixed seasonal, `nil` without one.
    package var seasonal: Double?
    /// Exact diffuse log likelihood (the restricted likelihood of the regressors and the start).
    package var logLikelihood: Double
    /// Observations.
    package var count: Int
    /// Diffuse elements: level, seasonal and regressors.
    package var diffuseCount: Int
    /// Standardised one-step prediction errors after the diffuse start.
    package var innovations: [Double]
    /// The level at the end, without season and regressors.
    package var lastLevel: Double
    /// The slope at the end; `nil` without one.
    package var lastSlope: Double?
    /// What follows; `nil` when it was not asked for.
    package var forecast: Forecast?

    /// The coefficient of a name.
    package subscript(name: String) -> RegressionTerm? { terms.first { $0.name == name } }
}
