package import RoadModel
import RoadStatistics

/// A series in time read from a table: ascending, with what is missing between.
package struct AnalysisSeries: Sendable {
    /// Times in years, or as the column has them.
    package var times: [Double]
    /// Whole steps from the first period, for example months.
    package var steps: [Double]
    /// Times as text, for example `1983-02`.
    package var labels: [String]
    /// The values.
    package var values: [Double]
    /// Whether the recording rule of the measure changed between the first and the last period.
    package var crossesBreak = false
    /// Periods between the first and the last that have no value, at most 20 of them.
    package var missing: [String]
    /// The number of periods that have no value.
    package var missingCount: Int
    /// The distance of neighbours in the unit of the times' own steps.
    private var origin = 0.0
    private var stepLength = 1.0
    private var unit = Unit.rows
    /// The table that holds just the rows of the series.
    package var table: AnalysisTable

    /// The unit that times count in.
    private enum Unit: Sendable {
        case numbers
        case months
        case days
        case rows
    }

    /// Reads a series.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - x: The column of times: numbers, `YYYY-MM`, `YYYY-MM-DD`; two columns `year,month`;
    ///     `nil` counts the rows.
    ///   - y: The column of values; rows where it is empty count as missing.
    ///   - requirement: What the values must be.
    /// - Throws: `.columnMissing`; `.formatDamaged` with the line of a bad cell or of a time that
    ///   does not follow the one before; `.insufficient` without a value.
    package init(
        _ table: AnalysisTable,
        x: String?,
        y: String,
        _ requirement: AnalysisTable.Requirement = .number
    ) throws(IntakeError) {
        let values = try table.numbers(y, requirement, allowsMissing: true)
        let (unit, positions, labels) = try AnalysisSeries.positions(table, x)
        for row in positions.indices.dropFirst() where positions[row] <= positions[row - 1] {
            throw table.refusal(SeriesError.timesNotAscending(row: row))
        }
        let rows = values.indices.filter { !values[$0].isNaN }
        guard let first = rows.first, let last = rows.last else {
            throw table.refusal(SeriesError.length(found: 0, allowed: 1...table.rowCount))
        }
        let step = AnalysisSeries.step(positions)
        steps = rows.map { (positions[$0] - positions[first]) / step }
        switch unit {
        case .months: times = rows.map { positions[$0] / 12 }
        case .days, .numbers, .rows: times = rows.map { positions[$0] }
        }
        (origin, stepLength, self.unit) = (positions[last], step, unit)
        self.labels = rows.map { labels[$0] }
        self.values = rows.map { values[$0] }
        self.table = table.selecting(rows)
        // Every whole step between the ends that no row with a value stands on.
        let span = (positions[last] - positions[first]) / step
        let isRegular = steps.allSatisfy { abs($0 - $0.rounded()) < 1e-6 } && span < 1e7
        missingCount = isRegular ? Int(span.rounded()) + 1 - rows.count : 0
        missing = []
        guard missingCount > 0 else { return }
        let present = Set(steps.map { Int($0.rounded()) })
        var index = 0
        while missing.count < min(20, missingCount), index <= Int(span.rounded()) {
            if !present.contains(index) {
                let position = positions[first] + Double(index) * step
                missing.append(AnalysisSeries.label(position, unit))
            }
            index += 1
        }
    }

    /// The column of times by the usual names; `nil` takes rows in their order.
    package static func usualTime(_ table: AnalysisTable) -> String? {
        if let name = ["date", "period", "time_period"].first(where: table.contains) {
            return name
        }
        if table.contains("year"), table.contains("month") { return "year,month" }
        return ["year", "month", "t", "time"].first(where: table.contains)
    }

    /// Whether the periods are months.
    package var isMonthly: Bool { if case .months = unit { stepLength == 1 } else { false } }

    /// Whether the periods are years: whole numbers such as 2024.
    package var isYearly: Bool {
        guard case .numbers = unit, stepLength == 1 else { return false }
        return times.allSatisfy { $0 == $0.rounded() && (1000...3000).contains($0) }
    }

    /// The name of a period that follows the last one.
    package func label(ahead steps: Int) -> String {
        let position = origin + Double(steps) * stepLength
        if case .months = unit, labels.last?.utf8.count == 10 {
            return AnalysisSeries.label(position, unit) + "-01"
        }
        return AnalysisSeries.label(position, unit)
    }

    /// The time of a period that follows the last one.
    package func time(ahead steps: Int) -> Double {
        let position = origin + Double(steps) * stepLength
        if case .months = unit { return position / 12 }
        return position
    }

    /// Steps from the last period to a named one that follows; `nil` when it does not.
    package func steps(to name: String) -> Int? {
        (1...1000).first { label(ahead: $0) == name }
    }

    /// Refuses a series with missing periods, for methods that need every one.
    package func requireComplete(_ method: String) throws(IntakeError) {
        guard missingCount > 0 else { return }
        let list = missing.joined(separator: ", ") + (missingCount > missing.count ? ", …" : "")
        throw IntakeError(
            .insufficient,
            subject: table.subject,
            detail: "\(missingCount) periods have no value (\(list)); \(method) needs every one.",
            remedy: "Fill the periods from the source; a period without events is 0, not empty."
        )
    }

    private static func positions(
        _ table: AnalysisTable,
        _ x: String?
    ) throws(IntakeError) -> (unit: Unit, positions: [Double], labels: [String]) {
        guard let x else {
            let rows = (0..<table.rowCount).map { Double($0 + 1) }
            return (.rows, rows, rows.map { label($0, .rows) })
        }
        let columns = x.split(separator: ",").map(String.init)
        if columns.count == 2, !table.contains(x) {
            let years = try table.numbers(columns[0], .count)
            let months = try table.numbers(columns[1], .count)
            if let row = months.firstIndex(where: { !(1...12).contains($0) }) {
                throw table.badCell(row, columns[1], "a month from 1 to 12")
            }
            let positions = zip(years, months).map { $0 * 12 + $1 - 1 }
            return (.months, positions, positions.map { label($0, .months) })
        }
        let texts = try table.texts(x)
        let dates = texts.map(date)
        if dates.contains(where: { $0 != nil }) {
            var positions: [Double] = []
            let isDaily =
                texts.contains { $0.utf8.count > 7 }
                && !dates.allSatisfy { $0?.day == 1 }
            for (row, date) in dates.enumerated() {
                guard let date else {
                    throw table.badCell(row, x, "a date like 2025-03 or 2025-03-31")
                }
                positions.append(
                    isDaily
                        ? Double(date.daysSinceEpoch) : Double(date.year * 12 + date.month - 1)
                )
            }
            return (isDaily ? .days : .months, positions, texts)
        }
        return (.numbers, try table.numbers(x), texts)
    }

    /// The distance that most neighbours have, the smaller one of equals.
    private static func step(_ positions: [Double]) -> Double {
        var counts: [Double: Int] = [:]
        for (later, earlier) in zip(positions.dropFirst(), positions) {
            counts[later - earlier, default: 0] += 1
        }
        let most = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
        return most?.key ?? 1
    }

    private static func label(_ position: Double, _ unit: Unit) -> String {
        switch unit {
        case .months:
            let month = Int(position)
            return "\(zeroPadded(month / 12, 4))-\(zeroPadded(month % 12 + 1, 2))"
        case .days: return CivilDate(daysSinceEpoch: Int(position)).description
        case .numbers, .rows:
            return position == position.rounded() && abs(position) < 1e15
                ? "\(Int(position))" : "\(position)"
        }
    }

    /// `YYYY-MM` or `YYYY-MM-DD`.
    static func date(_ text: String) -> CivilDate? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts[0].utf8.count == 4,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]),
            let day = parts.count == 3 ? Int(parts[2]) : 1
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}
