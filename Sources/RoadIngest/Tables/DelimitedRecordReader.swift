import RoadModel

/// A cursor over the records of a CSV file: finds where fields begin and end, copies nothing.
///
/// RFC 4180 with `,`, `;` or a tab between fields, LF, CRLF or CR at line ends, and quoted fields
/// that may hold separators, doubled quotes and line ends. Blank lines are passed over. The bytes
/// are handed to every call so that the cursor itself stays a plain value.
package struct DelimitedRecordReader: Sendable {
    /// The byte between fields.
    package let separator: UInt8
    /// Where the next record begins.
    package private(set) var byteOffset: Int
    /// The line on which the next record begins, from 1.
    package private(set) var line: Int

    /// The number of fields of a sound record, where it is known.
    ///
    /// A quoted field that runs over line ends and leaves another number than this behind began
    /// with a forgotten quote, which closed at the next record's: that record must not be lost.
    package var expectedFields: Int?

    /// Longer records are no records of a table: readers set them aside, and a quoted field that
    /// runs over more bytes is taken for a forgotten quote.
    package static let longestRecord = 1 << 16

    /// Starts at a byte that begins a record.
    package init(separator: UInt8, byteOffset: Int = 0, line: Int = 1) {
        (self.separator, self.byteOffset, self.line) = (separator, byteOffset, line)
    }

    /// Reads the next record into `fields`; `false` when there is none left.
    ///
    /// A quote that never closes marks the record as unterminated; it then ends at the end of the
    /// line on which it began, so that one forgotten quote costs one record. With `expectedFields`
    /// this holds as well for a quote that only another record's quote closes.
    package mutating func next(_ bytes: Span<UInt8>, into fields: inout FieldRanges) -> Bool {
        skipBlankLines(bytes)
        guard byteOffset < bytes.count else { return false }
        fields.removeAll()
        fields.place = SourcePlace(line: line, byteOffset: byteOffset)
        fields.startOffset = byteOffset
        var cursor = byteOffset
        var highBits: UInt8 = 0
        var linesInside = 0
        var isTorn = false
        while true {
            var scan = FieldScan(bytes, from: cursor, separator: separator)
            if cursor < bytes.count, bytes[cursor] == UInt8(ascii: "\"") {
                scan = FieldScan(
                    quoted: bytes,
                    from: cursor,
                    separator: separator,
                    longest: Self.longestRecord
                )
            }
            highBits |= scan.highBits
            if scan.lines > 0, scan.hasTextBehind { isTorn = true }
            linesInside += scan.lines
            fields.append(
                start: scan.start,
                end: scan.end,
                needsUnquoting: scan.needsUnquoting
            )
            cursor = scan.stop
            if scan.isUnterminated {
                abandon(bytes, into: &fields)
                return true
            }
            guard cursor < bytes.count, bytes[cursor] == separator else { break }
            cursor += 1
        }
        if let expectedFields, linesInside > 0, isTorn || fields.count != expectedFields {
            abandon(bytes, into: &fields)
            return true
        }
        fields.endOffset = cursor
        fields.hasNonASCII = highBits >= 0x80
        line += linesInside
        passLineEnd(bytes, at: cursor)
        return true
    }

    /// Ends a record whose quote never closes at the end of its first line.
    private mutating func abandon(_ bytes: Span<UInt8>, into fields: inout FieldRanges) {
        var cursor = byteOffset
        while cursor < bytes.count, !isLineEnd(bytes[cursor]) { cursor += 1 }
        fields.isUnterminated = true
        fields.endOffset = cursor
        passLineEnd(bytes, at: cursor)
    }

    private mutating func skipBlankLines(_ bytes: Span<UInt8>) {
        while byteOffset < bytes.count, isLineEnd(bytes[byteOffset]) {
            passLineEnd(bytes, at: byteOffset)
        }
    }

    /// Moves behind the line end at `cursor`, if there is one.
    private mutating func passLineEnd(_ bytes: Span<UInt8>, at cursor: Int) {
        byteOffset = cursor
        guard cursor < bytes.count else { return }
        let isCarriageReturn = bytes[cursor] == UInt8(ascii: "\r")
        byteOffset += 1
        if isCarriageReturn, byteOffset < bytes.count, bytes[byteOffset] == UInt8(ascii: "\n") {
            byteOffset += 1
        }
        line += 1
    }
}

/// Whether a byte ends a line.
@inline(__always)
internal func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
}
