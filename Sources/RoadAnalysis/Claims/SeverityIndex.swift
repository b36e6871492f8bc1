package import RoadModel
import RoadStatistics

/// Deaths per hundred casualties, the severity of consequences as CIS countries count it.
package struct SeverityIndex: Hashable, Sendable, Codable {
    /// Killed.
    package let killed: Int
    /// Injured.
    package let injured: Int
    /// `100·D/(D + I)` with Wilson's interval, which takes casualties as independent.
    package let estimate: Estimate

    /// Computes the index; `nil` for negative counts or nobody hurt.
    package init?(killed: Int, injured: Int, level: Double = 0.95) {
        guard killed >= 0, injured >= 0, killed < 1 << 40, injured < 1 << 40,
            killed + injured > 0, level > 0, level < 1
        else { return nil }
        (self.killed, self.injured) = (killed, injured)
        guard let share = wilsonInterval(successes: killed, trials: killed + injured, level: level)
        else { return nil }
        estimate = Estimate(
            value: 100 * Double(killed) / Double(killed + injured),
            lower: 100 * share.lower,
            upper: 100 * share.upper,
            level: level,
            base: killed + injured,
            method: "wilson"
        )
    }

    /// Whether two indices differ at 5 %: the chi-squared test of two shares.
    package static func differs(_ a: SeverityIndex, _ b: SeverityIndex) -> Bool {
        let (n, m) = (Double(a.killed + a.injured), Double(b.killed + b.injured))
        let pooled = Double(a.killed + b.killed) / (n + m)
        let variance = pooled * (1 - pooled) * (1 / n + 1 / m)
        guard variance > 0 else { return false }
        let difference = Double(a.killed) / n - Double(b.killed) / m
        return NormalDistribution.twoSided(difference / variance.squareRoot()) <= 0.05
    }
}
