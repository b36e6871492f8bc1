/// What stands in a table and counts as not said.
package struct UnusedCells: Hashable, Sendable, Codable {
    /// Named columns that are not read, in file order: unknown ones and repetitions.
    package var columns: [String]
    /// Values that are there and cannot be read, by column.
    package var values: [String: Int]

    /// Takes what was found; by default nothing.
    package init(columns: [String] = [], values: [String: Int] = [:]) {
        (self.columns, self.values) = (columns, values)
    }

    /// The note on the columns, or `nil` when there are none.
    package var note: IntakeNote? { HeaderMatch.note(ignoring: columns) }
}
