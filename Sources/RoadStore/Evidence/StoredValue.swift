import GRDB

/// One value of a row as SQLite holds it.
package enum StoredValue: Sendable, Hashable, Codable {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// A real number.
    case real(Double)
    /// A text.
    case text(String)
    /// Bytes, such as a geometry or a pseudonym; as JSON in hexadecimal digits after `x:`.
    case bytes([UInt8])

    init(_ value: DatabaseValue) {
        self =
            switch value.storage {
            case .null: .null
            case .int64(let number): .integer(number)
            case .double(let number): .real(number)
            case .string(let text): .text(text)
            case .blob(let data): .bytes(Array(data))
            }
    }

    /// The value for a person.
    package var shown: String {
        switch self {
        case .null: ""
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .text(let text): text
        case .bytes(let bytes): "x:" + bytes.map(Self.pair).joined()
        }
    }

    /// Whether both say the same; whole numbers and reals of equal value do.
    package func agrees(with other: StoredValue) -> Bool {
        switch (self, other) {
        case (.integer(let whole), .real(let real)), (.real(let real), .integer(let whole)):
            Double(whole) == real
        default: shown == other.shown
        }
    }

    private static func pair(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .integer(let number): try container.encode(number)
        case .real(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .bytes: try container.encode(shown)
        }
    }

    /// Reads a scalar of JSON.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let number = try? container.decode(Int64.self) {
            self = .integer(number)
        } else if let number = try? container.decode(Double.self) {
            self = .real(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }
}

/// A row by the names of its columns.
package typealias StoredRow = [String: StoredValue]

/// Reads the bytes of a row as they went into its digest (`RowHash`).
struct RowBytes {
    private var bytes: ArraySlice<UInt8>

    /// The values in the order of the columns; `nil` when the bytes are not a row.
    static func values(_ bytes: [UInt8]) -> [StoredValue]? {
        var reading = RowBytes(bytes: bytes[...])
        var values: [StoredValue] = []
        while !reading.bytes.isEmpty {
            guard let value = reading.next() else { return nil }
            values.append(value)
        }
        return values
    }

    private mutating func next() -> StoredValue? {
        guard let type = bytes.popFirst() else { return nil }
        switch type {
        case 0: return .null
        case 1: return word().map { .integer(Int64(bitPattern: $0)) }
        case 2: return word().map { .real(Double(bitPattern: $0)) }
        case 3: return piece().map { .text(String(decoding: $0, as: UTF8.self)) }
        case 4: return piece().map { .bytes(Array($0)) }
        default: return nil
        }
    }

    private mutating func word() -> UInt64? { number(8) }

    private mutating func piece() -> ArraySlice<UInt8>? {
        guard let count = number(4).map({ Int($0) }), bytes.count >= count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count)
    }

    private mutating func number(_ count: Int) -> UInt64? {
        guard bytes.count >= count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
