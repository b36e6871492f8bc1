/// Crash rates against the rate that chance explains (HSM 4.4.2.5).
package struct CriticalRate: Sendable {
    /// Average rate of the reference population, Σ crashes / Σ exposure.
    package let average: Double
    /// Normal quantile of the one-sided confidence.
    package let z: Double

    /// Makes the comparison; `nil` without exposure.
    package init?(crashes: [Double], exposure: [Double], z: Double) {
        let total = exposure.reduce(0, +)
        guard total > 0, total.isFinite else { return nil }
        average = crashes.reduce(0, +) / total
        self.z = z
    }

    /// The rate above which chance does not explain a site: Ra + z √(Ra/M) + 1/(2M).
    package func limit(exposure: Double) -> Double {
        average + z * (average / exposure).squareRoot() + 1 / (2 * exposure)
    }
}
