import RoadModel
import RoadStatistics

/// The sites of a before–after study as a table has them.
struct BeforeAfterTable {
    /// Rows with the measure and rows without it.
    let treated: [Int]
    let untreated: [Int]
    /// Crashes of each row.
    let before: [Double]
    let after: [Double]
    /// Years, or columns, that the crashes were counted in.
    let yearsBefore: Double
    let yearsAfter: Double

    init(_ table: AnalysisTable, _ run: BeforeAfterRun) throws(IntakeError) {
        let beforeColumns = try Self.columns(table, run.before, "observed_before", "b")
        let afterColumns = try Self.columns(table, run.after, "observed_after", "a")
        before = try Self.sum(table, beforeColumns)
        after = try Self.sum(table, afterColumns)
        yearsBefore = run.yearsBefore ?? Double(beforeColumns.count)
        yearsAfter = run.yearsAfter ?? Double(afterColumns.count)
        var marks = before.map { _ in 1.0 }
        if table.contains(run.treated) { marks = try table.numbers(run.treated, .count) }
        if let row = marks.firstIndex(where: { $0 > 1 }) {
            throw table.badCell(row, run.treated, "1 for treated or 0 for untreated")
        }
        treated = marks.indices.filter { marks[$0] == 1 }
        untreated = marks.indices.filter { marks[$0] == 0 }
        guard !treated.isEmpty else {
            throw IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "No site is treated.",
                remedy: "Column '\(run.treated)' is 1 for treated sites and 0 for others."
            )
        }
    }

    /// The columns that were named, else the usual one, else those numbered from `b1` on.
    private static func columns(
        _ table: AnalysisTable,
        _ named: [String],
        _ usual: String,
        _ letter: Character
    ) throws(IntakeError) -> [String] {
        if !named.isEmpty { return named }
        if table.contains(usual) { return [usual] }
        let years = table.header.filter {
            $0.first == letter && $0.count > 1 && $0.dropFirst().allSatisfy(\.isWholeNumber)
        }
        // An absent column is named by the error of its reader.
        return years.isEmpty ? [usual] : years
    }

    private static func sum(
        _ table: AnalysisTable,
        _ columns: [String]
    ) throws(IntakeError) -> [Double] {
        var sums = [Double](repeating: 0, count: table.rowCount)
        for column in columns {
            for (row, value) in try table.numbers(column, .count).enumerated() {
                sums[row] += value
            }
        }
        return sums
    }
}
