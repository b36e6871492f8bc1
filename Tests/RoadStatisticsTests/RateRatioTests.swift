import RoadStatistics
import Testing

@Suite("Rate ratios")
struct RateRatioTests {
    @Test("three deaths after none: a lower limit and no upper one")
    func tables() throws {
        let rates = try #require(RateRatio(before: 0, after: 3))
        let exact = rates.exact(level: 0.95)
        // (α/2)^(1/3) = 0.2924; 0.2924 / 0.7076 = 0.4132.
        #expect(abs(exact.lower - 0.413231355) < 1e-8)
        #expect(exact.upper == .infinity)
        #expect(exact.p == 0.25)
        #expect(rates.midP(level: 0.95).p == 0.125)
        #expect(rates.wald(level: 0.95) == nil)
    }

    @Test("swapping the periods inverts the interval and keeps the p-value")
    func swapped() throws {
        var generator = ReplayableGenerator(seed: 11)
        for _ in 0..<200 {
            let a = generator.index(below: 60)
            let b = generator.index(below: 60)
            let (ea, eb) = (0.5 + generator.uniform(), 0.5 + generator.uniform())
            let there = try #require(
                RateRatio(before: a, after: b, exposureBefore: ea, exposureAfter: eb)
            )
            let back = try #require(
                RateRatio(before: b, after: a, exposureBefore: eb, exposureAfter: ea)
            )
            for (x, y) in [
                (there.exact(level: 0.9), back.exact(level: 0.9)),
                (there.midP(level: 0.9), back.midP(level: 0.9)),
                (
                    there.midP(level: 0.9, varianceFactor: 2.3),
                    back.midP(level: 0.9, varianceFactor: 2.3)
                ),
            ] {
                #expect(abs(x.p - y.p) < 1e-9)
                if y.upper == .infinity {
                    #expect(x.lower == 0)
                } else {
                    #expect(abs(x.lower * y.upper - 1) < 1e-6)
                }
            }
        }
    }

    @Test("the unit of exposure does not matter")
    func exposureUnits() throws {
        let days = try #require(
            RateRatio(before: 31, after: 22, exposureBefore: 366, exposureAfter: 365)
        )
        let years = try #require(
            RateRatio(before: 31, after: 22, exposureBefore: 3.66, exposureAfter: 3.65)
        )
        #expect(abs(days.exact(level: 0.95).lower - years.exact(level: 0.95).lower) < 1e-12)
        #expect(abs(days.midP(level: 0.95).p - years.midP(level: 0.95).p) < 1e-12)
    }

    @Test("the further the later count from the earlier one, the smaller the p-value")
    func monotone() throws {
        var last = 1.0
        for after in stride(from: 100, through: 0, by: -5) {
            let rates = try #require(RateRatio(before: 100, after: after))
            let p = rates.midP(level: 0.95).p
            #expect(p <= last)
            last = p
        }
        #expect(last < 1e-20)
    }

    @Test("a mid-p interval lies inside the exact one; a larger variance widens it")
    func nested() throws {
        for (a, b) in [(3, 9), (0, 4), (4, 0), (25, 19), (1, 1)] {
            let rates = try #require(RateRatio(before: a, after: b))
            let exact = rates.exact(level: 0.95)
            let midP = rates.midP(level: 0.95)
            let wide = rates.midP(level: 0.95, varianceFactor: 2)
            #expect(exact.lower <= midP.lower && midP.upper <= exact.upper)
            #expect(wide.lower <= midP.lower && midP.upper <= wide.upper)
            #expect(wide.p >= midP.p)
        }
    }

    @Test("nothing against nothing tells nothing")
    func empty() throws {
        let rates = try #require(RateRatio(before: 0, after: 0))
        #expect(rates.exact(level: 0.95).p == 1)
        #expect(rates.midP(level: 0.95).lower == 0)
        #expect(rates.midP(level: 0.95).upper == .infinity)
        #expect(rates.minimumLikelihoodP == 1)
    }

    @Test("impossible counts and exposures are refused")
    func refused() {
        #expect(RateRatio(before: -1, after: 3) == nil)
        #expect(RateRatio(before: .max, after: 3) == nil)
        #expect(RateRatio(before: 1, after: 3, exposureBefore: 0) == nil)
        #expect(RateRatio(before: 1, after: 3, exposureAfter: .nan) == nil)
        #expect(RateRatio(before: 1, after: 3, exposureAfter: .infinity) == nil)
        #expect(PoissonMean.garwood(count: -1, level: 0.95) == nil)
        #expect(PoissonMean.midP(count: 3, level: 1) == nil)
    }
}
