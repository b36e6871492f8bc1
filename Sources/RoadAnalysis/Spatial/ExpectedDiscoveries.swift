/// How many units of a map without clusters have a p as small, for every p that can occur.
///
/// Units of one class share a law of the sum around them. For a sum s of a class the table holds
/// Σ P(pᵢ ≤ P(sum ≥ s)) over all units: m·t of Benjamini & Hochberg, by the laws themselves
/// (Heyse 2011).
struct ExpectedDiscoveries {
    /// Where the sums of each class begin in `count`; one more entry than classes.
    private(set) var first: [Int32] = [0]
    /// Expected number of units with a p as small, by class and sum; a class's last entry stands
    /// for every greater sum.
    private(set) var count: [Double] = []
    private var weight: [Double] = []

    /// Larger expectations say nothing about a few small p.
    static let ceiling = 100.0

    /// Adds a class by its P(sum ≥ s), s from 0, and the number of units that it stands for.
    mutating func add(upper: [Double], units: Double) {
        count += upper
        first.append(Int32(count.count))
        weight.append(units)
    }

    /// Turns tails into expectations; call once, after the last class.
    mutating func settle() {
        var rise = [Double](repeating: 0, count: count.count)
        for entry in weight.indices {
            var before = 0.0
            for place in (Int(first[entry])..<Int(first[entry + 1])).reversed() {
                rise[place] = weight[entry] * (count[place] - before)
                before = count[place]
            }
        }
        let order = count.indices.sorted { count[$0] < count[$1] }
        var expected = count
        var (total, next) = (0.0, 0)
        while next < order.count {
            // Sums of other laws may differ in the last digits of the same p.
            let limit = count[order[next]] * (1 + 1e-9)
            var end = next
            while end < order.count, count[order[end]] <= limit {
                total += rise[order[end]]
                end += 1
            }
            for place in next..<end { expected[order[place]] = total }
            next = end
        }
        count = expected
    }

    /// The expectation at a sum of a class.
    @inline(__always)
    func at(_ entry: Int, _ sum: Int) -> Double {
        count[min(Int(first[entry]) + max(0, sum), Int(first[entry + 1]) - 1)]
    }

    /// The smallest ratio of expected to seen units, over thresholds; `expected` is left sorted.
    static func smallestRate(_ expected: inout [Double]) -> Double {
        expected.sort()
        var smallest = 1.0
        for (rank, value) in expected.enumerated() {
            smallest = min(smallest, value / Double(rank + 1))
        }
        return smallest
    }

    /// Step-up rates in input order, and how often maps without clusters have one as small.
    ///
    /// Of few events many maps have the very same smallest rate; how many of those count as smaller
    /// is drawn once a map, so that the nominal rate is met and not merely kept below.
    ///
    /// - Parameters:
    ///   - expected: Expected number of units with a p as small, of each unit.
    ///   - chance: The smallest rate of each simulated map, in any order.
    ///   - uniform: A uniform draw that settles ties.
    /// - Returns: The adjusted p of each unit.
    static func calibrated(
        _ expected: [Double],
        _ chance: [Double],
        ties uniform: Double
    ) -> [Double] {
        let order = expected.indices.sorted { expected[$0] < expected[$1] }
        let simulated = chance.sorted()
        var adjusted = [Double](repeating: 1, count: expected.count)
        var smallest = 1.0
        var rank = order.count
        var (upTo, below) = (simulated.count, simulated.count)
        while rank > 0 {
            let index = order[rank - 1]
            smallest = min(smallest, expected[index] / Double(rank))
            while upTo > 0, simulated[upTo - 1] > smallest * (1 + 1e-9) { upTo -= 1 }
            while below > 0, simulated[below - 1] >= smallest * (1 - 1e-9) { below -= 1 }
            let count = Double(below) + uniform * Double(upTo - below + 1)
            let share = count / Double(simulated.count + 1)
            // What no simulated map reached is at most as likely as its rate says.
            adjusted[index] = upTo == 0 ? min(share, smallest) : share
            rank -= 1
        }
        return adjusted
    }
}
