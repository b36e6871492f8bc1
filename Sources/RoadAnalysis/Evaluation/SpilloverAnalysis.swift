import Glibc
import RoadStatistics

/// Whether events left the treated places or only moved along and beside the road.
///
/// Every ring has its own ratio against the comparison places; the headline is the whole corridor,
/// because a fall at the camera with a rise beyond it has moved events and prevented none.
package struct SpilloverAnalysis: Sendable {
    /// Counts of one ring before and after.
    package struct Ring: Sendable, Hashable {
        /// Its name, for example `upstream 250-500`.
        package var name: String
        /// Whether it is the treated place itself.
        package var isSite: Bool
        /// Events before.
        package var before: Int
        /// Events after.
        package var after: Int

        /// Makes a ring.
        package init(name: String, isSite: Bool, before: Int, after: Int) {
            (self.name, self.isSite) = (name, isSite)
            (self.before, self.after) = (before, after)
        }
    }

    /// A ring with its ratio.
    package struct Row: Sendable, Hashable {
        /// The ring.
        package var ring: Ring
        /// Events after over events expected; `nil` without events before.
        package var effect: BeforeAfterEffect?
        /// Probability of a ratio as far from 1 by chance.
        package var p: Double?
        /// The same after Holm over the rings.
        package var adjustedP: Double?
    }

    /// The rings in the order given.
    package let rows: [Row]
    /// All rings together: the headline.
    package let total: BeforeAfterEffect?
    /// The site alone.
    package let site: BeforeAfterEffect?
    /// Test that all rings share one ratio; `nil` for fewer than two.
    package let heterogeneity: (q: Double, degrees: Int, p: Double)?
    /// Names of rings that rose by more than chance.
    package let rising: [String]

    /// Analyses rings.
    ///
    /// `nil` without rings or with negative counts.
    ///
    /// - Parameters:
    ///   - rings: The rings, the treated place among them.
    ///   - comparisonBefore: Events of comparison places before.
    ///   - comparisonAfter: Events of comparison places after.
    ///   - oddsVariance: Variance of the odds ratio between places in untreated years.
    ///   - exposureRatio: Length of the period after over the period before, for a comparison by
    ///     itself; used without comparison places.
    ///   - level: Confidence level.
    package init?(
        _ rings: [Ring],
        comparisonBefore: Int?,
        comparisonAfter: Int?,
        oddsVariance: Double = 0,
        exposureRatio: Double = 1,
        level: Double = 0.95
    ) {
        guard !rings.isEmpty, rings.allSatisfy({ $0.before >= 0 && $0.after >= 0 }),
            exposureRatio > 0
        else { return nil }
        func effect(_ before: Int, _ after: Int) -> BeforeAfterEffect? {
            if let m = comparisonBefore, let n = comparisonAfter {
                return BeforeAfter.comparisonGroup(
                    treatedBefore: before,
                    treatedAfter: after,
                    comparisonBefore: m,
                    comparisonAfter: n,
                    oddsVariance: oddsVariance,
                    level: level
                )
            }
            return BeforeAfter.unpaired(
                before: before,
                after: after,
                exposureRatio: exposureRatio,
                level: level
            )
        }
        var rows = rings.map { ring in
            let found = effect(ring.before, ring.after)
            let p = found.map { effect in
                NormalDistribution.twoSided((effect.ratio - 1) / effect.standardError)
            }
            return Row(ring: ring, effect: found, p: p, adjustedP: nil)
        }
        let tested = rows.indices.filter { rows[$0].p != nil }
        for (row, p) in zip(tested, Multiplicity.holm(tested.compactMap { rows[$0].p })) {
            rows[row].adjustedP = p
        }
        self.rows = rows
        func sum(_ chosen: [Ring]) -> BeforeAfterEffect? {
            effect(
                chosen.reduce(0) { $0 + $1.before },
                chosen.reduce(0) { $0 + $1.after }
            )
        }
        total = sum(rings)
        site = sum(rings.filter(\.isSite))
        rising = rows.filter { row in
            guard let effect = row.effect, let p = row.adjustedP, !row.ring.isSite else {
                return false
            }
            return effect.ratio > 1 && p <= 1 - level
        }.map(\.ring.name)
        heterogeneity = Self.spread(rings)
    }

    /// Chi-squared test that after and before share one ratio in every ring.
    private static func spread(_ rings: [Ring]) -> (q: Double, degrees: Int, p: Double)? {
        let used = rings.filter { $0.before + $0.after > 0 }
        let (before, after) = (
            Double(used.reduce(0) { $0 + $1.before }), Double(used.reduce(0) { $0 + $1.after })
        )
        guard used.count > 1, before > 0, after > 0 else { return nil }
        var q = 0.0
        for ring in used {
            let n = Double(ring.before + ring.after)
            let (a, b) = (n * before / (before + after), n * after / (before + after))
            q += (Double(ring.before) - a) * (Double(ring.before) - a) / a
            q += (Double(ring.after) - b) * (Double(ring.after) - b) / b
        }
        let law = GammaDistribution.chiSquared(degrees: Double(used.count - 1))
        return (q, used.count - 1, law.above(q))
    }
}

extension BeforeAfter {
    /// After over before without a comparison, per length of the periods; the naive ratio.
    ///
    /// `nil` without events before or after.
    package static func unpaired(
        before: Int,
        after: Int,
        exposureRatio: Double = 1,
        level: Double = 0.95
    ) -> BeforeAfterEffect? {
        guard before > 0, after > 0, exposureRatio > 0 else { return nil }
        let expected = Double(before) * exposureRatio
        let ratio = Double(after) / expected
        let error = (1 / Double(before) + 1 / Double(after)).squareRoot()
        let z = NormalDistribution.criticalValue(level: level)
        return BeforeAfterEffect(
            observed: after,
            expected: expected,
            expectedVariance: expected * exposureRatio,
            ratio: ratio,
            standardError: ratio * error,
            lower: ratio * exp(-z * error),
            upper: ratio * exp(z * error),
            level: level,
            method: "naive"
        )
    }
}
