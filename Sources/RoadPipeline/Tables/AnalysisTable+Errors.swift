package import RoadModel
package import RoadStatistics

extension AnalysisTable {
    /// A formula's error as an error about this table; `rows` are the table's rows of the model.
    package func refusal(_ error: FormulaError) -> IntakeError {
        switch error {
        case .unknownColumn(let name):
            IntakeError(
                .columnMissing,
                subject: subject,
                detail: error.description,
                remedy: "The columns are: \(header.joined(separator: ", ")). ('\(name)')"
            )
        case .badResponse(let row):
            IntakeError(
                .formatDamaged,
                subject: subject,
                place: places.indices.contains(row) ? places[row] : nil,
                detail: "The response is a negative count.",
                remedy: "Counts are 0 or more; mend the cell or use --family gaussian."
            )
        case .badShare(let row):
            IntakeError(
                .formatDamaged,
                subject: subject,
                place: places.indices.contains(row) ? places[row] : nil,
                detail: "The response is a share outside 0 to 1.",
                remedy: "Shares are 0 to 1; write counts as cbind(events, others)."
            )
        case .tooFewRows, .noConvergence:
            IntakeError(
                .insufficient,
                subject: subject,
                detail: error.description,
                remedy: "Add rows or leave terms out of the formula."
            )
        case .syntax, .unknownFunction, .notNumeric, .tooManyColumns:
            IntakeError(
                .badArgument,
                subject: "--formula",
                detail: error.description,
                remedy: "Example: --formula 'deaths ~ year + factor(month) + offset(log(days))'."
            )
        }
    }

    /// A series' error as an error about this table; rows of the series are rows of the table.
    package func refusal(_ error: SeriesError) -> IntakeError {
        switch error {
        case .length:
            IntakeError(
                .insufficient,
                subject: subject,
                detail: error.description,
                remedy: "Add periods, or shorten the series."
            )
        case .timesNotAscending(let row), .badValue(let row):
            IntakeError(
                .formatDamaged,
                subject: subject,
                place: places.indices.contains(row) ? places[row] : nil,
                detail: error.description,
                remedy: "Sort the rows by time and mend the cell; several series need --by."
            )
        case .unequalColumns:
            IntakeError(
                .formatDamaged,
                subject: subject,
                detail: error.description,
                remedy: "Fill the columns equally."
            )
        case .badOption(let name):
            IntakeError(
                .badArgument,
                subject: name,
                detail: error.description,
                remedy: "See the command's --help for what it may be."
            )
        }
    }
}
