import CSpecialFunctions

/// Functions that laws of chance are made of.
package enum SpecialFunctions {
    /// Natural logarithm of the gamma function, `x` positive.
    package static func logGamma(_ x: Double) -> Double { jol_log_gamma(x) }
    /// The derivative of `logGamma`.
    package static func digamma(_ x: Double) -> Double { jol_digamma(x) }
    /// The second derivative of `logGamma`.
    package static func trigamma(_ x: Double) -> Double { jol_trigamma(x) }
}
