package import RoadAnalysis
package import RoadModel

extension DecomposeRun {
    /// The factors of the last two years of a workspace's crashes: crashes and deaths of a crash.
    ///
    /// - Parameters:
    ///   - years: The workspace's crashes by year, as `CrashSeriesTable` makes them.
    ///   - breaks: Known breaks; one that concerns crashes between the two years refuses, because
    ///     deaths of a crash then fall by the count alone.
    /// - Returns: A table with `factor`, `before`, `after`.
    /// - Throws: `.insufficient` for fewer than two years, a year without crashes, and a break.
    package static func factors(
        ofYears years: AnalysisTable,
        breaks: [RecordingBreak]
    ) throws(IntakeError) -> AnalysisTable {
        let names = try years.texts("date")
        let crashes = try years.numbers("crashes", .count)
        let killed = try years.numbers("killed", .count)
        let (after, before) = (names.count - 1, names.count - 2)
        guard before >= 0, crashes[before] > 0, crashes[after] > 0 else {
            throw refusal(
                "Two whole years with crashes are needed; there are \(names.count).",
                "Widen --from and --to, or name a table with factor, before, after."
            )
        }
        if let first = AnalysisPeriodText.period(names[before]),
            let last = AnalysisPeriodText.period(names[after]),
            let change = breaks.first(where: {
                $0.concerns("crashes") && $0.concerns(area: nil) && $0.separates(first, last)
            })
        {
            throw refusal(
                "REFUSE-BREAK: crashes are recorded by another rule from \(change.date) on "
                    + "(\(change.source)).",
                "Choose years on one side with --from and --to, or name a table."
            )
        }
        func severity(_ row: Int) -> Double { killed[row] / crashes[row] }
        return AnalysisTable(
            subject: years.subject,
            header: ["factor", "before", "after"],
            places: [SourcePlace(line: 2, byteOffset: 0), SourcePlace(line: 3, byteOffset: 0)],
            allowsDecimalComma: false,
            cells: [
                ["crashes", "killed per crash"],
                ["\(crashes[before])", "\(severity(before))"],
                ["\(crashes[after])", "\(severity(after))"],
            ]
        )
    }

    private static func refusal(_ detail: String, _ remedy: String) -> IntakeError {
        IntakeError(.insufficient, subject: "crashes", detail: detail, remedy: remedy)
    }
}
