/// How standard errors are computed.
package enum ErrorKind: Sendable, Hashable {
    /// As the model says.
    case model
    /// Robust to unequal variances (White 1980); HC1 multiplies by n/(n − p).
    case robust(isHC1: Bool)
    /// Robust to unequal variances, residuals over (1 − h) to a power: 1 is HC2, 2 is HC3.
    case leverage(power: Int)
    /// Robust to dependence within groups, one label per table row.
    ///
    /// The factor is G/(G − 1), for the normal law times (n − 1)/(n − p): the habit of R's
    /// `sandwich::vcovCL` and of Stata.
    case clustered([String])
    /// Robust to autocorrelation up to a lag, Bartlett weights (Newey & West 1987).
    ///
    /// With few points after a step these are too small: report the largest defensible error.
    case neweyWest(lag: Int, isAdjusted: Bool)
}
