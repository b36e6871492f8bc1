import CSpecialFunctions

/// Student's t law.
package struct StudentDistribution: Sendable, Hashable {
    /// Degrees of freedom, positive.
    package let degrees: Double

    /// Makes the law; answers are NaN when `degrees` is not positive.
    package init(degrees: Double) { self.degrees = degrees }

    /// P(T > t).
    package func above(_ t: Double) -> Double {
        guard degrees > 0, !t.isNaN else { return .nan }
        guard t >= 0 else { return 1 - above(-t) }
        if t.isInfinite { return 0 }
        // I_x near x = 1 loses digits; the complement is taken from the other end instead.
        let square = t * t
        return square < degrees
            ? jol_beta_ic(0.5, degrees / 2, square / (degrees + square)) / 2
            : jol_beta_i(degrees / 2, 0.5, degrees / (degrees + square)) / 2
    }

    /// P(T ≤ t).
    package func below(_ t: Double) -> Double { above(-t) }

    /// The two-sided p-value of a statistic.
    package func twoSided(_ t: Double) -> Double { min(1, 2 * above(abs(t))) }

    /// The t with P(T ≤ t) = p; infinite at 0 and 1.
    package func quantile(_ p: Double) -> Double {
        guard degrees > 0, p >= 0, p <= 1 else { return .nan }
        if p == 0.5 { return 0 }
        let tail = min(p, 1 - p)
        if tail == 0 { return p == 0 ? -.infinity : .infinity }
        let x = jol_beta_i_inverse(degrees / 2, 0.5, 2 * tail)
        let t = (degrees * (1 - x) / x).squareRoot()
        return p < 0.5 ? -t : t
    }

    /// The t that a two-sided interval of `level` extends to each side.
    package func criticalValue(level: Double) -> Double { -quantile((1 - level) / 2) }
}
