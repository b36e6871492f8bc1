/// A fitted model.
package struct RegressionFit: Sendable, Hashable {
    /// The law that was asked for.
    package var family: RegressionFamily
    /// Coefficients in the order of the formula.
    package var terms: [RegressionTerm]
    /// Names of coefficients that depend on earlier ones and were left out.
    package var aliased: [String]
    /// Covariance of the coefficients, row by row.
    package var covariance: [[Double]]
    /// Residual deviance; for the normal law the sum of squares.
    package var deviance: Double
    /// Deviance of the model with constant and offset only.
    package var nullDeviance: Double
    /// Rows less coefficients.
    package var degreesOfFreedom: Int
    /// Pearson's chi-squared statistic.
    package var pearson: Double
    /// Variance factor: Pearson's statistic over the degrees of freedom.
    package var dispersion: Double
    /// Log likelihood; `nil` for quasi-Poisson, which has none.
    package var logLikelihood: Double?
    /// Akaike's criterion; `nil` for quasi-Poisson.
    package var aic: Double?
    /// Size θ of the negative binomial law; infinite when degenerate, else `nil`.
    package var theta: Double?
    /// Standard error of θ.
    package var thetaError: Double?
    /// Whether the negative binomial fit fell back on the Poisson law: no overdispersion.
    package var isDegenerate: Bool
    /// Fitted means of the complete rows.
    package var fitted: [Double]
    /// Response less fitted mean.
    package var residuals: [Double]
    /// The table's rows that took part.
    package var rows: [Int]
    /// Confidence level of the limits.
    package var level: Double

    /// The coefficient of a name.
    package subscript(name: String) -> RegressionTerm? { terms.first { $0.name == name } }
}
