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

    /// Computes the index of crashes; casualties of one crash share its fate, so whole crashes are
    /// drawn again for the interval.
    ///
    /// `nil` for negative counts or nobody hurt.
    package init?(
        crashes: [(killed: Int, injured: Int)],
        seed: UInt64 = 1,
        level: Double = 0.95
    ) {
        let killed = crashes.reduce(0) { $0 + $1.killed }
        let injured = crashes.reduce(0) { $0 + $1.injured }
        guard crashes.allSatisfy({ $0.killed >= 0 && $0.injured >= 0 }), killed + injured > 0
        else { return nil }
        let drawn = Bootstrap(count: crashes.count, seed: seed, level: level) { rows in
            var (dead, hurt) = (0, 0)
            for row in rows {
                dead += crashes[row].killed
                hurt += crashes[row].killed + crashes[row].injured
            }
            return hurt > 0 ? 100 * Double(dead) / Double(hurt) : .nan
        }
        guard let drawn else { return nil }
        (self.killed, self.injured) = (killed, injured)
        estimate = Estimate(
            value: drawn.estimate,
            lower: drawn.lower,
            upper: drawn.upper,
            level: level,
            base: killed + injured,
            method: "bootstrap by crash"
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
