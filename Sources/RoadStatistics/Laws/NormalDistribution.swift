import CSpecialFunctions
import Glibc

/// The standard normal law.
package enum NormalDistribution {
    /// The density at `z`.
    package static func density(_ z: Double) -> Double {
        exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    }

    /// P(Z ≤ z).
    package static func below(_ z: Double) -> Double {
        jol_erfc(-z / 2.0.squareRoot()) / 2
    }

    /// P(Z > z), without cancellation.
    package static func above(_ z: Double) -> Double {
        jol_erfc(z / 2.0.squareRoot()) / 2
    }

    /// The z with P(Z ≤ z) = p; infinite at 0 and 1, NaN outside `[0, 1]`.
    package static func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return -.infinity }
        if p == 1 { return .infinity }
        return -2.0.squareRoot() * jol_erfc_inverse(2 * p)
    }

    /// The two-sided p-value of a standard normal statistic.
    package static func twoSided(_ z: Double) -> Double { min(1, 2 * above(abs(z))) }

    /// The z that a two-sided interval of `level` extends to each side; 1.96 for 0.95.
    package static func criticalValue(level: Double) -> Double {
        -quantile((1 - level) / 2)
    }
}
