import RoadAnalysis
import RoadStatistics
import Testing

@Suite("Evaluation designs")
struct EvaluationDesignTests {
    @Test("two arms with constants for units and periods: the textbook variance")
    func twoArms() throws {
        // One period before and one after: the difference of differences of 2·n units has variance
        // 2v·(1/n + 1/n).
        var options = RolloutDesign.Options()
        (options.periodsBefore, options.periodsBetween, options.noise) = (1, 1, 0)
        let units = (0..<20).map { RolloutDesign.Unit(name: "\($0)", mean: 25) }
        let design = try #require(RolloutDesign(units, options))
        let variance = 2.0 / 25 * (1.0 / 10 + 1.0 / 10)
        #expect(abs(design.standardError - variance.squareRoot()) < 1e-9)
        #expect(design.allocation.count { $0.wave == 1 } == 10)
        #expect(design.allocation.count { $0.firstPeriod == nil } == 10)
    }

    @Test("equal seeds give equal allocations whatever the order of units, other seeds others")
    func replay() throws {
        var options = RolloutDesign.Options()
        options.waves = 3
        let units = (0..<30).map { RolloutDesign.Unit(name: "u\($0)", mean: Double(5 + $0 % 7)) }
        let first = try #require(RolloutDesign(units, options))
        let again = try #require(RolloutDesign(units.reversed(), options))
        #expect(first.allocation == again.allocation)
        options.seed = 2
        let other = try #require(RolloutDesign(units, options))
        #expect(first.allocation != other.allocation)
        // Each block of three holds each wave once.
        for block in 1...10 {
            let waves = first.allocation.filter { $0.block == block }.map(\.wave).sorted()
            #expect(waves == [1, 2, 3])
        }
        #expect(RolloutDesign(Array(units.prefix(1)), options) == nil)
    }

    @Test("power rises with units, and the units needed have the power asked for")
    func power() throws {
        var options = RolloutDesign.Options()
        options.ratio = 0.85
        func design(_ count: Int) throws -> RolloutDesign {
            let units = (0..<count).map { RolloutDesign.Unit(name: "\($0)", mean: 12) }
            return try #require(RolloutDesign(units, options))
        }
        let small = try design(10)
        let needed = try #require(small.unitsNeeded)
        #expect(try design(40).power > small.power)
        let enough = try design(needed + needed % 2)
        #expect(enough.power > 0.79 && enough.power < 0.86)
    }

    @Test("a rise beyond the camera is spill-over, and the corridor is the headline")
    func spillover() throws {
        let rings = [
            SpilloverAnalysis.Ring(name: "site", isSite: true, before: 200, after: 100),
            SpilloverAnalysis.Ring(name: "downstream", isSite: false, before: 200, after: 300),
            SpilloverAnalysis.Ring(name: "upstream", isSite: false, before: 200, after: 200),
        ]
        let found = try #require(
            SpilloverAnalysis(rings, comparisonBefore: 5000, comparisonAfter: 5000)
        )
        #expect(found.rising == ["downstream"])
        let site = try #require(found.site)
        let total = try #require(found.total)
        #expect(site.upper < 1)
        #expect(total.lower < 1 && total.upper > 1)
        #expect(try #require(found.heterogeneity).p < 1e-6)
        #expect(SpilloverAnalysis([], comparisonBefore: 1, comparisonAfter: 1) == nil)
    }

    @Test("a step of −20 % is found, with and without controls, and nothing where nothing is")
    func impact() throws {
        var generator = ReplayableGenerator(seed: 3)
        let season = (0..<12).map { 1 + 0.2 * Double($0 % 4) }
        let control = (0..<96).map { Double(generator.poisson(mean: 400 * season[$0 % 12])) }
        let none = (0..<96).map { Double(generator.poisson(mean: 150 * season[$0 % 12])) }
        let step = (0..<96).map { month in
            Double(generator.poisson(mean: (month < 84 ? 150 : 120) * season[month % 12]))
        }
        let found = try #require(ImpactAnalysis(step, controls: [control], start: 84))
        #expect(found.scale == .log)
        #expect(found.interval.lower < -20 && found.interval.upper > -20)
        #expect(found.interval.upper < -5)
        #expect(try #require(found.placeboP) < 0.1)
        let quiet = try #require(ImpactAnalysis(none, controls: [control], start: 84))
        #expect(quiet.interval.lower < 0 && quiet.interval.upper > 0)
        #expect(ImpactAnalysis(step, controls: [], start: 10) == nil)
        #expect(ImpactAnalysis(step, controls: [[1, 2]], start: 84) == nil)
    }

    @Test("precisions of a prior and a local estimate add up")
    func prior() throws {
        let prior = EffectPrior(
            id: "p",
            measure: "m",
            outcome: "o",
            scope: "s",
            ratio: 0.8,
            lower: 0.64,
            upper: 1,
            intervalBasis: "stated",
            source: "x"
        )
        let both = try #require(prior.combined(ratio: 0.8, logError: prior.logError))
        #expect(abs(both.ratio - 0.8) < 1e-12)
        let half = NormalDistribution.criticalValue(level: 0.95) * prior.logError / 2.0.squareRoot()
        #expect(abs(both.interval.upper / both.ratio - (1 + half)) < half * half)
        #expect(prior.combined(ratio: 0, logError: 1) == nil)
    }
}
