import RoadAnalysis
import RoadStatistics
import Testing

@Suite("Local statistics, K, scan and patterns")
struct LocalStatisticsTests {
    private let path = SpatialWeights.links(
        from: [0, 1, 2, 3, 1, 2, 3, 4],
        to: [1, 2, 3, 4, 0, 1, 2, 3],
        count: 5
    )

    @Test("Gi* of a path of five")
    func pathOfFive() {
        let found = LocalStatistics([0, 0, 1, 4, 7], path).giStar
        let expected = [
            -1.4368424162, -1.8559214543, -0.6585527741, 1.4368424162, 1.8559214543,
        ]
        for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-10) }
    }

    @Test("the exact law agrees with every possible neighbourhood")
    func enumeration() {
        let x: [Double] = [0, 2, 1, 0, 3, 0, 1]
        let count = x.count
        // Unit 0 has three neighbours: 1, 4 and 6.
        let weights = SpatialWeights.links(from: [0, 0, 0], to: [1, 4, 6], count: count)
        let found = LocalSignificance.find(x, weights, null: .permutation)
        var (all, above, below) = (0.0, 0.0, 0.0)
        for a in 1..<count {
            for b in (a + 1)..<count {
                for c in (b + 1)..<count {
                    all += 1
                    let sum = x[a] + x[b] + x[c]
                    if sum >= 6 { above += 1 }
                    if sum <= 6 { below += 1 }
                }
            }
        }
        #expect(found.method == .exact)
        #expect(abs(found.upper[0] - above / all) < 1e-14)
        #expect(abs(found.lower[0] - below / all) < 1e-14)
    }

    @Test("shuffles come near the exact law, and repeat themselves")
    func shuffles() {
        let x: [Double] = [0, 2, 1, 0, 3, 0, 1]
        let weights = SpatialWeights.links(from: [0, 0, 0], to: [1, 4, 6], count: 7)
        let exact = LocalSignificance.find(x, weights, null: .permutation).upper[0]
        let halves = x.map { $0 / 2 }
        let one = LocalSignificance.find(halves, weights, null: .permutation)
        let two = LocalSignificance.find(halves, weights, null: .permutation)
        #expect(one.method == .shuffles)
        #expect(one.upper == two.upper)
        // Twenty exceedances: a relative error of 1/√20.
        #expect(abs(one.upper[0] - exact) < 0.7 * exact)
    }

    @Test("under chance the false discovery rate is held on 200 networks")
    func falseDiscoveries() {
        // A ladder of 300 rungs, Poisson counts: every discovery is false.
        var (start, end): ([Int32], [Int32]) = ([], [])
        for rung in 0..<100 as Range<Int32> {
            start += [2 * rung]
            end += [2 * rung + 1]
            if rung < 99 {
                start += [2 * rung, 2 * rung + 1]
                end += [2 * rung + 2, 2 * rung + 3]
            }
        }
        let graph = NetworkGraph(
            edgeStart: start,
            edgeEnd: end,
            edgeMetres: start.map { _ in 100 },
            nodeCount: 200
        )
        let weights = SpatialWeights.contiguity(graph)
        var falsely = 0
        for network in 0..<200 as Range<UInt64> {
            var generator = ReplayableGenerator(seed: 7, stream: network)
            let x = start.map { _ in Double(generator.poisson(mean: 1)) }
            let p = LocalSignificance.find(x, weights, null: .permutation).upper
            if Multiplicity.benjaminiHochberg(p).contains(where: { $0 <= 0.05 }) { falsely += 1 }
        }
        #expect(falsely <= 12, "\(falsely) of 200")
    }

    @Test("K on a cross of arms of 5 m")
    func cross() {
        let graph = NetworkGraph(
            edgeStart: [0, 0, 0, 0],
            edgeEnd: [1, 2, 3, 4],
            edgeMetres: [5, 5, 5, 5],
            nodeCount: 5
        )
        // (0,3), (3,0), (1,0), (0,1): north and east arms.
        let points = NetworkPlaces(edge: [0, 1, 1, 0], offset: [3, 3, 1, 1])
        let expected = [0, 0, 10, 10, 50.0 / 3, 50.0 / 3, 20]
        for isReused in [false, true] {
            let k = NetworkK(graph, step: 1, steps: 6, isReused: isReused)
            var scratch = NetworkK.Scratch(k)
            let counts = k.count(points, &scratch).all
            for (count, value) in zip(counts, expected) {
                #expect(abs(count * 20 / 12 - value) < 1e-12)
            }
        }
    }

    @Test("the scan's ratio, and a planted cluster found")
    func scan() {
        #expect(abs(NetworkScan.logRatio(10, 4, 50) - 3.5724296) < 1e-7)
        let count: Int32 = 60
        let graph = NetworkGraph(
            edgeStart: Array(0..<count),
            edgeEnd: Array(1...count),
            edgeMetres: [Double](repeating: 100, count: 60),
            nodeCount: 61
        )
        var counts = [Double](repeating: 1, count: 60)
        for edge in 20..<24 { counts[edge] = 9 }
        var scan = NetworkScan()
        scan.simulations = 99
        let found = scan.scan(graph, counts: counts, expected: graph.edgeMetres)
        #expect(found.clusters.first?.edges == [20, 21, 22, 23])
        #expect(found.clusters.first?.p == 0.01)
    }

    @Test(
        "names of histories",
        arguments: [
            ("0000000000", "", 0, EmergingHotspots.Pattern.none),
            ("0000000001", "", 1, .new),
            ("0000000111", "", 0, .consecutive),
            ("1111111111", "", 1, .intensifying),
            ("1111111111", "", 0, .persistent),
            ("1111111111", "", -1, .diminishing),
            ("0010100101", "", 0, .sporadic),
            ("0010100101", "1000000000", 0, .oscillating),
            ("1111111110", "", 0, .historical),
            ("0011000000", "", 0, .fading),
        ]
    )
    func names(_ hot: String, _ cold: String, _ trend: Int, _ expected: EmergingHotspots.Pattern) {
        let cold = cold.isEmpty ? hot.map { _ in false } : cold.map { $0 == "1" }
        let found = EmergingHotspots.pattern(hot: hot.map { $0 == "1" }, cold: cold, trend: trend)
        #expect(found == expected)
    }

    @Test("a cluster in the middle of a road is significant, evenly spread events are not")
    func sections() {
        var kernel = SectionKernel()
        kernel.simulations = 199
        let even = (0..<20).map { 50 + 100 * Double($0) }
        let spread = kernel.stretches(even, metres: 2000)
        #expect(spread.allSatisfy { $0.globalP > 0.05 })
        let found = kernel.stretches(
            even + [1000, 1005, 1010, 1015, 1020],
            metres: 2000
        )
        let best = found.max { $0.strength < $1.strength }
        #expect((best?.from ?? 0) > 850 && (best?.to ?? 0) < 1150)
        #expect((best?.globalP ?? 1) < 0.05)
    }

    @Test(
        "Mann-Kendall's exact p with ties, by all orders",
        arguments: [
            ([3.0, 3, 2, 5, 4, 4, 6, 6], 0.038492063492063494),
            ([1, 2, 3, 4, 5], 0.016666666666666666),
            ([10, 9, 7, 6, 4, 1], 0.002777777777777778),
            ([2, 2, 2, 2, 2], 1),
        ] as [([Double], Double)]
    )
    func exactTrend(_ values: [Double], _ p: Double) {
        #expect(abs((MannKendall.exactPermutationP(values) ?? .nan) - p) < 1e-12)
    }
}
