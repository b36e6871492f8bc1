/// The exact law of a neighbourhood's sum when the other units' counts are shuffled.
///
/// A unit keeps its own count; its `k` neighbours are drawn without replacement from the other
/// `n − 1` counts. With multiplicities m_v of the values v the number of ways to a sum s is the
/// coefficient of y^k t^s in Π_v Σ_j C(m_v, j) y^j t^{jv}, over C(n − 1, k). The law depends on the
/// unit through its count and `k` only, so that a map of thousands of units needs a few dozen.
struct NeighbourSumLaw {
    /// Tail probabilities of one sum.
    struct Tails: Sendable {
        /// P(sum ≥ s).
        var upper: Double
        /// P(sum ≤ s).
        var lower: Double
        /// P(sum > s) + P(sum = s) / 2.
        var mid: Double
    }

    private let values: [Int]
    private let multiplicity: [Int]

    /// Takes the counts of all units.
    init(_ counts: [Int]) {
        var tally: [Int: Int] = [:]
        for count in counts { tally[count, default: 0] += 1 }
        // The commonest value comes last: what the others leave over must be drawn from it.
        let order = tally.keys.sorted {
            (tally[$0] ?? 0, $1) < (tally[$1] ?? 0, $0)
        }
        values = order
        multiplicity = order.map { tally[$0] ?? 0 }
    }

    /// The number of steps that a law of `k` draws up to a sum takes, for a bound on work.
    func cost(draws k: Int, upTo sum: Int) -> Double {
        Double(values.count) * Double(k + 1) * Double(k + 1) * Double(sum + 1) / 2
    }

    /// The probability of each sum in `0...largest` and, in the last entry, of any above.
    ///
    /// - Precondition: `own` is one of the counts, `k` below their number, `largest` at least 0.
    func law(own: Int, draws k: Int, upTo largest: Int) -> [Double] {
        let width = largest + 2
        // state[r * width + s]: r draws still to make, s drawn so far; s = largest + 1 is above.
        var state = [Double](repeating: 0, count: (k + 1) * width)
        state[k * width] = 1
        var population = multiplicity.reduce(0, +) - 1
        for (index, value) in values.enumerated() {
            let marked = multiplicity[index] - (value == own ? 1 : 0)
            if marked == 0 { continue }
            var next = [Double](repeating: 0, count: (k + 1) * width)
            for rest in 0...k {
                let row = rest * width
                guard state[row..<row + width].contains(where: { $0 > 0 }) else { continue }
                let (least, chances) = Self.hypergeometric(population, marked, rest)
                // Fainter ones could not be seen beside any tail that is reported.
                for (step, chance) in chances.enumerated() where chance > 1e-60 {
                    let drawn = least + step
                    let target = (rest - drawn) * width
                    let shift = drawn.multipliedReportingOverflow(by: value)
                    let move = shift.overflow ? width : min(width, shift.partialValue)
                    for sum in 0..<width where state[row + sum] > 0 {
                        next[target + min(width - 1, sum + move)] += state[row + sum] * chance
                    }
                }
            }
            state = next
            population -= marked
        }
        return Array(state[0..<width])
    }

    /// Tails of a sum under a law made for sums up to `largest ≥ sum`.
    static func tails(_ law: [Double], at sum: Int) -> Tails {
        var (below, above) = (0.0, 0.0)
        for s in 0..<sum { below += law[s] }
        // From the far end, so that small tails keep their digits.
        for s in stride(from: law.count - 1, to: sum, by: -1) { above += law[s] }
        let here = law[sum]
        return Tails(
            upper: min(1, above + here),
            lower: min(1, below + here),
            mid: min(1, above + here / 2)
        )
    }

    /// The law of the marked among `draws` from `population` without replacement: the least
    /// possible number and the probabilities from there on.
    ///
    /// Ratios of neighbouring probabilities from the mode outwards, scaled to add up to 1: no
    /// logarithm of a factorial loses digits.
    static func hypergeometric(
        _ population: Int,
        _ marked: Int,
        _ draws: Int
    ) -> (least: Int, chances: [Double]) {
        let least = max(0, draws - (population - marked))
        let most = min(draws, marked)
        guard least < most else { return (least, [1]) }
        let mode = min(most, max(least, (draws + 1) * (marked + 1) / (population + 2)))
        var chances = [Double](repeating: 0, count: most - least + 1)
        chances[mode - least] = 1
        func ratio(_ j: Int) -> Double {
            // P(j + 1) / P(j)
            Double(marked - j) * Double(draws - j)
                / (Double(j + 1) * Double(population - marked - draws + j + 1))
        }
        for j in mode..<most { chances[j + 1 - least] = chances[j - least] * ratio(j) }
        for j in stride(from: mode - 1, through: least, by: -1) {
            chances[j - least] = chances[j + 1 - least] / ratio(j)
        }
        let total = chances.reduce(0, +)
        for j in chances.indices { chances[j] /= total }
        return (least, chances)
    }
}
