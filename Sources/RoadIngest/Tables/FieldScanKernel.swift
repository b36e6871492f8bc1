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
    /// Whether text stands between the closing quote and the end of the field.
    var hasTextBehind = false
    /// Whether the closing quote is missing.
    var isUnterminated = false

    /// Scans a field that does not begin with a quote; a quote inside it is an ordinary byte.
    @inline(__always)
    init(_ bytes: Span<UInt8>, from start: Int, separator: UInt8) {
        var cursor = start
        let count = bytes.count
        let raw = bytes.bytes
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        let wanted = UInt64(separator) &* ones
        var seen: UInt64 = 0
        // Eight bytes at a time: a byte of `x` is zero where `(x - 1) & ~x` has its top bit, at
        // the lowest such byte for sure (Mycroft, 1987).
        while cursor &+ 8 <= count {
            // Sound: eight bytes from `cursor` lie inside, and any bits are a number.
            let word = UInt64(
                littleEndian: raw.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: cursor,
                    as: UInt64.self
                )
            )
            let atMark = word ^ wanted
            let atFeed = word ^ (10 &* ones)
            let atReturn = word ^ (13 &* ones)
            let hits =
                ((atMark &- ones) & ~atMark | (atFeed &- ones) & ~atFeed
                    | (atReturn &- ones) & ~atReturn) & tops
            if hits == 0 {
                seen |= word
                cursor &+= 8
                continue
            }
            let before = hits.trailingZeroBitCount & ~7
            seen |= word & ((1 << UInt64(before)) &- 1)
            cursor &+= before >> 3
            highBits = seen & tops != 0 ? 0x80 : 0
            (self.start, end, stop) = (start, cursor, cursor)
            return
        }
        while cursor < count {
            let byte = bytes[cursor]
            if byte == separator || byte == 10 || byte == 13 { break }
            highBits |= byte
            cursor += 1
        }
        if seen & tops != 0 { highBits = 0x80 }
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
            hasTextBehind = true
            needsUnquoting = true
            end = cursor
        }
        stop = cursor
    }
}
