import RoadModel
import RoadStatistics

/// Makes a triangle of single records with two dates and completes it.
struct NowcastRecords {
    let dates: NowcastRun.Dates

    /// Counts records by period of the event and by periods until their registration.
    ///
    /// Only whole periods up to the last known day count; lags beyond the most are added to it.
    ///
    /// - Throws: `.formatDamaged` for a bad day or a registration before its event;
    ///   `.insufficient` for fewer than three periods.
    func complete(
        _ table: AnalysisTable
    ) throws(IntakeError) -> (labels: [String], nowcast: Nowcast) {
        let events = try days(table, dates.event)
        let known = try days(table, dates.registered)
        var weights: [Double]?
        if let count = dates.count { weights = try table.numbers(count, .count) }
        if let row = events.indices.first(where: { known[$0] < events[$0] }) {
            throw table.badCell(row, dates.registered, "a day not before the event")
        }
        let asOf = dates.asOf ?? known.max() ?? events[0]
        // The last period whose days are all known.
        let next = CivilDate(daysSinceEpoch: asOf.daysSinceEpoch + 1)
        let last = index(next) - 1
        let used = events.indices.filter { known[$0] <= asOf && index(events[$0]) <= last }
        let first = used.map { index(events[$0]) }.min() ?? last + 1
        guard last - first >= 2 else {
            throw IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "Fewer than three whole periods lie before \(asOf).",
                remedy: "Add older records, or take --step week."
            )
        }
        let lags = min(dates.lags, last - first)
        var triangle = (first...last).map { period in
            (0...lags).map { period + $0 <= last ? 0.0 : .nan }
        }
        for row in used {
            let period = index(events[row])
            let lag = min(lags, index(known[row]) - period)
            if !triangle[period - first][lag].isNaN {
                triangle[period - first][lag] += weights?[row] ?? 1
            }
        }
        do throws(SeriesError) {
            return ((first...last).map(name), try Nowcast.chainLadder(triangle))
        } catch {
            throw IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "The lags cannot be told from these periods: \(error.description)",
                remedy: "Add older records, or take fewer --lags."
            )
        }
    }

    private func days(
        _ table: AnalysisTable,
        _ column: String
    ) throws(IntakeError) -> [CivilDate] {
        var days: [CivilDate] = []
        for (row, text) in try table.texts(column).enumerated() {
            guard text.utf8.count >= 10, let day = AnalysisSeries.date(String(text.prefix(10)))
            else { throw table.badCell(row, column, "a day like 2025-03-31") }
            days.append(day)
        }
        return days
    }

    private func index(_ day: CivilDate) -> Int {
        guard dates.isWeekly else { return day.year * 12 + day.month - 1 }
        // 1970-01-01 was a Thursday.
        return (day.daysSinceEpoch + 3) >= 0
            ? (day.daysSinceEpoch + 3) / 7 : (day.daysSinceEpoch + 3 - 6) / 7
    }

    private func name(_ period: Int) -> String {
        guard dates.isWeekly else {
            return "\(zeroPadded(period / 12, 4))-\(zeroPadded(period % 12 + 1, 2))"
        }
        return CivilDate(daysSinceEpoch: period * 7 - 3).description
    }
}
