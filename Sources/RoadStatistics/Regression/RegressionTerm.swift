/// One coefficient of a model.
package struct RegressionTerm: Sendable, Hashable, Codable {
    /// Name as R prints it, for example `factor(month)2`.
    package var name: String
    /// Estimate on the scale of the linear predictor.
    package var estimate: Double
    /// Standard error.
    package var standardError: Double
    /// Estimate over standard error.
    package var statistic: Double
    /// Two-sided p-value: t where a variance factor is estimated, else normal.
    package var p: Double
    /// Lower limit.
    package var lower: Double
    /// Upper limit.
    package var upper: Double
}
