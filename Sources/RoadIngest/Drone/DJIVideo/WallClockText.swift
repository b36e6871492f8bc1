import RoadModel

/// A date and time as cameras write them: `2025-06-01 08:15:30.123`, `2025:06:01 08:15:30`.
struct WallClockText {
    /// Microseconds since 1970-01-01T00:00:00 on the clock that was read.
    var microseconds: Int64
    /// Minutes east of Greenwich when the text says so (`Z`, `+05:00`).
    var zoneMinutes: Int?

    /// Reads the bytes in `range`; `nil` when they are no date and time.
    init?(_ bytes: RawSpan, _ range: Range<Int>) {
        func digits(_ start: Int, _ count: Int) -> Int? {
            var value = 0
            for offset in start..<start + count {
                guard offset < range.upperBound, let byte = bytes.uint8(at: offset),
                    (48...57).contains(byte)
                else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
        let base = range.lowerBound
        guard let year = digits(base, 4), let month = digits(base + 5, 2),
            let day = digits(base + 8, 2), let hour = digits(base + 11, 2),
            let minute = digits(base + 14, 2), let second = digits(base + 17, 2),
            let date = CivilDate(year: year, month: month, day: day),
            hour < 24, minute < 60, second < 61
        else { return nil }
        var fraction = 0
        var position = base + 19
        if position < range.upperBound, bytes.uint8(at: position) == UInt8(ascii: ".") {
            position += 1
            var scale = 100_000
            while let digit = digits(position, 1) {
                fraction += digit * scale
                scale /= 10
                position += 1
            }
        }
        microseconds =
            Int64(date.daysSinceEpoch) * 86_400_000_000
            + Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + Int64(fraction)
        guard position < range.upperBound else { return }
        switch bytes.uint8(at: position) {
        case UInt8(ascii: "Z"): zoneMinutes = 0
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard let hours = digits(position + 1, 2), let minutes = digits(position + 4, 2),
                hours <= 14, minutes < 60
            else { return }
            let sign = bytes.uint8(at: position) == UInt8(ascii: "-") ? -1 : 1
            zoneMinutes = sign * (hours * 60 + minutes)
        default: break
        }
    }
}
