import Glibc
import RoadStatistics

/// Adjusted p-values that hold the nominal rate on maps without clusters, neither more nor less.
///
/// Benjamini & Hochberg reckon with more small p than coarse counts can have, and neighbourhoods
/// that overlap make alarms come together: on maps without clusters a rate of 5 % becomes 1–4 %.
/// Here the smallest step-up rate of the map, by the discrete laws, is set against that of
/// simulated maps of the same null law: a rate is as small as adjusted in exactly that share of
/// maps. Draws run in an order that does not depend on the file, from a seed that holds the counts.
struct DiscoveryCalibration {
    private let weights: SpatialWeights
    /// Units in an order that does not depend on the file.
    private let order: [Int32]
    /// Most maps to simulate.
    private let most: Int
    private var generator: ReplayableGenerator
    /// Settles ties between this map's smallest rate and simulated ones.
    private let ties: Double

    /// Steps of arithmetic to spend on simulated maps.
    private static let work = 1e7
    /// Most steps that the laws of classes may take.
    private static let dearest = 1e10

    /// Prepares draws.
    init(
        _ x: [Int],
        _ weights: SpatialWeights,
        _ order: CanonicalOrder?,
        most: Int,
        seed: UInt64
    ) {
        self.most = most
        self.weights = weights
        self.order = order?.edges ?? x.indices.map { Int32($0) }
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for unit in self.order { hash = (hash ^ UInt64(x[Int(unit)])) &* 0x100_0000_01B3 }
        generator = ReplayableGenerator(seed: seed ^ hash, stream: 0xFD4)
        ties = generator.uniform()
    }

    /// Simulated maps, as many as the work allows but at least 39: the rate is met with any number,
    /// more make the decision on one map steadier.
    private func draws(_ steps: Double) -> Int {
        min(most, Int(max(39, Self.work / max(1, steps))))
    }

    /// What a simulated map says of a unit: valid where `draw` is the map's number.
    private struct Cell {
        var draw: Int32 = -1
        var sum: Int32 = 0
        /// The place of the unit's own count among the counts.
        var own: Int32
    }

    /// A whole number from `[0, bound)`; its bias of bound/2⁶⁴ is no matter here.
    @inline(__always)
    private static func below(_ bound: Int, _ generator: inout ReplayableGenerator) -> Int {
        Int(generator.next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Adjusted p where the counts are shuffled over the units; `nil` when the laws are too dear.
    mutating func shuffled(_ x: [Int], _ source: NeighbourSumLaw) -> [Double]? {
        let n = x.count
        var tally: [Int: Int] = [:]
        for value in x { tally[value, default: 0] += 1 }
        let levels = tally.keys.sorted()
        let common = levels.max { (tally[$0] ?? 0, $1) < (tally[$1] ?? 0, $0) } ?? 0
        var level: [Int: Int32] = [:]
        for (place, value) in levels.enumerated() { level[value] = Int32(place) }
        let own = x.map { level[$0] ?? 0 }
        var degrees: [Int: Int] = [:]
        var seen: [Int: Int] = [:]
        var sums = [Int](repeating: 0, count: n)
        for unit in 0..<n {
            for place in weights.range(unit) { sums[unit] += x[Int(weights.neighbour[place])] }
            let k = weights.degree(unit)
            degrees[k, default: 0] += 1
            seen[k] = max(seen[k] ?? 0, sums[unit])
        }
        let kinds = degrees.keys.sorted()
        var kindOf = [Int32](repeating: 0, count: (kinds.last ?? 0) + 1)
        for (place, k) in kinds.enumerated() { kindOf[k] = Int32(place) }
        let dear = kinds.reduce(0.0) {
            $0 + Double(levels.count) * source.cost(draws: $1, upTo: 4 * (seen[$1] ?? 0) + 8)
        }
        let greatest = (levels.last ?? 0).multipliedReportingOverflow(by: (kinds.last ?? 0) + 1)
        guard dear < Self.dearest, levels.count <= 1024, !greatest.overflow,
            greatest.partialValue < 1 << 30
        else { return nil }
        var table = ExpectedDiscoveries()
        for k in kinds {
            for value in levels {
                let share = Double(tally[value] ?? 0) / Double(n)
                guard k < n, let upper = tails(source, own: value, k, seen[k] ?? 0, n) else {
                    return nil
                }
                table.add(upper: upper, units: Double(degrees[k] ?? 0) * share)
            }
        }
        table.settle()
        let width = levels.count
        let expected = (0..<n).map { unit in
            table.at(Int(kindOf[weights.degree(unit)]) * width + Int(own[unit]), sums[unit])
        }
        let rare = order.map { x[Int($0)] }.filter { $0 != common }.sorted()
        let rareLevel = rare.map { level[$0] ?? 0 }
        let links = Double(weights.linkCount) / Double(max(1, n))
        let maps = draws(Double(rare.count) * (2 + links))
        var chance: [Double] = []
        chance.reserveCapacity(maps)
        var place = order
        let usual = level[common] ?? 0
        var cells = [Cell](repeating: Cell(own: usual), count: n)
        // The class of the usual own count, and the sum where all around have it.
        let entry = (0..<n).map { Int32(Int(kindOf[weights.degree($0)]) * width) }
        let excess = rare.map { Int32($0 - common) }
        var touched: [Int32] = []
        var small: [Double] = []
        for draw in 0..<Int32(maps) {
            touched.removeAll(keepingCapacity: true)
            small.removeAll(keepingCapacity: true)
            for item in excess.indices {
                place.swapAt(item, item + Self.below(n - item, &generator))
                let unit = Int(place[item])
                if cells[unit].draw != draw {
                    cells[unit] = Cell(draw: draw, sum: 0, own: rareLevel[item])
                    touched.append(Int32(unit))
                } else {
                    cells[unit].own = rareLevel[item]
                }
                for link in weights.range(unit) {
                    let other = Int(weights.neighbour[link])
                    if cells[other].draw != draw {
                        cells[other] = Cell(draw: draw, sum: excess[item], own: usual)
                        touched.append(Int32(other))
                    } else {
                        cells[other].sum += excess[item]
                    }
                }
            }
            for touch in touched {
                let unit = Int(touch)
                let usualSum = common == 0 ? 0 : common * weights.degree(unit)
                let value = table.at(
                    Int(entry[unit] + cells[unit].own),
                    usualSum + Int(cells[unit].sum)
                )
                if value <= ExpectedDiscoveries.ceiling { small.append(value) }
            }
            chance.append(ExpectedDiscoveries.smallestRate(&small))
        }
        return ExpectedDiscoveries.calibrated(expected, chance, ties: ties)
    }

    /// P(sum ≥ s), s from 0, as far as a map of `n` units could ever show it.
    private func tails(
        _ source: NeighbourSumLaw,
        own: Int,
        _ k: Int,
        _ seen: Int,
        _ n: Int
    ) -> [Double]? {
        var most = seen + 1
        while true {
            guard source.cost(draws: k, upTo: most) < Self.dearest / 10 else { return nil }
            let law = source.law(own: own, draws: k, upTo: most)
            if (law.last ?? 0) > 1e-4 / Double(n) {
                most = 2 * most + 2
                continue
            }
            return Self.upper(law)
        }
    }

    /// P(≥ s) of a law, added up from the far end.
    private static func upper(_ law: [Double]) -> [Double] {
        var upper = law
        for s in stride(from: law.count - 2, through: 0, by: -1) { upper[s] += upper[s + 1] }
        return upper.map { min(1, $0) }
    }

    /// Adjusted p where events fall on units in proportion to shares, the unit's own among them.
    ///
    /// `isFixed`: so many events as were seen; otherwise their number is a Poisson draw about
    /// `mean`. `nil` when the laws are too dear.
    mutating func scattered(
        _ x: [Int],
        _ shares: [Double],
        mean: Double,
        isFixed: Bool
    ) -> [Double]? {
        let n = x.count
        let whole = compensatedSum(shares)
        guard whole > 0, mean > 0, n < 2_500_000 else { return nil }
        var table = ExpectedDiscoveries()
        var expected = [Double](repeating: 0, count: n)
        var sums = [Int](repeating: 0, count: n)
        for unit in 0..<n {
            var around = shares[unit]
            sums[unit] = x[unit]
            for link in weights.range(unit) {
                around += shares[Int(weights.neighbour[link])]
                sums[unit] += x[Int(weights.neighbour[link])]
            }
            let share = min(1, around / whole)
            guard
                let law = Self.law(share, mean: mean, isFixed: isFixed, 1e-4 / Double(n))
            else { return nil }
            table.add(upper: Self.upper(law), units: 1)
        }
        table.settle()
        for unit in 0..<n { expected[unit] = table.at(unit, sums[unit]) }
        let links = Double(weights.linkCount) / Double(max(1, n))
        let maps = draws(mean * (4 + links))
        let chooser = ShareChooser(order.map { shares[Int($0)] })
        var chance: [Double] = []
        var cells = [Cell](repeating: Cell(own: 0), count: n)
        var touched: [Int32] = []
        var small: [Double] = []
        for draw in 0..<Int32(maps) {
            touched.removeAll(keepingCapacity: true)
            small.removeAll(keepingCapacity: true)
            let events = isFixed ? Int(mean) : generator.poisson(mean: mean)
            for _ in 0..<events {
                let unit = Int(order[chooser.place(generator.uniform())])
                for link in -1..<weights.degree(unit) {
                    let other =
                        link < 0
                        ? unit : Int(weights.neighbour[Int(weights.first[unit]) + link])
                    if cells[other].draw != draw {
                        cells[other] = Cell(draw: draw, sum: 0, own: 0)
                        touched.append(Int32(other))
                    }
                    cells[other].sum += 1
                }
            }
            for unit in touched {
                let value = table.at(Int(unit), Int(cells[Int(unit)].sum))
                if value <= ExpectedDiscoveries.ceiling { small.append(value) }
            }
            chance.append(ExpectedDiscoveries.smallestRate(&small))
        }
        return ExpectedDiscoveries.calibrated(expected, chance, ties: ties)
    }

    /// Binomial or Poisson probabilities from 0 until the rest is below `faintest`.
    private static func law(
        _ share: Double,
        mean: Double,
        isFixed: Bool,
        _ faintest: Double
    ) -> [Double]? {
        guard mean * share < 600, share < 1 else { return nil }
        var chance = isFixed ? exp(mean * log1p(-share)) : exp(-mean * share)
        var law = [chance]
        var s = 0.0
        while s < mean * share || chance > faintest * 1e-3 {
            chance *=
                isFixed
                ? (mean - s) / (s + 1) * share / (1 - share) : mean * share / (s + 1)
            s += 1
            law.append(max(0, chance))
            if chance <= 0 { break }
        }
        return law
    }
}

/// Picks places in proportion to shares, in steady time.
private struct ShareChooser {
    private var upTo: [Double] = []
    private var guide: [Int32] = []

    init(_ shares: [Double]) {
        var sum = 0.0
        upTo = shares.map {
            sum += $0
            return sum
        }
        for place in upTo.indices { upTo[place] /= sum }
        var place = 0
        guide = upTo.indices.map { bucket in
            let from = Double(bucket) / Double(shares.count)
            while place < shares.count - 1, upTo[place] <= from { place += 1 }
            return Int32(place)
        }
    }

    @inline(__always)
    func place(_ uniform: Double) -> Int {
        var place = Int(guide[Int(uniform * Double(guide.count))])
        while place < upTo.count - 1, upTo[place] <= uniform { place += 1 }
        return place
    }
}
