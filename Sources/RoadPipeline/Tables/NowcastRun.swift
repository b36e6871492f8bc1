package import RoadModel
package import RoadStatistics

/// Completes a table of late registrations.
package struct NowcastRun: Sendable {
    /// Whether cells are running totals.
    package var isCumulative: Bool

    /// Where the dates of single records stand; `nil` for a triangle.
    package var dates: Dates?

    /// The dates of a list of records.
    package struct Dates: Sendable {
        /// Column of the day of the event.
        package var event: String
        /// Column of the day of its registration.
        package var registered: String
        /// The last day whose registrations are known; `nil` is the last registration.
        package var asOf: CivilDate?
        /// Most lags.
        package var lags: Int
        /// Whether periods are weeks from Monday instead of months.
        package var isWeekly: Bool
        /// Column of how many a record counts for; `nil` is one each.
        package var count: String?

        /// Makes the columns.
        package init(
            event: String,
            registered: String,
            asOf: CivilDate?,
            lags: Int,
            isWeekly: Bool,
            count: String? = nil
        ) {
            (self.event, self.registered, self.asOf) = (event, registered, asOf)
            (self.lags, self.isWeekly, self.count) = (lags, isWeekly, count)
        }
    }

    /// Makes a run.
    package init(isCumulative: Bool) { self.isCumulative = isCumulative }

    /// Completes the triangle: the first column is the period, the others are lags in order.
    ///
    /// - Parameters:
    ///   - table: The triangle.
    ///   - group: A column that names groups and is no lag.
    /// - Returns: The rows' names and the completed triangle.
    /// - Throws: `.formatDamaged` with the line of a bad, negative or falling number or of a gap;
    ///   `.insufficient` when no row has reached the last lag.
    package func complete(
        _ table: AnalysisTable,
        leavingOut group: String?
    ) throws(IntakeError) -> (labels: [String], nowcast: Nowcast) {
        if let dates { return try NowcastRecords(dates: dates).complete(table) }
        let names = table.header.filter { $0 != group }
        guard names.count >= 3, let label = names.first else {
            throw IntakeError(
                .columnMissing,
                subject: table.subject,
                detail: "A triangle needs a column of periods and at least two lags.",
                remedy: "Columns: period, lag0, lag1, …"
            )
        }
        let labels = try table.texts(label)
        let lags = Array(names.dropFirst())
        var triangle = labels.map { _ in [Double]() }
        for lag in lags {
            let values = try table.numbers(lag, .notNegative, allowsMissing: true)
            for row in values.indices { triangle[row].append(values[row]) }
        }
        for row in triangle.indices {
            let reached = triangle[row].prefix { !$0.isNaN }.count
            if reached == 0 || triangle[row].dropFirst(reached).contains(where: { !$0.isNaN }) {
                throw table.badCell(row, lags[reached], "a number, because later lags have one")
            }
            guard isCumulative else { continue }
            for lag in stride(from: reached - 1, to: 0, by: -1) {
                triangle[row][lag] -= triangle[row][lag - 1]
                if triangle[row][lag] < 0 {
                    throw table.badCell(row, lags[lag], "a running total that does not fall")
                }
            }
        }
        guard triangle.contains(where: { !($0.last?.isNaN ?? true) }) else {
            throw IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "No period has reached the last lag '\(lags[lags.count - 1])'.",
                remedy: "Leave out lags that no period has reached, or add older periods."
            )
        }
        do throws(SeriesError) {
            return (labels, try Nowcast.chainLadder(triangle))
        } catch {
            throw IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "The lags cannot be told from these periods: \(error.description)",
                remedy: "Add older periods, or leave out lags without events."
            )
        }
    }
}
