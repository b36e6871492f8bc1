import Foundation
import RoadAnalysis
import RoadModel
import TestKit
import Testing

private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
    try #require(CivilDate(year: year, month: month, day: day))
}

private func window(
    _ from: (Int, Int, Int),
    _ to: (Int, Int, Int)
) throws -> DateWindow {
    try #require(
        DateWindow(first: day(from.0, from.1, from.2), last: day(to.0, to.1, to.2))
    )
}

private func compare(
    _ before: Int,
    _ after: Int,
    phi: Double? = nil,
    published: PublishedPercent? = nil,
    options: ChangeOptions = ChangeOptions()
) throws -> TrendChange {
    try #require(
        ChangeAnalysis.compare(
            measure: "killed",
            before: ChangePeriod(count: before),
            after: ChangePeriod(count: after),
            variance: VarianceEvidence(phi: phi),
            published: published,
            options: options
        )
    )
}

@Suite("Change between two periods")
struct ChangeAnalysisTests {
    @Test("2579 → 2321 is a change of −10.0 % with exact limits −14.95 and −4.78")
    func national() throws {
        let change = try compare(2579, 2321)
        #expect(abs(try #require(change.percent) - -10.0) < 0.005)
        #expect(abs(try #require(change.exact.lower) - -14.95) < 0.005)
        #expect(abs(try #require(change.exact.upper) - -4.78) < 0.005)
        #expect(abs(try #require(change.midP.lower) - -14.91) < 0.005)
        #expect(abs(try #require(change.midP.upper) - -4.81) < 0.005)
        #expect(change.phiSource == "assumed 1")
        #expect(change.overdispersed.phi == 1)
        #expect(change.verdict == Verdict(code: .change, attribution: .change))
    }

    @Test("the same with a variance factor of 4 is no evidence")
    func overdispersed() throws {
        let change = try compare(2579, 2321, phi: 4)
        #expect(abs(try #require(change.overdispersed.lower) - -19.55) < 0.005)
        #expect(abs(try #require(change.overdispersed.upper) - 0.68) < 0.005)
        #expect(change.verdict.code == .noEvidence)
        #expect(change.phiSource == "given")
        let plain = try compare(2579, 2321)
        #expect(change.exact == plain.exact)
    }

    @Test("−16.4 % does not follow from 50 → 42")
    func inconsistent() throws {
        let published = try #require(PublishedPercent("−16,4 %"))
        let change = try compare(50, 42, published: published)
        #expect(abs(try #require(change.percent) - -16) < 1e-12)
        #expect(change.verdict.code == .noEvidence)
        #expect(change.verdict.flags == [.inconsistent])
        #expect(try compare(50, 42, published: PublishedPercent("-16.0")).verdict.flags == [])
        #expect(try compare(50, 42, published: PublishedPercent("-16")).verdict.flags == [])
    }

    @Test("a base of 0 has no percentage, a lower limit and no upper one")
    func zeroBase() throws {
        let change = try compare(0, 3)
        #expect(change.percent == nil)
        #expect(abs(try #require(change.exact.lower) / 100 + 1 - 0.413) < 0.0005)
        #expect(change.exact.upper == nil)
        #expect(change.overdispersed.upper == nil)
        #expect(change.verdict.code == .noEvidence)
        #expect(change.verdict.flags == [.degenerate])
        #expect(try compare(0, 40).verdict.code == .change)
        #expect(try compare(0, 0).verdict.code == .noEvidence)
    }

    @Test("4 → 0 is −100 % but may be +51 %")
    func zeroAfter() throws {
        let change = try compare(4, 0)
        #expect(change.percent == -100)
        #expect(change.exact.lower == -100)
        #expect(abs(try #require(change.exact.upper) - 51.486685936587) < 1e-6)
        #expect(change.verdict.code == .noEvidence)
    }

    @Test("crashes counted by another rule are not compared, deaths are")
    func recordingBreak() throws {
        let rule = RecordingBreak(
            date: try day(2024, 1, 1),
            certainty: .stated,
            source: "every crash with a medical visit counts"
        )
        func verdict(_ measure: String, _ rule: RecordingBreak) throws -> TrendChange {
            try #require(
                ChangeAnalysis.compare(
                    measure: measure,
                    before: ChangePeriod(
                        count: 15_886,
                        window: window((2023, 1, 1), (2023, 12, 31))
                    ),
                    after: ChangePeriod(
                        count: 31_597,
                        window: window((2024, 1, 1), (2024, 12, 31))
                    ),
                    breaks: [rule]
                )
            )
        }
        let crashes = try verdict("crashes", rule)
        #expect(crashes.verdict.code == .refuseBreak)
        #expect(abs(try #require(crashes.percent) - 98.9) < 0.05)
        #expect(try verdict("severity", rule).verdict.code == .refuseBreak)
        #expect(try verdict("killed", rule).verdict.code == .change)
        var named = rule
        named.measures = ["killed"]
        #expect(try verdict("killed", named).verdict.code == .refuseBreak)
        #expect(try verdict("crashes", named).verdict.code == .change)
        var suspected = rule
        suspected.certainty = .suspected
        #expect(try verdict("crashes", suspected).verdict.code == .refuseBreak)
        #expect(try verdict("killed", suspected).verdict.code == .change)
        var later = rule
        later.date = try day(2025, 1, 1)
        #expect(try verdict("crashes", later).verdict.flags == [])
    }

    @Test("part of a year is not compared with a whole one")
    func windows() throws {
        let change = try #require(
            ChangeAnalysis.compare(
                measure: "killed",
                before: ChangePeriod(count: 2579, window: window((2024, 1, 1), (2024, 12, 31))),
                after: ChangePeriod(count: 2039, window: window((2025, 1, 1), (2025, 11, 22)))
            )
        )
        #expect(change.verdict.code == .notComparable)
    }

    @Test("windows of one season match across leap days and for bases of several years")
    func seasons() throws {
        let leap = try window((2024, 1, 1), (2024, 2, 29))
        let common = try window((2025, 1, 1), (2025, 2, 28))
        #expect(leap.days == 60 && common.days == 59)
        #expect(leap.hasSameSeason(as: common) && common.hasSameSeason(as: leap))
        let three = try window((2021, 1, 1), (2023, 12, 31))
        #expect(three.hasSameSeason(as: try window((2024, 1, 1), (2024, 12, 31))))
        let winter = try window((2023, 11, 1), (2024, 3, 31))
        #expect(winter.hasSameSeason(as: try window((2024, 11, 1), (2025, 3, 31))))
        #expect(!winter.hasSameSeason(as: try window((2024, 11, 1), (2026, 3, 31))))
        #expect(!leap.hasSameSeason(as: try window((2025, 1, 1), (2025, 3, 1))))
        #expect(DateWindow(first: common.last, last: common.first) == nil)
    }

    @Test("small counts are suppressed for public tables only")
    func suppressed() throws {
        #expect(try compare(4, 12, options: .publicTable).verdict.code == .suppress)
        #expect(try compare(12, 1, options: .publicTable).verdict.code == .suppress)
        #expect(try compare(0, 12, options: .publicTable).verdict.code == .change)
        #expect(try compare(5, 12, options: .publicTable).percent == nil)
        #expect(try compare(20, 12, options: .publicTable).percent == -40)
        #expect(try compare(4, 11).verdict.code == .noEvidence)
    }

    @Test("the first failed check leads, later ones become flags")
    func order() throws {
        let rule = RecordingBreak(date: try day(2024, 1, 1), certainty: .stated, source: "")
        let change = try #require(
            ChangeAnalysis.compare(
                measure: "crashes",
                before: ChangePeriod(count: 0, window: window((2023, 1, 1), (2023, 12, 31))),
                after: ChangePeriod(count: 3, window: window((2024, 1, 1), (2024, 6, 30))),
                published: PublishedPercent("+100"),
                breaks: [rule],
                options: .publicTable
            )
        )
        #expect(change.verdict.code == .refuseBreak)
        #expect(
            change.verdict.flags == [.notComparable, .suppress, .degenerate, .inconsistent]
        )
    }

    @Test("impossible input yields nothing")
    func impossible() {
        func attempt(_ before: Int, _ exposure: Double, _ level: Double) -> TrendChange? {
            ChangeAnalysis.compare(
                measure: "killed",
                before: ChangePeriod(count: before, exposure: exposure),
                after: ChangePeriod(count: 3),
                options: ChangeOptions(level: level)
            )
        }
        #expect(attempt(-1, 1, 0.95) == nil)
        #expect(attempt(3, 0, 0.95) == nil)
        #expect(attempt(3, .nan, 0.95) == nil)
        #expect(attempt(3, 1, 1) == nil)
        #expect(attempt(3, 1, 0.95) != nil)
    }

    @Test("swapping the periods inverts every interval")
    func swapped() throws {
        for (a, b) in [(31, 55), (8, 3), (1200, 1100)] {
            let there = try compare(a, b, phi: 1.57)
            let back = try compare(b, a, phi: 1.57)
            for (x, y) in [
                (there.exact, back.exact), (there.midP, back.midP),
                (there.overdispersed, back.overdispersed),
            ] {
                let low: Double = 1 + (x.lower ?? 0) / 100
                let high: Double = 1 + (y.upper ?? 0) / 100
                let product = low * high
                #expect(abs(product - 1) < 1e-6)
                #expect(abs(x.p - y.p) < 1e-9)
            }
        }
    }
}

@Suite("Published percentages")
struct PublishedPercentTests {
    @Test(
        "texts as printed",
        arguments: [
            ("-16.4", -16.4, 1), ("−16,4 %", -16.4, 1), ("+5", 5, 0), ("98.90\u{A0}%", 98.9, 2),
            ("–3,2%", -3.2, 1),
        ]
    )
    func reads(text: String, value: Double, decimals: Int) throws {
        let published = try #require(PublishedPercent(text))
        #expect(published.value == value)
        #expect(published.decimals == decimals)
    }

    @Test(
        "texts that are no percentage",
        arguments: ["", "nan", "inf", "1e3", "0x1p3", "abc", "--3"]
    )
    func refuses(text: String) {
        #expect(PublishedPercent(text) == nil)
    }

    @Test("a half may have been rounded either way")
    func halves() {
        let published = PublishedPercent(value: -3.2, decimals: 1)
        #expect(published.allows(-3.25) && published.allows(-3.15))
        #expect(!published.allows(-3.2501) && !published.allows(-3.149))
    }
}

@Suite("Detectable fall")
struct DetectableFallTests {
    @Test(
        "the digest's table: falls in percent at phi 1, 1.6 and 3",
        arguments: [
            (2579, [7.7, 9.6, 13.1], 0.05), (1000, [12.2, 15.2, 20.6], 0.05),
            (250, [23.6, 29.4, 39.3], 0.05), (100, [36, 45, 60], 0.6),
            (50, [50, 61, 85], 0.6),
        ]
    )
    func table(before: Int, expected: [Double], tolerance: Double) throws {
        for (phi, percent) in zip([1, 1.6, 3], expected) {
            let fall = try #require(DetectableFall.percent(before: before, phi: phi))
            #expect(abs(fall - percent) <= tolerance)
        }
    }

    @Test("25 events need a fall of 68 %, a handful none suffices")
    func few() throws {
        #expect(abs(try #require(DetectableFall.percent(before: 25)) - 68) < 0.6)
        #expect(DetectableFall.percent(before: 5) == nil)
        #expect(DetectableFall.percent(before: 0) == nil)
        #expect(DetectableFall.percent(before: 10, phi: .nan) == nil)
    }

    @Test("more exposure detects less, process noise hides more")
    func exposure() throws {
        let even = try #require(DetectableFall.percent(before: 500))
        let longer = try #require(DetectableFall.percent(before: 500, exposureRatio: 3))
        let noisy = try #require(DetectableFall.percent(before: 500, processVariance: 0.002))
        #expect(longer < even && even < noisy)
    }
}

@Suite("Variation beyond Poisson")
struct VarianceEvidenceTests {
    private func compare(_ variance: VarianceEvidence) throws -> TrendChange {
        try #require(
            ChangeAnalysis.compare(
                measure: "killed",
                before: ChangePeriod(count: 2000),
                after: ChangePeriod(count: 1700),
                variance: variance
            )
        )
    }

    @Test("deaths per crash give ΣN²/ΣN")
    func clustering() throws {
        let change = try compare(VarianceEvidence(eventsPerCrash: [1, 1, 1, 2, 5, 0]))
        #expect(abs(change.overdispersed.phi - 32.0 / 10) < 1e-12)
        #expect(change.phiSource == "deaths per crash")
        #expect(change.verdict.attribution == .change)
    }

    @Test("a smooth history adds nothing, a rough one hides the change")
    func history() throws {
        let smooth = [2400, 2352, 2305, 2259, 2214, 2169, 2126, 2084]
        let quiet = try compare(VarianceEvidence(yearlyHistory: smooth))
        #expect(quiet.overdispersed.phi == 1)
        #expect(quiet.phiSource == "history of 8 years")
        #expect(quiet.verdict.code == .change)
        #expect(quiet.verdict.attribution == .beyondHistory)
        let rough = [2400, 2000, 2600, 1900, 2500, 1950, 2450, 2050]
        let loud = try compare(VarianceEvidence(yearlyHistory: rough))
        #expect(loud.overdispersed.phi > 10)
        #expect(loud.verdict.code == .noEvidence)
        #expect(loud.verdict.attribution == .change)
    }

    @Test("seven years are too few, a given factor goes before everything")
    func precedence() throws {
        let short = VarianceEvidence(yearlyHistory: [10, 900, 10, 900, 10, 900, 10])
        #expect(try compare(short).phiSource == "assumed 1")
        let given = VarianceEvidence(phi: 1.7, eventsPerCrash: [9], yearlyHistory: [1, 2])
        #expect(try compare(given).overdispersed.phi == 1.7)
        let both = VarianceEvidence(
            eventsPerCrash: [1, 2],
            yearlyHistory: [9, 9, 9, 9, 9, 9, 9, 9]
        )
        #expect(try compare(both).phiSource == "deaths per crash and history of 8 years")
    }
}

@Suite(
    "Claims about Kazakhstan",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct KazakhstanClaimTests {
    @Test("ratio, limits and p of every claim at every phi, as written")
    func claims() throws {
        let bytes = try SharedReference.bytes("trends/ref/kz_claim_ratio_quasi.json")
        let claims = try JSONDecoder().decode([String: [Double]].self, from: Data(bytes))
        let counts = [
            "claim": (2579, 2321), "8M": (1480, 1366), "H1": (928, 738), "Abai": (50, 42),
            "2022->2023": (2425, 2543), "2020->2022": (1997, 2425),
        ]
        #expect(claims.count == 24)
        for (name, expected) in claims {
            let words = name.split(separator: " ")
            let last = try #require(words.last)
            let phi = try #require(Double(last.dropFirst(4)))
            let (before, after) = try #require(counts[String(words[0])])
            let change = try compare(before, after, phi: phi)
            let note = Testing.Comment(rawValue: name)
            let interval = change.overdispersed
            let percents: [Double?] = [change.percent, interval.lower, interval.upper]
            let found: [Double] = percents.map { ($0 ?? .nan) / 100 + 1 } + [interval.p]
            for (value, limit) in zip(found, expected) {
                #expect(abs(value - limit) <= 0.000051, note)
            }
        }
    }
}
