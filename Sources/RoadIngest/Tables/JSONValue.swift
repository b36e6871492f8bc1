/// A JSON value with its numbers kept as they were written.
internal enum JSONValue: Equatable {
    case null
    case flag(Bool)
    /// The number's own characters, so that long identifiers lose no digit.
    case number(String)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// The member of an object, or `nil`.
    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// A text, a number or the texts of a list joined with commas; `nil` for everything else.
    var plainText: String? {
        switch self {
        case .text(let text), .number(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .list(let values):
            values.isEmpty ? nil : values.compactMap(\.plainText).joined(separator: ", ")
        case .null, .object: nil
        }
    }

    /// A number, also one that is written as a text.
    var number: Double? {
        switch self {
        case .text(let text), .number(let text): Double(text)
        case .null, .flag, .list, .object: nil
        }
    }
}
