/// A value of an info or parameter message, exact to its declared type.
package enum ULogValue: Sendable, Hashable {
    /// Any of the signed integer types.
    case signed(Int64)
    /// Any of the unsigned integer types, and `bool`.
    case unsigned(UInt64)
    /// `float`.
    case single(Float)
    /// `double`.
    case double(Double)
    /// `char[n]`; bytes that are not UTF-8 become U+FFFD.
    case text(String)
    /// Any other array or type, undecoded.
    case bytes([UInt8])

    /// The text, or the number as text; empty for bytes.
    package var description: String {
        switch self {
        case .signed(let value): "\(value)"
        case .unsigned(let value): "\(value)"
        case .single(let value): "\(value)"
        case .double(let value): "\(value)"
        case .text(let value): value
        case .bytes: ""
        }
    }

    /// The value as an integer; `nil` for a fraction, a text, or one beyond `Int64`.
    package var integer: Int64? {
        switch self {
        case .signed(let value): value
        case .unsigned(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// Decodes bytes `[start, end)` as the key declares; undecodable ones stay bytes.
    static func decode(
        _ key: ULogKey,
        _ bytes: RawSpan,
        from start: Int,
        to end: Int
    ) -> ULogValue {
        if key.type == .char { return .text(bytes.text(from: start, to: end)) }
        if key.elements == nil, let scalar = key.type, end - start == scalar.byteCount,
            let value = number(scalar, bytes, at: start)
        {
            return value
        }
        var copy: [UInt8] = []
        copy.reserveCapacity(end - start)
        for offset in start..<end { copy.append(bytes.uint8(at: offset) ?? 0) }
        return .bytes(copy)
    }

    private static func number(_ type: ULogScalar, _ bytes: RawSpan, at offset: Int) -> ULogValue? {
        switch type {
        case .int8: bytes.uint8(at: offset).map { .signed(Int64(Int8(bitPattern: $0))) }
        case .int16: bytes.uint16(at: offset).map { .signed(Int64(Int16(bitPattern: $0))) }
        case .int32: bytes.uint32(at: offset).map { .signed(Int64(Int32(bitPattern: $0))) }
        case .int64: bytes.uint64(at: offset).map { .signed(Int64(bitPattern: $0)) }
        case .uint8, .bool, .char: bytes.uint8(at: offset).map { .unsigned(UInt64($0)) }
        case .uint16: bytes.uint16(at: offset).map { .unsigned(UInt64($0)) }
        case .uint32: bytes.uint32(at: offset).map { .unsigned(UInt64($0)) }
        case .uint64: bytes.uint64(at: offset).map { .unsigned($0) }
        case .float: bytes.float(at: offset).map { .single($0) }
        case .double: bytes.double(at: offset).map { .double($0) }
        }
    }
}
