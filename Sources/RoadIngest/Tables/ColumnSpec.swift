/// A column that a reader looks for in a header.
package struct ColumnSpec: Hashable, Sendable {
    /// The canonical name, for example `event_time`.
    package let name: String
    /// Other names that mean the same, in any language.
    package let synonyms: [String]
    /// Whether the file cannot be read without it.
    package var isMandatory: Bool
    /// Name and synonyms as ``HeaderMatch/key(_:)`` reduces them: made once, for every header.
    let keys: [String]

    /// Makes a column description.
    package init(_ name: String, synonyms: [String] = [], isMandatory: Bool = false) {
        (self.name, self.synonyms, self.isMandatory) = (name, synonyms, isMandatory)
        keys = ([name] + synonyms).map(HeaderMatch.key)
    }

    /// The same column under other synonyms.
    func known(as synonyms: [String]) -> ColumnSpec {
        ColumnSpec(name, synonyms: synonyms, isMandatory: isMandatory)
    }
}
