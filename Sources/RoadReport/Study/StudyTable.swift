/// A table whose cells are texts in three languages.
package struct StudyTable: Hashable, Sendable {
    /// What the table holds, for screen readers.
    package var caption: LocalizedText
    /// Headings.
    package var columns: [LocalizedText]
    /// Which columns hold numbers.
    package var numbers: Set<Int>
    /// The cells.
    package var rows: [[LocalizedText]]

    /// Makes a table.
    package init(
        caption: LocalizedText,
        columns: [LocalizedText],
        numbers: Set<Int>,
        rows: [[LocalizedText]]
    ) {
        (self.caption, self.columns, self.numbers, self.rows) = (caption, columns, numbers, rows)
    }
}
