import RoadAnalysis
import RoadModel
import RoadReport
import RoadStatistics
import RoadStore

extension ReportGathering {
    private static let headlineMeasures = ["killed", "injured", "crashes"]

    /// The headline's changes: the report's period against the same days a year before.
    ///
    /// The rows of `jol trends change` on the same workspace, so that no reader meets two
    /// intervals for one change; a year that is no row there is compared on its own days.
    func headline() throws(IntakeError) -> [TrendChange] {
        guard let earlier,
            let before = DateWindow(first: earlier.first, last: earlier.last),
            let after = DateWindow(first: period.first, last: period.last)
        else { return [] }
        let breaks = try BreakLedger.read(nil)
        let years = TrendRun.yearOverYear(
            crashes,
            window: coverage,
            measures: Self.headlineMeasures,
            breaks: breaks
        )
        return Self.headlineMeasures.compactMap { measure in
            let row = years.first {
                $0.change.measure == measure && $0.windowBefore == before
                    && $0.windowAfter == after
            }
            return row?.change ?? compare(measure, before, after, breaks)
        }
    }

    private func compare(
        _ measure: String,
        _ before: DateWindow,
        _ after: DateWindow,
        _ breaks: [RecordingBreak]
    ) -> TrendChange? {
        let isUneven = before.days != after.days
        func period(_ window: DateWindow) -> ChangePeriod {
            ChangePeriod(
                count: total(measure, ReportPeriod(first: window.first, last: window.last)),
                exposure: isUneven ? Double(window.days) : 1,
                window: window
            )
        }
        return ChangeAnalysis.compare(
            measure: measure,
            before: period(before),
            after: period(after),
            variance: VarianceEvidence(
                eventsPerCrash: measure == "crashes"
                    ? [] : crashes.map { TrendRun.count(measure, $0) }
            ),
            breaks: breaks.filter { $0.concerns(area: nil) }
        )
    }

    func total(_ measure: String, _ period: ReportPeriod) -> Int {
        crashes.reduce(0) { sum, crash in
            period.contains(crash.day) ? sum + TrendRun.count(measure, crash) : sum
        }
    }

    /// Monthly and yearly counts over everything the crashes cover.
    func series() throws(IntakeError) -> [CountSeries] {
        let known = try BreakLedger.read(nil).filter {
            $0.concerns(area: nil) && coverage.first < $0.date && $0.date <= coverage.last
        }
        let first = coverage.first.year * 12 + coverage.first.month - 1
        let last = coverage.last.year * 12 + coverage.last.month - 1
        return Self.headlineMeasures.flatMap { measure in
            var months = [Int](repeating: 0, count: last - first + 1)
            for crash in crashes {
                let month = crash.day.year * 12 + crash.day.month - 1 - first
                if months.indices.contains(month) {
                    months[month] += TrendRun.count(measure, crash)
                }
            }
            let monthly = months.enumerated().map { index, count in
                CountSeries.Point(
                    year: (first + index) / 12,
                    month: (first + index) % 12 + 1,
                    count: count,
                    interval: Self.band(count)
                )
            }
            let breaks = known.filter { $0.concerns(measure) }.map {
                CountSeries.Break(day: $0.date, reason: Self.reason($0))
            }
            return [
                CountSeries(
                    measure: measure,
                    step: .year,
                    points: yearly(monthly),
                    breaks: breaks
                ),
                CountSeries(measure: measure, step: .month, points: monthly, breaks: breaks),
            ]
        }
    }

    /// Whose word the break rests on; ledgers state it in their source's language.
    private static func reason(_ change: RecordingBreak) -> LocalizedText {
        let isSuspected = change.certainty == .suspected
        return LocalizedText(
            kk: (isSuspected
                ? "есепке алу ережесі өзгерген сияқты: " : "есепке алу ережесі өзгерді: ")
                + change.source,
            ru: (isSuspected
                ? "правило учёта, вероятно, изменилось: " : "правило учёта изменилось: ")
                + change.source,
            en: (isSuspected
                ? "the recording rule probably changed: " : "the recording rule changed: ")
                + change.source
        )
    }

    private func yearly(_ months: [CountSeries.Point]) -> [CountSeries.Point] {
        Dictionary(grouping: months, by: \.year).sorted { $0.key < $1.key }.map { year, points in
            let count = points.reduce(0) { $0 + $1.count }
            return CountSeries.Point(
                year: year,
                count: count,
                interval: Self.band(count),
                isProvisional: points.count < 12
            )
        }
    }

    private static func band(_ count: Int) -> Estimate? {
        PoissonMean.garwood(count: count, level: 0.95).map {
            Estimate(
                value: Double(count),
                lower: $0.lower,
                upper: $0.upper,
                level: 0.95,
                base: count,
                method: "garwood"
            )
        }
    }

    /// Violations of the period by kind.
    func violations() throws(IntakeError) -> [ViolationCount] {
        try store.violationCounts(from: period.first, to: period.last).map { kind, count in
            ViolationCount(kind: kind, automatic: count, drone: 0)
        }
    }

    func eventsStored() throws(IntakeError) -> EventCounts {
        let records = try store.complexRecordCounts()
        return EventCounts(
            crashes: try store.crashCardCount(),
            killed: crashes.reduce(0) { $0 + $1.killed },
            injured: crashes.reduce(0) { $0 + $1.injured },
            violations: records.violations,
            passages: records.passages,
            flights: try store.flights().count
        )
    }

    func eventsInPeriod(
        violations: [ViolationCount],
        flights: Int
    ) throws(IntakeError) -> EventCounts {
        EventCounts(
            crashes: total("crashes", period),
            killed: total("killed", period),
            injured: total("injured", period),
            violations: violations.reduce(0) { $0 + $1.automatic },
            passages: try store.passageCount(from: period.first, to: period.last),
            flights: flights
        )
    }
}
