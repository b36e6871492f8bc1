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
    /// Binomial law, logit link: shares with their trials as weights, or 0 and 1.
    case binomial
    /// Binomial mean with a variance factor from Pearson's statistic, logit link.
    case quasiBinomial = "quasibinomial"

    /// Whether the response is a count.
    package var isCount: Bool {
        self == .poisson || self == .quasiPoisson || self == .negativeBinomial
    }
    /// Whether the response is a share.
    package var isShare: Bool { self == .binomial || self == .quasiBinomial }
    /// Whether the mean is the exponential of the linear predictor.
    var hasLogLink: Bool { isCount }
    /// Whether standard errors carry an estimated variance factor, so that t applies.
    var estimatesDispersion: Bool {
        self == .gaussian || self == .quasiPoisson || self == .quasiBinomial
    }

    /// The mean at a linear predictor, kept off the edge of the number range.
    func mean(_ predictor: Double) -> Double {
        switch self {
        case .gaussian: predictor
        case .poisson, .quasiPoisson, .negativeBinomial:
            min(1e300, max(1e-300, exp(predictor)))
        case .binomial, .quasiBinomial:
            predictor >= 0
                ? 1 / (1 + exp(-predictor)) : exp(predictor) / (1 + exp(predictor))
        }
    }

    /// Variance of the response at a mean, without the variance factor.
    func variance(_ mean: Double, size: Double) -> Double {
        switch self {
        case .gaussian: 1
        case .poisson, .quasiPoisson: mean
        case .negativeBinomial: mean + mean * mean / size
        case .binomial, .quasiBinomial: max(1e-300, mean * (1 - mean))
        }
    }

    /// The slope of the mean in the linear predictor.
    func slope(_ mean: Double) -> Double {
        switch self {
        case .gaussian: 1
        case .poisson, .quasiPoisson, .negativeBinomial: mean
        case .binomial, .quasiBinomial: mean * (1 - mean)
        }
    }

    /// Twice the log likelihood lost against a perfect fit, for one row of weight 1.
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
        case .binomial, .quasiBinomial:
            2
                * ((y > 0 ? y * log(y / mean) : 0)
                    + (y < 1 ? (1 - y) * log((1 - y) / (1 - mean)) : 0))
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

    /// The part of the log likelihood of one row that depends on the coefficients.
    @inline(__always)
    func kernel(_ y: Double, _ mean: Double, _ predictor: Double, size: Double) -> Double {
        switch self {
        case .gaussian: -(y - mean) * (y - mean) / 2
        case .poisson, .quasiPoisson: y * predictor - mean
        case .negativeBinomial:
            size.isFinite
                ? y * predictor - (y + size) * log(mean + size) : y * predictor - mean
        case .binomial, .quasiBinomial:
            y * predictor
                - (predictor > 0 ? predictor + log1p(exp(-predictor)) : log1p(exp(predictor)))
        }
    }
}
