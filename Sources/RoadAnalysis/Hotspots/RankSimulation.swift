import RoadStatistics

/// Ranks that the counts allow, from draws of every unit's true expected score.
///
/// The true rate of a unit has the gamma law of its peers as prior, so after `n` crashes in `e`
/// kilometre-years it is Gamma(shape + n, rate + e). It is multiplied by `e` and by a draw of the
/// mean weight of a crash, whose law keeps the coefficient of variation seen over the network.
struct RankSimulation {
    /// Rank interval of each listed unit.
    var intervals: [ClosedRange<Int>]
    /// Units that beat the first one in at least a tail's share of draws, itself included.
    var indistinctFromFirst: Int

    /// Most draws times units: keeps memory and time bounded on large networks.
    static let budget = 20_000_000

    /// Draws and counts; `nil` without draws, crashes or a score to rank by.
    static func run(
        units: [HotspotUnitInput],
        scores: [Double],
        listed: [Int],
        peers: PeerRates,
        options: HotspotOptions
    ) -> RankSimulation? {
        guard options.rankDraws > 0, options.rankLevel > 0, options.rankLevel < 1,
            let first = listed.first,
            let weight = CrashWeightLaw(units, options.weights)
        else { return nil }
        var laws: [PeerRates.Spread] = []
        laws.reserveCapacity(units.count)
        for unit in units {
            guard let law = peers.spread(for: unit.roadClass) else { return nil }
            laws.append(law)
        }
        let draws = min(options.rankDraws, max(200, budget / units.count))
        var generator = ReplayableGenerator(seed: options.seed)
        var drawn = [Double](repeating: 0, count: units.count)
        var ranks = [Int32](repeating: 0, count: listed.count * draws)
        var beats = [Int32](repeating: 0, count: units.count)
        for draw in 0..<draws {
            for (index, unit) in units.enumerated() {
                let crashes = Double(unit.crashes.count)
                let exposure = unit.kilometreYears
                let rate = generator.gamma(shape: laws[index].shape + crashes)
                drawn[index] =
                    rate / (laws[index].rate + exposure) * exposure
                    * weight.draw(score: scores[index], crashes: crashes, &generator)
            }
            for index in drawn.indices where drawn[index] >= drawn[first] { beats[index] += 1 }
            let ascending = drawn.sorted()
            for (row, index) in listed.enumerated() {
                let greater = ascending.count - firstAbove(drawn[index], in: ascending)
                ranks[row * draws + draw] = Int32(clamping: greater + 1)
            }
        }
        let tail = (1 - options.rankLevel) / 2
        let needed = tail * Double(draws)
        return RankSimulation(
            intervals: listed.indices.map { row in
                interval(of: ranks[row * draws..<(row + 1) * draws].sorted(), tail: tail)
            },
            indistinctFromFirst: beats.count { Double($0) >= needed }
        )
    }

    /// The ranks that leave `tail` of the draws out on either side.
    private static func interval(of sorted: [Int32], tail: Double) -> ClosedRange<Int> {
        let cut = min(Int(tail * Double(sorted.count)), (sorted.count - 1) / 2)
        return Int(sorted[cut])...Int(sorted[sorted.count - 1 - cut])
    }

    /// The number of elements at or below a value in an ascending array.
    private static func firstAbove(_ value: Double, in ascending: [Double]) -> Int {
        var (low, high) = (0, ascending.count)
        while low < high {
            let middle = (low + high) / 2
            if ascending[middle] > value { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
