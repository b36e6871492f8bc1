import Glibc
import RoadStatistics

/// Groups of sites that the data cannot tell apart.
package enum SeparationGroups {
    /// Groups of consecutive sites of a list: a group ends before the first site that its first
    /// member beats with at least a given probability.
    ///
    /// - Parameters:
    ///   - laws: The laws of the sites.
    ///   - order: The list, worst site first.
    ///   - level: The probability from which two sites count as told apart.
    ///   - most: How many sites of the list are grouped.
    /// - Returns: The group, from 1, of each of the first `most` sites of the list, and the
    ///   probability that the group's first site is truly worse.
    package static func find(
        _ laws: SiteLaws,
        order: [Int],
        level: Double = 0.95,
        most: Int = 1000
    ) -> [(group: Int, leaderWorse: Double)] {
        var groups: [(group: Int, leaderWorse: Double)] = []
        var leader = order.first ?? 0
        var group = 1
        for site in order.prefix(most) {
            var worse = site == leader ? 0.5 : probability(laws, leader, exceeds: site)
            if worse >= level {
                (leader, worse) = (site, 0.5)
                group += 1
            }
            groups.append((group, worse))
        }
        return groups
    }

    /// P(figure of `a` > figure of `b`).
    ///
    /// Exact for one gamma part without offset (a beta probability); else by 400 quantiles of one
    /// part against the other's law, with sums of parts matched by mean and variance.
    package static func probability(_ laws: SiteLaws, _ a: Int, exceeds b: Int) -> Double {
        let (first, second) = (law(laws, a), law(laws, b))
        guard let first, let second else {
            let (x, y) = (laws.means[a], laws.means[b])
            return x > y ? 1 : x < y ? 0 : 0.5
        }
        if first.offset == second.offset {
            // G₁/(G₁ + G₂) of unit gammas is Beta(shape₁, shape₂).
            let share = first.rate / (first.rate + second.rate)
            return BetaDistribution(alpha: first.shape, beta: second.shape).above(share)
        }
        let (lawA, lawB) = (
            GammaDistribution(shape: first.shape, rate: first.rate),
            GammaDistribution(shape: second.shape, rate: second.rate)
        )
        let pieces = 400
        return compensatedSum(
            (0..<pieces).lazy.map { piece in
                let x = lawB.quantile((Double(piece) + 0.5) / Double(pieces))
                return lawA.above(x + second.offset - first.offset)
            }
        ) / Double(pieces)
    }

    private static func law(
        _ laws: SiteLaws,
        _ site: Int
    ) -> (shape: Double, rate: Double, offset: Double)? {
        let parts = laws.parts.filter { $0.shape[site].isFinite && $0.scale[site] > 0 }
        guard parts.count == laws.parts.count, !parts.isEmpty else { return nil }
        if parts.count == 1 {
            return (parts[0].shape[site], 1 / parts[0].scale[site], laws.offset[site])
        }
        var (mean, variance) = (0.0, 0.0)
        for part in parts {
            mean += part.shape[site] * part.scale[site]
            variance += part.shape[site] * part.scale[site] * part.scale[site]
        }
        return (mean * mean / variance, mean / variance, laws.offset[site])
    }
}
