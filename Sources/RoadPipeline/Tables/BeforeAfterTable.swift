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
        if ["K", "L", "M", "N"].allSatisfy(table.contains), table.rowCount == 1 {
            // Hauer's letters: treated before and after, comparison before and after.
            var counts: [Double] = []
            for letter in ["K", "L", "M", "N"] { counts += try table.numbers(letter, .count) }
            (before, after) = ([counts[0], counts[2]], [counts[1], counts[3]])
            (treated, untreated) = ([0], [1])
            (yearsBefore, yearsAfter) = (run.yearsBefore ?? 1, run.yearsAfter ?? 1)
            return
        }
        let beforeColumns = try Self.columns(table, run.before, Self.usualBefore, "b")
        let afterColumns = try Self.columns(table, run.after, Self.usualAfter, "a")
        before = try Self.sum(table, beforeColumns)
        after = try Self.sum(table, afterColumns)
        let written = (
            try Self.years(table, "years_before"), try Self.years(table, "years_after")
        )
        yearsBefore = run.yearsBefore ?? written.0 ?? Double(beforeColumns.count)
        yearsAfter = run.yearsAfter ?? written.1 ?? Double(afterColumns.count)
        let marks = try Self.marks(table, run.treated)
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

    /// Whether the untreated sites are what was left over after the treated ones were chosen by
    /// their counts: at least 60 % of as many highest counts as there are treated sites are theirs.
    var isLeftOver: Bool {
        guard untreated.count >= 2 * treated.count, untreated.count >= 10 else { return false }
        let ranked = before.sorted(by: >)
        let least = ranked[treated.count - 1]
        let isTreated = Set(treated)
        // Sites that tie at the border count in part.
        let (above, tied) = (
            before.indices.filter { before[$0] > least },
            before.indices.filter { before[$0] == least }
        )
        let places = Double(treated.count - above.count)
        let sure = Double(above.count { isTreated.contains($0) })
        let share = Double(tied.count { isTreated.contains($0) })
        let found = sure + min(places, share)
        let byChance = Double(treated.count) / Double(before.count)
        return found / Double(treated.count) >= max(0.6, 2 * byChance)
    }

    static let usualBefore = [
        "observed_before", "before", "crashes_before", "count_before", "obs_before", "n_before",
        "deaths_before",
    ]
    static let usualAfter = [
        "observed_after", "after", "crashes_after", "count_after", "obs_after", "n_after",
        "deaths_after",
    ]

    /// Which rows are treated: 1/0, yes/no, treated/comparison; all of them without a column.
    private static func marks(
        _ table: AnalysisTable,
        _ named: String
    ) throws(IntakeError) -> [Int] {
        let known = [named, "treated", "treatment", "group", "is_treated"]
        guard let column = known.first(where: table.contains) else {
            return [Int](repeating: 1, count: table.rowCount)
        }
        var marks: [Int] = []
        for (row, text) in try table.texts(column).enumerated() {
            switch text.lowercased() {
            case "1", "1.0", "yes", "true", "treated", "treatment", "t": marks.append(1)
            case "0", "0.0", "no", "false", "untreated", "comparison", "control", "reference", "c":
                marks.append(0)
            default: throw table.badCell(row, column, "1 for treated or 0 for untreated")
            }
        }
        return marks
    }

    /// Years from a column that says the same in every row; `nil` without the column.
    private static func years(
        _ table: AnalysisTable,
        _ column: String
    ) throws(IntakeError) -> Double? {
        guard table.contains(column) else { return nil }
        let values = try table.numbers(column, .positive)
        guard let first = values.first else { return nil }
        if let row = values.firstIndex(where: { $0 != first }) {
            throw table.badCell(row, column, "the same years for every site, as in the first row")
        }
        return first
    }

    /// The columns that were named, else a usual one, else those numbered from `b1` on.
    private static func columns(
        _ table: AnalysisTable,
        _ named: [String],
        _ usual: [String],
        _ letter: Character
    ) throws(IntakeError) -> [String] {
        if !named.isEmpty { return named }
        if let found = usual.first(where: table.contains) { return [found] }
        let years = table.header.filter {
            $0.first == letter && $0.count > 1 && $0.dropFirst().allSatisfy(\.isWholeNumber)
        }
        // An absent column is named by the error of its reader.
        return years.isEmpty ? Array(usual.prefix(1)) : years
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
