import RoadModel
import RoadStatistics

/// Ranks stretches of road by what happened on them, with the uncertainty of rate and rank.
package enum HotspotAnalysis {
    /// Makes the ranked list; the order of `units` does not matter.
    ///
    /// A unit's rate has Garwood limits and is held against the pooled rate of units of its road
    /// class, or of the whole network where the class has too few. Method:
    /// `Docs/Methods/hotspots.md`.
    package static func run(
        units: [HotspotUnitInput],
        options: HotspotOptions = HotspotOptions()
    ) -> HotspotResult {
        let (usable, leftOut) = sorted(units)
        let peers = PeerRates(usable, fewest: options.fewestPeers, level: options.level)
        let scores = usable.map { score($0, options.weights) }
        let ranks = sharedRanks(scores)
        let excess = usable.map { unit in
            PoissonDistribution(mean: peers.rate(for: unit.roadClass) * unit.kilometreYears)
                .atLeast(unit.crashes.count)
        }
        let adjusted = Multiplicity.benjaminiHochberg(excess)
        let listed = usable.indices
            .filter { options.listsEmptyUnits || !usable[$0].crashes.isEmpty }
            .sorted { a, b in
                if scores[a] != scores[b] { return scores[a] > scores[b] }
                let (m, n) = (usable[a].crashes.count, usable[b].crashes.count)
                return m != n ? m > n : usable[a].id < usable[b].id
            }
        let simulation = RankSimulation(
            units: usable,
            scores: scores,
            listed: listed,
            peers: peers,
            options: options
        )
        let hotspots = listed.enumerated().map { row, index in
            hotspot(
                usable[index],
                rank: ranks[index],
                score: scores[index],
                average: peers.rate(for: usable[index].roadClass),
                excess: (excess[index], adjusted[index]),
                rankInterval: simulation?.intervals[row],
                level: options.level
            )
        }
        return HotspotResult(
            hotspots: hotspots,
            averages: peers.averages,
            unitCount: usable.count,
            leftOut: leftOut,
            indistinctFromFirst: simulation?.indistinctFromFirst,
            notices: notices(usable, leftOut, peers),
            options: options
        )
    }

    /// Usable units by name, and the names of the others.
    ///
    /// A name used twice leaves out every unit that bears it: which one is meant is not known.
    private static func sorted(_ units: [HotspotUnitInput]) -> ([HotspotUnitInput], [String]) {
        var uses: [String: Int] = [:]
        for unit in units { uses[unit.id, default: 0] += 1 }
        let plausible = 0...1_000_000
        var leftOut: Set<String> = []
        let usable = units.filter { unit in
            let isUsable =
                uses[unit.id] == 1 && unit.kilometreYears > 0 && unit.kilometreYears.isFinite
                && unit.years > 0 && unit.violations >= 0
                && unit.crashes.allSatisfy {
                    plausible.contains($0.killed) && plausible.contains($0.injured)
                }
            if !isUsable { leftOut.insert(unit.id) }
            return isUsable
        }
        return (usable.sorted { $0.id < $1.id }, leftOut.sorted())
    }

    /// From whole sums, so that the order of the crashes cannot change the last digit.
    private static func score(_ unit: HotspotUnitInput, _ weights: HotspotWeights) -> Double {
        weights.killed * Double(unit.killed) + weights.injured * Double(unit.injured)
            + weights.crash * Double(unit.crashes.count)
    }

    /// Ranks from 1 by falling score; equal scores share the better rank.
    private static func sharedRanks(_ scores: [Double]) -> [Int] {
        var ranks = [Int](repeating: 0, count: scores.count)
        var previous = (score: Double.nan, rank: 0)
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        for (place, index) in order.enumerated() {
            if scores[index] != previous.score { previous = (scores[index], place + 1) }
            ranks[index] = previous.rank
        }
        return ranks
    }

    private static func hotspot(
        _ unit: HotspotUnitInput,
        rank: Int,
        score: Double,
        average: Double,
        excess: (p: Double, q: Double),
        rankInterval: ClosedRange<Int>?,
        level: Double
    ) -> Hotspot {
        let rate = PeerRates.estimate(
            crashes: unit.crashes.count,
            kilometreYears: unit.kilometreYears,
            level: level
        )
        return Hotspot(
            id: unit.id,
            unit: unit.kind,
            rank: rank,
            road: unit.road,
            fromKilometre: unit.fromKilometre,
            toKilometre: unit.toKilometre,
            length: unit.length,
            parts: unit.parts,
            crashes: unit.crashes.count,
            killed: unit.killed,
            injured: unit.injured,
            violations: unit.violations,
            score: score,
            rate: rate,
            excessP: excess.p,
            excessQ: excess.q,
            rankLower: rankInterval?.lowerBound,
            rankUpper: rankInterval?.upperBound,
            // Of many units some lie above by chance: the limit alone would name them too.
            isAboveAverage: (rate.lower ?? 0) > average && excess.q <= 1 - level,
            crashIDs: unit.crashes.map(\.id).sorted()
        )
    }

    private static func notices(
        _ units: [HotspotUnitInput],
        _ leftOut: [String],
        _ peers: PeerRates
    ) -> [HotspotNotice] {
        let isEmpty = units.allSatisfy(\.crashes.isEmpty)
        let found: [HotspotNotice: Bool] = [
            .noExposure: units.isEmpty,
            .noCrashes: !units.isEmpty && isEmpty,
            .oneUnit: units.count == 1,
            .pooledPeers: peers.hasPooledClasses && units.count > 1,
            .noSpread: units.count > 1 && !isEmpty && !peers.hasSpread,
            .unitsLeftOut: !leftOut.isEmpty,
        ]
        return HotspotNotice.allCases.filter { found[$0] ?? false }
    }
}
