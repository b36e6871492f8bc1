import RoadModel

/// Dates and times read straight from bytes.
///
/// `yyyy-MM-dd`, `yyyy/MM/dd`, `dd.MM.yyyy` and, where allowed, `dd/MM/yyyy`; then nothing, or `T`, `t` or a
/// space and `HH:mm[:ss[.f…]]` with a point or comma; then nothing, `Z`, `±HH:mm`, `±HHmm` or
/// `±HH` (RFC 3339 and its usual neighbours). Years lie in `[1900, 2199]`; `24:00` and leap
/// seconds are refused.
package enum ByteTime {
    /// The wall time, or `nil` when the bytes are no such date or time.
    package static func parse(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        allowsSlashes: Bool = false
    ) -> WallTime? {
        let start = range.lowerBound
        let end = range.upperBound
        guard end - start >= 10,
            let date = date(bytes, at: start, allowsSlashes: allowsSlashes)
        else { return nil }
        var index = start + 10
        guard index < end else { return WallTime(date: date, secondOfDay: 0, hasTime: false) }
        let joint = bytes[index]
        guard joint == UInt8(ascii: "T") || joint == UInt8(ascii: "t") || joint == 32
        else { return nil }
        index += 1
        guard end - index >= 5, let hour = pair(bytes, index), hour < 24,
            bytes[index + 2] == UInt8(ascii: ":"), let minute = pair(bytes, index + 3), minute < 60
        else { return nil }
        index += 5
        var time = WallTime(date: date, secondOfDay: hour * 3600 + minute * 60)
        if index < end, bytes[index] == UInt8(ascii: ":") {
            guard end - index >= 3, let second = pair(bytes, index + 1), second < 60
            else { return nil }
            time.secondOfDay += second
            index += 3
            if index < end, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") {
                index += 1
                guard let fraction = fraction(bytes, from: &index, to: end) else { return nil }
                time.microsecond = fraction
            }
        }
        guard index < end else { return time }
        guard let offset = offset(bytes, from: index, to: end) else { return nil }
        time.offsetSeconds = offset
        return time
    }

    @inline(__always)
    private static func date(_ bytes: Span<UInt8>, at start: Int, allowsSlashes: Bool) -> CivilDate?
    {
        // A year in front leaves no doubt about day and month, so slashes are safe there.
        let joint = bytes[start + 4]
        if joint == UInt8(ascii: "-") || joint == UInt8(ascii: "/"), bytes[start + 7] == joint {
            guard let century = pair(bytes, start), let rest = pair(bytes, start + 2),
                let month = pair(bytes, start + 5), let day = pair(bytes, start + 8)
            else { return nil }
            return civil(century * 100 + rest, month, day)
        }
        let mark = bytes[start + 2]
        guard mark == bytes[start + 5],
            mark == UInt8(ascii: ".") || (allowsSlashes && mark == UInt8(ascii: "/")),
            let day = pair(bytes, start), let month = pair(bytes, start + 3),
            let century = pair(bytes, start + 6), let rest = pair(bytes, start + 8)
        else { return nil }
        return civil(century * 100 + rest, month, day)
    }

    private static func civil(_ year: Int, _ month: Int, _ day: Int) -> CivilDate? {
        guard year >= 1900, year < 2200 else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// One to nine decimals as microseconds; what lies beyond the sixth is cut off.
    @inline(__always)
    private static func fraction(_ bytes: Span<UInt8>, from index: inout Int, to end: Int) -> Int? {
        var value = 0
        var digits = 0
        while index < end {
            let digit = bytes[index] &- 48
            guard digit < 10 else { break }
            if digits < 6 { value = value * 10 + Int(digit) }
            digits += 1
            index += 1
        }
        guard digits >= 1, digits <= 9 else { return nil }
        while digits < 6 {
            value *= 10
            digits += 1
        }
        return value
    }

    /// `Z`, `±HH:mm`, `±HHmm` or `±HH`, up to ±18:00.
    @inline(__always)
    private static func offset(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        let first = bytes[start]
        if first == UInt8(ascii: "Z") || first == UInt8(ascii: "z") {
            return end == start + 1 ? 0 : nil
        }
        guard first == UInt8(ascii: "+") || first == UInt8(ascii: "-"), end - start >= 3,
            let hours = pair(bytes, start + 1)
        else { return nil }
        var minutes = 0
        switch end - start {
        case 3: break
        case 5:
            guard let read = pair(bytes, start + 3) else { return nil }
            minutes = read
        case 6:
            guard bytes[start + 3] == UInt8(ascii: ":"), let read = pair(bytes, start + 4)
            else { return nil }
            minutes = read
        default: return nil
        }
        guard hours <= 18, minutes < 60 else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return first == UInt8(ascii: "-") ? -seconds : seconds
    }

    /// Two decimal digits as a number in `[0, 99]`.
    @inline(__always)
    private static func pair(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
        let tens = bytes[index] &- 48
        let ones = bytes[index + 1] &- 48
        guard tens < 10, ones < 10 else { return nil }
        return Int(tens) * 10 + Int(ones)
    }
}
