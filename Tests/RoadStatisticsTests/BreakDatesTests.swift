import Foundation
import RoadStatistics
import TestKit
import Testing

@Suite("The largest F of a break at an unknown date")
struct BreakInstabilityTests {
    @Test(
        "chances by eigenfunctions (DeLong 1981; scipy's hyp1f1): within 1e-5",
        arguments: [
            (1, 0.15, 7.12, 0.10806357), (1, 0.15, 8.85, 0.05026842),
            (2, 0.15, 11.72, 0.05320013), (3, 0.15, 14.13, 0.05364563),
            (4, 0.05, 15, 0.13318343), (2, 0.3, 10, 0.06066731), (6, 0.15, 25, 0.01000776),
        ]
    )
    func chances(coefficients: Int, trimming: Double, statistic: Double, expected: Double) throws {
        let p = try #require(
            BreakInstability.p(
                statistic: statistic,
                coefficients: coefficients,
                trimming: trimming
            )
        )
        #expect(abs(p - expected) < 1e-5, "\(p)")
    }

    @Test("larger statistics are rarer, longer searches find more, 0 is no evidence")
    func order() throws {
        func p(_ statistic: Double, _ k: Int, _ trimming: Double) -> Double {
            BreakInstability.p(statistic: statistic, coefficients: k, trimming: trimming) ?? .nan
        }
        var earlier = 1.0
        for statistic in stride(from: 1.0, through: 60, by: 1) {
            let value = p(statistic, 4, 0.1)
            #expect(value <= earlier + 1e-12 && value >= 0)
            earlier = value
        }
        #expect(earlier < 1e-9)
        #expect(p(12, 2, 0.05) > p(12, 2, 0.15) && p(12, 2, 0.15) > p(12, 2, 0.4))
        #expect(p(12, 3, 0.15) > p(12, 2, 0.15))
        // A search over hardly any dates is a single test.
        let single = GammaDistribution.chiSquared(degrees: 2).above(9)
        #expect(abs(p(9, 2, 0.499999) - single) < 1e-3)
        #expect(p(0, 3, 0.15) == 1 && p(.infinity, 3, 0.15) == 0)
        #expect(BreakInstability.p(statistic: 9, coefficients: 0, trimming: 0.15) == nil)
        #expect(BreakInstability.p(statistic: 9, coefficients: 1, trimming: 0.5) == nil)
    }
}

@Suite(
    "Dates of breaks against strucchange 1.5.3",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct BreakDatesReferenceTests {
    @Test("the Nile's break lies between 1895 and 1902")
    func nile() throws {
        let all = try ReferenceTable.json("trends/ref/changepoint_R.json")
        let breaks = try #require(all["strucchange"] as? [String: Any])
        let nile = try #require(breaks["nile"] as? [String: Any])
        let table = try ReferenceTable.csv("trends/data/nile.csv")
        let model = try Formula("volume ~ 1")
        let found = try RegressionBreaks(model, to: table, most: 5, shortest: 15)
        let dates = try RegressionBreaks.dates(of: found.partitions[1], model, to: table)
        #expect(dates.count == 1)
        let limits: [Int?] = [dates[0].lower, dates[0].last, dates[0].upper]
        #expect(limits == (nile["ci"] as? [Int]) ?? [])
        // A wider level never gives a narrower interval.
        let wide = try RegressionBreaks.dates(
            of: found.partitions[1],
            model,
            to: table,
            level: 0.99
        )
        #expect((wide[0].lower ?? 99) <= 25 && (wide[0].upper ?? 0) >= 32)
    }

    @Test("the seat-belt regression: intervals as confint prints them, p near Hansen's")
    func seatbelts() throws {
        let table = try ReferenceTable.csv("trends/data/seatbelts.csv")
        let model = try Formula(
            "log10(drivers) ~ lag(log10(drivers), 1) + lag(log10(drivers), 12)"
        )
        let found = try RegressionBreaks(model, to: table, most: 8, shortest: 18)
        let two = try RegressionBreaks.dates(of: found.partitions[2], model, to: table)
        #expect(two.map(\.lower) == [33, 144])
        #expect(two.map(\.last) == [46, 157])
        #expect(two.map(\.upper) == [56, 171])
        let one = try RegressionBreaks.dates(of: found.partitions[1], model, to: table)
        #expect(one.map(\.lower) == [35] && one.map(\.upper) == [57])
        let all = try ReferenceTable.json("trends/ref/changepoint_R.json")
        let breaks = try #require(all["strucchange"] as? [String: Any])
        let reference = try #require(breaks["seatbelt"] as? [String: Any])
        let p = try #require((reference["supF_p"] as? NSNumber)?.doubleValue)
        // Hansen 1997 fitted curves to simulated paths of finite steps, which pass over some
        // peaks: his 0.0067 stands for 0.0083 by eigenfunctions.
        let own = try #require(found.instability)
        #expect(abs(own - 0.0083008) < 1e-5 && abs(own - p) < 2e-3, "\(own)")
    }
}
