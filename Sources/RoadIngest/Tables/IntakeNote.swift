/// Something about a whole file that a person should know although nothing was rejected for it.
package struct IntakeNote: Hashable, Sendable, Codable {
    /// Stable code, for example `columns.ignored`.
    package var code: String
    /// How many records, columns or devices it concerns.
    package var count: Int
    /// One English sentence; holds no personal data.
    package var text: String

    /// Makes a note.
    package init(code: String, count: Int, text: String) {
        (self.code, self.count, self.text) = (code, count, text)
    }
}
