package import RoadAnalysis
package import RoadModel

/// Reads ledgers of recording breaks: dated facts, one row each.
///
/// Columns: `date` (YYYY-MM-DD, the first day under the new rule), `certainty` (stated, suspected),
/// `measures` and `areas` (names between `|`; empty is all but the killed, and everywhere),
/// `source`. Further columns are notes.
package enum BreakLedger {
    /// Reads a ledger; `nil` reads the one built in.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell.
    package static func read(_ path: String?) throws(IntakeError) -> [RecordingBreak] {
        let table = try BuiltInRules.table(.recordingBreaks, file: path)
        let dates = try table.texts("date")
        let certainties = try table.texts("certainty")
        let measures = try table.texts("measures")
        let areas = table.contains("areas") ? try table.texts("areas") : dates.map { _ in "" }
        let sources = try table.texts("source")
        var breaks: [RecordingBreak] = []
        for row in dates.indices {
            guard let date = AnalysisSeries.date(dates[row]), dates[row].utf8.count == 10 else {
                throw table.badCell(row, "date", "a day like 2024-01-01")
            }
            guard let certainty = RecordingBreak.Certainty(rawValue: certainties[row]) else {
                throw table.badCell(row, "certainty", "stated or suspected")
            }
            guard !sources[row].isEmpty else {
                throw table.badCell(row, "source", "who says so")
            }
            breaks.append(
                RecordingBreak(
                    date: date,
                    measures: names(measures[row]),
                    areas: names(areas[row]),
                    certainty: certainty,
                    source: sources[row]
                )
            )
        }
        return breaks
    }

    private static func names(_ cell: String) -> [String] {
        cell.split(separator: "|").map { name in
            String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}
