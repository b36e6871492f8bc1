/// A JSON value whose kind the source does not keep to: numbers as texts, lists of names.
internal enum LooseJSON: Decodable {
    case null
    case scalar(String)
    case list([LooseJSON])
    case object

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let text = try? container.decode(String.self) {
            self = .scalar(text)
        } else if let whole = try? container.decode(Int.self) {
            self = .scalar(String(whole))
        } else if let number = try? container.decode(Double.self) {
            self = .scalar(String(number))
        } else if let flag = try? container.decode(Bool.self) {
            self = .scalar(flag ? "true" : "false")
        } else if let list = try? container.decode([LooseJSON].self) {
            self = .list(list)
        } else {
            // Throws when the bytes are no JSON value at all.
            _ = try decoder.container(keyedBy: AnyKey.self)
            self = .object
        }
    }

    /// A scalar's text or the texts of a list, joined with commas; `nil` for everything else.
    var text: String? {
        switch self {
        case .scalar(let text): text
        case .list(let values):
            values.isEmpty ? nil : values.compactMap(\.text).joined(separator: ", ")
        case .null, .object: nil
        }
    }

    /// A scalar's number, or `nil`.
    var number: Double? {
        guard case .scalar(let text) = self else { return nil }
        return Double(text)
    }
}

/// A member name that is not known beforehand.
internal struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}
