import RoadAnalysis
import RoadModel
import Testing

@Suite("Traffic measured from passages")
struct TrafficMeasureTests {
    /// Hours since 1970 on Monday, 5 January 2026.
    private let monday = Int32(20_458 * 24)

    private func volumes(
        hours: Range<Int>,
        skipping: (Int) -> Bool = { _ in false },
        count: (Int) -> Int
    ) -> HourlyVolumes {
        var volumes = HourlyVolumes()
        let serial = Array("K1".utf8)
        for hour in hours where !skipping(hour) {
            for _ in 0..<count(hour) {
                let site = volumes.site(serial[...])
                volumes.add(site, localHour: monday + Int32(hour), isHeavy: false)
            }
        }
        return volumes
    }

    @Test("hour of the week and day follow the calendar")
    func calendar() {
        #expect(HourlyVolumes.hourOfWeek(monday) == 0)
        #expect(HourlyVolumes.hourOfWeek(monday + 167) == 167)
        #expect(
            CivilDate(daysSinceEpoch: HourlyVolumes.day(monday + 23)).description == "2026-01-05"
        )
        #expect(HourlyVolumes.day(-1) == -1)
        #expect(HourlyVolumes.localHour(microseconds: -1, offsetSeconds: 0) == -1)
    }

    @Test("a constant hour gives 24 times itself as AADT, also with a third of the hours missing")
    func aadt() throws {
        let year = 0..<(364 * 24)
        let whole = volumes(hours: year) { _ in 10 }
        let holes = volumes(hours: year, skipping: { $0 % 3 == 1 }) { _ in 10 }
        for data in [whole, holes] {
            let period = try #require(data.hours)
            let average = try #require(AnnualAverage(data.sites[0], period: period))
            #expect(abs(average.aadt - 240) < 1e-9)
            #expect(average.lower <= 240 && average.upper >= 240)
        }
    }

    @Test("missing night hours do not pull the estimate up: the profile of the day is kept")
    func profile() throws {
        // 20 vehicles from 6 to 22, 2 at night; every second week the nights are missing.
        let data = volumes(
            hours: 0..<(364 * 24),
            skipping: { ($0 / 168) % 2 == 1 && ($0 % 24 < 6 || $0 % 24 >= 22) },
            count: { (6..<22).contains($0 % 24) ? 20 : 2 }
        )
        let period = try #require(data.hours)
        let average = try #require(AnnualAverage(data.sites[0], period: period))
        #expect(abs(average.aadt - (16 * 20 + 8 * 2)) < 1e-9)
        // Dividing the total by the observed share of hours would say 375.
        #expect(average.hoursObserved < average.hoursExpected)
    }

    @Test("a month alone has wider limits than a year, and the same draws give the same limits")
    func limits() throws {
        let count = { (hour: Int) in 10 + (hour * 7919) % 11 }
        let year = volumes(hours: 0..<(364 * 24), count: count)
        let month = volumes(hours: 0..<(26 * 24), count: count)
        let (long, short) = (try #require(year.hours), try #require(month.hours))
        let a = try #require(AnnualAverage(year.sites[0], period: long))
        let b = try #require(AnnualAverage(month.sites[0], period: short))
        let again = try #require(AnnualAverage(month.sites[0], period: short))
        #expect(b.upper - b.lower > 2 * (a.upper - a.lower))
        #expect(b.lower == again.lower && b.upper == again.upper)
    }

    @Test("one week shows no spread between weeks: the chance of its count is left")
    func oneWeek() throws {
        let hour = volumes(hours: 0..<1) { _ in 7 }
        let period = try #require(hour.hours)
        let average = try #require(AnnualAverage(hour.sites[0], period: period))
        #expect(average.aadt == 168)
        // √(1/7) of the count, 0.6 · 23/24 of the unseen hours, 15 % of the unseen months.
        let relative = 1.96 * (1 / 7 + 0.575 * 0.575 + 0.15 * 0.15 * 11 / 12).squareRoot()
        #expect(abs(average.upper - 168 * (1 + relative)) < 1e-9)
        #expect(average.lower == 0)
    }

    @Test("a silence is found with its ends, an empty night is none, the last silence is open")
    func gaps() throws {
        let data = volumes(
            hours: 0..<(28 * 24),
            skipping: { (200..<230).contains($0) || $0 >= 27 * 24 },
            count: { $0 % 24 < 5 ? 0 : 15 }
        )
        let control = VolumeControl(data, until: monday + 28 * 24 - 1)
        #expect(control.gaps.count == 2)
        let first = try #require(control.gaps.first)
        // Hours 200 to 229; hour 199 holds records, the empty night before 5 lies inside.
        #expect(first.first == monday + 200)
        #expect(first.last >= monday + 229)
        #expect(first.probability < 1e-6 && !first.isOpen)
        #expect(control.silent.count == 1)
        #expect(control.silent.first?.isOpen == true)
    }

    @Test("days far from their hours' expectation are named low, high or without data")
    func days() {
        let data = volumes(
            hours: 0..<(56 * 24),
            skipping: { (30 * 24..<31 * 24).contains($0) },
            count: { hour in
                let day = hour / 24
                let noise = (day * 37 % 7) - 3
                return day == 20 ? 4 : day == 40 ? 60 : 20 + noise
            }
        )
        let found = VolumeControl(data).days
        func day(_ number: Int) -> Int { 20_458 + number }
        #expect(found.first { $0.day == day(20) }?.verdict == .low)
        #expect(found.first { $0.day == day(40) }?.verdict == .high)
        #expect(found.first { $0.day == day(30) }?.verdict == VolumeControl.Day.Verdict.none)
        #expect(found.count == 3)
    }

    @Test("quantiles of speeds are those of definition 7, bands hold their lower border")
    func speeds() throws {
        var groups = TrafficGroups(by: [.site])
        for speed in [60.0, 70, 80, 90, 100, 110, 120] {
            groups.add(
                site: 0,
                localHour: monday,
                lane: 1,
                isHeavy: speed == 60,
                speedKmh: speed,
                limitKmh: 60
            )
        }
        let tally = try #require(groups.tallies.values.first)
        #expect(tally.mean == 90)
        // R: quantile(seq(60, 120, 10), .85) is 111.
        let v85 = try #require(tally.quantile(0.85))
        #expect(abs(v85 - 111) < 1e-9)
        #expect(tally.excess == [1, 0, 1, 2, 2, 1])
        #expect(tally.heavy == 1)
    }
}
