import RoadStatistics
import TestKit
import Testing

@Suite("Trends of several areas, joinpoints of many series, late registrations")
struct RegionalTrendTests {
    @Test(
        "the regional test agrees with pymannkendall",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func regional() throws {
        let table = try ReferenceTable.csv("trends/data/oecd_deaths_4countries.csv")
        guard case .labels(let countries) = table.columns["country"] else {
            throw FormulaError.unknownColumn("country")
        }
        let deaths = try ReferenceTable.numbers("deaths", table)
        let areas = Set(countries).sorted().map { name in
            countries.indices.filter { countries[$0] == name }.map { deaths[$0] }
        }
        // pymannkendall 1.4.3: regional_test, correlated_multivariate_test.
        let plain = try MannKendall.regional(areas)
        #expect(plain.s == -2525)
        #expect(agrees(plain.variance, 47431.666666666664, 1e-12))
        #expect(agrees(plain.z, -11.589245369886598, 1e-9))
        #expect(agrees(plain.slope, -12.985294117647058, 1e-12))
        let joint = try MannKendall.regional(areas, isCorrelated: true)
        #expect(agrees(joint.variance, 139855.6666666667, 1e-12))
        #expect(agrees(joint.z, -6.751827662186785, 1e-9))
        #expect(throws: SeriesError.unequalColumns) {
            try MannKendall.regional([[1, 2, 3], [1, 2, 3, 4]])
        }
    }

    @Test("permutations with prepared gains count as the walk over all sets does", arguments: 1...3)
    func gains(most: Int) throws {
        var generator = ReplayableGenerator(seed: UInt64(most))
        let times = (0..<24).map { Double($0) }
        let values = times.map { 100 + 3 * $0 + 20 * generator.normal() }.map { max(1, $0) }
        let options = JoinpointOptions(most: most)
        let test = try Joinpoint.permutationTest(
            times: times,
            values: values,
            null: 0,
            alternative: most,
            permutations: 200,
            options: options
        )
        let fits = try Joinpoint.fits(times: times, values: values, options: options)
        #expect(agrees(test.statistic, fits[0].squares / fits[most].squares, 1e-9))
        #expect(test.p == Double(test.exceeding + 1) / 201)
    }

    @Test("limits of a nowcast hold what is registered and grow with what is missing")
    func nowcast() throws {
        let nan = Double.nan
        let triangle = [
            [60, 25, 15], [55, 30, 12], [70, 24, 16], [64, 28, nan], [58, nan, nan],
        ]
        let found = try Nowcast.chainLadder(triangle)
        for period in found.periods {
            #expect(period.lower >= period.seen && period.upper >= period.expected - 1)
        }
        let widths = found.periods.map { $0.upper - $0.lower }
        #expect(widths[0] == 0 && widths[3] > 0 && widths[4] > widths[3])
        #expect(found.lower <= found.expected && found.expected <= found.upper)
        #expect(found.standardError > found.periods[4].standardError)
    }
}
