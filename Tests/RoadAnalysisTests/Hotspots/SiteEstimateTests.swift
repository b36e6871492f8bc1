import Foundation
import RoadAnalysis
import RoadStatistics
import TestKit
import Testing

private func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(b))
}

/// Worked examples of the digests; tolerance 1e-9 relative.
@Suite("What empirical Bayes and its companions say of one site")
struct SiteEstimateTests {
    @Test("three years of one site as Hauer computes them")
    func worked() throws {
        let panel = SitePanel(
            ids: ["A"],
            site: [0, 0, 0],
            observed: [6, 4, 5],
            predicted: [2, 2.1, 2.3],
            dispersion: [0.4, 0.4, 0.4]
        )
        let site = try #require(EmpiricalBayes.estimates(panel)[0])
        #expect(near(site.weight, 0.2808988764044944))
        #expect(near(site.expected, 12.584269662921347))
        #expect(near(site.variance, 9.049362454235576))
        #expect(near(site.firstPeriod, 3.9325842696629216))
        #expect(near(site.lastPeriod, 4.522471910112359))
        #expect(near(site.worseThanPeers, 0.9930340518354692))
        #expect(near(site.lower, 8.077308843463438))
        #expect(near(site.upper, 17.906282990814134))
        #expect(near(site.shape, 17.5) && near(site.rate, 8.9))
    }

    @Test("a site without a prediction has no estimate; k = 0 believes the prediction alone")
    func edges() throws {
        let panel = SitePanel(
            ids: ["A", "B"],
            site: [0, 1],
            observed: [3, 3],
            predicted: [.nan, 2],
            dispersion: [0.4, 0]
        )
        let sites = EmpiricalBayes.estimates(panel)
        #expect(sites[0] == nil)
        let poisson = try #require(sites[1])
        #expect(poisson.expected == 2 && poisson.variance == 0 && poisson.excess == 0)
    }

    @Test("critical rates of the HSM example")
    func criticalRate() throws {
        let rate = try #require(
            CriticalRate(crashes: [12, 25, 6, 40], exposure: [8.2, 21.4, 10.95, 30.1], z: 1.645)
        )
        #expect(near(rate.average, 1.1748053786270345))
        for (exposure, limit) in [
            (8.2, 1.858428044644251), (21.4, 1.5835967262048727), (10.95, 1.7592851196117114),
            (30.1, 1.5164033964850756),
        ] {
            #expect(near(rate.limit(exposure: exposure), limit))
        }
    }

    @Test("classes of the level of service of safety", arguments: [(1.0, "II"), (7.0, "IV")])
    func levelOfService(observed: Double, name: String) throws {
        let site = try #require(
            EmpiricalBayes.estimate(observed: observed, predicted: 3.2, dispersion: 0.5)
        )
        #expect(LevelOfService.name(LevelOfService.bySpread(site)) == name)
    }

    @Test("proportions of a kind of crash: prior by moments and probabilities")
    func proportion() throws {
        let (special, total): ([Double], [Double]) = (
            [3, 2, 6, 4, 2, 5], [10, 12, 9, 20, 15, 16]
        )
        let test = try #require(ProportionTest(special: special, total: total))
        #expect(near(test.threshold, 0.2682926829268293))
        #expect(near(test.alpha, 2.947117838242673))
        #expect(near(test.beta, 6.991640211100299))
        let expected = [
            0.5903308399424242, 0.2915794839865487, 0.9686541863274636, 0.29879280426538984,
            0.18275278706366052, 0.6450490592549624,
        ]
        for site in special.indices {
            let found = test.site(special: special[site], total: total[site])
            #expect(near(found.probability, expected[site]))
            #expect(found.lower < found.upper && found.upper < 1)
        }
        #expect(ProportionTest(special: [0, 0], total: [3, 4]) == nil)
    }

    @Test("benefit and cost of the worked example")
    func benefitCost() throws {
        let weighed = BenefitCost(
            [
                BenefitCost.Stream(mean: 4.2, shape: .infinity, value: 82600),
                BenefitCost.Stream(mean: 0.1, shape: .infinity, value: 4_008_900),
            ],
            factor: BenefitCost.Factor(value: 0.65, lower: 0.65, upper: 0.65),
            cost: 1_500_000,
            rate: 0.03,
            years: 20,
            seed: 1
        )
        #expect(near(BenefitCost.presentValueFactor(rate: 0.03, years: 20), 14.877474860455518))
        #expect(near(weighed.benefit, 3893933.5663890345))
        #expect(near(try #require(weighed.ratio), 2.595955710926023))
        #expect(near(weighed.net, 2393933.5663890345))
        #expect(near(weighed.benefitLower, weighed.benefitUpper))
    }

    @Test("peaks of 0.47 miles in windows of 0.1")
    func peak() throws {
        let mile = 1609.344
        let places = [0.05] + [0.21, 0.22, 0.23, 0.24, 0.25, 0.26] + [0.31, 0.32]
        let search = PeakSearch(
            places: places.map { $0 * mile },
            from: 0,
            to: 0.47 * mile,
            width: 0.1 * mile,
            perMetre: 4 / mile,
            dispersion: 0.3,
            limit: 0.5
        )
        let expected = [
            (0.46428571428571436, 0.4803844614152615, true),
            (0.35714285714285715, 0.5477225575051662, false),
            (1.0, 0.32732683535398854, true), (0.5714285714285716, 0.43301270189221935, true),
            (0.3571428571428571, 0.5477225575051662, false),
        ]
        try #require(search.windows.count == 5)
        for (window, row) in zip(search.windows, expected) {
            #expect(near(window.expected, row.0, 1e-7))
            #expect(near(window.variation, row.1, 1e-7))
            #expect(window.isAccepted == row.2)
        }
        #expect(near(try #require(search.peak).cut.start, 0.2 * mile))
        #expect(near(search.windows[4].cut.start, 0.37 * mile))
    }

    @Test("cumulative residuals end where they began, inside their band for pure noise")
    func cure() {
        var generator = ReplayableGenerator(seed: 4)
        let x = (0..<2000).map { _ in generator.uniform() }
        var residuals = x.map { _ in generator.normal() }
        let mean = residuals.reduce(0, +) / 2000
        residuals = residuals.map { $0 - mean }
        let curve = CureCurve(covariate: x, residuals: residuals)
        #expect(abs(curve.sums[1999]) < 1e-9)
        #expect(curve.shareOutside < 0.2)
        let bent = CureCurve(covariate: x, residuals: x.map { ($0 - 0.5) * ($0 - 0.5) - 1.0 / 12 })
        #expect(bent.shareOutside > 0.5)
    }
}
