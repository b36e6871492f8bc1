import Foundation
import RoadStatistics
import TestKit
import Testing

/// Against pymannkendall 1.4.3 and scipy 1.17.1: S exact, Z 1e-9.
@Suite(
    "Mann–Kendall against pymannkendall",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct MannKendallReferenceTests {
    private func series(_ name: String) throws -> [Double] {
        switch name {
        case "seatbelts_DriversKilled_monthly", "seatbelts_VanKilled_monthly":
            let column = name.contains("Van") ? "VanKilled" : "DriversKilled"
            return try ReferenceTable.numbers(
                column,
                ReferenceTable.csv("trends/data/seatbelts.csv")
            )
        default:
            let table = try ReferenceTable.csv("trends/data/oecd_deaths_4countries.csv")
            guard case .labels(let countries) = table.columns["country"] else { return [] }
            let deaths = try ReferenceTable.numbers("deaths", table)
            let years = try ReferenceTable.numbers("year", table)
            let country = name.prefix { $0 != "_" }.capitalized
            return deaths.indices.filter {
                countries[$0] == country
                    && (!name.contains("2007") || (2007...2016).contains(Int(years[$0])))
            }.map { deaths[$0] }
        }
    }

    private func check(_ test: MannKendall, _ reference: Any?, _ note: Comment) throws {
        let row = try #require(reference as? [String: Any], note)
        func number(_ key: String) throws -> Double {
            try #require((row[key] as? NSNumber)?.doubleValue, note)
        }
        #expect(test.s == (try number("s")), note)
        #expect(agrees(test.variance, try number("var_s"), 1e-9), note)
        #expect(agrees(test.z, try number("z"), 1e-9), note)
        #expect(abs(test.p - (try number("p"))) < 1e-12, note)
        #expect(agrees(test.tau, try number("Tau"), 1e-9), note)
        #expect(agrees(test.slope, try number("slope"), 1e-9), note)
        #expect(agrees(test.intercept, try number("intercept"), 1e-9), note)
    }

    @Test(
        "every variant on every series",
        arguments: [
            "japan", "latvia", "iceland", "hungary_2007_2016", "seatbelts_DriversKilled_monthly",
            "seatbelts_VanKilled_monthly",
        ]
    )
    func variants(name: String) throws {
        let all = try ReferenceTable.json("trends/ref/mann_kendall.json")
        let reference = try #require(all[name] as? [String: Any])
        let values = try series(name)
        let plain = try MannKendall.test(values, variant: .original)
        let tauB = try #require(reference["kendall_tau_b"] as? [Double])
        #expect(agrees(MannKendall.tauB(score: plain.s, values), tauB[0], 1e-9))
        let p = try #require(
            MannKendall.tauBP(score: plain.s, variance: plain.variance, values)
        )
        #expect(agrees(p, tauB[1], 1e-9), "\(name) \(p)")
        for variant in MannKendall.Variant.allCases {
            let key = variant.rawValue.replacingOccurrences(of: "-", with: "_")
            try check(
                try MannKendall.test(values, variant: variant),
                reference[key],
                "\(name) \(key)"
            )
        }
        let line = try TheilSen.fit(x: values.indices.map { Double($0) }, y: values)
        let slopes = try #require(reference["scipy_theilslopes95"] as? [Double])
        for (value, expected) in zip(
            [line.slope, line.intercept, line.lower, line.upper],
            slopes
        ) {
            #expect(agrees(value, expected, 1e-9), Comment(rawValue: name))
        }
        guard reference["seasonal"] != nil else { return }
        try check(
            try MannKendall.seasonal(values, period: 12),
            reference["seasonal"],
            "\(name) seasonal"
        )
        try check(
            try MannKendall.seasonal(values, period: 12, isCorrelated: true),
            reference["correlated_seasonal"],
            "\(name) correlated"
        )
    }

    @Test("short series with and without ties, and exact p-values")
    func short() throws {
        for (name, value) in try ReferenceTable.json("hotspots/ref/mann_kendall.json") {
            guard let row = value as? [String: Any], let x = row["x"] as? [Double] else { continue }
            let test = try MannKendall.test(x)
            let note = Comment(rawValue: name)
            #expect(test.s == row["S"] as? Double, note)
            #expect(agrees(test.z, try #require(row["Z"] as? Double), 1e-12), note)
            #expect(agrees(test.p, try #require(row["p"] as? Double), 1e-12), note)
            #expect(agrees(test.slope, try #require(row["sen"] as? Double), 1e-12), note)
            if Set(x).count == x.count, let exact = row["p_exact_perm"] as? Double {
                let p = try #require(MannKendall.exactP(s: Int(test.s), count: x.count))
                #expect(abs(p - exact) < 1e-12, note)
            }
        }
    }
}

@Suite("Monotone trends")
struct MannKendallTests {
    @Test("reversing a series turns the sign, order-preserving maps change nothing")
    func symmetry() throws {
        var generator = ReplayableGenerator(seed: 12)
        for _ in 0..<20 {
            let values = (0..<25).map { _ in Double(generator.poisson(mean: 6)) }
            let there = try MannKendall.test(values)
            let back = try MannKendall.test(values.reversed())
            #expect(there.s == -back.s && abs(there.p - back.p) < 1e-15)
            let cubed = try MannKendall.test(values.map { $0 * $0 * $0 })
            #expect(cubed.s == there.s && cubed.variance == there.variance)
        }
    }

    @Test("a constant series has no trend")
    func constant() throws {
        let test = try MannKendall.test([5, 5, 5, 5])
        #expect(test.s == 0 && test.z == 0 && test.p == 1 && test.slope == 0)
    }

    @Test("short, endless and broken series are refused")
    func refused() {
        #expect(throws: SeriesError.self) { try MannKendall.test([1, 2]) }
        #expect(throws: SeriesError.self) { try MannKendall.test([1, .nan, 2, .nan]) }
        #expect(throws: SeriesError.self) { try MannKendall.test([1, 2, .infinity]) }
        #expect(throws: SeriesError.self) { try MannKendall.seasonal([1, 2, 3], period: 2) }
        #expect(throws: SeriesError.self) { try MannKendall.seasonal([1, 2, 3, 4], period: 1) }
        #expect(throws: SeriesError.self) { try TheilSen.fit(x: [1, 1], y: [1, 2]) }
        #expect(throws: SeriesError.self) { try TheilSen.fit(x: [1, 2], y: [1]) }
        #expect(MannKendall.exactP(s: 1, count: 1) == nil)
    }

    @Test("autocorrelation of a seesaw")
    func seesaw() {
        let rho = Autocorrelation.coefficients([1, -1, 1, -1], lags: 5)
        #expect(rho == [1, -0.75, 0.5, -0.25, 0, 0])
        #expect(Autocorrelation.durbinWatson([1, -1, 1, -1]) == 3)
        #expect(Autocorrelation.coefficients([], lags: 2).isEmpty)
    }
}
