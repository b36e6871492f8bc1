import RoadModel

/// Numbers and times inside subtitle lines.
internal enum SRTText {
    /// The number at `index`, spaces before it skipped.
    ///
    /// `nan` when there is none or it is malformed; `index` moves behind it.
    @inline(__always)
    static func number(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Double {
        while index < end, bytes[index] == 32 { index += 1 }
        let start = index
        while index < end {
            let byte = bytes[index]
            guard
                byte &- 48 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: "+")
            else { break }
            index += 1
        }
        return ByteNumber.decimal(bytes, start..<index) ?? .nan
    }

    /// Whether `text` stands at `index`.
    @inline(__always)
    static func has(
        _ text: StaticString,
        _ bytes: Span<UInt8>,
        _ index: Int,
        _ end: Int
    ) -> Bool {
        let count = text.utf8CodeUnitCount
        return end - index >= count && isEqual(bytes, index..<index + count, text)
    }

    /// `HH:mm:ss,fff` as microseconds; `index` moves behind it.
    @inline(__always)
    static func cueTime(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Int64? {
        guard end - index >= 12, bytes[index + 2] == UInt8(ascii: ":"),
            bytes[index + 5] == UInt8(ascii: ":"),
            bytes[index + 8] == UInt8(ascii: ",") || bytes[index + 8] == UInt8(ascii: "."),
            let hour = digits(2, bytes, index), let minute = digits(2, bytes, index + 3),
            let second = digits(2, bytes, index + 6), let milli = digits(3, bytes, index + 9),
            // A Matrice 300 ends the last second of each minute at :60.
            minute < 60, second <= 60
        else { return nil }
        index += 12
        return Int64(((hour * 60 + minute) * 60 + second) * 1000 + milli) * 1000
    }

    /// `yyyy-M-d HH:mm:ss` with `-` or `.` in the date and `.fff`, `,fff` or `,fff,fff` behind.
    ///
    /// Microseconds since 1970-01-01T00:00 on the same clock; `index` moves behind it.
    @inline(__always)
    static func wallTime(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Int64? {
        guard end - index >= 17, let year = digits(4, bytes, index) else { return nil }
        let mark = bytes[index + 4]
        guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: ".") else { return nil }
        var cursor = index + 5
        guard let month = short(bytes, &cursor, end), cursor < end, bytes[cursor] == mark
        else { return nil }
        cursor += 1
        guard let day = short(bytes, &cursor, end), cursor < end,
            bytes[cursor] == 32 || bytes[cursor] == UInt8(ascii: "T"),
            year >= 1900, year < 2200, let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        cursor += 1
        guard end - cursor >= 8, bytes[cursor + 2] == UInt8(ascii: ":"),
            bytes[cursor + 5] == UInt8(ascii: ":"),
            let hour = digits(2, bytes, cursor), let minute = digits(2, bytes, cursor + 3),
            let second = digits(2, bytes, cursor + 6), hour < 24, minute < 60, second < 60
        else { return nil }
        cursor += 8
        guard let fraction = fraction(bytes, &cursor, end) else { return nil }
        index = cursor
        let seconds = (date.daysSinceEpoch * 24 + hour) * 3600 + minute * 60 + second
        return Int64(seconds) * 1_000_000 + Int64(fraction)
    }

    /// Thousandths and millionths behind the seconds; 0 without, `nil` when they break off.
    @inline(__always)
    private static func fraction(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Int? {
        var value = 0
        for scale in [1000, 1] {
            guard index < end,
                bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: "."),
                index + 1 < end, bytes[index + 1] &- 48 < 10
            else { break }
            guard end - index >= 4, let three = digits(3, bytes, index + 1) else { return nil }
            value += three * scale
            index += 4
        }
        return value
    }

    /// One or two digits.
    @inline(__always)
    private static func short(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Int? {
        guard index < end, bytes[index] &- 48 < 10 else { return nil }
        var value = Int(bytes[index] &- 48)
        index += 1
        if index < end, bytes[index] &- 48 < 10 {
            value = value * 10 + Int(bytes[index] &- 48)
            index += 1
        }
        return value
    }

    /// Exactly `count` digits, of which the caller knows that they lie inside.
    @inline(__always)
    static func digits(_ count: Int, _ bytes: Span<UInt8>, _ index: Int) -> Int? {
        var value = 0
        for offset in 0..<count {
            let digit = bytes[index + offset] &- 48
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}
