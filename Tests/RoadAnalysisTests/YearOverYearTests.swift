import RoadAnalysis
import RoadModel
import Testing

@Suite("Year over year")
struct YearOverYearTests {
    private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
        try #require(CivilDate(year: year, month: month, day: day))
    }

    private func counts(
        _ area: String,
        from: CivilDate,
        through: CivilDate,
        every: Int = 1,
        _ count: Int = 1
    ) -> [DailyCount] {
        stride(from: from.daysSinceEpoch, through: through.daysSinceEpoch, by: every).map {
            DailyCount(
                area: area,
                measure: "killed",
                date: CivilDate(daysSinceEpoch: $0),
                count: count
            )
        }
    }

    @Test("full years and the year to date, each with its windows")
    func windows() throws {
        let coverage = try #require(
            DateWindow(first: day(2022, 6, 1), last: day(2025, 8, 27))
        )
        let daily = counts("10", from: coverage.first, through: coverage.last)
        let rows = YearOverYear.compare(daily: daily, coverage: coverage)
        #expect(rows.map(\.kind) == [.fullYear, .yearToDate])
        #expect(rows[0].change.before == 365 && rows[0].change.after == 366)
        #expect(rows[0].change.exposureBefore == 365 && rows[0].change.exposureAfter == 366)
        #expect(abs(try #require(rows[0].change.percent)) < 1e-9)
        #expect(try rows[1].windowBefore.last == day(2024, 8, 27))
        #expect(rows[1].change.before == 240 && rows[1].change.after == 239)
        #expect(rows[1].change.verdict.code == .noEvidence)
        #expect(rows.allSatisfy { $0.area == "10" })
    }

    @Test("29 February can be left out or ignored")
    func leapDay() throws {
        let coverage = try #require(
            DateWindow(first: day(2023, 1, 1), last: day(2024, 2, 29))
        )
        let daily = counts("10", from: coverage.first, through: coverage.last)
        func change(_ rule: YearOverYearOptions.LeapDay) throws -> TrendChange {
            let rows = YearOverYear.compare(
                daily: daily,
                coverage: coverage,
                options: YearOverYearOptions(leapDay: rule)
            )
            #expect(rows.count == 1)
            return try #require(rows.first).change
        }
        let dropped = try change(.drop)
        #expect(dropped.before == 59 && dropped.after == 59 && dropped.exposureAfter == 1)
        let ignored = try change(.ignore)
        #expect(ignored.after == 60 && ignored.exposureAfter == 1)
        let perDay = try change(.perDay)
        #expect(perDay.after == 60 && perDay.exposureAfter == 60)
        #expect(perDay.verdict.flags.isEmpty)
    }

    @Test("twenty regions at once: one small p-value among many is no change")
    func multiplicity() {
        var yearly: [YearlyCount] = []
        for region in 10..<30 {
            // Region 10: p ≈ 0.017 by itself; the others hardly move.
            yearly.append(YearlyCount(area: "\(region)", measure: "killed", year: 2024, count: 100))
            yearly.append(
                YearlyCount(
                    area: "\(region)",
                    measure: "killed",
                    year: 2025,
                    count: region == 10 ? 69 : 101
                )
            )
        }
        let rows = YearOverYear.compare(yearly: yearly)
        #expect(rows.count == 21)
        #expect(rows[0].area == nil)
        #expect(rows[0].change.before == 2000 && rows[0].change.after == 1988)
        #expect(rows[0].family == 1)
        let ten = rows[1]
        #expect(ten.area == "10" && ten.family == 20)
        #expect(ten.change.overdispersed.p < 0.05 && ten.q > 0.05)
        #expect(ten.change.verdict.code == .noEvidence)
        #expect(rows.dropFirst().allSatisfy { $0.q >= $0.change.overdispersed.p })
    }

    @Test("years that do not stand next to each other are not compared")
    func hole() {
        let yearly = [2019, 2020, 2022].map {
            YearlyCount(area: "10", measure: "killed", year: $0, count: 50)
        }
        let rows = YearOverYear.compare(yearly: yearly)
        #expect(rows.map(\.windowAfter.last.year) == [2020])
        #expect(YearOverYear.compare(yearly: []).isEmpty)
        let wild = [YearlyCount(area: "", measure: "", year: .max, count: 1)]
        #expect(YearOverYear.compare(yearly: wild).isEmpty)
    }

    @Test("eight earlier years become the history of a comparison")
    func history() {
        let yearly = (2010...2020).map {
            YearlyCount(
                area: "10",
                measure: "killed",
                year: $0,
                count: $0 % 2 == 0 ? 1100 : 900
            )
        }
        let rows = YearOverYear.compare(yearly: yearly)
        #expect(rows.first?.change.phiSource == "assumed 1")
        #expect(rows.last?.change.phiSource == "history of 9 years")
        #expect((rows.last?.change.overdispersed.phi ?? 0) > 5)
        let rule = RecordingBreak(
            date: CivilDate(daysSinceEpoch: 16_000),
            measures: ["killed"],
            certainty: .suspected,
            source: ""
        )
        let broken = YearOverYear.compare(yearly: yearly, breaks: [rule])
        #expect(broken.last?.change.phiSource == "assumed 1")
    }

    @Test("the order of rows does not matter")
    func permuted() {
        var yearly: [YearlyCount] = []
        for year in 2018...2025 {
            for area in ["b", "a", "c"] {
                for measure in ["killed", "crashes"] {
                    let count = (year * 37 + area.utf8.count * 11 + measure.utf8.count) % 90
                    yearly.append(
                        YearlyCount(area: area, measure: measure, year: year, count: count)
                    )
                }
            }
        }
        #expect(
            YearOverYear.compare(yearly: yearly)
                == YearOverYear.compare(yearly: yearly.reversed())
        )
    }
}
