import RoadAnalysis
package import RoadModel

extension AnalysisTable {
    /// The rows of an area between two days.
    ///
    /// The area is a whole label of a column `area`, `region`, `oblast` or `district`, letter case
    /// aside; days are held against `date`, `period`, `year` with `month`, or `year`. A period that
    /// the days cut is left out.
    ///
    /// - Throws: `.columnMissing` when the table has no such column; `.formatDamaged` for a time
    ///   that is no date; `.insufficient` when no row is left.
    package func narrowed(
        area: String?,
        from: CivilDate?,
        to: CivilDate?
    ) throws(IntakeError) -> AnalysisTable {
        var rows = Array(0..<rowCount)
        if let area {
            let labels = try texts(try first(of: ["area", "region", "oblast", "district"]))
            let name = area.lowercased()
            rows.removeAll { labels[$0].lowercased() != name }
        }
        if from != nil || to != nil {
            let (column, texts) = try periodTexts()
            var kept: [Int] = []
            for row in rows {
                guard let period = AnalysisPeriodText.period(texts[row]) else {
                    throw badCell(row, column, "a date like 2025, 2025-03 or 2025-03-31")
                }
                if let from, period.first < from { continue }
                if let to, to < period.last { continue }
                kept.append(row)
            }
            rows = kept
        }
        guard !rows.isEmpty else {
            throw IntakeError(
                .insufficient,
                subject: subject,
                detail: "No row of the table lies in the area and the period.",
                remedy: "Widen --from and --to, or name another --area."
            )
        }
        return selecting(rows)
    }

    private func first(of names: [String]) throws(IntakeError) -> String {
        if let name = names.first(where: contains) { return name }
        throw IntakeError(
            .columnMissing,
            subject: subject,
            detail: "There is none of the columns \(names.joined(separator: ", ")).",
            remedy: "The columns are: \(header.joined(separator: ", "))."
        )
    }

    private func periodTexts() throws(IntakeError) -> (column: String, texts: [String]) {
        let column = try first(of: ["date", "period", "year"])
        let own = try texts(column)
        guard column == "year", contains("month") else { return (column, own) }
        let months = try texts("month").map { $0.utf8.count == 1 ? "0" + $0 : $0 }
        return (column, zip(own, months).map { "\($0)-\($1)" })
    }
}
