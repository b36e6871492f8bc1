import Foundation
import RoadStatistics
import TestKit
import Testing

@Suite("Joinpoints between observations")
struct JoinpointBetweenTests {
    @Test("a turn between two years is found where it was put, and its slopes with it")
    func known() throws {
        let times = (0..<30).map { 1990 + Double($0) }
        let values = times.map { exp(5 - 0.02 * ($0 - 1990) - 0.08 * max(0, $0 - 2004.37)) }
        let fits = try Joinpoint.fits(times: times, values: values)
        let found = try JoinpointBetween.refine(fits[1], times: times, values: values)
        #expect(abs(found.joinpoints[0] - 2004.37) < 1e-6)
        #expect(abs(found.slopes[0] + 0.02) < 1e-8 && abs(found.slopes[1] + 0.10) < 1e-8)
        #expect(found.squares < 1e-16)
        // Without a joinpoint nothing moves.
        let straight = try JoinpointBetween.refine(fits[0], times: times, values: values)
        #expect(straight.joinpoints.isEmpty && straight.slopes.count == 1)
        #expect(abs(straight.squares - fits[0].squares) < 1e-12)
    }

    @Test(
        "Japan as R's segmented 1.6.2 ends: places 1e-4, errors 1 %, squares 1e-7",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func japan() throws {
        let (times, deaths) = try series("Japan")
        let fits = try Joinpoint.fits(times: times, values: deaths)
        let two = try JoinpointBetween.refine(fits[2], times: times, values: deaths)
        #expect(abs(two.joinpoints[0] - 1977.77890105) < 1e-3, "\(two)")
        #expect(abs(two.joinpoints[1] - 1992.01089732) < 1e-3, "\(two)")
        #expect(agrees(two.squares, 0.091394737271, 1e-7))
        #expect(agrees(two.errors[0], 0.347264679353, 0.01))
        #expect(agrees(two.errors[1], 0.428443218860, 0.01))
    }

    @Test(
        "Hungary: no worse than segmented, which stops short of the least squares",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func hungary() throws {
        let all = try ReferenceTable.json("trends/ref/joinpoint.json")
        let reference = try #require(all["Hungary_segmented3"] as? [String: Any])
        let squares = try #require((reference["rss"] as? NSNumber)?.doubleValue)
        let places = try #require(reference["psi"] as? [Double])
        let slopes = try #require(reference["slopes"] as? [Double])
        let (times, deaths) = try series("Hungary")
        let fits = try Joinpoint.fits(times: times, values: deaths)
        let found = try JoinpointBetween.refine(fits[3], times: times, values: deaths)
        // Other starts of segmented end at 0.42751 and 0.42759: the reference is one such stop.
        #expect(found.squares <= squares && found.squares > 0.99 * squares)
        for (place, expected) in zip(found.joinpoints, places) {
            #expect(abs(place - expected) < 0.35, "\(found.joinpoints)")
        }
        for (slope, expected) in zip(found.slopes, slopes) {
            #expect(abs(slope - expected) < 0.003, "\(found.slopes)")
        }
    }

    private func series(_ country: String) throws -> (times: [Double], deaths: [Double]) {
        let table = try ReferenceTable.csv("trends/data/oecd_deaths_4countries.csv")
        guard case .labels(let countries) = table.columns["country"] else { return ([], []) }
        let all = try ReferenceTable.numbers("deaths", table)
        let year = try ReferenceTable.numbers("year", table)
        let rows = all.indices.filter { countries[$0] == country }
        return (rows.map { year[$0] }, rows.map { all[$0] })
    }
}
