import RoadModel
import RoadStatistics

/// Compares years with the years before them, by area and measure.
package enum YearOverYear {
    /// Compares full years and the year to date from daily counts.
    ///
    /// Every full year of `coverage` is compared with the full year before it. When coverage ends
    /// inside a year, that year so far is compared with the same days of the year before.
    ///
    /// - Parameters:
    ///   - daily: Counts; a day without a row has no events. Rows outside coverage and negative
    ///     counts are left out.
    ///   - coverage: The days for which counts are complete.
    ///   - evidence: Variation beyond Poisson by measure; full years of coverage before a pair
    ///     serve as history where the evidence has none.
    ///   - breaks: Known changes of the recording rule.
    ///   - options: Leap day, totals, level.
    /// - Returns: Rows by measure, later period, kind and area, all areas together first; none
    ///   when coverage leaves the years 1–9999.
    package static func compare(
        daily: [DailyCount],
        coverage: DateWindow,
        evidence: [String: VarianceEvidence] = [:],
        breaks: [RecordingBreak] = [],
        options: YearOverYearOptions = YearOverYearOptions()
    ) -> [YearOverYearChange] {
        var table = CountTable()
        for row in daily
        where row.count >= 0 && coverage.first <= row.date && row.date <= coverage.last {
            table.add(row.area, row.measure, row.date, row.count)
        }
        return compare(table, coverage, evidence, breaks, options)
    }

    /// Compares full years from yearly counts.
    ///
    /// Only years that stand next to each other in an area are compared. The leap day cannot be
    /// left out of a yearly count: `drop` acts like `perDay`.
    package static func compare(
        yearly: [YearlyCount],
        evidence: [String: VarianceEvidence] = [:],
        breaks: [RecordingBreak] = [],
        options: YearOverYearOptions = YearOverYearOptions()
    ) -> [YearOverYearChange] {
        let years = yearly.filter { $0.count >= 0 && (1...9999).contains($0.year) }
        guard let first = years.map(\.year).min(), let last = years.map(\.year).max(),
            let coverage = window(first, last)
        else { return [] }
        var table = CountTable()
        for row in years {
            // All events of a year on one day that every year has.
            guard let day = CivilDate(year: row.year, month: 1, day: 1) else { continue }
            table.add(row.area, row.measure, day, row.count)
        }
        var settings = options
        if settings.leapDay == .drop { settings.leapDay = .perDay }
        return compare(table, coverage, evidence, breaks, settings, needsBothYears: true)
    }

    private static func window(_ first: Int, _ last: Int) -> DateWindow? {
        guard let start = CivilDate(year: first, month: 1, day: 1),
            let end = CivilDate(year: last, month: 12, day: 31)
        else { return nil }
        return DateWindow(first: start, last: end)
    }

    private typealias Pair = (
        kind: YearOverYearChange.Kind, before: DateWindow, after: DateWindow
    )

    /// The pairs of windows that coverage allows, oldest first.
    private static func pairs(_ coverage: DateWindow) -> [Pair] {
        var pairs: [Pair] = []
        let years = coverage.first.year...coverage.last.year
        func isCovered(_ window: DateWindow) -> Bool {
            coverage.first <= window.first && window.last <= coverage.last
        }
        for year in years.dropFirst() {
            guard let before = window(year - 1, year - 1), let after = window(year, year),
                isCovered(before), isCovered(after)
            else { continue }
            pairs.append((.fullYear, before, after))
        }
        let end = coverage.last
        let isFullYear = end.month == 12 && end.day == 31
        let day = end.month == 2 && end.day == 29 ? 28 : end.day
        if !isFullYear,
            let start = CivilDate(year: end.year, month: 1, day: 1),
            let after = DateWindow(first: start, last: end),
            let earlierStart = CivilDate(year: end.year - 1, month: 1, day: 1),
            let earlierEnd = CivilDate(year: end.year - 1, month: end.month, day: day),
            let before = DateWindow(first: earlierStart, last: earlierEnd), isCovered(before)
        {
            pairs.append((.yearToDate, before, after))
        }
        return pairs
    }

    private static func compare(
        _ table: CountTable,
        _ coverage: DateWindow,
        _ evidence: [String: VarianceEvidence],
        _ breaks: [RecordingBreak],
        _ options: YearOverYearOptions,
        needsBothYears: Bool = false
    ) -> [YearOverYearChange] {
        var rows: [YearOverYearChange] = []
        let plausible = 1...9999
        guard plausible.contains(coverage.first.year), plausible.contains(coverage.last.year)
        else { return [] }
        for measure in table.measures {
            for pair in pairs(coverage) {
                let areas = table.areas(of: measure).filter { area in
                    !needsBothYears
                        || (table.hasRows(area, measure, pair.before)
                            && table.hasRows(area, measure, pair.after))
                }
                var family: [YearOverYearChange] = []
                if options.addsTotal, areas.count > 1 {
                    family += row(
                        nil,
                        areas,
                        measure,
                        pair,
                        table,
                        coverage,
                        evidence,
                        breaks.filter { $0.concerns(area: nil) },
                        options
                    )
                }
                for area in areas {
                    family += row(
                        area,
                        [area],
                        measure,
                        pair,
                        table,
                        coverage,
                        evidence,
                        breaks.filter { $0.concerns(area: area) },
                        options
                    )
                }
                rows += adjusted(family, level: options.change.level)
            }
        }
        return rows
    }

    private static func row(
        _ area: String?,
        _ areas: [String],
        _ measure: String,
        _ pair: Pair,
        _ table: CountTable,
        _ coverage: DateWindow,
        _ evidence: [String: VarianceEvidence],
        _ breaks: [RecordingBreak],
        _ options: YearOverYearOptions
    ) -> [YearOverYearChange] {
        let isUneven = pair.before.days != pair.after.days
        let drops = isUneven && options.leapDay == .drop
        func period(_ window: DateWindow) -> ChangePeriod {
            ChangePeriod(
                count: table.total(areas, measure, window, withoutLeapDay: drops),
                exposure: isUneven && options.leapDay == .perDay ? Double(window.days) : 1,
                window: window
            )
        }
        var variance = evidence[measure] ?? VarianceEvidence()
        if variance.yearlyHistory.isEmpty {
            variance.yearlyHistory = history(areas, measure, pair, table, coverage, breaks)
        }
        let change = ChangeAnalysis.compare(
            measure: measure,
            before: period(pair.before),
            after: period(pair.after),
            variance: variance,
            breaks: breaks,
            options: options.change
        )
        return change.map {
            [
                YearOverYearChange(
                    area: area,
                    kind: pair.kind,
                    windowBefore: pair.before,
                    windowAfter: pair.after,
                    change: $0,
                    q: $0.overdispersed.p,
                    family: 1
                )
            ]
        } ?? []
    }

    /// Full years before the pair, back to the last break or to the first year without a row.
    private static func history(
        _ areas: [String],
        _ measure: String,
        _ pair: Pair,
        _ table: CountTable,
        _ coverage: DateWindow,
        _ breaks: [RecordingBreak]
    ) -> [Int] {
        let concerned = breaks.filter { $0.concerns(measure) }
        var counts: [Int] = []
        var year = pair.before.first.year - 1
        while let span = window(year, year), coverage.first <= span.first,
            areas.allSatisfy({ table.hasRows($0, measure, span) }),
            !concerned.contains(where: { $0.date > span.first && $0.date <= pair.before.last })
        {
            counts.append(table.total(areas, measure, span, withoutLeapDay: false))
            year -= 1
        }
        return counts.reversed()
    }

    /// Adjusts the areas of one table for having been asked together; the total stands alone.
    private static func adjusted(
        _ rows: [YearOverYearChange],
        level: Double
    ) -> [YearOverYearChange] {
        let areas = rows.indices.filter { rows[$0].area != nil }
        let q = Multiplicity.benjaminiHochberg(areas.map { rows[$0].change.overdispersed.p })
        var rows = rows
        for (index, value) in zip(areas, q) {
            rows[index].q = value
            rows[index].family = areas.count
            if rows[index].change.verdict.code == .change, value > 1 - level {
                rows[index].change.verdict.code = .noEvidence
                rows[index].change.verdict.attribution = .change
            }
        }
        return rows
    }
}
