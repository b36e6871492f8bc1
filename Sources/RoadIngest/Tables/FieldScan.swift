/// Where one field of a record begins and ends, and what lies in it.
internal struct FieldScan {
    /// First byte of the text.
    var start: Int
    /// First byte after the text.
    var end: Int
    /// The separator or line end behind the field, or the end of the bytes.
    var stop: Int
    /// Every byte of the field combined with "or": 0x80 and above when any lies outside ASCII.
    var highBits: UInt8 = 0
    /// Line ends inside the field.
    var lines = 0
    /// Whether the field holds quotes besides the enclosing pair.
    var needsUnquoting = false
    /// Whether the closing quote is missing.
    var isUnterminated = false

    /// Scans a field that does not begin with a quote; a quote inside it is an ordinary byte.
    @inline(__always)
    init(_ bytes: Span<UInt8>, from start: Int, separator: UInt8) {
        var cursor = start
        let count = bytes.count
        while cursor < count {
            let byte = bytes[cursor]
            if byte == separator || byte == 10 || byte == 13 { break }
            highBits |= byte
            cursor += 1
        }
        (self.start, end, stop) = (start, cursor, cursor)
    }

    /// Scans a field whose first byte is a quote.
    ///
    /// Text between the closing quote and the separator is kept, as spreadsheets do.
    init(quoted bytes: Span<UInt8>, from start: Int, separator: UInt8, longest: Int) {
        let quote = UInt8(ascii: "\"")
        let count = bytes.count
        var cursor = start + 1
        self.start = cursor
        (end, stop) = (cursor, cursor)
        let limit = min(count, cursor + longest)
        while cursor < limit {
            let byte = bytes[cursor]
            highBits |= byte
            if byte == quote {
                guard cursor + 1 < count, bytes[cursor + 1] == quote else { break }
                needsUnquoting = true
                cursor += 1
            } else if byte == 10 || (byte == 13 && !(cursor + 1 < count && bytes[cursor + 1] == 10))
            {
                lines += 1
            }
            cursor += 1
        }
        end = min(cursor, count)
        stop = end
        guard cursor < limit else {
            isUnterminated = true
            return
        }
        cursor += 1
        stop = cursor
        while cursor < count {
            let byte = bytes[cursor]
            if byte == separator || isLineEnd(byte) { break }
            highBits |= byte
            cursor += 1
        }
        if cursor > stop {
            needsUnquoting = true
            end = cursor
        }
        stop = cursor
    }
}
