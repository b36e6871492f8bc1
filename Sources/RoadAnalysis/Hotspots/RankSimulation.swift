import RoadStatistics

/// Ranks that the counts allow, from draws of every unit's true expected score.
///
/// The true rate of a unit has the gamma law of its peers as prior, so after `n` crashes in `e`
/// kilometre-years it is Gamma(shape + n, rate + e). It is multiplied by `e` and by a draw of the
/// mean weight of a crash, whose law keeps the coefficient of variation seen over the network.
///
/// Of many units without crashes every draw takes a block of a fixed random order, and each of
/// them stands for as many as were left out: large networks cost what their crashes cost.
struct RankSimulation {
    /// Rank interval of each listed unit.
    private(set) var intervals: [ClosedRange<Int>]
    /// Units that beat the first one in at least a tail's share of draws, itself included.
    private(set) var indistinctFromFirst: Int

    /// Most draws times units: keeps memory and time bounded on large networks.
    private static let budget = 20_000_000
    /// Fewest draws: ten remain in either tail of a 90 % interval.
    private static let fewestDraws = 200
    /// Most units without crashes in one draw.
    private static let blockSize = 5_000

    /// Draws and counts; `nil` without draws, crashes or a score to rank by.
    init?(
        units: [HotspotUnitInput],
        scores: [Double],
        listed: [Int],
        peers: PeerRates,
        options: HotspotOptions
    ) {
        guard options.rankDraws > 0, options.rankLevel > 0, options.rankLevel < 1,
            let first = listed.first,
            let weight = CrashWeightLaw(units, options.weights)
        else { return nil }
        // Columns: reading a unit in the inner loop would retain all its arrays.
        var laws: [(shape: Double, rate: Double)] = []
        laws.reserveCapacity(units.count)
        for unit in units {
            guard let law = peers.spread(for: unit.roadClass) else { return nil }
            let crashes = Double(unit.crashes.count)
            laws.append((law.shape + crashes, law.rate + unit.kilometreYears))
        }
        let exposures = units.map(\.kilometreYears)
        let crashes = units.map { Double($0.crashes.count) }
        var generator = ReplayableGenerator(seed: options.seed)
        let busy = units.indices.filter { !units[$0].crashes.isEmpty }
        var empty = units.indices.filter { units[$0].crashes.isEmpty }
        // Units without crashes that are listed need a value in every draw.
        let takesBlock = empty.count > Self.blockSize && !options.listsEmptyUnits
        let block = takesBlock ? Self.blockSize : empty.count
        if takesBlock { generator.shuffle(&empty) }
        let standsFor = block > 0 ? Double(empty.count) / Double(block) : 0
        let draws = min(
            options.rankDraws,
            max(Self.fewestDraws, Self.budget / (busy.count + block))
        )
        var drawn = [Double](repeating: 0, count: units.count)
        var ranks = [Int32](repeating: 0, count: listed.count * draws)
        var beats = [Int32](repeating: 0, count: units.count)
        var seen = [Int32](repeating: 0, count: units.count)
        for draw in 0..<draws {
            let start = takesBlock ? generator.index(below: empty.count) : 0
            let taken = (0..<block).map { empty[(start + $0) % empty.count] }
            for index in busy + taken {
                drawn[index] =
                    generator.gamma(shape: laws[index].shape) / laws[index].rate
                    * exposures[index]
                    * weight.draw(score: scores[index], crashes: crashes[index], &generator)
            }
            for index in busy + taken {
                seen[index] += 1
                if drawn[index] >= drawn[first] { beats[index] += 1 }
            }
            let busyAscending = busy.map { drawn[$0] }.sorted()
            let emptyAscending = taken.map { drawn[$0] }.sorted()
            for (row, index) in listed.enumerated() {
                let ahead =
                    Double(Self.greater(than: drawn[index], in: busyAscending))
                    + standsFor * Double(Self.greater(than: drawn[index], in: emptyAscending))
                ranks[row * draws + draw] = Int32(clamping: 1 + Int(ahead.rounded()))
            }
        }
        let tail = (1 - options.rankLevel) / 2
        intervals = listed.indices.map { row in
            Self.interval(of: ranks[row * draws..<(row + 1) * draws].sorted(), tail: tail)
        }
        indistinctFromFirst = units.indices.count { index in
            seen[index] > 0 && Double(beats[index]) >= tail * Double(seen[index])
        }
    }

    /// The ranks that leave `tail` of the draws out on either side.
    private static func interval(of sorted: [Int32], tail: Double) -> ClosedRange<Int> {
        let cut = min(Int(tail * Double(sorted.count)), (sorted.count - 1) / 2)
        return Int(sorted[cut])...Int(sorted[sorted.count - 1 - cut])
    }

    /// How many elements of an ascending array exceed a value.
    private static func greater(than value: Double, in ascending: [Double]) -> Int {
        var (low, high) = (0, ascending.count)
        while low < high {
            let middle = (low + high) / 2
            if ascending[middle] > value { high = middle } else { low = middle + 1 }
        }
        return ascending.count - low
    }
}
