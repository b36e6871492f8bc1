import RoadAnalysis
import RoadModel
import Testing

@Suite("Published claims")
struct ClaimTests {
    private func percent(_ text: String) throws -> PublishedPercent {
        try #require(PublishedPercent(text))
    }

    @Test("50 → 42 is −16.0 %, so −16.4 % does not follow, and no whole base would make it")
    func region() throws {
        let check = PublishedClaim(before: 50, after: 42, percent: try percent("-16.4")).check
        #expect(check.isChangeConsistent == false)
        #expect(check.isConsistent == false)
        #expect(abs(try #require(check.percent) + 16) < 1e-12)
        let range = try #require(check.impliedBefore)
        #expect(abs(range.lower - 42 / 0.8365) < 1e-9)
        #expect(abs(range.upper - 42 / 0.8355) < 1e-9)
        #expect(range.firstWhole == nil)
    }

    @Test("−3.2 % to 2,707 means 2,795 to 2,798 before; −10 % of 2,579 means 2,309 to 2,334 after")
    func implied() throws {
        let before = PublishedClaim(after: 2707, percent: try percent("-3.2")).check
        #expect(
            before.impliedBefore?.firstWhole == 2796 || before.impliedBefore?.firstWhole == 2795
        )
        #expect(before.impliedBefore?.lastWhole == 2797 || before.impliedBefore?.lastWhole == 2798)
        let after = PublishedClaim(before: 2579, percent: try percent("-10")).check
        #expect(after.impliedAfter?.firstWhole == 2309)
        #expect(after.impliedAfter?.lastWhole == 2333)
        #expect(after.isConsistent == true)
    }

    @Test("428 of 637 is 67.2 %, not 79 %; the three shares imply a base of 541 to 545")
    func parts() throws {
        let parts = try [(428, "79"), (202, "37"), (178, "33")].map {
            PublishedClaim.Part(count: $0.0, share: try percent($0.1))
        }
        let check = PublishedClaim(whole: 637, parts: parts).check
        #expect(check.isConsistent == false)
        #expect(abs(try #require(check.parts[0].percentOfWhole) - 67.19) < 0.005)
        #expect(check.impliedWhole?.firstWhole == 539)
        #expect(check.impliedWhole?.lastWhole == 545)
        let alone = PublishedClaim(parts: parts).check
        #expect(alone.isConsistent == true)
    }

    @Test("shares that no whole allows together contradict each other")
    func noWhole() throws {
        let parts = [
            PublishedClaim.Part(count: 50, share: try percent("50")),
            PublishedClaim.Part(count: 50, share: try percent("40")),
        ]
        let check = PublishedClaim(parts: parts).check
        #expect(check.impliedWhole == nil)
        #expect(check.isConsistent == false)
    }

    @Test("457 women and 1,258 men are 1,715")
    func addends() {
        #expect(PublishedClaim(whole: 1715, addends: [457, 1258]).check.isConsistent == true)
        #expect(PublishedClaim(whole: 1716, addends: [457, 1258]).check.isConsistent == false)
    }

    @Test("a percentage of zero follows from nothing; no figures are no verdict")
    func empty() throws {
        let zero = PublishedClaim(before: 0, after: 3, percent: try percent("10")).check
        #expect(zero.isConsistent == false)
        #expect(PublishedClaim(before: 5).check.isConsistent == nil)
    }

    @Test("1,366 by 27 August and 1,446 by 31 August: four days explain 23 of 80")
    func agencies() throws {
        let day = { (month: Int, day: Int) in CivilDate(year: 2025, month: month, day: day) }
        let found = try #require(
            AgencyReconciliation(
                AgencyReconciliation.Count(events: 1366, until: day(8, 27)),
                AgencyReconciliation.Count(events: 1446, until: day(8, 31)),
                from: day(1, 1)
            )
        )
        #expect(found.difference == 80)
        #expect(found.extraDays == 4)
        #expect(abs(found.explained - 1366.0 / 239 * 4) < 1e-9)
        #expect(abs(found.unexplained - (80 - 1366.0 / 239 * 4)) < 1e-9)
        #expect(!found.agrees)
        let swapped = try #require(
            AgencyReconciliation(
                AgencyReconciliation.Count(events: 1446, until: day(8, 31)),
                AgencyReconciliation.Count(events: 1366, until: day(8, 27)),
                from: day(1, 1)
            )
        )
        #expect(abs(swapped.unexplained + found.unexplained) < 1e-9)
        #expect(
            AgencyReconciliation(
                AgencyReconciliation.Count(events: -1, until: nil),
                AgencyReconciliation.Count(events: 1, until: nil),
                from: nil
            ) == nil
        )
    }

    @Test("severity index of 2023 and 2024")
    func severity() throws {
        let before = try #require(SeverityIndex(killed: 2543, injured: 19556))
        let after = try #require(SeverityIndex(killed: 2579, injured: 40873))
        #expect(abs(try #require(before.estimate.value) - 11.507) < 5e-4)
        #expect(abs(try #require(after.estimate.value) - 5.935) < 5e-4)
        #expect(SeverityIndex.differs(before, after))
        #expect(SeverityIndex(killed: 0, injured: 0) == nil)
    }

    @Test("seven days are brought to thirty with the factor's error; a window not stated is not")
    func conversion() throws {
        let seven = DeathDefinition(
            series: "a",
            windowDays: 7,
            factor: 1.08,
            factorError: 0.01,
            source: "s"
        )
        let converted = try #require(seven.converted(1000))
        #expect(abs(converted.value - 1080) < 1e-9)
        let variance = 1.08 * 1.08 * 1000 + 1_000_000 * 0.0001
        #expect(abs(converted.standardError - variance.squareRoot()) < 1e-9)
        let unknown = DeathDefinition(
            series: "b",
            windowDays: nil,
            factor: nil,
            factorError: nil,
            source: "s"
        )
        #expect(unknown.converted(10) == nil)
        #expect(!seven.isComparable(with: unknown))
        #expect(unknown.isComparable(with: unknown))
        let own = try #require(ConvertedDeaths.factor(within: 900, total: 1000))
        #expect(abs(own.factor - 1 / 0.9) < 1e-12)
        #expect(abs(own.standardError - (0.09 / 1000).squareRoot() / 0.81) < 1e-12)
    }

    @Test("another definition on either side forbids the comparison before anything else")
    func definitions() throws {
        func definition(_ days: Int?) -> DeathDefinition {
            DeathDefinition(
                series: "\(days ?? -1)",
                windowDays: days,
                factor: nil,
                factorError: nil,
                source: "s"
            )
        }
        let change = try #require(
            ChangeAnalysis.compare(
                measure: "killed",
                before: ChangePeriod(count: 100, definition: definition(7)),
                after: ChangePeriod(count: 50, definition: definition(30))
            )
        )
        #expect(change.verdict.code == .notComparable)
    }

    @Test("355 of 955 deaths and −11 % there give −4.1 % at most")
    func ceiling() throws {
        let part = MeasureCeiling.Part(name: "a", share: 355.0 / 955, ratio: 0.89)
        let found = try #require(MeasureCeiling([part], claimedPercent: -10))
        #expect(abs(found.percent + 4.089) < 5e-4)
        #expect(found.code == .notExplainedByMeasure)
        #expect(abs(try #require(found.explainedShare) - 0.4089) < 5e-5)
        let needed = 1 - 0.1 * 955 / 355
        #expect(abs(try #require(found.neededRatio) - needed) < 1e-12)
        #expect(MeasureCeiling([part], claimedPercent: -4)?.code == nil)
        #expect(MeasureCeiling([part], claimedPercent: 5)?.code == .notExplainedByMeasure)
        let over = MeasureCeiling.Part(name: "b", share: 0.7, ratio: 0.9)
        #expect(MeasureCeiling([part, over]) == nil)
    }

    @Test("casualties that die together make the severity index less certain")
    func clustered() throws {
        // 40 crashes with five dead, 400 with one injured: 200 of 600 died.
        let crashes =
            (0..<40).map { _ in (killed: 5, injured: 0) }
            + (0..<400).map { _ in (killed: 0, injured: 1) }
        let clustered = try #require(SeverityIndex(crashes: crashes))
        let plain = try #require(SeverityIndex(killed: 200, injured: 400))
        #expect(abs((clustered.estimate.value ?? 0) - 100.0 / 3) < 1e-9)
        let (low, high) = (clustered.estimate.lower ?? 0, clustered.estimate.upper ?? 0)
        let wilson = (plain.estimate.upper ?? 0) - (plain.estimate.lower ?? 0)
        #expect(high - low > 1.5 * wilson)
        #expect(SeverityIndex(crashes: []) == nil)
        #expect(SeverityIndex(crashes: [(killed: 0, injured: 0)]) == nil)
        #expect(SeverityIndex(crashes: [(killed: -1, injured: 2)]) == nil)
    }
}
