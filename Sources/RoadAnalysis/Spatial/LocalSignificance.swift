import Glibc
import RoadStatistics

/// How likely a neighbourhood's sum is by chance, unit by unit.
package struct LocalSignificance: Sendable {
    /// What "by chance" means.
    package enum Null: Sendable {
        /// The other units' values are shuffled, the unit keeps its own.
        case permutation
        /// All events fall on units in proportion to these shares, the unit included.
        case shares([Double])
        /// Counts are negative binomial about these means, variance μ + kμ² (k = 0: Poisson).
        case expected([Double], overdispersion: Double)
    }

    /// How the tails were found.
    package enum Method: String, Sendable {
        /// The exact law.
        case exact
        /// Seeded shuffles, stopped early where nothing is to be found (Besag & Clifford 1991).
        case shuffles
    }

    /// P(sum at least as great as seen).
    package var upper: [Double]
    /// P(sum at most as great as seen).
    package var lower: [Double]
    /// Upper tail with half the probability of the sum itself.
    package var mid: [Double]
    /// `upper` adjusted for the number of units by the laws themselves (Heyse 2011); empty where
    /// there is no exact law of shuffling.
    package var discreteQ: [Double] = []
    /// The upper tail adjusted so that maps without clusters show one at the nominal rate; empty
    /// where no law says how such maps look.
    package var calibratedQ: [Double] = []
    /// How it was found.
    package var method: Method
    /// How many laws were computed.
    package var laws: Int

    /// Most steps of arithmetic that one exact law may take before shuffles take its place.
    private static let dearest = 1e11

    /// Finds the tails.
    ///
    /// Counts that are whole and not negative get the exact law; other values, and sums so large
    /// that the law would take minutes, get up to `shuffles` seeded draws.
    ///
    /// `calibrationMaps` above 0 asks for `calibratedQ` too, from at most so many simulated maps.
    ///
    /// - Precondition: one value per unit, whole and not negative but under `.permutation`; shares
    ///   and means are not negative and not all 0.
    package static func find(
        _ x: [Double],
        _ weights: SpatialWeights,
        null: Null,
        shuffles: Int = 99_999,
        seed: UInt64 = 1,
        calibrationMaps: Int = 0,
        order: () -> CanonicalOrder? = { nil }
    ) -> LocalSignificance {
        switch null {
        case .permutation:
            if x.allSatisfy({ $0 >= 0 && $0 <= 1e9 && $0 == $0.rounded() }),
                let found = permutation(
                    x.map { Int($0) },
                    weights,
                    calibrationMaps,
                    seed,
                    order
                )
            {
                return found
            }
            return shuffled(x, weights, most: shuffles, seed: seed, order: order())
        case .shares(let shares):
            var found = binomial(x, weights, shares)
            found.calibrate(x, weights, shares, isFixed: true, calibrationMaps, seed, order)
            return found
        case .expected(let means, let overdispersion):
            var found = counts(x, weights, means, overdispersion)
            if overdispersion <= 0 {
                found.calibrate(x, weights, means, isFixed: false, calibrationMaps, seed, order)
            }
            return found
        }
    }

    private mutating func calibrate(
        _ x: [Double],
        _ weights: SpatialWeights,
        _ shares: [Double],
        isFixed: Bool,
        _ maps: Int,
        _ seed: UInt64,
        _ order: () -> CanonicalOrder?
    ) {
        guard maps > 0, x.allSatisfy({ $0 >= 0 && $0 <= 1e9 && $0 == $0.rounded() })
        else { return }
        let counts = x.map { Int($0) }
        var calibration = DiscoveryCalibration(counts, weights, order(), most: maps, seed: seed)
        let mean = compensatedSum(isFixed ? x : shares)
        calibratedQ =
            calibration.scattered(counts, shares, mean: mean, isFixed: isFixed) ?? []
    }

    private static func empty(_ count: Int, _ method: Method) -> LocalSignificance {
        let ones = [Double](repeating: 1, count: count)
        return LocalSignificance(upper: ones, lower: ones, mid: ones, method: method, laws: 0)
    }

    private static func permutation(
        _ x: [Int],
        _ weights: SpatialWeights,
        _ maps: Int,
        _ seed: UInt64,
        _ order: () -> CanonicalOrder?
    ) -> LocalSignificance? {
        struct Key: Hashable {
            var own: Int
            var draws: Int
        }
        var sums = [Int](repeating: 0, count: x.count)
        var largest: [Key: Int] = [:]
        for unit in x.indices {
            for position in weights.range(unit) {
                sums[unit] += x[Int(weights.neighbour[position])]
            }
            let key = Key(own: x[unit], draws: weights.degree(unit))
            largest[key] = max(largest[key] ?? 0, sums[unit])
        }
        let source = NeighbourSumLaw(x)
        let cost = largest.reduce(0.0) { $0 + source.cost(draws: $1.key.draws, upTo: $1.value) }
        guard cost <= dearest else { return nil }
        let laws = Dictionary(
            uniqueKeysWithValues: largest.map { key, sum in
                (key, source.law(own: key.own, draws: key.draws, upTo: sum))
            }
        )
        var result = empty(x.count, .exact)
        result.laws = laws.count
        struct Seen: Hashable {
            var key: Key
            var sum: Int
        }
        var known: [Seen: NeighbourSumLaw.Tails] = [:]
        for unit in x.indices {
            let key = Key(own: x[unit], draws: weights.degree(unit))
            let seen = Seen(key: key, sum: sums[unit])
            guard let law = laws[key] else { continue }
            let tails = known[seen] ?? NeighbourSumLaw.tails(law, at: sums[unit])
            known[seen] = tails
            result.upper[unit] = tails.upper
            result.lower[unit] = tails.lower
            result.mid[unit] = tails.mid
        }
        var members: [Key: Int] = [:]
        for unit in x.indices {
            members[Key(own: x[unit], draws: weights.degree(unit)), default: 0] += 1
        }
        let least = result.upper.min() ?? 1
        let classes = members.sorted { ($0.key.draws, $0.key.own) < ($1.key.draws, $1.key.own) }
        result.discreteQ = Multiplicity.discrete(
            result.upper,
            classes.map { key, count in
                var most = largest[key] ?? 0
                var law = laws[key] ?? [1]
                // As far as the law has p-values that another unit may have had.
                while let above = law.last, above > least, most < 1 << 20,
                    source.cost(draws: key.draws, upTo: 2 * most + 2) < dearest / 100
                {
                    most = 2 * most + 2
                    law = source.law(own: key.own, draws: key.draws, upTo: most)
                }
                return Multiplicity.DiscreteClass(tests: count, attainable: Self.tails(law))
            }
        )
        if maps > 0 {
            var calibration = DiscoveryCalibration(x, weights, order(), most: maps, seed: seed)
            result.calibratedQ = calibration.shuffled(x, source) ?? []
        }
        return result
    }

    /// P(sum ≥ s) for every s that a law tells, ascending.
    private static func tails(_ law: [Double]) -> [Double] {
        var (tails, sum): ([Double], Double) = ([], 0)
        for chance in law.reversed() where chance > 0 {
            sum += chance
            tails.append(min(1, sum))
        }
        return tails
    }

    /// Draws for each unit until 20 sums were at least as great, or the most draws are made.
    private static func shuffled(
        _ x: [Double],
        _ weights: SpatialWeights,
        most: Int,
        seed: UInt64,
        order: CanonicalOrder?
    ) -> LocalSignificance {
        let enough = 20
        var result = empty(x.count, .shuffles)
        var drawn = [Int](repeating: -1, count: x.count)
        var round = 0
        for unit in x.indices {
            let k = weights.degree(unit)
            guard k > 0, k < x.count else { continue }
            var generator = ReplayableGenerator(
                seed: seed,
                stream: UInt64(order?.rank[unit] ?? Int32(unit))
            )
            let observed = weights.sum(x, around: unit)
            let slack = 1e-9 * max(1, abs(observed))
            var (above, equal, draws) = (0, 0, 0)
            while draws < most, above + equal < enough {
                round += 1
                var sum = 0.0
                var left = k
                while left > 0 {
                    let position = generator.index(below: x.count)
                    let other = order.map { Int($0.edges[position]) } ?? position
                    if other == unit || drawn[other] == round { continue }
                    drawn[other] = round
                    sum += x[other]
                    left -= 1
                }
                draws += 1
                if sum > observed + slack {
                    above += 1
                } else if sum >= observed - slack {
                    equal += 1
                }
            }
            let all = above + equal
            let isStopped = all >= enough
            result.upper[unit] =
                isStopped ? Double(all) / Double(draws) : Double(all + 1) / Double(draws + 1)
            result.lower[unit] = min(1, Double(draws - above + 1) / Double(draws + 1))
            result.mid[unit] = (Double(above) + Double(equal) / 2 + 0.5) / Double(draws + 1)
        }
        return result
    }

    private static func binomial(
        _ x: [Double],
        _ weights: SpatialWeights,
        _ shares: [Double]
    ) -> LocalSignificance {
        let total = Int(compensatedSum(x))
        let whole = compensatedSum(shares)
        var result = empty(x.count, .exact)
        for unit in x.indices {
            let seen = weights.sum(x, around: unit) + x[unit]
            let share = min(1, (weights.sum(shares, around: unit) + shares[unit]) / whole)
            let law = BinomialDistribution(trials: total, probability: share)
            result.set(unit, upper: law.atLeast(Int(seen)), lower: law.atMost(Int(seen)))
        }
        result.laws = x.count
        return result
    }

    private static func counts(
        _ x: [Double],
        _ weights: SpatialWeights,
        _ means: [Double],
        _ overdispersion: Double
    ) -> LocalSignificance {
        var result = empty(x.count, .exact)
        result.laws = x.count
        for unit in x.indices {
            let seen = weights.sum(x, around: unit) + x[unit]
            let mean = weights.sum(means, around: unit) + means[unit]
            if overdispersion <= 0 {
                let law = PoissonDistribution(mean: mean)
                result.set(unit, upper: law.atLeast(Int(seen)), lower: law.atMost(Int(seen)))
                continue
            }
            // Sums of negative binomials of one k and different means: convolve up to the sum.
            var members = [means[unit]]
            for position in weights.range(unit) {
                members.append(means[Int(weights.neighbour[position])])
            }
            let law = convolved(members, 1 / overdispersion, upTo: Int(seen))
            let below = law.dropLast().reduce(0, +)
            let here = law.last ?? 0
            result.set(unit, upper: max(0, 1 - below), lower: min(1, below + here))
        }
        return result
    }

    private static func convolved(_ means: [Double], _ size: Double, upTo most: Int) -> [Double] {
        var law = [1.0] + [Double](repeating: 0, count: most)
        for mean in means {
            let chance = size / (size + mean)
            var single = [Double](repeating: 0, count: most + 1)
            single[0] = exp(size * log(chance))
            for y in 0..<most {
                single[y + 1] = single[y] * (Double(y) + size) / Double(y + 1) * (1 - chance)
            }
            var next = [Double](repeating: 0, count: most + 1)
            for a in 0...most where law[a] > 0 {
                for b in 0...(most - a) { next[a + b] += law[a] * single[b] }
            }
            law = next
        }
        return law
    }

    private mutating func set(_ unit: Int, upper: Double, lower: Double) {
        self.upper[unit] = min(1, max(0, upper))
        self.lower[unit] = min(1, max(0, lower))
        // P(=) = upper + lower − 1.
        mid[unit] = min(1, max(0, upper - (upper + lower - 1) / 2))
    }
}
