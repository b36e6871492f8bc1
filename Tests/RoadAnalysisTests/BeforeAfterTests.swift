import Foundation
import RoadAnalysis
import RoadStatistics
import TestKit
import Testing

/// Tolerances of the reference page: comparison group 1e-10, empirical Bayes 1e-9.
@Suite(
    "Before–after against the references",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct BeforeAfterReferenceTests {
    private func json(_ path: String) throws -> [String: Any] {
        let bytes = Data(try SharedReference.bytes(path))
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }

    private func agrees(_ value: Double, _ expected: Any?, _ tolerance: Double) -> Bool {
        guard let number = (expected as? NSNumber)?.doubleValue else { return false }
        return abs(value - number) <= tolerance * max(1e-9, abs(number))
    }

    @Test("Hauer's comparison group", arguments: ["ex1", "ex2", "ex3", "ex4"])
    func comparisonGroup(name: String) throws {
        let row = try #require(
            try json("trends/ref/before_after_cg.json")[name] as? [String: Any]
        )
        func count(_ key: String) throws -> Int {
            try #require((row[key] as? NSNumber)?.intValue)
        }
        let variance = try #require((row["var_omega"] as? NSNumber)?.doubleValue)
        let effect = try #require(
            BeforeAfter.comparisonGroup(
                treatedBefore: count("K"),
                treatedAfter: count("L"),
                comparisonBefore: count("M"),
                comparisonAfter: count("N"),
                oddsVariance: variance
            )
        )
        #expect(agrees(effect.expected, row["pi"], 1e-10))
        #expect(agrees(effect.expectedVariance, row["var_pi"], 1e-10))
        #expect(agrees(effect.ratio, row["theta"], 1e-10))
        #expect(agrees(effect.standardError, row["se_theta"], 1e-10))
        #expect(agrees(effect.prevented, row["delta"], 1e-10))
        #expect(agrees(effect.preventedError, row["se_delta"], 1e-10))
        let limits = try #require(row["ci95"] as? [Double])
        // The reference rounds the normal quantile to 1.959964.
        #expect(agrees(effect.lower, limits[0], 1e-8))
        #expect(agrees(effect.upper, limits[1], 1e-8))
    }

    @Test("thirteen passing lanes of the Highway Safety Manual")
    func empiricalBayes() throws {
        let reference = try json("trends/ref/eb_before_after_hsm.json")
        let rows = try #require(reference["sites"] as? [[String: Any]])
        #expect(rows.count == 13)
        let sites = try rows.map { row -> EvaluationSite in
            func number(_ key: String) throws -> Double {
                try #require((row[key] as? NSNumber)?.doubleValue)
            }
            func sum(_ key: String) throws -> Int {
                try #require(row[key] as? [Int]).reduce(0, +)
            }
            let length = try number("L")
            func predicted(_ traffic: Double, _ years: Double) -> Double {
                traffic * length * 365e-6 * exp(-0.312) * years
            }
            return EvaluationSite(
                observedBefore: try sum("before"),
                observedAfter: try sum("after"),
                predictedBefore: predicted(try number("aadt_b"), 5),
                predictedAfter: predicted(try number("aadt_a"), 2),
                overdispersion: 0.236 / length
            )
        }
        let result = try #require(BeforeAfter.empiricalBayes(sites))
        for (site, row) in zip(result.expectations, rows) {
            #expect(agrees(site.weight, row["w"], 1e-9))
            #expect(agrees(site.expectedBefore, row["exp_before"], 1e-9))
            #expect(agrees(site.expectedAfter, row["exp_after"], 1e-9))
            #expect(agrees(site.variance, row["var"], 1e-9))
        }
        let effect = result.effect
        #expect(effect.observed == 30)
        #expect(agrees(effect.expected, reference["expected_after"], 1e-9))
        #expect(agrees(effect.expectedVariance, reference["var_expected"], 1e-9))
        #expect(agrees(effect.ratio, reference["OR"], 1e-9))
        #expect(agrees(-effect.percent, reference["effect_pct"], 1e-9))
        #expect(agrees(effect.standardError, reference["se_hsm"], 1e-9))
        let hauer = try #require(BeforeAfter.empiricalBayes(sites, form: .hauer))
        #expect(agrees(hauer.effect.standardError, reference["se_hauer"], 1e-9))
        #expect(hauer.effect.ratio == effect.ratio)
    }
}

@Suite("Before–after")
struct BeforeAfterTests {
    @Test("sites chosen for a bad year improve by themselves; empirical Bayes does not credit it")
    func regressionToTheMean() throws {
        var generator = ReplayableGenerator(seed: 40)
        var sites: [EvaluationSite] = []
        var before = 0
        var after = 0
        while sites.count < 400 {
            // Nothing is done to any site: truth is 1.
            let mean = 3 * generator.gamma(shape: 2) / 2
            let first = generator.poisson(mean: mean)
            guard first >= 6 else { continue }
            let second = generator.poisson(mean: mean)
            before += first
            after += second
            sites.append(
                EvaluationSite(
                    observedBefore: first,
                    observedAfter: second,
                    predictedBefore: 3,
                    predictedAfter: 3,
                    overdispersion: 0.5
                )
            )
        }
        #expect(Double(after) / Double(before) < 0.85)
        let effect = try #require(BeforeAfter.empiricalBayes(sites)).effect
        #expect(effect.lower < 1 && 1 < effect.upper)
        #expect(abs(effect.ratio - 1) < 0.08)
    }

    @Test("what cannot be evaluated yields nothing; no crash after still has an upper limit")
    func impossible() throws {
        func group(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ v: Double = 0) -> Bool {
            BeforeAfter.comparisonGroup(
                treatedBefore: a,
                treatedAfter: b,
                comparisonBefore: c,
                comparisonAfter: d,
                oddsVariance: v
            ) != nil
        }
        #expect(group(5, 5, 5, 5))
        #expect(!group(0, 5, 5, 5) && !group(5, 0, 5, 5) && !group(5, 5, 0, 5))
        #expect(!group(5, 5, 5, -1) && !group(5, 5, 5, 5, .nan))
        #expect(BeforeAfter.empiricalBayes([]) == nil)
        var site = EvaluationSite(
            observedBefore: 3,
            observedAfter: 2,
            predictedBefore: 2,
            predictedAfter: 1,
            overdispersion: 0.4
        )
        #expect(BeforeAfter.empiricalBayes([site]) != nil)
        site.predictedBefore = 0
        #expect(BeforeAfter.empiricalBayes([site]) == nil)
        site.predictedBefore = 2
        site.observedAfter = 0
        let none = try #require(BeforeAfter.empiricalBayes([site]))
        #expect(none.effect.ratio == 0 && none.effect.lower == 0)
        // w = 1/1.8, E = (2w + 3(1 − w))/2 = 1.2222; V = E·(1 − w)/2. Nothing seen: at most
        // 3.68888 at 97.5 % (Garwood), over E and widened by the expectation's own error.
        let (expected, variance) = (1.2222222222222223, 0.2716049382716049)
        let error = (variance / (expected * expected)).squareRoot()
        #expect(abs(none.effect.expected - expected) < 1e-12)
        let upper = 3.6888794541139363 / expected * (1 + 1.959963984540054 * error)
        #expect(abs(none.effect.upper - upper) < 1e-9)
    }
}
