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
    let rows: RecordBlockKernel
    /// Where each packet begins in the file, at its mark `FE` or `FD`.
    package let starts: [Int]

    /// The length of what stands before the payload in a row.
    static let headByteCount = 16

    /// The rows whose packets begin in bytes `[start, end)` of the file.
    package func rows(from start: Int, to end: Int) -> Range<Int> {
        let first = firstRow(notBefore: start)
        return first..<max(first, firstRow(notBefore: end))
    }

    private func firstRow(notBefore offset: Int) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = low + (high - low) / 2
            if starts[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The ground station's times, in microseconds since 1970; 0 without one.
    package var stamps: [Int64] { stamps(rows: 0..<count) }

    /// The ground station's times of some rows; rows outside the table are left out.
    package func stamps(rows wanted: Range<Int>) -> [Int64] {
        rows.withBytes { bytes in
            gather(at: 0, wanted) { Int64(clamping: bytes.uint64(at: $0) ?? 0) }
        }
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
    ///
    /// `rows` outside the table are left out.
    package func column(
        _ name: String,
        element: Int = 0,
        rows: Range<Int>? = nil
    ) -> MAVLinkColumn? {
        guard let field = message.field(name), element >= 0, element < max(field.elements, 1)
        else { return nil }
        return column(field, element: element, rows: rows)
    }

    /// The values of one of the message's fields; `element` lies inside it, `rows` as above.
    package func column(
        _ field: MAVLinkField,
        element: Int = 0,
        rows wanted: Range<Int>? = nil
    ) -> MAVLinkColumn {
        rows.withBytes { column(field, element: element, wanted ?? 0..<count, $0) }
    }

    /// The payload of a packet; what was not sent is zero.
    package func payload(of row: Int) -> [UInt8] {
        rows.withBytes { bytes in
            (Self.headByteCount..<stride).map { bytes.uint8(at: row * stride + $0) ?? 0 }
        }
    }

    /// Sender, sequence number, version, flags and length of a packet: bytes 8 to 15 of its row.
    package func head(of row: Int) -> [UInt8] {
        rows.withBytes { bytes in (8..<16).map { bytes.uint8(at: row * stride + $0) ?? 0 } }
    }

    private func column(
        _ field: MAVLinkField,
        element: Int,
        _ wanted: Range<Int>,
        _ bytes: RawSpan
    ) -> MAVLinkColumn {
        let at = Self.headByteCount + field.offset + element * field.type.byteCount
        switch field.type {
        case .char:
            guard field.elements > 0 else {
                return .unsigned(gather(at: at, wanted) { UInt64(bytes.uint8(at: $0) ?? 0) })
            }
            let start = Self.headByteCount + field.offset
            return .text(
                gather(at: start, wanted) { bytes.textToZero(from: $0, to: $0 + field.elements) }
            )
        case .uint8:
            return .unsigned(gather(at: at, wanted) { UInt64(bytes.uint8(at: $0) ?? 0) })
        case .uint16:
            return .unsigned(gather(at: at, wanted) { UInt64(bytes.uint16(at: $0) ?? 0) })
        case .uint32:
            return .unsigned(gather(at: at, wanted) { UInt64(bytes.uint32(at: $0) ?? 0) })
        case .uint64: return .unsigned(gather(at: at, wanted) { bytes.uint64(at: $0) ?? 0 })
        case .int8:
            return .signed(
                gather(at: at, wanted) { Int64(Int8(bitPattern: bytes.uint8(at: $0) ?? 0)) }
            )
        case .int16:
            return .signed(
                gather(at: at, wanted) { Int64(Int16(bitPattern: bytes.uint16(at: $0) ?? 0)) }
            )
        case .int32:
            return .signed(
                gather(at: at, wanted) { Int64(Int32(bitPattern: bytes.uint32(at: $0) ?? 0)) }
            )
        case .int64:
            return .signed(gather(at: at, wanted) { Int64(bitPattern: bytes.uint64(at: $0) ?? 0) })
        case .single: return .single(gather(at: at, wanted) { bytes.float(at: $0) ?? .nan })
        case .double: return .double(gather(at: at, wanted) { bytes.double(at: $0) ?? .nan })
        }
    }

    func headBytes(_ place: Int, rows wanted: Range<Int>? = nil) -> [UInt8] {
        rows.withBytes { bytes in
            gather(at: place, wanted ?? 0..<count) { bytes.uint8(at: $0) ?? 0 }
        }
    }

    @inline(__always)
    private func gather<Value>(
        at place: Int,
        _ wanted: Range<Int>,
        _ load: (Int) -> Value
    ) -> [Value] {
        let wanted = wanted.clamped(to: 0..<count)
        var values: [Value] = []
        values.reserveCapacity(wanted.count)
        for row in wanted { values.append(load(row * stride + place)) }
        return values
    }
}
