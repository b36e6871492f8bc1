/// All records of one instance of a topic, kept as the log's own bytes.
///
/// Columns are decoded when asked for: most readers need 20 of some 2,000 fields.
package struct ULogTopic: Sendable {
    /// The topic, for example `vehicle_gps_position`.
    package let name: String
    /// The instance: 0 for the first sensor, 1 for a redundant one.
    package let multiID: UInt8
    /// The number that the log's records use for it.
    package let messageID: UInt16
    /// The number of records.
    package let count: Int
    /// The length of a record, in bytes, without padding at its end.
    package let stride: Int
    /// The records, one after another in file order, or the log in which they stand.
    private let records: RecordBlockKernel
    /// Where each record begins in `records`; `nil` when they follow each other.
    private let starts: [Int]?
    private let layout: ULogLayout
    private let formats: ULogFormats

    init(
        name: String,
        multiID: UInt8,
        messageID: UInt16,
        layout: ULogLayout,
        formats: ULogFormats,
        records: RecordBlockKernel,
        starts: [Int]?
    ) {
        (self.name, self.multiID, self.messageID) = (name, multiID, messageID)
        (self.layout, self.formats) = (layout, formats)
        stride = layout.unpaddedByteCount
        (self.records, self.starts) = (records, starts)
        count = stride > 0 ? starts?.count ?? records.byteCount / stride : 0
    }

    /// Where a record begins in `records`.
    @inline(__always)
    private func start(_ row: Int) -> Int { starts.map { $0[row] } ?? row * stride }

    /// The bytes of a record.
    package func record(_ row: Int) -> [UInt8] {
        records.withBytes { bytes in
            let start = start(row)
            return (start..<start + stride).map { bytes.uint8(at: $0) ?? 0 }
        }
    }

    /// The plain fields in the order of their bytes, padding left out.
    package var leaves: [ULogLeaf] {
        formats.leaves(of: layout.format).filter { $0.offset + $0.type.byteCount <= stride }
    }

    /// The values of the field at `path`, for example `lat`, `q[0]`; `nil` without such a field.
    package func column(_ path: String) -> ULogColumn? {
        leaves.first { $0.path == path }.map(column)
    }

    /// The values of a field found by ``leaves``.
    package func column(_ leaf: ULogLeaf) -> ULogColumn {
        records.withBytes { column(leaf, $0) }
    }

    private func column(_ leaf: ULogLeaf, _ bytes: RawSpan) -> ULogColumn {
        switch leaf.type {
        case .int8:
            return .signed(gather(leaf) { Int64(Int8(bitPattern: bytes.uint8(at: $0) ?? 0)) })
        case .int16:
            return .signed(gather(leaf) { Int64(Int16(bitPattern: bytes.uint16(at: $0) ?? 0)) })
        case .int32:
            return .signed(gather(leaf) { Int64(Int32(bitPattern: bytes.uint32(at: $0) ?? 0)) })
        case .int64:
            return .signed(gather(leaf) { Int64(bitPattern: bytes.uint64(at: $0) ?? 0) })
        case .uint8, .bool, .char:
            return .unsigned(gather(leaf) { UInt64(bytes.uint8(at: $0) ?? 0) })
        case .uint16: return .unsigned(gather(leaf) { UInt64(bytes.uint16(at: $0) ?? 0) })
        case .uint32: return .unsigned(gather(leaf) { UInt64(bytes.uint32(at: $0) ?? 0) })
        case .uint64: return .unsigned(gather(leaf) { bytes.uint64(at: $0) ?? 0 })
        case .float: return .single(gather(leaf) { bytes.float(at: $0) ?? .nan })
        case .double: return .double(gather(leaf) { bytes.double(at: $0) ?? .nan })
        }
    }

    /// The records' times in microseconds on the vehicle's clock; 0 where a record has none.
    package var timestamps: [Int64] {
        records.withBytes { bytes in
            var times: [Int64] = []
            times.reserveCapacity(count)
            for row in 0..<count {
                times.append(layout.timestamp(in: bytes, recordAt: start(row)) ?? 0)
            }
            return times
        }
    }

    @inline(__always)
    private func gather<Value>(_ leaf: ULogLeaf, _ load: (Int) -> Value) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        if let starts {
            for start in starts { values.append(load(start + leaf.offset)) }
        } else {
            for row in 0..<count { values.append(load(row * stride + leaf.offset)) }
        }
        return values
    }
}
