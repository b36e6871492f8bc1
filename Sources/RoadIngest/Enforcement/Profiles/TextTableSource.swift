import RoadModel

/// A cursor over the records of a delimited text in any encoding: each is brought into UTF-8.
struct TextTableSource {
    private let encoding: TextEncoding
    private let upperHalf: [UInt16]
    private var cursor: DelimitedRecordReader
    private var raw = FieldRanges()
    /// Where the next record of a text of two bytes a unit begins.
    private var wideIndex: Int
    private var wideLine = 1

    /// Starts behind the byte order mark and the lines above the header.
    init(_ bytes: Span<UInt8>, encoding: TextEncoding, separator: UInt8, skippedLines: Int) {
        self.encoding = encoding
        upperHalf = encoding.upperHalf
        let mark = TextEncoding.marked(bytes)?.length ?? 0
        var start = encoding.upperHalf.isEmpty ? mark : 0
        var line = 1
        let step = encoding.isWide ? 2 : 1
        while line <= skippedLines, start + step <= bytes.count {
            let unit = TextTableSource.unit(bytes, start, encoding)
            start += step
            if unit == 10 { line += 1 }
        }
        cursor = DelimitedRecordReader(separator: separator, byteOffset: start, line: line)
        (wideIndex, wideLine) = (start, line)
    }

    /// Says how many fields a sound record has: see `DelimitedRecordReader.expectedFields`.
    mutating func expect(fields count: Int) { cursor.expectedFields = count }

    /// The byte at which the next record begins.
    var byteOffset: Int { encoding.isWide ? wideIndex : cursor.byteOffset }

    /// Reads the next record into `target` and its fields into `fields`; `false` at the end.
    mutating func next(
        _ bytes: Span<UInt8>,
        into target: inout [UInt8],
        _ fields: inout FieldRanges
    ) -> Bool {
        encoding.isWide ? nextWide(bytes, &target, &fields) : nextNarrow(bytes, &target, &fields)
    }

    private mutating func nextNarrow(
        _ bytes: Span<UInt8>,
        _ target: inout [UInt8],
        _ fields: inout FieldRanges
    ) -> Bool {
        guard cursor.next(bytes, into: &raw) else { return false }
        begin(raw.place, &target, &fields)
        fields.isUnterminated = raw.isUnterminated
        for field in 0..<raw.count {
            let start = target.count
            let quotes = raw.holdsQuotes(field)
            for index in raw[field] {
                let byte = bytes[index]
                if byte < 0x80 || upperHalf.isEmpty {
                    target.append(byte)
                    if byte >= 0x80 { fields.hasNonASCII = true }
                } else {
                    fields.hasNonASCII = true
                    TextEncoding.append(UInt32(upperHalf[Int(byte) - 0x80]), to: &target)
                }
            }
            fields.append(start: start, end: target.count, needsUnquoting: quotes)
        }
        fields.endOffset = target.count
        return true
    }

    private func begin(
        _ place: SourcePlace,
        _ target: inout [UInt8],
        _ fields: inout FieldRanges
    ) {
        target.removeAll(keepingCapacity: true)
        fields.removeAll()
        fields.place = place
        fields.startOffset = 0
    }

    private mutating func nextWide(
        _ bytes: Span<UInt8>,
        _ target: inout [UInt8],
        _ fields: inout FieldRanges
    ) -> Bool {
        while wideIndex + 1 < bytes.count {
            let place = SourcePlace(line: wideLine, byteOffset: wideIndex)
            begin(place, &target, &fields)
            gatherLine(bytes, &target)
            // A blank line is no record.
            if target.allSatisfy({ $0 <= 32 }) { continue }
            var inner = DelimitedRecordReader(separator: cursor.separator)
            _ = inner.next(target.span, into: &fields)
            fields.place = place
            fields.startOffset = 0
            return true
        }
        return false
    }

    /// Appends one record as UTF-8: up to a line end outside quotes, or, when a quote does not
    /// close within the longest record, up to the first line end.
    private mutating func gatherLine(_ bytes: Span<UInt8>, _ target: inout [UInt8]) {
        var index = wideIndex
        var line = wideLine
        var isQuoted = false
        var firstEnd: (index: Int, length: Int)?
        while index + 1 < bytes.count {
            var unit = TextTableSource.unit(bytes, index, encoding)
            index += 2
            if unit == 10 {
                line += 1
                if target.last == 13 { target.removeLast() }
                if !isQuoted {
                    (wideIndex, wideLine) = (index, line)
                    return
                }
                if firstEnd == nil { firstEnd = (index, target.count) }
            }
            if unit == UInt32(UInt8(ascii: "\"")) { isQuoted.toggle() }
            if unit >= 0xD800, unit < 0xDC00, index + 1 < bytes.count {
                let low = TextTableSource.unit(bytes, index, encoding)
                if low >= 0xDC00, low < 0xE000 {
                    unit = 0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                    index += 2
                }
            }
            if unit >= 0xD800, unit < 0xE000 { unit = 0xFFFD }
            TextEncoding.append(unit, to: &target)
            if target.count > DelimitedRecordReader.longestRecord, let firstEnd {
                target.removeSubrange(firstEnd.length...)
                (wideIndex, wideLine) = (firstEnd.index, wideLine + 1)
                return
            }
        }
        if isQuoted, let firstEnd {
            target.removeSubrange(firstEnd.length...)
            (wideIndex, wideLine) = (firstEnd.index, wideLine + 1)
            return
        }
        (wideIndex, wideLine) = (bytes.count, line)
    }

    @inline(__always)
    private static func unit(_ bytes: Span<UInt8>, _ index: Int, _ encoding: TextEncoding) -> UInt32
    {
        switch encoding {
        case .utf16LittleEndian: UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8
        case .utf16BigEndian: UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])
        default: UInt32(bytes[index])
        }
    }

    /// The separator of the first line below the skipped ones: the mark that is seen most often.
    static func separator(
        _ bytes: Span<UInt8>,
        encoding: TextEncoding,
        skippedLines: Int
    ) -> UInt8 {
        // A tab parts nothing but columns, so one record read with it holds the whole line.
        var probe = TextTableSource(
            bytes,
            encoding: encoding,
            separator: 0,
            skippedLines: skippedLines
        )
        var text: [UInt8] = []
        var fields = FieldRanges()
        guard probe.next(bytes, into: &text, &fields) else { return UInt8(ascii: ",") }
        return TableOpening.detectSeparator(text.span, from: 0)
    }
}
