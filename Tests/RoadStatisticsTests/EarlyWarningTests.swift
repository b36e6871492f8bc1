import Foundation
import RoadStatistics
import TestKit
import Testing

@Suite("Early warning")
struct EarlyWarningTests {
    private func counts(_ name: String) throws -> [Double] {
        try ReferenceTable.numbers(name, try ReferenceTable.csv("trends/data/seatbelts.csv"))
    }

    private func limits(_ name: String) throws -> [Double] {
        let json = try ReferenceTable.json("trends/ref/surveillance_DriversKilled.json")
        return try #require(json[name] as? [Double])
    }

    @Test(
        "Farrington's limits agree with R's surveillance",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [(FarringtonOptions(), "farrington"), (.flexible, "flexible")]
    )
    func farrington(options: FarringtonOptions, name: String) throws {
        let expected = try limits(name + "_ub")
        let alarms = try limits(name + "_alarm")
        let warnings = try Farrington.watch(
            counts("DriversKilled"),
            period: 12,
            rows: 120..<192,
            options: options
        )
        #expect(warnings.count == expected.count)
        for (warning, limit) in zip(warnings, expected) {
            #expect(agrees(warning.upper ?? .nan, limit, 1e-4))
        }
        #expect(warnings.map { $0.isAlarm ? 1 : 0 } == alarms)
    }

    @Test(
        "cumulative sum and moving average of the van drivers",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func charts() throws {
        let vans = try counts("VanKilled")
        let json = try ReferenceTable.json("trends/ref/surveillance_DriversKilled.json")
        let sum = try #require(json["cusum_down_VanKilled"] as? [String: Any])
        let average = try #require(json["ewma_VanKilled"] as? [String: Any])
        let mean = vans.prefix(120).reduce(0, +) / 120
        let reference = ControlCharts.reference(mean, shifted: 0.7 * mean)
        #expect(agrees(reference, try #require(sum["k"] as? Double), 1e-12))
        let sums = ControlCharts.cusum(vans, reference: reference, .down)
        for (own, expected) in zip(sums, try #require(sum["S"] as? [Double])) {
            #expect(abs(own - expected) < 1e-9)
        }
        let averages = ControlCharts.ewma(vans, mean: mean, weight: 0.2)
        for (own, expected) in zip(averages, try #require(average["E"] as? [Double])) {
            #expect(abs(own - expected) < 1e-9)
        }
    }

    @Test("a limit gives the run to a false alarm that was asked for")
    func calibration() {
        let reference = ControlCharts.reference(10, shifted: 13)
        let limit = ControlCharts.limit(mean: 10, reference: reference, run: 60, .up)
        var generator = ReplayableGenerator(seed: 3)
        var total = 0
        for _ in 0..<3000 {
            var (sum, steps) = (0.0, 0)
            while sum < limit, steps < 5000 {
                sum = max(0, sum + Double(generator.poisson(mean: 10)) - reference)
                steps += 1
            }
            total += steps
        }
        // 3,000 geometric runs: the mean is known to about 2 %; the grid costs some more.
        #expect(abs(Double(total) / 3000 / 60 - 1) < 0.15)
    }

    @Test("an outbreak raises an alarm, a short or negative series is refused")
    func alarmAndDamage() throws {
        var series = (0..<96).map { 20 + 5 * sin(2 * .pi * Double($0) / 12) }.map { $0.rounded() }
        series[95] = 60
        let warnings = try Farrington.watch(
            series,
            period: 12,
            rows: 84..<96,
            options: .flexible
        )
        #expect(warnings.map(\.isAlarm) == [Bool](repeating: false, count: 11) + [true])
        series[3] = -1
        #expect(throws: SeriesError.badValue(row: 3)) {
            try Farrington.watch(series, period: 12, rows: 84..<96, options: .flexible)
        }
        #expect(throws: SeriesError.self) {
            try Farrington.watch(
                [1, 2, 3],
                period: 12,
                rows: 0..<3,
                options: FarringtonOptions()
            )
        }
    }
}
