/// A negative binomial regression (NB2) whose dispersion may differ between rows by a known factor.
package struct DispersionFit: Sendable, Hashable {
    /// Coefficients in the order of the formula; errors hold the dispersion fixed, as R's MASS does.
    package var terms: [RegressionTerm]
    /// Standard errors from the whole observed information, dispersion included.
    package var observedErrors: [Double]
    /// Names of coefficients that depend on earlier ones and were left out.
    package var aliased: [String]
    /// k: row i has the variance μ + k·sᵢ·μ²; 0 when the counts show no overdispersion.
    package var dispersion: Double
    /// Standard error of k; `nil` when k is 0.
    package var dispersionError: Double?
    /// Log likelihood.
    package var logLikelihood: Double
    /// Log likelihood of the Poisson model of the same formula.
    package var poissonLogLikelihood: Double
    /// Residual deviance at the fitted dispersion.
    package var deviance: Double
    /// Pearson's chi-squared statistic.
    package var pearson: Double
    /// Rows less coefficients.
    package var degreesOfFreedom: Int
    /// The table's rows that took part, ascending.
    package var rows: [Int]
    /// Fitted means of those rows.
    package var means: [Double]
    /// Newton steps taken.
    package var iterations: Int
    /// Confidence level of the limits.
    package var level: Double

    /// Whether the negative binomial law fell back on Poisson's.
    package var isPoisson: Bool { dispersion == 0 }
    /// Coefficients and, unless it is 0, the dispersion.
    package var parameterCount: Int { terms.count + (isPoisson ? 0 : 1) }
    /// Akaike's criterion.
    package var aic: Double { -2 * logLikelihood + 2 * Double(parameterCount) }
    /// Coefficients by name.
    package var coefficients: [String: Double] {
        Dictionary(terms.map { ($0.name, $0.estimate) }) { first, _ in first }
    }
}
