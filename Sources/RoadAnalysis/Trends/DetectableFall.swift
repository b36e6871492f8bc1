import Glibc
import RoadStatistics

/// The smallest fall that a comparison of a given size would have found.
package enum DetectableFall {
    /// The smallest fall in percent, positive, found with `power` at two-sided 5 %.
    ///
    /// Solves `−ln ρ = (z₀.₉₇₅ + z_power)·√(φ·(1/n + 1/(n·ρ·k)) + 2σ²)` for the largest ρ, where
    /// `n` is the earlier count and `k` the later exposure over the earlier one. `nil` when not
    /// even the end of all events would be found.
    package static func percent(
        before: Int,
        exposureRatio: Double = 1,
        phi: Double = 1,
        processVariance: Double = 0,
        power: Double = 0.8
    ) -> Double? {
        guard before > 0, exposureRatio > 0, phi > 0, processVariance >= 0, power > 0.5, power < 1
        else { return nil }
        let n = Double(before)
        let z = NormalDistribution.quantile(0.975) + NormalDistribution.quantile(power)
        func excess(_ fall: Double) -> Double {
            let later = n * exp(-fall) * exposureRatio
            return fall - z * (phi * (1 / n + 1 / later) + 2 * processVariance).squareRoot()
        }
        // The excess rises and then falls again as events run out: the first crossing counts.
        var low = 0.0
        while low < 12 {
            let high = low + 0.01
            if excess(high) >= 0 {
                return bisect(low, high, excess).map { -100 * expm1(-$0) }
            }
            low = high
        }
        return nil
    }
}
