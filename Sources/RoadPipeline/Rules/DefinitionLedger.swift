package import RoadAnalysis
package import RoadModel

/// Reads ledgers of what counts as a road death.
///
/// Columns: `series`, `window_days`, `factor_to_30d`, `factor_se`, `suicides_included` (yes, no),
/// `valid_from`, `valid_to`, `recording_rule`, `source`; an empty cell is *not stated*.
package enum DefinitionLedger {
    /// Reads a ledger; `nil` reads the one built in.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell.
    package static func read(_ path: String? = nil) throws(IntakeError) -> [DeathDefinition] {
        let table = try BuiltInRules.table(.deathDefinitions, file: path)
        let series = try table.texts("series")
        let windows = try table.numbers("window_days", .count, allowsMissing: true)
        let factors = try table.numbers("factor_to_30d", .positive, allowsMissing: true)
        let errors = try table.numbers("factor_se", .notNegative, allowsMissing: true)
        let suicides = try table.texts("suicides_included")
        let from = try dates(table, "valid_from")
        let to = try dates(table, "valid_to")
        let rules = try table.texts("recording_rule")
        let sources = try table.texts("source")
        var definitions: [DeathDefinition] = []
        for row in series.indices {
            guard !series[row].isEmpty else { throw table.badCell(row, "series", "a name") }
            guard !sources[row].isEmpty else { throw table.badCell(row, "source", "who says so") }
            guard ["", "yes", "no"].contains(suicides[row]) else {
                throw table.badCell(row, "suicides_included", "yes, no or nothing")
            }
            definitions.append(
                DeathDefinition(
                    series: series[row],
                    windowDays: windows[row].isNaN ? nil : Int(windows[row]),
                    factor: factors[row].isNaN ? nil : factors[row],
                    factorError: errors[row].isNaN ? nil : errors[row],
                    includesSuicides: suicides[row].isEmpty ? nil : suicides[row] == "yes",
                    validFrom: from[row],
                    validTo: to[row],
                    rule: rules[row],
                    source: sources[row]
                )
            )
        }
        return definitions
    }

    /// The definition of a series.
    ///
    /// - Throws: `.badArgument` with the series there are.
    package static func definition(
        _ series: String,
        option: String,
        file: String? = nil
    ) throws(IntakeError) -> DeathDefinition {
        let known = try read(file)
        if let found = known.first(where: { $0.series == series }) { return found }
        throw IntakeError(
            .badArgument,
            subject: "\(option) \(series)",
            detail: "The ledger has no definition of this series.",
            remedy: "Known: \(known.map(\.series).joined(separator: ", "))."
        )
    }

    private static func dates(
        _ table: AnalysisTable,
        _ column: String
    ) throws(IntakeError) -> [CivilDate?] {
        var dates: [CivilDate?] = []
        for (row, text) in try table.texts(column).enumerated() {
            let date = AnalysisSeries.date(text)
            guard text.isEmpty || (date != nil && text.utf8.count == 10) else {
                throw table.badCell(row, column, "a day like 2009-01-01, or nothing")
            }
            dates.append(date)
        }
        return dates
    }
}
