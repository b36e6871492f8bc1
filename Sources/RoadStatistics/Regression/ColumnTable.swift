/// Columns of equal length by name: what a model is fitted to.
package struct ColumnTable: Sendable, Hashable {
    /// One column.
    package enum Column: Sendable, Hashable {
        /// Numbers; NaN is missing.
        case numbers([Double])
        /// Labels of a category; empty is missing.
        case labels([String])

        /// The number of rows.
        package var count: Int {
            switch self {
            case .numbers(let values): values.count
            case .labels(let values): values.count
            }
        }
    }

    /// The columns by name.
    package let columns: [String: Column]
    /// The number of rows.
    package let rowCount: Int

    /// Makes a table; `nil` when the columns differ in length.
    package init?(_ columns: [String: Column]) {
        let counts = Set(columns.values.map(\.count))
        guard counts.count <= 1 else { return nil }
        self.columns = columns
        rowCount = counts.first ?? 0
    }

    /// Makes a table of numbers; `nil` when the columns differ in length.
    package init?(numbers: [String: [Double]]) {
        self.init(numbers.mapValues { .numbers($0) })
    }

    /// The rows `0, 1, …` that a condition holds for.
    package func filtered(_ keeps: [Bool]) -> ColumnTable? {
        guard keeps.count == rowCount else { return nil }
        let rows = keeps.indices.filter { keeps[$0] }
        return ColumnTable(
            columns.mapValues { column in
                switch column {
                case .numbers(let values): .numbers(rows.map { values[$0] })
                case .labels(let values): .labels(rows.map { values[$0] })
                }
            }
        )
    }
}
