package import RoadModel

/// The fields of one record of a table as byte ranges; reused from record to record.
package struct FieldRanges: Sendable {
    /// Where the record stands in its file.
    package internal(set) var place = SourcePlace(line: 1, byteOffset: 0)
    /// First byte of the record in the bytes that the fields point into.
    package internal(set) var startOffset = 0
    /// First byte after the record's last field, line end not included.
    package internal(set) var endOffset = 0
    /// Whether any byte of the record lies outside ASCII.
    package internal(set) var hasNonASCII = false
    /// Whether the record ends inside a quoted field.
    package internal(set) var isUnterminated = false
    /// The number of fields.
    package internal(set) var count = 0

    /// One field.
    private struct Piece {
        /// First byte, inside its quotes.
        var start: Int
        /// First byte after it, inside its quotes.
        var end: Int
        /// Whether it holds doubled quotes or is quoted only in part.
        var needsUnquoting: Bool
    }

    private var pieces: [Piece] = []

    /// No fields.
    package init() {}

    /// The bytes of a field, without enclosing quotes; doubled quotes are still doubled.
    package subscript(field: Int) -> Range<Int> {
        let piece = pieces[field]
        return piece.start..<piece.end
    }

    /// Whether the field's text differs from its bytes because it holds doubled quotes.
    package func holdsQuotes(_ field: Int) -> Bool { pieces[field].needsUnquoting }

    /// The field as text: doubled quotes made single, broken UTF-8 repaired.
    package func text(_ field: Int, in bytes: Span<UInt8>) -> String {
        var copy: [UInt8] = []
        appendText(field, in: bytes, to: &copy)
        return String(decoding: copy, as: UTF8.self)
    }

    /// Appends the field's bytes to `target`, doubled quotes made single.
    package func appendText(_ field: Int, in bytes: Span<UInt8>, to target: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        var index = pieces[field].start
        let end = pieces[field].end
        guard pieces[field].needsUnquoting else {
            while index < end {
                target.append(bytes[index])
                index += 1
            }
            return
        }
        while index < end {
            let byte = bytes[index]
            index += 1
            if byte == quote {
                guard index < end, bytes[index] == quote else { continue }
                index += 1
            }
            target.append(byte)
        }
    }

    internal mutating func removeAll() {
        count = 0
        hasNonASCII = false
        isUnterminated = false
        pieces.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    internal mutating func append(start: Int, end: Int, needsUnquoting flag: Bool) {
        pieces.append(Piece(start: start, end: end, needsUnquoting: flag))
        count += 1
    }
}
