/// All packets of one message, from every system, as rows of one length in file order.
///
/// | bytes of a row | content |
/// |---|---|
/// | 0–7 | the ground station's time, microseconds since 1970, little-endian; 0 without one |
/// | 8–10 | system, component, sequence number |
/// | 11 | `FE` for version 1, `FD` for version 2 |
/// | 12 | bit 0: signed |
/// | 13 | the length of the payload as sent |
/// | 14–15 | 0 |
/// | 16… | the payload; what was not sent is zero |
package struct MAVLinkTable: Sendable {
    /// What the packets are made of.
    package let message: MAVLinkMessage
    /// The number of rows.
    package let count: Int
    /// The length of a row, in bytes.
    package let stride: Int
    /// The rows, `count * stride` bytes.
    package let rows: [UInt8]
    /// Where each packet begins in the file, at its mark `FE` or `FD`.
    package let starts: [Int]

    /// The length of what stands before the payload in a row.
    static let headByteCount = 16

    /// The ground station's times, in microseconds since 1970; 0 without one.
    package var stamps: [Int64] {
        let bytes = rows.span.bytes
        return gather(at: 0) { Int64(clamping: bytes.uint64(at: $0) ?? 0) }
    }

    /// The senders' systems.
    package var systems: [UInt8] { headBytes(8) }
    /// The senders' components.
    package var components: [UInt8] { headBytes(9) }
    /// The sequence numbers.
    package var sequences: [UInt8] { headBytes(10) }
    /// Whether each packet is of version 2.
    package var isVersion2: [Bool] { headBytes(11).map { $0 == MAVLinkFrame.mark2 } }
    /// Whether each packet carries a signature; signatures are not verified.
    package var isSigned: [Bool] { headBytes(12).map { $0 & 1 != 0 } }
    /// The lengths of the payloads as sent: version 2 leaves zeros at the end out.
    package var sentByteCounts: [UInt8] { headBytes(13) }

    /// The values of the field of that name, or of one element of an array; `nil` without it.
    package func column(_ name: String, element: Int = 0) -> MAVLinkColumn? {
        guard let field = message.field(name), element >= 0, element < max(field.elements, 1)
        else { return nil }
        return column(field, element: element)
    }

    /// The values of one of the message's fields; `element` lies inside it.
    package func column(_ field: MAVLinkField, element: Int = 0) -> MAVLinkColumn {
        let bytes = rows.span.bytes
        let at = Self.headByteCount + field.offset + element * field.type.byteCount
        switch field.type {
        case .char:
            guard field.elements > 0 else {
                return .unsigned(gather(at: at) { UInt64(bytes.uint8(at: $0) ?? 0) })
            }
            let start = Self.headByteCount + field.offset
            return .text(
                gather(at: start) { bytes.textToZero(from: $0, to: $0 + field.elements) }
            )
        case .uint8: return .unsigned(gather(at: at) { UInt64(bytes.uint8(at: $0) ?? 0) })
        case .uint16: return .unsigned(gather(at: at) { UInt64(bytes.uint16(at: $0) ?? 0) })
        case .uint32: return .unsigned(gather(at: at) { UInt64(bytes.uint32(at: $0) ?? 0) })
        case .uint64: return .unsigned(gather(at: at) { bytes.uint64(at: $0) ?? 0 })
        case .int8:
            return .signed(gather(at: at) { Int64(Int8(bitPattern: bytes.uint8(at: $0) ?? 0)) })
        case .int16:
            return .signed(gather(at: at) { Int64(Int16(bitPattern: bytes.uint16(at: $0) ?? 0)) })
        case .int32:
            return .signed(gather(at: at) { Int64(Int32(bitPattern: bytes.uint32(at: $0) ?? 0)) })
        case .int64: return .signed(gather(at: at) { Int64(bitPattern: bytes.uint64(at: $0) ?? 0) })
        case .single: return .single(gather(at: at) { bytes.float(at: $0) ?? .nan })
        case .double: return .double(gather(at: at) { bytes.double(at: $0) ?? .nan })
        }
    }

    private func headBytes(_ place: Int) -> [UInt8] {
        let bytes = rows.span.bytes
        return gather(at: place) { bytes.uint8(at: $0) ?? 0 }
    }

    @inline(__always)
    private func gather<Value>(at place: Int, _ load: (Int) -> Value) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        for row in 0..<count { values.append(load(row * stride + place)) }
        return values
    }
}
