import RoadAnalysis
import Testing

@Suite("Densities on drawn networks")
struct NetworkDensityTests {
    //      2
    //      |
    //  1 — 0 — 3      arms of 100 m
    //      |
    //      4
    private let star = NetworkGraph(
        edgeStart: [0, 0, 0, 0],
        edgeEnd: [1, 2, 3, 4],
        edgeMetres: [100, 100, 100, 100],
        nodeCount: 5
    )

    private func density(
        _ graph: NetworkGraph,
        _ method: DensityMethod,
        from source: (Int32, Double),
        at place: (Int32, Double),
        bandwidth: Double = 100,
        reflects: Bool = false
    ) -> (value: Double, mass: Double) {
        let result = NetworkDensity(
            sources: NetworkPlaces(edge: [source.0], offset: [source.1]),
            weights: [1],
            bandwidths: [bandwidth],
            kernel: .quartic,
            method: method,
            reflectsAtEnds: reflects
        ).evaluate(graph, at: NetworkPlaces(edge: [place.0], offset: [place.1]))
        return (result.density[0], result.mass)
    }

    @Test(
        "known answers on a star",
        arguments: [
            (DensityMethod.simple, 30.0, Int32(0), 40.0, 0.0091884375),
            (.discontinuous, 30, 0, 40, 0.0091884375),
            (.continuous, 30, 0, 40, 0.00796921875),
            (.simple, 30, 1, 20, 0.0052734375),
            (.discontinuous, 30, 1, 20, 0.0017578125),
            (.continuous, 30, 1, 20, 0.00263671875),
            (.simple, 0, 1, 20, 0.00864),
            (.discontinuous, 0, 1, 20, 0.00432),
            (.continuous, 0, 1, 20, 0.00432),
        ]
    )
    func star(
        _ method: DensityMethod,
        _ from: Double,
        _ edge: Int32,
        _ at: Double,
        _ expected: Double
    ) {
        let found = density(star, method, from: (0, from), at: (edge, at)).value
        #expect(abs(found - expected) < 1e-15)
    }

    @Test("heat on a star agrees with the sum over images")
    func heatOnStar() {
        let heat = HeatDensity(
            star,
            sources: NetworkPlaces(edge: [0], offset: [30]),
            weights: [1],
            sigma: 20,
            at: NetworkPlaces(edge: [0, 1], offset: [70, 20])
        )
        func normal(_ d: Double) -> Double {
            0.3989422804014327 / 20 * exponential(-d * d / 800)
        }
        // Straight, reflected at the junction with −1/2, and at the near dead end.
        let same = normal(40) - normal(100) / 2 + normal(100)
        #expect(abs(heat.density[0] - same) < 1e-7)
        #expect(abs(heat.density[1] - normal(50) / 2) < 1e-7)
        #expect(abs(heat.mass - 1) < 1e-9)
    }

    private func exponential(_ x: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        for n in 1..<200 {
            term *= x / Double(n)
            sum += term
        }
        return sum
    }

    @Test(
        "mass is kept when walks turn back at dead ends",
        arguments: [DensityMethod.discontinuous, .continuous]
    )
    func mass(_ method: DensityMethod) {
        let found = density(
            star,
            method,
            from: (0, 30),
            at: (0, 30),
            bandwidth: 450,
            reflects: true
        )
        #expect(abs(found.mass - 1) < 1e-12)
    }

    @Test(
        "splitting and reversing edges changes nothing",
        arguments: [DensityMethod.simple, .discontinuous, .continuous]
    )
    func splitting(_ method: DensityMethod) {
        // Arm 0 in two parts, the outer one drawn inwards; arm 1 drawn inwards.
        let split = NetworkGraph(
            edgeStart: [0, 1, 2, 0, 0],
            edgeEnd: [5, 5, 0, 3, 4],
            edgeMetres: [60, 40, 100, 100, 100],
            nodeCount: 6
        )
        for bandwidth in [100.0, 350] {
            let one = density(star, method, from: (0, 30), at: (1, 20), bandwidth: bandwidth)
            let other = density(split, method, from: (0, 30), at: (2, 80), bandwidth: bandwidth)
            #expect(abs(one.value - other.value) < 1e-15)
            let near = density(star, method, from: (0, 30), at: (0, 70), bandwidth: bandwidth)
            let split2 = density(split, method, from: (0, 30), at: (1, 30), bandwidth: bandwidth)
            #expect(abs(near.value - split2.value) < 1e-15)
        }
    }

    @Test("every kernel integrates to its stated mass", arguments: DensityKernel.allCases)
    func kernels(_ kernel: DensityKernel) {
        let steps = 20_000
        var sum = 0.0
        for step in 0..<steps { sum += kernel.value((Double(step) + 0.5) / Double(steps)) }
        #expect(abs(sum / Double(steps) - kernel.mass(1)) < 1e-8)
        let isCut = kernel == .gaussian || kernel == .scaledGaussian
        #expect(abs(kernel.mass(1) - 0.5) < (isCut ? 0.16 : 1e-12))
    }
}
