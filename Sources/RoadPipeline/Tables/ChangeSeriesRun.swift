package import RoadAnalysis
package import RoadModel

/// Compares the end of a series with the same days a year before.
package struct ChangeSeriesRun: Sendable {
    /// What is counted, for the breaks.
    package var measure: String
    /// A variance factor from elsewhere.
    package var phi: Double?
    /// Mean deaths of a fatal crash.
    package var meanPerCrash: Double?
    /// Column of fatal crashes, which gives that mean.
    package var crashes: String?
    /// A percent change that somebody printed.
    package var published: PublishedPercent?
    /// Known breaks.
    package var breaks: [RecordingBreak]

    /// Makes a run.
    package init(
        measure: String,
        phi: Double?,
        meanPerCrash: Double?,
        crashes: String?,
        published: PublishedPercent?,
        breaks: [RecordingBreak]
    ) {
        (self.measure, self.phi, self.meanPerCrash) = (measure, phi, meanPerCrash)
        (self.crashes, self.published, self.breaks) = (crashes, published, breaks)
    }

    /// Compares the last year with the one before: whole years, or the months or days so far.
    ///
    /// Earlier years with the same window, back to a gap or a break, are the history.
    ///
    /// - Throws: `.insufficient` when a year lacks a period of the window, so that windows would
    ///   differ; `.badArgument` for times that are no dates.
    package func compare(
        _ series: AnalysisSeries
    ) throws(IntakeError) -> (change: TrendChange, before: DateWindow, after: DateWindow) {
        let windows = series.labels.compactMap(AnalysisPeriodText.period)
        guard windows.count == series.labels.count, let last = windows.last else {
            throw IntakeError(
                .badArgument,
                subject: "--x",
                detail: "Times must be years, months or days, as 2024, 2024-05 or 2024-05-31.",
                remedy: "Name a column of dates, or two as year,month."
            )
        }
        let year = last.last.year
        let isDaily = windows.allSatisfy { $0.days == 1 }
        func span(_ year: Int) -> DateWindow? {
            let end = last.last
            let day =
                end.month == 2 && end.day >= 28
                ? CivilDate.days(inMonth: 2, year: year) : end.day
            guard let first = CivilDate(year: year, month: 1, day: 1),
                let until = CivilDate(year: year, month: end.month, day: day)
            else { return nil }
            return DateWindow(first: first, last: until)
        }
        func total(_ year: Int) -> (count: Int, rows: [Int], window: DateWindow)? {
            guard let span = span(year) else { return nil }
            let rows = windows.indices.filter {
                span.first <= windows[$0].first && windows[$0].last <= span.last
            }
            let days = rows.reduce(0) { $0 + windows[$1].days }
            // A day without a row has no events; months and years must all be there.
            let isWhole =
                isDaily ? (windows.first?.first ?? span.last) <= span.first : days == span.days
            guard isWhole, !rows.isEmpty else { return nil }
            return (rows.reduce(0) { $0 + Int(series.values[$1]) }, rows, span)
        }
        guard let after = total(year), let before = total(year - 1) else {
            throw IntakeError(
                .insufficient,
                subject: series.table.subject,
                detail: "\(year - 1) and \(year) do not both hold every period up to "
                    + "\(last.last): \(series.missing.prefix(8).joined(separator: ", ")) missing.",
                remedy: "Unequal windows are not comparable: fill the periods or end both alike."
            )
        }
        let concerned = breaks.filter { $0.concerns(measure) }
        var history: [Int] = []
        var earlier = year - 2
        while let row = total(earlier),
            !concerned.contains(where: {
                $0.date > row.window.first && $0.date <= before.window.last
            })
        {
            history.append(row.count)
            earlier -= 1
        }
        var mean = meanPerCrash
        if let crashes {
            let counts = try series.table.numbers(crashes, .notNegative)
            let rows = before.rows + after.rows
            let sum = rows.reduce(0) { $0 + counts[$1] }
            if sum > 0 { mean = max(1, Double(before.count + after.count) / sum) }
        }
        let isUneven = before.window.days != after.window.days
        func period(_ part: (count: Int, rows: [Int], window: DateWindow)) -> ChangePeriod {
            ChangePeriod(
                count: part.count,
                exposure: isUneven ? Double(part.window.days) : 1,
                window: part.window
            )
        }
        guard
            let change = ChangeAnalysis.compare(
                measure: measure,
                before: period(before),
                after: period(after),
                variance: VarianceEvidence(
                    phi: phi,
                    meanPerCrash: mean,
                    assumedMeanPerCrash: try PublishedFigures.peoplePerCrash(
                        MeasureName.canonical(measure)
                    ),
                    yearlyHistory: history.reversed()
                ),
                published: published,
                breaks: breaks
            )
        else {
            throw IntakeError(
                .formatDamaged,
                subject: series.table.subject,
                detail: "A count is negative or too large.",
                remedy: "Mend the table."
            )
        }
        return (change, before.window, after.window)
    }
}
