import Foundation
import RoadAnalysis
import RoadStatistics
import Testing

@Suite("Ranks with intervals")
struct RankDrawsTests {
    private func laws(_ counts: [Double], predicted: [Double], k: Double) -> SiteLaws {
        let ids = counts.indices.map { "S\($0)" }
        let sites = counts.indices.compactMap {
            EmpiricalBayes.estimate(observed: counts[$0], predicted: predicted[$0], dispersion: k)
        }
        return SiteLaws(.expected, ids: ids, sites, lengthYears: counts.map { _ in 1 })
    }

    @Test("90 % intervals hold the true rank in 88 to 92 % of simulated sites")
    func coverage() {
        var generator = ReplayableGenerator(seed: 3)
        let predicted = (0..<400).map { _ in exp(0.8 * generator.normal() + 0.7) }
        let trial = TruthTrial(
            ids: predicted.indices.map { "S\($0)" },
            predicted: predicted,
            dispersion: predicted.map { _ in 0.5 },
            exposure: predicted.map { _ in .nan },
            trials: 25,
            top: 20,
            options: RankDraws.Options(draws: 500, seed: 11)
        )
        #expect((0.88...0.92).contains(trial.coverage), "\(trial.coverage)")
        let scores = Dictionary(
            trial.scores.map { ($0.method, $0.falseIdentification) }
        ) { first, _ in first }
        // Empirical Bayes is the best rule when its model is true.
        #expect(scores["eb", default: 1] <= scores["frequency", default: 0])
        #expect(scores["eb", default: 1] <= scores["spf", default: 0])
    }

    @Test("the share of draws agrees with the exact probability of two sites")
    func pair() {
        let both = self.laws([9, 4], predicted: [3, 3], k: 0.6)
        let exact = SeparationGroups.probability(both, 0, exceeds: 1)
        let draws = RankDraws(both, RankDraws.Options(draws: 20_000, seed: 2, level: 0.9, top: 1))
        #expect(abs(draws.sites[0].inTop - exact) < 0.012)
        #expect(abs(SeparationGroups.probability(both, 1, exceeds: 0) + exact - 1) < 1e-12)
    }

    @Test("excesses of two sites are compared by quadrature as by draws")
    func excess() {
        let sites = [(12.0, 5.0), (6.0, 2.0)].compactMap {
            EmpiricalBayes.estimate(observed: $0.0, predicted: $0.1, dispersion: 0.4)
        }
        let laws = SiteLaws(.excess, ids: ["A", "B"], sites, lengthYears: [1, 1])
        let share = SeparationGroups.probability(laws, 0, exceeds: 1)
        let draws = RankDraws(laws, RankDraws.Options(draws: 20_000, seed: 5, level: 0.9, top: 1))
        let first = draws.sites.first { $0.site == 0 }?.inTop ?? 0
        #expect(abs(first - share) < 0.012)
    }

    @Test("the order of the sites changes no draw")
    func permutation() {
        var generator = ReplayableGenerator(seed: 8)
        let counts = (0..<60).map { _ in Double(generator.poisson(mean: 4)) }
        let sites = counts.compactMap {
            EmpiricalBayes.estimate(observed: $0, predicted: 3.7, dispersion: 0.3)
        }
        let ids = counts.indices.map { "S\($0)" }
        var order = Array(counts.indices)
        generator.shuffle(&order)
        let unit = counts.map { _ in 1.0 }
        let options = RankDraws.Options(draws: 400, seed: 1)
        let a = RankDraws(SiteLaws(.expected, ids: ids, sites, lengthYears: unit), options)
        let b = RankDraws(
            SiteLaws(
                .expected,
                ids: order.map { ids[$0] },
                order.map { sites[$0] },
                lengthYears: unit
            ),
            options
        )
        for (x, y) in zip(a.sites, b.sites) {
            #expect(ids[x.site] == ids[order[y.site]])
            #expect((x.lower, x.upper) == (y.lower, y.upper))
            #expect(x.mean == y.mean && x.inTop == y.inTop)
        }
    }

    @Test(
        "look-up draws follow the gamma law, shapes alike and all different",
        arguments: [1, 3000]
    )
    func tables(distinct: Int) {
        // Each site has the same law up to its shape; the mean over draws is the shape.
        let shapes = (0..<3000).map { 0.7 + 3 * Double($0 % distinct) / 3000 }
        let laws = SiteLaws(
            ids: shapes.indices.map { "S\($0)" },
            offset: shapes.map { _ in 0 },
            parts: [SiteLaws.Part(shape: shapes, scale: shapes.map { 1 / $0 })]
        )
        // The mean rank of equal means is the middle: draws neither favour nor lose a site.
        let draws = RankDraws(laws, RankDraws.Options(draws: 300, seed: 4))
        let mean = draws.sites.map(\.mean).reduce(0, +) / Double(draws.sites.count)
        #expect(abs(mean - 1500.5) < 30)
        #expect(draws.sites.allSatisfy { $0.lower >= 1 && $0.upper <= 3000 })
    }

    @Test("equal figures share the better rank; one site alone is first for certain")
    func ties() {
        let equal = RankDraws(laws([3, 3, 1], predicted: [2, 2, 2], k: 0.5), RankDraws.Options())
        #expect(equal.point == [1, 1, 3])
        let one = RankDraws(laws([3], predicted: [2], k: 0.5), RankDraws.Options())
        #expect(one.sites[0].lower == 1 && one.sites[0].upper == 1 && one.sites[0].inTop == 1)
    }

    @Test("rank differences and prediction indices of the worked example")
    func indices() throws {
        let first = [5.0, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0]
        let second = [11.0, 12, 4, 9, 1, 10, 8, 7, 6, 5, 3, 2]
        let periods = ConsistencyTest.Periods(
            testCrashes: second,
            length: first.map { _ in 1 },
            allCrashes: second.reduce(0, +),
            allLength: 12
        )
        let test = ConsistencyTest("x", first: first, second: second, periods, top: 5)
        // Ranks 1…5 become 2, 1, 9, 4, 12.
        #expect(test.rankDisplacement == 15)
        #expect(test.sitesKept == 3)
        #expect(test.crashesCaptured == 37)
        #expect(abs(try #require(test.efficiencyIndex) - 37.0 / 50) < 1e-12)
    }
}
