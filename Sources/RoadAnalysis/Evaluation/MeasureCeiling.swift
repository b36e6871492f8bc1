package import RoadModel
import RoadStatistics

/// The most that a measure can explain of a change: `Σ share·(1 − ratio)` over what it covers.
///
/// A measure on roads that carry a third of the deaths cannot change the total by more than a third
/// of its own effect.
package struct MeasureCeiling: Hashable, Sendable, Codable {
    /// A group of places newly covered by the measure.
    package struct Part: Hashable, Sendable, Codable {
        /// Its name.
        package var name: String
        /// Share of all events that happen there, in `[0, 1]`.
        package var share: Double
        /// Events with the measure over events without it.
        package var ratio: Double
        /// Lower limit of the ratio.
        package var lower: Double
        /// Upper limit of the ratio.
        package var upper: Double

        /// Makes a part; without limits the ratio is taken as certain.
        package init(
            name: String,
            share: Double,
            ratio: Double,
            lower: Double? = nil,
            upper: Double? = nil
        ) {
            (self.name, self.share, self.ratio) = (name, share, ratio)
            (self.lower, self.upper) = (lower ?? ratio, upper ?? ratio)
        }

        /// Whether every number can be.
        var isUsable: Bool {
            share >= 0 && share <= 1 && lower > 0 && lower <= ratio && ratio <= upper
                && upper.isFinite
        }
    }

    /// The parts.
    package let parts: [Part]
    /// The change of the total that the ratios give, in percent; a fall is negative.
    package let percent: Double
    /// The same at the ratios' lower limits: the furthest the measure may reach.
    package let furthestPercent: Double
    /// The same at the ratios' upper limits.
    package let nearestPercent: Double
    /// The change that was claimed, in percent; `nil` without a claim.
    package let claimedPercent: Double?
    /// Share of the claimed change that the measure can explain at most, in `[0, 1]`.
    package let explainedShare: Double?
    /// The ratio that the measure would need on its roads for the whole claim, with the parts'
    /// shares; `nil` without a claim or when even a ratio of 0 would not do.
    package let neededRatio: Double?
    /// `NOT-EXPLAINED-BY-MEASURE` when the claim exceeds the ceiling; `nil` without a claim, and
    /// where the claim stays below it, which shows nothing by itself.
    package let code: VerdictCode?

    /// Computes the ceiling.
    ///
    /// `nil` for shares or ratios that cannot be.
    ///
    /// - Parameters:
    ///   - parts: What is newly covered; shares add up to at most 1.
    ///   - claimedPercent: A change that was put down to the measure.
    ///   - usesLimits: Whether the claim is held against the furthest reach instead of the ratios.
    package init?(_ parts: [Part], claimedPercent: Double? = nil, usesLimits: Bool = false) {
        let covered = compensatedSum(parts.map(\.share))
        guard !parts.isEmpty, parts.allSatisfy(\.isUsable), covered <= 1 + 1e-9 else { return nil }
        func change(_ ratio: (Part) -> Double) -> Double {
            let sum = -100 * compensatedSum(parts.map { $0.share * (1 - ratio($0)) })
            return sum == 0 ? 0 : sum
        }
        self.parts = parts
        percent = change(\.ratio)
        furthestPercent = change(\.lower)
        nearestPercent = change(\.upper)
        self.claimedPercent = claimedPercent
        guard let claim = claimedPercent, claim != 0 else {
            (explainedShare, neededRatio, code) = (nil, nil, nil)
            return
        }
        let reach = usesLimits ? furthestPercent : percent
        explainedShare = reach * claim > 0 ? min(1, reach / claim) : 0
        let needed = covered > 0 ? 1 + claim / 100 / covered : -1
        neededRatio = needed >= 0 ? needed : nil
        // A claim of a rise is held against the measure's rise, of a fall against its fall.
        let isBeyond = claim < 0 ? claim < reach - 1e-9 : claim > reach + 1e-9
        code = isBeyond ? .notExplainedByMeasure : nil
    }
}
