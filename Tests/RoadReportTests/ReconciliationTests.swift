import RoadModel
import RoadReport
import Testing

struct ReconciliationTests {
    @Test func `a content whose tables agree has no discrepancy`() {
        #expect(Samples.content().reconcile().isEmpty)
        #expect(Samples.content().reconciliation().count >= 12)
    }

    private static let damages: [(String, Metric, @Sendable (inout ReportContent) -> Void)] = [
        ("a lost quarantined record", .recordsReceived, { $0.sources[0].quarantined.removeLast() }),
        ("a lost unlocated record", .recordsToPlace, { $0.sources[0].unlocated = [] }),
        ("another total in the store", .crashesStored, { $0.stored.crashes += 1 }),
        ("a passage too many", .complexRecordsStored, { $0.stored.passages += 1 }),
        ("a headline of its own", .killedInPeriod, { $0.headline[0].after += 1 }),
        ("an earlier period of its own", .killedInPeriod, { $0.headline[0].before += 1 }),
        ("a month too many", .killedInPeriod, { $0.series[0].points[13].count += 1 }),
        ("a year too many", .killedInPeriod, { $0.series[1].points[0].count += 1 }),
        ("a violation too many", .violationsInPeriod, { $0.violations[0].automatic += 1 }),
        ("a drone violation too many", .droneViolationsInPeriod, { $0.violations[1].drone += 1 }),
        ("a flight that is not listed", .flightsInPeriod, { $0.inPeriod.flights += 1 }),
        ("another share of places", .recordsLocated, { $0.matching[0].located -= 1 }),
        ("sums beyond all bounds", .recordsReceived, { $0.sources[0].accepted = .max }),
    ]

    @Test(arguments: damages.indices)
    func `any disagreement stops the report`(index: Int) {
        let (name, metric, damage) = Self.damages[index]
        var content = Samples.content()
        damage(&content)
        let found = content.reconcile()
        #expect(found.contains { $0.metric == metric }, "\(name)")
        #expect(throws: ReportError.disagreement(found)) {
            try ReportPage.render(content: content, leaflet: nil, language: .ru)
        }
    }

    @Test func `a period of parts of months is not compared with months`() {
        var content = Samples.content()
        content.period.last = Samples.day(2025, 12, 30)
        content.headline = []
        content.inPeriod.killed = 11
        #expect(content.reconcile().isEmpty)
    }
}
