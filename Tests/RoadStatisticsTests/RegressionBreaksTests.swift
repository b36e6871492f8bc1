import Foundation
import RoadStatistics
import TestKit
import Testing

@Suite(
    "Breaks of a regression against strucchange 1.5.3",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct RegressionBreaksReferenceTests {
    private func reference(_ name: String) throws -> [String: Any] {
        let all = try ReferenceTable.json("trends/ref/changepoint_R.json")
        let breaks = try #require(all["strucchange"] as? [String: Any])
        return try #require(breaks[name] as? [String: Any])
    }

    @Test("the seat-belt regression breaks after October 1973 and January 1983")
    func seatbelts() throws {
        let expected = try reference("seatbelt")
        let table = try ReferenceTable.csv("trends/data/seatbelts.csv")
        let breaks = try RegressionBreaks(
            Formula("log10(drivers) ~ lag(log10(drivers), 1) + lag(log10(drivers), 12)"),
            to: table,
            most: 8,
            shortest: 18
        )
        // Rows from 1970 on have both lags: 180 of 192.
        #expect(breaks.rows == Array(12..<192))
        for (found, squares) in zip(breaks.partitions, try #require(expected["rss"] as? [Double])) {
            #expect(agrees(found.squares, squares, 1e-9))
        }
        for (found, bic) in zip(breaks.partitions, try #require(expected["bic"] as? [Double])) {
            #expect(agrees(found.bic, bic, 1e-9))
        }
        #expect(breaks.partitions.count == 9)
        // Dates are the last month of a piece, in years from January 1970.
        let dates = breaks.partitions[2].starts.map { 1970 + Double($0 - 1) / 12 }
        #expect(dates == expected["bp2"] as? [Double])
        #expect(
            1970 + Double(breaks.partitions[1].starts[0] - 1) / 12 == expected["bp1"] as? Double
        )
        #expect(breaks.chosen == (expected["bic_opt"] as? NSNumber)?.intValue)
        #expect(agrees(breaks.largestF, expected["supF"] as? Double ?? 0, 1e-9))
    }

    @Test("the Nile's mean changes once, after 1898")
    func nile() throws {
        let expected = try reference("nile")
        let breaks = try RegressionBreaks(
            Formula("volume ~ 1"),
            to: ReferenceTable.csv("trends/data/nile.csv"),
            most: 5,
            shortest: 15
        )
        for (found, bic) in zip(breaks.partitions, try #require(expected["bic"] as? [Double])) {
            #expect(agrees(found.bic, bic, 1e-10))
        }
        #expect(breaks.chosen == 1)
        #expect(breaks.partitions[1].starts == [(expected["bp"] as? NSNumber)?.intValue ?? 0])
    }
}

@Suite("Breaks of a regression")
struct RegressionBreaksTests {
    @Test("a slope that turns is found at its row; a straight line with noise has no break")
    func slope() throws {
        var generator = ReplayableGenerator(seed: 3)
        let x = (0..<60).map { Double($0) }
        let noise = x.map { _ in generator.normal() }
        let turning = x.indices.map { (x[$0] < 40 ? x[$0] : 80 - x[$0]) + noise[$0] }
        let straight = x.indices.map { x[$0] + noise[$0] }
        let table = try #require(ColumnTable(numbers: ["x": x, "a": turning, "b": straight]))
        let found = try RegressionBreaks(Formula("a ~ x"), to: table, most: 3, shortest: 8)
        #expect(found.chosen == 1)
        #expect(abs((found.partitions[1].starts.first ?? 0) - 40) <= 2)
        let none = try RegressionBreaks(Formula("b ~ x"), to: table, most: 3, shortest: 8)
        #expect(none.chosen == 0)
        // More breaks never fit worse.
        for (fewer, more) in zip(found.partitions, found.partitions.dropFirst()) {
            #expect(more.squares <= fewer.squares + 1e-9)
        }
    }

    @Test("pieces shorter than the model and short series are refused")
    func refused() throws {
        let table = try #require(ColumnTable(numbers: ["x": [1, 2, 3, 4], "y": [2, 1, 4, 3]]))
        #expect(throws: FormulaError.self) {
            try RegressionBreaks(Formula("y ~ x"), to: table, most: 1, shortest: 2)
        }
        #expect(throws: FormulaError.self) {
            try RegressionBreaks(Formula("y ~ x"), to: table, most: 1, shortest: 3)
        }
    }
}
