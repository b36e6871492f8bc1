import Foundation
import RoadStatistics
import TestKit
import Testing

/// Against an exhaustive search in R, agreed by two other programs: joinpoints exact, SSE 1e-9,
/// permutation counts exact.
@Suite(
    "Joinpoint against exhaustive search",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct JoinpointReferenceTests {
    private func series(_ country: String, _ years: ClosedRange<Double> = 1970...2016) throws
        -> (times: [Double], deaths: [Double])
    {
        let table = try ReferenceTable.csv("trends/data/oecd_deaths_4countries.csv")
        guard case .labels(let countries) = table.columns["country"] else { return ([], []) }
        let all = try ReferenceTable.numbers("deaths", table)
        let year = try ReferenceTable.numbers("year", table)
        let rows = all.indices.filter { countries[$0] == country && years.contains(year[$0]) }
        return (rows.map { year[$0] }, rows.map { all[$0] })
    }

    /// A number or a list of them.
    private func numbers(_ value: Any?) -> [Double] {
        (value as? [Double]) ?? (value as? NSNumber).map { [$0.doubleValue] } ?? []
    }

    private func check(_ fits: [JoinpointFit], _ reference: Any?, _ country: String) throws {
        let rows = try #require(reference as? [[String: Any]])
        #expect(fits.count == rows.count)
        for (fit, row) in zip(fits, rows) {
            let note = Comment(rawValue: "\(country), \(fit.joinpoints.count) joinpoints")
            #expect(fit.joinpoints == numbers(row["joinpoints"]), note)
            #expect([Double(fit.candidates)] == numbers(row["ncand"]), note)
            let pairs: [([Double], String)] = [
                ([fit.squares], "sse"), (fit.segments.map(\.slope), "seg_slope"),
                (fit.segments.map(\.slopeError), "slope_se"),
                (fit.segments.map(\.annualChange), "APC"),
                (fit.segments.map(\.lower), "APC_lo_t"),
                (fit.segments.map(\.upper), "APC_hi_t"), ([fit.averageChange], "AAPC"),
                ([fit.averageLower], "AAPC_lo"), ([fit.averageUpper], "AAPC_hi"),
                ([fit.bic], "BIC"), ([fit.bic3], "BIC3"), ([fit.largestShare], "WBIC_weight"),
                ([fit.weightedBIC], "WBIC"),
            ]
            for (values, key) in pairs {
                let expected = numbers(row[key])
                #expect(values.count == expected.count, "\(note) \(key)")
                for (value, number) in zip(values, expected) {
                    #expect(
                        agrees(value, number, 1e-9) || abs(value - number) < 1e-8,
                        "\(note) \(key)"
                    )
                }
            }
        }
    }

    @Test("fits of 0–3 joinpoints", arguments: ["Japan", "Hungary", "Latvia", "Iceland"])
    func fits(country: String) throws {
        let all = try ReferenceTable.json("trends/ref/joinpoint.json")
        let reference = try #require(all[country] as? [String: Any])
        let (times, deaths) = try series(country)
        let options = JoinpointOptions(degrees: .placesKnown)
        let plain = try Joinpoint.fits(times: times, values: deaths, options: options)
        try check(plain, reference["unweighted"], country)
        try check(
            Joinpoint.fits(times: times, values: deaths, weights: deaths, options: options),
            reference["poisson_weighted"],
            country
        )
        let select = try #require(reference["select"] as? [String: Int])
        let names = ["BIC": Joinpoint.Criterion.bic, "BIC3": .bic3, "WBIC": .weightedBIC]
        for (name, criterion) in names {
            let chosen = Joinpoint.select(plain, by: criterion)
            #expect(chosen?.joinpoints.count == select[name], "\(country) \(name)")
        }
    }

    @Test("permutation counts are exact, draw by draw")
    func permutations() throws {
        let all = try ReferenceTable.json("trends/ref/joinpoint.json")
        let reference = try #require(all["permutation"] as? [String: Any])
        for (key, country, years) in [
            ("Hungary_1990_2016", "Hungary", 1990.0...2016), ("Iceland", "Iceland", 1970...2016),
        ] {
            let (times, deaths) = try series(country, years)
            for row in try #require(reference[key] as? [[String: Any]]) {
                func number(_ name: String) throws -> Int {
                    try #require((row[name] as? NSNumber)?.intValue)
                }
                let test = try Joinpoint.permutationTest(
                    times: times,
                    values: deaths,
                    null: number("k0"),
                    alternative: number("k1"),
                    permutations: number("N"),
                    source: .minimalStandard(UInt64(number("seed")))
                )
                let note = Comment(rawValue: "\(key) \(test.null) against \(test.alternative)")
                #expect(test.exceeding == (try number("count")), note)
                #expect(agrees(test.statistic, row["T"] as? Double ?? 0, 1e-9), note)
                #expect(abs(test.p - (row["p"] as? Double ?? 0)) < 1e-12, note)
            }
        }
    }

    @Test("Iceland's last two years are an artefact of the tail")
    func tail() throws {
        let (times, deaths) = try series("Iceland")
        let fits = try Joinpoint.fits(times: times, values: deaths)
        #expect(fits[2].isTailArtefact)
        #expect(!fits[0].isTailArtefact)
        let japan = try series("Japan")
        #expect(try !Joinpoint.fits(times: japan.times, values: japan.deaths)[2].isTailArtefact)
    }
}

@Suite("Joinpoint")
struct JoinpointTests {
    @Test("a bend without noise is found exactly")
    func bend() throws {
        let times = (2000...2020).map { Double($0) }
        let values = times.map { year in exp(6 - 0.02 * (year - 2000) - 0.05 * max(0, year - 2009))
        }
        let fits = try Joinpoint.fits(times: times, values: values)
        #expect(fits[1].joinpoints == [2009])
        #expect(abs(fits[1].segments[0].annualChange - 100 * expm1(-0.02)) < 1e-9)
        #expect(abs(fits[1].segments[1].annualChange - 100 * expm1(-0.07)) < 1e-9)
    }

    @Test("the sequence of tests finds a bend in noise and none in a straight line")
    func sequence() throws {
        var generator = ReplayableGenerator(seed: 14)
        let times = (0..<25).map { Double($0) }
        let noise = times.map { _ in 0.05 * generator.normal() }
        let straight = times.map { exp(5 - 0.03 * $0 + noise[Int($0)]) }
        let bent = times.map { exp(5 - 0.03 * $0 - 0.1 * max(0, $0 - 12) + noise[Int($0)]) }
        let options = JoinpointOptions(most: 2)
        let none = try Joinpoint.sequentialTest(
            times: times,
            values: straight,
            permutations: 199,
            options: options
        )
        #expect(none.selected == 0 && none.tests.count == 2)
        let one = try Joinpoint.sequentialTest(
            times: times,
            values: bent,
            permutations: 199,
            options: options
        )
        #expect(one.selected == 1)
        let again = try Joinpoint.sequentialTest(
            times: times,
            values: bent,
            permutations: 199,
            options: options
        )
        #expect(again.tests == one.tests)
    }

    @Test("zeros, unordered times, unequal columns and endless searches are refused")
    func refused() {
        let times = (0..<12).map { Double($0) }
        let ones = times.map { _ in 1.0 }
        #expect(throws: SeriesError.badValue(row: 3)) {
            try Joinpoint.fits(times: times, values: times.map { $0 == 3 ? 0 : 1 })
        }
        #expect(throws: SeriesError.self) {
            try Joinpoint.fits(times: times.reversed(), values: ones)
        }
        #expect(throws: SeriesError.unequalColumns) {
            try Joinpoint.fits(times: times, values: [1])
        }
        #expect(throws: SeriesError.self) { try Joinpoint.fits(times: [1, 2], values: [1, 2]) }
        let long = (0..<400).map { Double($0) }
        #expect(throws: SeriesError.badOption("most")) {
            try Joinpoint.fits(
                times: long,
                values: long.map { _ in 1 },
                options: JoinpointOptions(most: 5)
            )
        }
        #expect(throws: SeriesError.badOption("alternative")) {
            try Joinpoint.permutationTest(times: times, values: ones, null: 1, alternative: 1)
        }
        #expect((try? Joinpoint.fits(times: times, values: ones))?.isEmpty == false)
    }

    @Test("a series too short for a joinpoint has the straight fit only")
    func short() throws {
        let fits = try Joinpoint.fits(times: [1, 2, 3, 4], values: [4, 3, 3, 2])
        #expect(fits.map(\.joinpoints.count) == [0])
    }
}
