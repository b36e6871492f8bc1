/// A reader of protocol buffer fields that never passes its end.
///
/// A broken message sets `isBroken` and ends; callers ask once, at the end.
/// Source: Protocol Buffers, "Encoding", wire types 0, 1, 2 and 5.
struct ProtobufCursor {
    // Sound: made from a buffer that outlives the decoding of its block; every read is preceded by
    // a comparison with `end`.
    private(set) var at: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    /// Whether a field ran past the end.
    private(set) var isBroken = false

    /// Reads a buffer.
    init(_ buffer: UnsafeBufferPointer<UInt8>) {
        let empty = ProtobufCursor.nothing
        at = buffer.baseAddress ?? empty
        end = at + buffer.count
    }

    private init(_ at: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
        (self.at, self.end) = (at, end)
    }

    // Sound: one byte that is never read, so that an empty buffer has an address.
    private nonisolated(unsafe) static let nothing = UnsafePointer(
        UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    )

    /// No fields.
    static var empty: ProtobufCursor { ProtobufCursor(nothing, nothing) }

    /// Whether nothing is left.
    @inline(__always)
    var isAtEnd: Bool { at >= end }

    /// Bytes left.
    var count: Int { end - at }

    /// The bytes left.
    var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: at, count: end - at) }

    /// A number of up to ten bytes, seven bits each.
    @inline(__always)
    mutating func varint() -> UInt64 {
        guard at < end else { return fail() }
        let first = at.pointee
        if first < 0x80 {
            at += 1
            return UInt64(first)
        }
        return longVarint()
    }

    private mutating func longVarint() -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while at < end, shift < 70 {
            let byte = at.pointee
            at += 1
            value |= UInt64(byte & 0x7F) &<< shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return fail()
    }

    /// A signed number in zigzag coding.
    @inline(__always)
    mutating func zigzag() -> Int64 {
        let raw = varint()
        return Int64(bitPattern: raw &>> 1) ^ -Int64(bitPattern: raw & 1)
    }

    /// The number and wire type of the next field; `nil` at the end.
    @inline(__always)
    mutating func field() -> (number: UInt64, wire: UInt64)? {
        guard at < end, !isBroken else { return nil }
        let tag = varint()
        return isBroken ? nil : (tag &>> 3, tag & 7)
    }

    /// The message, text or packed list that follows.
    @inline(__always)
    mutating func message() -> ProtobufCursor {
        let length = varint()
        guard !isBroken, length <= UInt64(end - at) else {
            _ = fail()
            return .empty
        }
        let start = at
        at += Int(length)
        return ProtobufCursor(start, at)
    }

    /// Passes over a field.
    mutating func skip(_ wire: UInt64) {
        switch wire {
        case 0: _ = varint()
        case 1: advance(8)
        case 2: _ = message()
        case 5: advance(4)
        default: _ = fail()
        }
    }

    private mutating func advance(_ length: Int) {
        if end - at >= length { at += length } else { _ = fail() }
    }

    private mutating func fail() -> UInt64 {
        isBroken = true
        at = end
        return 0
    }
}
