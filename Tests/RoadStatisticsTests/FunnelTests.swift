import RoadStatistics
import Testing

@Suite("Funnels of studies against metafor 3.8")
struct FunnelTests {
    /// Logarithms of the risk ratios of 13 trials, with their variances below (Colditz and others, 1994).
    private let effects = [
        -0.8893113339202054, -1.5853886572014306, -1.3480731482996933, -1.4415511900213054,
        -0.2175473222112956, -0.7861155858188640, -1.6208982235983918, 0.0119523335238405,
        -0.4694176487381494, -1.3713448034727844, -0.3393588283383906, 0.4459134005713787,
        -0.0173139482168798,
    ]
    private let errors = [
        0.32558476500396133, 0.19458112139814385, 0.41536796536796539, 0.02001003190224757,
        0.05121017216963086, 0.00690561845590876, 0.22301724757231517, 0.00396157929781773,
        0.05643421046324897, 0.07302479361302891, 0.01241221397155972, 0.53250584520015276,
        0.07140465968398629,
    ].map { $0.squareRoot() }

    @Test("Egger's regression: t −1.4013 with 11 degrees, p 0.1887, limit −0.1909")
    func egger() throws {
        let found = try #require(FunnelAsymmetry(effects: effects, errors: errors))
        #expect(abs(found.t + 1.4013) < 5e-5 && found.degrees == 11)
        #expect(abs(found.p - 0.1887) < 5e-5)
        #expect(abs(found.limit + 0.1909) < 5e-5)
        #expect(FunnelAsymmetry(effects: [1, 2], errors: [1, 2]) == nil)
        #expect(FunnelAsymmetry(effects: [1, 2, 3], errors: [1, 1, 1]) == nil)
    }

    @Test("trim and fill: one study missing above by REML, four with one common effect")
    func fill() throws {
        let random = try TrimAndFill(effects: effects, errors: errors)
        #expect(random.missing == 1 && random.isAbove && random.effects.count == 1)
        #expect(abs(random.filled.estimate + 0.6571) < 5e-5)
        #expect(abs(random.filled.standardError - 0.1785) < 5e-5)
        #expect(abs(random.filled.tauSquared - 0.3313) < 5e-5)
        let common = try TrimAndFill(effects: effects, errors: errors, method: .fixed)
        #expect(common.missing == 4 && abs(common.filled.estimate + 0.2910) < 5e-5)
        #expect(abs(common.filled.standardError - 0.0383) < 5e-5)
    }

    @Test("a mirrored funnel misses as many studies on the other side; a symmetric one none")
    func mirrored() throws {
        let turned = try TrimAndFill(effects: effects.map { -$0 }, errors: errors)
        #expect(turned.missing == 1 && !turned.isAbove)
        #expect(abs(turned.filled.estimate - 0.6571) < 5e-5)
        let even = try TrimAndFill(
            effects: [-0.3, -0.2, -0.1, 0, 0.1],
            errors: [0.3, 0.2, 0.1, 0.2, 0.3]
        )
        #expect(even.missing == 0 && even.effects.isEmpty)
        #expect(throws: SeriesError.self) { try TrimAndFill(effects: [1, 2], errors: [1, 1]) }
    }
}
