/// Where the parts of a topic's records stand.
package struct ULogLayout: Sendable, Hashable {
    /// The definition.
    package let format: ULogFormat
    /// The length of a full record, in bytes, in `[1, 65533]`.
    package let byteCount: Int
    /// The length without padding at the end, which writers leave out.
    package let unpaddedByteCount: Int
    /// Where `timestamp` stands.
    let time: ULogTimeField

    /// The time of a record that begins at `start`, in microseconds, at least 0; `nil` without one,
    /// or beyond what `Int64` holds.
    @inline(__always)
    func timestamp(in bytes: RawSpan, recordAt start: Int) -> Int64? {
        time.value(in: bytes, recordAt: start)
    }
}

/// Where a record's time stands: small, so that reading it touches nothing but the record.
struct ULogTimeField: Sendable, Hashable {
    /// Where `timestamp` begins in the record; -1 when the format has none.
    var offset = -1
    /// Its type; `uint64_t` in all but the oldest logs.
    var type = ULogScalar.uint64

    /// The time of a record that begins at `start`, in microseconds, at least 0; `nil` without one,
    /// or beyond what `Int64` holds.
    @inline(__always)
    func value(in bytes: RawSpan, recordAt start: Int) -> Int64? {
        guard offset >= 0 else { return nil }
        let offset = start + offset
        if type == .uint64 || type == .int64 {
            return bytes.uint64(at: offset).flatMap(Int64.init(exactly:))
        }
        switch type {
        case .uint32: return bytes.uint32(at: offset).map(Int64.init)
        case .uint16: return bytes.uint16(at: offset).map(Int64.init)
        case .uint8: return bytes.uint8(at: offset).map(Int64.init)
        default: return nil
        }
    }
}
