/// Walks the fields of one protobuf message without copying.
///
/// Wire types: 0 varint, 1 eight bytes, 2 a length and as many bytes, 5 four bytes. Source:
/// Protocol Buffers documentation, "Encoding".
struct ProtobufFields {
    /// What a field holds.
    enum Value {
        /// A whole number.
        case varint(UInt64)
        /// Eight bytes.
        case fixed64(UInt64)
        /// Text, bytes or a message.
        case bytes(Range<Int>)
        /// Four bytes.
        case fixed32(UInt32)
    }

    private var position: Int
    private let end: Int
    /// Whether the message broke off or broke the rules.
    private(set) var isBroken = false

    /// Begins with the message in `range`.
    init(_ range: Range<Int>) { (position, end) = (range.lowerBound, range.upperBound) }

    /// The next field; `nil` at the end, or where the message is broken.
    @inline(__always)
    mutating func next(_ bytes: RawSpan) -> (number: UInt64, value: Value)? {
        guard position < end else { return nil }
        guard let tag = varint(bytes), tag >> 3 > 0, let value = value(bytes, wire: tag & 7) else {
            isBroken = true
            return nil
        }
        return (tag >> 3, value)
    }

    @inline(__always)
    private mutating func value(_ bytes: RawSpan, wire: UInt64) -> Value? {
        switch wire {
        case 0: return varint(bytes).map { .varint($0) }
        case 1:
            guard end - position >= 8, let word = bytes.uint64(at: position) else { return nil }
            position += 8
            return .fixed64(word)
        case 2:
            guard let length = varint(bytes), length <= UInt64(end - position) else { return nil }
            let range = position..<position + Int(length)
            position = range.upperBound
            return .bytes(range)
        case 5:
            guard end - position >= 4, let word = bytes.uint32(at: position) else { return nil }
            position += 4
            return .fixed32(word)
        default: return nil
        }
    }

    @inline(__always)
    private mutating func varint(_ bytes: RawSpan) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < end, shift < 64 {
            guard let byte = bytes.uint8(at: position) else { return nil }
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
