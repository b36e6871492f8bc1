package import RoadModel

/// The fields of one record of a table as byte ranges; reused from record to record.
package struct FieldRanges: Sendable {
    /// Where the record stands in its file.
    package internal(set) var place = SourcePlace(line: 1, byteOffset: 0)
    /// First byte after the record's last field, line end not included.
    package internal(set) var endOffset = 0
    /// Whether any byte of the record lies outside ASCII.
    package internal(set) var hasNonASCII = false
    /// Whether the record ends inside a quoted field.
    package internal(set) var isUnterminated = false
    /// The number of fields.
    package internal(set) var count = 0

    /// First byte of each field, inside its quotes.
    internal var starts: [Int] = []
    /// First byte after each field, inside its quotes.
    internal var ends: [Int] = []
    /// Whether a field holds doubled quotes or is quoted only in part.
    internal var needsUnquoting: [Bool] = []

    /// No fields.
    package init() {}

    /// The bytes of a field, without enclosing quotes; doubled quotes are still doubled.
    package subscript(field: Int) -> Range<Int> { starts[field]..<ends[field] }

    /// Whether the field's text differs from its bytes because it holds doubled quotes.
    package func holdsQuotes(_ field: Int) -> Bool { needsUnquoting[field] }

    /// The field as text: doubled quotes made single, broken UTF-8 repaired.
    package func text(_ field: Int, in bytes: Span<UInt8>) -> String {
        var copy: [UInt8] = []
        appendText(field, in: bytes, to: &copy)
        return String(decoding: copy, as: UTF8.self)
    }

    /// Appends the field's bytes to `target`, doubled quotes made single.
    package func appendText(_ field: Int, in bytes: Span<UInt8>, to target: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        var index = starts[field]
        let end = ends[field]
        guard needsUnquoting[field] else {
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
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        needsUnquoting.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    internal mutating func append(start: Int, end: Int, needsUnquoting flag: Bool) {
        starts.append(start)
        ends.append(end)
        needsUnquoting.append(flag)
        count += 1
    }
}
