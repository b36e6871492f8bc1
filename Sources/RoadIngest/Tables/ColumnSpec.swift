/// A column that a reader looks for in a header.
package struct ColumnSpec: Hashable, Sendable {
    /// The canonical name, for example `event_time`.
    package var name: String
    /// Other names that mean the same, in any language.
    package var synonyms: [String]
    /// Whether the file cannot be read without it.
    package var isMandatory: Bool

    /// Makes a column description.
    package init(_ name: String, synonyms: [String] = [], isMandatory: Bool = false) {
        (self.name, self.synonyms, self.isMandatory) = (name, synonyms, isMandatory)
    }
}
