import RoadAnalysis
import RoadModel
import RoadStatistics
import Testing

@Suite("Hours without a record: empty road or silent complex")
struct QuietHoursTests {
    /// Hours since 1970 on Thursday, 1 January 2026.
    private static let start = Int32(20_454 * 24)

    /// Vehicles an hour that are expected: a quiet night, two peaks, weekends and summer heavier.
    private static func rate(_ hour: Int) -> Double {
        let ofDay = hour % 24
        let shape = ofDay < 5 ? 0.6 : ofDay < 7 ? 4.0 : ofDay < 20 ? 18.0 : 3.0
        let weekday = (hour / 24 + 3) % 7 >= 5 ? 1.15 : 1.0
        let date = CivilDate(daysSinceEpoch: 20_454 + hour / 24)
        let season = 1 + 0.15 * (6.5 - Double(abs(date.month - 7))) / 6.5
        return shape * weekday * season
    }

    /// A year of counts; `isSilent` hours are not recorded.
    private static func year(
        seed: UInt64,
        size: Double = .infinity,
        days: Int = 365,
        isSilent: (Int) -> Bool = { _ in false }
    ) -> HourlyVolumes {
        var random = ReplayableGenerator(seed: seed)
        var volumes = HourlyVolumes()
        let serial = Array("K1".utf8)
        let site = volumes.site(serial[...])
        for hour in 0..<days * 24 {
            let mean = rate(hour)
            let count =
                size.isFinite
                ? random.negativeBinomial(mean: mean, size: size) : random.poisson(mean: mean)
            guard !isSilent(hour) else { continue }
            for _ in 0..<count {
                volumes.add(site, localHour: start + Int32(hour), isHeavy: false)
            }
        }
        return volumes
    }

    /// Daily mean by month, averaged over months.
    private static let truth: Double = {
        var sums = [Double](repeating: 0, count: 12)
        var days = sums
        for hour in 0..<365 * 24 {
            let month = CivilDate(daysSinceEpoch: 20_454 + hour / 24).month - 1
            sums[month] += rate(hour)
            if hour % 24 == 0 { days[month] += 1 }
        }
        return zip(sums, days).reduce(0) { $0 + $1.0 / $1.1 } / 12
    }()

    @Test("empty night hours count as zero, an outage of half a day is missing")
    func outage() throws {
        let silent = 2000..<2012
        var volumes = Self.year(seed: 1, isSilent: { silent.contains($0) })
        let recorded = volumes.sites[0].counts.count
        volumes.settleQuietHours()
        let site = volumes.sites[0]
        // Every hour is recorded, empty, or within the outage and the empty hours at its ends; a few
        // long quiet nights in a hundred are taken for outages.
        let absent = 365 * 24 - recorded - site.empty.count
        #expect(absent >= silent.count && absent <= silent.count + 60)
        #expect(silent.allSatisfy { !site.empty.contains(Self.start + Int32($0)) })
    }

    @Test("true zeros take the bias out of AADT on a road whose nights are quiet")
    func bias() throws {
        var volumes = Self.year(seed: 2)
        let period = try #require(volumes.hours)
        let without = try #require(AnnualAverage(volumes.sites[0], period: period))
        volumes.settleQuietHours()
        let with = try #require(AnnualAverage(volumes.sites[0], period: period))
        // Five night hours of 0.6 read as at least 1 each are worth 1.6 vehicles a day and more.
        #expect(without.aadt > Self.truth + 1)
        #expect(abs(with.aadt / Self.truth - 1) < 0.006)
        #expect(with.hoursEmpty > 800)
    }

    @Test(
        "95 % limits of AADT hold the truth in nine of ten simulated years or more",
        arguments: [Double.infinity, 8]
    )
    func coverage(size: Double) throws {
        var random = ReplayableGenerator(seed: 77)
        var held = 0
        var error = 0.0
        let years = 50
        for seed in 0..<years {
            // Four outages of two days to two weeks, and twenty of two to eleven hours.
            var silent = Set<Int>()
            for _ in 0..<4 {
                let begin = random.index(below: 365 * 24)
                silent.formUnion(begin..<begin + 48 + random.index(below: 290))
            }
            for _ in 0..<20 {
                let begin = random.index(below: 365 * 24)
                silent.formUnion(begin..<begin + 2 + random.index(below: 10))
            }
            var volumes = Self.year(
                seed: UInt64(seed) + 100,
                size: size,
                isSilent: { silent.contains($0) }
            )
            volumes.settleQuietHours()
            let period = try #require(volumes.hours)
            let average = try #require(
                AnnualAverage(volumes.sites[0], period: period, seed: UInt64(seed))
            )
            if average.lower <= Self.truth, Self.truth <= average.upper { held += 1 }
            error += (average.aadt / Self.truth - 1) / Double(years)
        }
        #expect(held >= 45, "\(held) of \(years)")
        #expect(abs(error) < 0.004, "mean error \(error)")
    }

    @Test("known times at work decide alone: empty inside, missing outside")
    func uptime() {
        var volumes = Self.year(seed: 3, days: 14)
        let known = Self.start...(Self.start + 99)
        volumes.settleQuietHours(uptime: ["K1": [known]])
        let site = volumes.sites[0]
        #expect(!site.empty.isEmpty)
        #expect(site.empty.allSatisfy(known.contains))
        #expect(known.allSatisfy { site.empty.contains($0) || site.counts[$0] != nil })
    }

    @Test("passage and violation of one vehicle are one, two vehicles are two, in any order")
    func repeats() {
        func plate(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }
        let rows: [(String, Double, Bool)] = [
            ("123ABC02", 0, false), ("124ABC02", 0, true), ("123ABC02", 4.9, true),
            ("123ABC02", 5.2, true), ("123ABC02", 60, false), ("123ABC02", 33, false),
        ]
        func standings(_ rows: [(String, Double, Bool)]) -> [RepeatedReads.Standing] {
            var reads = RepeatedReads()
            return rows.map {
                reads.place(
                    site: 3,
                    plate: plate($0.0),
                    microseconds: Int64($0.1 * 1e6),
                    hasSpeed: $0.2
                )
            }
        }
        #expect(
            standings(rows) == [
                .first, .first, .again(bringsSpeed: true), .first, .first, .first,
            ]
        )
        // 33 s are 2¹⁵ ms and a little: times that only look alike are apart.
        #expect(standings(rows.reversed()).count { $0 == .first } == 5)
        var reads = RepeatedReads()
        for site in 0..<40_000 {
            let standing = reads.place(
                site: site,
                plate: plate("1"),
                microseconds: 7,
                hasSpeed: true
            )
            #expect(standing == .first)
        }
        #expect(
            reads.place(site: 20_000, plate: plate("1"), microseconds: 7, hasSpeed: true)
                == .again(bringsSpeed: false)
        )
    }
}
