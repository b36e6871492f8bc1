import CSpecialFunctions
import Glibc

/// The law of the response and its link.
package enum RegressionFamily: String, Sendable, Codable, CaseIterable {
    /// Normal law, identity link.
    case gaussian
    /// Poisson law, log link.
    case poisson
    /// Poisson mean with a variance factor from Pearson's statistic, log link.
    case quasiPoisson = "quasipoisson"
    /// Negative binomial law (NB2) with its size estimated, log link.
    case negativeBinomial = "nb"

    /// Whether the mean is the exponential of the linear predictor.
    var hasLogLink: Bool { self != .gaussian }
    /// Whether standard errors carry an estimated variance factor, so that t applies.
    var estimatesDispersion: Bool { self == .gaussian || self == .quasiPoisson }

    /// Variance of the response at a mean, without the variance factor.
    func variance(_ mean: Double, size: Double) -> Double {
        switch self {
        case .gaussian: 1
        case .poisson, .quasiPoisson: mean
        case .negativeBinomial: mean + mean * mean / size
        }
    }

    /// Twice the log likelihood lost against a perfect fit, for one row.
    func deviance(_ y: Double, _ mean: Double, size: Double) -> Double {
        switch self {
        case .gaussian: (y - mean) * (y - mean)
        case .poisson, .quasiPoisson:
            2 * ((y > 0 ? y * log(y / mean) : 0) - (y - mean))
        case .negativeBinomial:
            size.isFinite
                ? 2
                    * ((y > 0 ? y * log(y / mean) : 0)
                        - (y + size) * log((y + size) / (mean + size)))
                : 2 * ((y > 0 ? y * log(y / mean) : 0) - (y - mean))
        }
    }

    /// Log likelihood of one row of counts.
    func logLikelihood(_ y: Double, _ mean: Double, size: Double) -> Double {
        if self == .negativeBinomial, size.isFinite {
            return jol_log_gamma(size + y) - jol_log_gamma(size) - jol_log_gamma(y + 1)
                - size * log1p(mean / size) + (y > 0 ? y * log(mean / (mean + size)) : 0)
        }
        return (y > 0 ? y * log(mean) : 0) - mean - jol_log_gamma(y + 1)
    }
}
