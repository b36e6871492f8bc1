import Glibc

/// How long a drive takes against the usual driving time of its route.
///
/// A driver keeps his pace: over most stretches the ratio of the two is about the same, and a
/// competing route that would need another pace is less likely. Queues and lights make a stretch
/// take longer without telling of another route, so too short a route counts less than too long a one.
enum DrivingClock {
    /// One sigma of the log of the ratio over many steps, and what one step adds.
    private static let spread: Float = 0.2, stepSpread: Float = 0.3
    /// How much a route counts as too short for the time.
    private static let stopShare: Float = 0.7
    /// What the time costs at most.
    private static let limit: Float = 2

    /// What it costs that a stretch of `usual` seconds took `elapsed` seconds over so many steps, at
    /// a pace of so many usual seconds a second.
    static func cost(usual: Float, elapsed: Float, pace: Float, steps: Int) -> Float {
        guard elapsed > 0, pace > 0 else { return 0 }
        let ratio = logf(min(20, max(0.05, usual / (elapsed * pace))))
        let variance = spread * spread + stepSpread * stepSpread / Float(max(1, steps))
        let off = ratio < 0 ? stopShare * ratio : ratio
        return min(limit, 0.5 * off * off / variance)
    }
}
