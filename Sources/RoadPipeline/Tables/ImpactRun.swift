package import RoadAnalysis
package import RoadModel

/// Holds a series of a table against what was to be expected after a date.
package struct ImpactRun: Sendable {
    /// What came of it.
    package struct Outcome: Sendable {
        /// The analysis.
        package var analysis: ImpactAnalysis
        /// Names of the periods.
        package var labels: [String]
        /// Control columns.
        package var controls: [String]
        /// Place of the first period with the measure.
        package var start: Int
    }

    /// Column of times.
    package var time: String?
    /// Column of values.
    package var outcome: String
    /// Columns of control series.
    package var controls: [String]
    /// First period with the measure, as the column of times has it.
    package var start: String
    /// How the analysis is made.
    package var options = ImpactAnalysis.Options()

    /// Makes a run.
    package init(time: String?, outcome: String, controls: [String], start: String) {
        (self.time, self.outcome, self.controls, self.start) = (time, outcome, controls, start)
    }

    /// Analyses the table.
    ///
    /// - Throws: `.columnMissing`; `.formatDamaged` with the line of a bad or negative cell;
    ///   `.insufficient` for missing periods and a time before that is too short; `.badArgument`
    ///   for a date that is not in the table.
    package func analyse(_ table: AnalysisTable) throws(IntakeError) -> Outcome {
        let series = try AnalysisSeries(table, x: time, y: outcome, .notNegative)
        try series.requireComplete("a forecast")
        var columns: [[Double]] = []
        for name in controls {
            columns.append(try series.table.numbers(name, .notNegative))
        }
        let place = try self.place(series)
        guard
            let analysis = ImpactAnalysis(
                series.values,
                controls: columns,
                start: place,
                options: options
            )
        else {
            throw IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "\(place) periods before '\(start)' and "
                    + "\(series.values.count - place) after do not suffice for a season of "
                    + "\(options.season) and \(controls.count) controls, or a value is 0 on the "
                    + "scale of logarithms, or a control never varies.",
                remedy: "Add earlier periods, leave controls out, or pass --season 1 or "
                    + "--scale count."
            )
        }
        return Outcome(
            analysis: analysis,
            labels: series.labels,
            controls: controls,
            start: place
        )
    }

    private func place(_ series: AnalysisSeries) throws(IntakeError) -> Int {
        if let exact = series.labels.firstIndex(of: start) { return exact }
        let wanted = AnalysisSeries.date(start).map { Double($0.year * 12 + $0.month - 1) / 12 }
        let number = Double(start)
        if let place = series.times.indices.first(where: { index in
            let time = series.times[index]
            return [wanted, number].compactMap(\.self).contains { abs($0 - time) < 1e-6 }
        }) {
            return place
        }
        // A date between two periods: the first one that begins on it or later.
        if let target = wanted ?? number, let first = series.times.first,
            let last = series.times.last, target > first, target <= last,
            let place = series.times.firstIndex(where: { $0 >= target - 1e-9 })
        {
            return place
        }
        throw IntakeError(
            .badArgument,
            subject: "--start \(start)",
            detail: "No period of the series is called so; it runs from "
                + "'\(series.labels.first ?? "")' to '\(series.labels.last ?? "")'.",
            remedy: "Give the first period with the measure as the table has it."
        )
    }
}
