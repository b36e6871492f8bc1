/// All records of one format, kept as the log's own bytes, one after another.
///
/// Columns are decoded when asked for.
package struct DataFlashTable: Sendable {
    /// What the records are made of.
    package let format: DataFlashFormat
    /// The records without their heads, in file order: binary ones `format.byteCount` bytes each,
    /// lines of a text log without the name.
    package let records: [UInt8]
    /// Where each line ends in `records`; empty for binary records.
    package let ends: [Int]
    /// Where each record begins in the file.
    package let starts: [Int]
    /// The time of each record in microseconds: of a line its own, else the log's running time;
    /// empty for binary records with a time of their own.
    package let nearMicroseconds: [Int64]
    /// Whether the records are lines of text.
    package let isText: Bool

    /// The number of records.
    package var count: Int { starts.count }

    /// One record's bytes without its head.
    package func bytes(of row: Int) -> ArraySlice<UInt8> {
        if isText { return records[(row > 0 ? ends[row - 1] : 0)..<ends[row]] }
        return records[row * format.byteCount..<(row + 1) * format.byteCount]
    }

    /// The rows whose records begin in bytes `[start, end)` of the file.
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

    /// The values of the column of that name; `nil` without such a column.
    ///
    /// `rows` outside the table are left out.
    package func column(_ name: String, rows: Range<Int>? = nil) -> DataFlashColumn? {
        format.index(of: name).map { column(at: $0, rows: rows) }
    }

    /// The values of the column at an index of `format.columns`.
    ///
    /// - Precondition: the index is one of `format.columns`.
    package func column(at index: Int, rows: Range<Int>? = nil) -> DataFlashColumn {
        let rows = (rows ?? 0..<count).clamped(to: 0..<count)
        return isText ? textColumn(at: index, rows: rows) : binaryColumn(at: index, rows: rows)
    }

    /// The records' times in microseconds on the vehicle's clock; without a column of its own,
    /// the running time of the log.
    package func timestamps(rows: Range<Int>? = nil) -> [Int64] {
        let rows = (rows ?? 0..<count).clamped(to: 0..<count)
        guard nearMicroseconds.isEmpty else { return Array(nearMicroseconds[rows]) }
        guard let index = format.timeColumn, let times = column(at: index, rows: rows).integers
        else { return [Int64](repeating: 0, count: rows.count) }
        let unit = format.microsecondsPerUnit
        if unit == 1 { return times }
        return times.map { time in
            let product = time.multipliedReportingOverflow(by: unit)
            return product.overflow ? Int64.max : product.partialValue
        }
    }

    // MARK: Binary records

    private func binaryColumn(at index: Int, rows: Range<Int>) -> DataFlashColumn {
        let (code, offset) = (format.columns[index].code, format.columns[index].offset)
        let bytes = records.span.bytes
        @inline(__always)
        func gather<Value>(_ load: (Int) -> Value) -> [Value] {
            var values: [Value] = []
            values.reserveCapacity(rows.count)
            for row in rows { values.append(load(row * format.byteCount + offset)) }
            return values
        }
        func wide(_ value: UInt16?) -> Int64 { Int64(Int16(bitPattern: value ?? 0)) }
        func wide(_ value: UInt32?) -> Int64 { Int64(Int32(bitPattern: value ?? 0)) }

        switch code {
        case .int8: return .signed(gather { Int64(Int8(bitPattern: bytes.uint8(at: $0) ?? 0)) })
        case .uint8, .mode: return .unsigned(gather { UInt64(bytes.uint8(at: $0) ?? 0) })
        case .int16: return .signed(gather { wide(bytes.uint16(at: $0)) })
        case .uint16: return .unsigned(gather { UInt64(bytes.uint16(at: $0) ?? 0) })
        case .int32: return .signed(gather { wide(bytes.uint32(at: $0)) })
        case .uint32: return .unsigned(gather { UInt64(bytes.uint32(at: $0) ?? 0) })
        case .int64: return .signed(gather { Int64(bitPattern: bytes.uint64(at: $0) ?? 0) })
        case .uint64: return .unsigned(gather { bytes.uint64(at: $0) ?? 0 })
        case .half: return .single(gather { Self.single(half: bytes.uint16(at: $0) ?? 0) })
        case .single: return .single(gather { bytes.float(at: $0) ?? .nan })
        case .double: return .double(gather { bytes.double(at: $0) ?? .nan })
        case .centiInt16:
            return .scaled(gather { wide(bytes.uint16(at: $0)) }, unitsPerOne: 100)
        case .centiUInt16:
            return .scaled(gather { Int64(bytes.uint16(at: $0) ?? 0) }, unitsPerOne: 100)
        case .centiInt32:
            return .scaled(gather { wide(bytes.uint32(at: $0)) }, unitsPerOne: 100)
        case .centiUInt32:
            return .scaled(gather { Int64(bytes.uint32(at: $0) ?? 0) }, unitsPerOne: 100)
        case .degrees:
            return .scaled(gather { wide(bytes.uint32(at: $0)) }, unitsPerOne: 1e7)
        case .text4, .text16, .text64:
            return .text(gather { bytes.textToZero(from: $0, to: $0 + code.byteCount) })
        case .int16Array:
            return .arrays(
                gather { start in
                    (0..<32).map { Int16(bitPattern: bytes.uint16(at: start + 2 * $0) ?? 0) }
                }
            )
        }
    }

    /// IEEE 754 half precision, widened; every value fits.
    static func single(half bits: UInt16) -> Float {
        let sign = UInt32(bits & 0x8000) << 16
        let exponent = UInt32(bits >> 10) & 0x1F
        let fraction = UInt32(bits & 0x3FF)
        switch exponent {
        case 0:
            // Subnormal: the fraction counts 2^-24.
            let size = Float(fraction) / 16_777_216
            return sign == 0 ? size : -size
        case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
        default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }
}

extension RawSpan {
    /// The bytes `[start, end)` up to the first zero byte as text.
    func textToZero(from start: Int, to end: Int) -> String {
        var last = start
        while last < end, let byte = uint8(at: last), byte != 0 { last += 1 }
        return text(from: start, to: last)
    }
}
