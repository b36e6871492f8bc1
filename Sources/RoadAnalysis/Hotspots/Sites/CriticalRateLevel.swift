import RoadStatistics

/// The normal quantile of a critical rate.
package enum CriticalRateLevel {
    /// The HSM's three-digit quantile at its own levels, else the exact one.
    package static func z(_ level: Double) -> Double {
        switch level {
        case 0.85: 1.036
        case 0.9: 1.282
        case 0.95: 1.645
        case 0.99: 2.326
        case 0.995: 2.576
        default: NormalDistribution.quantile(level)
        }
    }
}
