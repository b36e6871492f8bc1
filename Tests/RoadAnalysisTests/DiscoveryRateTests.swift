import RoadAnalysis
import RoadStatistics
import Testing

/// How often a map without clusters shows one.
@Suite("The rate of false discoveries")
struct DiscoveryRateTests {
    /// Edges of a street grid that meet.
    private static func streets(_ side: Int) -> SpatialWeights {
        var ends: [(Int, Int)] = []
        for row in 0..<side {
            for column in 0..<side {
                let node = row * side + column
                if column + 1 < side { ends.append((node, node + 1)) }
                if row + 1 < side { ends.append((node, node + side)) }
            }
        }
        var (from, to): ([Int32], [Int32]) = ([], [])
        for one in ends.indices {
            for other in ends.indices where other != one {
                let (a, b) = (ends[one], ends[other])
                if a.0 == b.0 || a.0 == b.1 || a.1 == b.0 || a.1 == b.1 {
                    from.append(Int32(one))
                    to.append(Int32(other))
                }
            }
        }
        return .links(from: from, to: to, count: ends.count)
    }

    /// Maps of 400 that show a hotspot at 5 and at 10 %, by adjusted values.
    private static func found(
        _ weights: SpatialWeights,
        _ null: LocalSignificance.Null,
        draw: (inout ReplayableGenerator) -> [Double]
    ) -> (calibrated: [Int], plain: [Int]) {
        var generator = ReplayableGenerator(seed: 88)
        var (calibrated, plain) = ([0, 0], [0, 0])
        for _ in 0..<400 {
            let x = draw(&generator)
            let found = LocalSignificance.find(x, weights, null: null, calibrationMaps: 199)
            let least = found.calibratedQ.min() ?? 1
            let plainLeast = Multiplicity.benjaminiHochberg(found.upper).min() ?? 1
            for (place, rate) in [0.05, 0.1].enumerated() {
                if least <= rate { calibrated[place] += 1 }
                if plainLeast <= rate { plain[place] += 1 }
            }
        }
        return (calibrated, plain)
    }

    // 400 maps at 5 % are 20 with a standard deviation of 4.4, at 10 % 40 with 6.
    @Test(
        "counts drawn alike for every edge: 5 % and 10 % of maps show a hotspot, not more or less"
    )
    func alike() {
        let weights = Self.streets(10)
        let found = Self.found(weights, .permutation) { generator in
            (0..<weights.count).map { _ in Double(generator.poisson(mean: 0.4)) }
        }
        #expect((11...30).contains(found.calibrated[0]), "\(found)")
        #expect((27...54).contains(found.calibrated[1]), "\(found)")
        #expect(found.plain[1] < 27, "Benjamini-Hochberg holds less: \(found)")
    }

    @Test("on one long road, where many maps have the very same smallest p")
    func path() {
        let count = 250
        let weights = SpatialWeights.links(
            from: (0..<(count - 1)).flatMap { [Int32($0), Int32($0 + 1)] },
            to: (0..<(count - 1)).flatMap { [Int32($0 + 1), Int32($0)] },
            count: count
        )
        let found = Self.found(weights, .permutation) { generator in
            (0..<count).map { _ in Double(generator.poisson(mean: 0.5)) }
        }
        #expect((11...30).contains(found.calibrated[0]), "\(found)")
        #expect((27...54).contains(found.calibrated[1]), "\(found)")
    }

    @Test("events in proportion to length, judged by length")
    func byLength() {
        let weights = Self.streets(10)
        let lengths = (0..<weights.count).map { 20 + Double($0 * 37 % 281) }
        let whole = lengths.reduce(0, +)
        let found = Self.found(weights, .shares(lengths)) { generator in
            var counts = [Double](repeating: 0, count: weights.count)
            for _ in 0..<100 {
                var left = generator.uniform() * whole
                var edge = 0
                while edge < lengths.count - 1, left >= lengths[edge] {
                    left -= lengths[edge]
                    edge += 1
                }
                counts[edge] += 1
            }
            return counts
        }
        #expect((11...30).contains(found.calibrated[0]), "\(found)")
        #expect((27...54).contains(found.calibrated[1]), "\(found)")
    }

    @Test("a cluster that no simulated map reaches keeps a rate below one in the maps")
    func cluster() {
        let weights = Self.streets(10)
        var x = [Double](repeating: 0, count: weights.count)
        for edge in 0..<40 { x[edge * 4] = 1 }
        for place in weights.range(90) { x[Int(weights.neighbour[place])] = 9 }
        let found = LocalSignificance.find(x, weights, null: .permutation, calibrationMaps: 1999)
        #expect(found.calibratedQ[90] == found.calibratedQ.min())
        #expect(found.calibratedQ[90] < 1.0 / 1000)
        #expect(found.calibratedQ.allSatisfy { (0...1).contains($0) })
        let again = LocalSignificance.find(x, weights, null: .permutation, calibrationMaps: 1999)
        #expect(found.calibratedQ == again.calibratedQ)
    }
}
