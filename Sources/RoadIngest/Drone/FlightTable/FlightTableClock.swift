import RoadModel

/// Dates and times as tables of flights write them.
///
/// Dates: `yyyy-MM-dd`, `yyyy/MM/dd`, `d.M.yyyy`, `M/d/yyyy` or `d/M/yyyy`. Times: `H:mm[:ss[.f…]]`,
/// also with `AM` or `PM`.
internal struct FlightTableClock {
    /// In which order numbers of a date with slashes stand.
    enum Order {
        case monthFirst, dayFirst, unknown
    }

    /// The order for dates with slashes.
    var order = Order.unknown

    /// A wall time, its offset from UTC if it states one, and whether it has a fraction.
    struct Reading {
        /// Microseconds since 1970-01-01T00:00 on the same clock.
        var microseconds: Int64
        /// Whether the text itself says that it is UTC or how far from it.
        var isUTC: Bool
        /// Whether seconds have decimals.
        var hasFraction: Bool
    }

    /// Reads a date and a time in one range.
    func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Reading? {
        if let wall = ByteTime.parse(bytes, range), wall.hasTime {
            let time = wall.timestamp(offsetSeconds: wall.offsetSeconds ?? 0)
            return Reading(
                microseconds: time.microseconds,
                isUTC: wall.offsetSeconds != nil,
                hasFraction: Self.hasFraction(bytes, range)
            )
        }
        var split = range.lowerBound
        while split < range.upperBound, bytes[split] != 32, bytes[split] != UInt8(ascii: "T") {
            split += 1
        }
        guard split < range.upperBound else { return nil }
        return read(bytes, date: range.lowerBound..<split, time: split + 1..<range.upperBound)
    }

    /// Reads a date and a time in two ranges.
    func read(_ bytes: Span<UInt8>, date: Range<Int>, time: Range<Int>) -> Reading? {
        guard let (first, second, third, mark) = Self.parts(bytes, date),
            let seconds = Self.timeOfDay(bytes, trimmedRange(bytes, time))
        else { return nil }
        let day: CivilDate? =
            if first >= 1900 {
                CivilDate(year: first, month: second, day: third)
            } else if mark == UInt8(ascii: ".") || (mark != 0 && order == .dayFirst) {
                CivilDate(year: third, month: second, day: first)
            } else if order == .monthFirst {
                CivilDate(year: third, month: first, day: second)
            } else {
                nil
            }
        guard let day, day.year >= 1900, day.year < 2200 else { return nil }
        return Reading(
            microseconds: Int64(day.daysSinceEpoch) * 86_400_000_000 + seconds,
            isUTC: false,
            hasFraction: Self.hasFraction(bytes, time)
        )
    }

    /// What one date says about the order of all.
    static func order(_ bytes: Span<UInt8>, _ date: Range<Int>) -> Order {
        guard let (first, second, _, mark) = parts(bytes, date), mark == UInt8(ascii: "/"),
            first < 1900
        else { return .unknown }
        if first > 12 { return .dayFirst }
        return second > 12 ? .monthFirst : .unknown
    }

    /// Whether a time ends in `AM` or `PM`.
    static func isTwelveHour(_ bytes: Span<UInt8>, _ time: Range<Int>) -> Bool {
        let time = trimmedRange(bytes, time)
        guard time.count > 2 else { return false }
        let last = bytes[time.upperBound - 1] | 0x20
        let before = bytes[time.upperBound - 2] | 0x20
        return last == UInt8(ascii: "m")
            && (before == UInt8(ascii: "a") || before == UInt8(ascii: "p"))
    }

    /// Three numbers with one and the same mark between them.
    private static func parts(
        _ bytes: Span<UInt8>,
        _ date: Range<Int>
    ) -> (Int, Int, Int, UInt8)? {
        var numbers = (0, 0, 0)
        var (place, digits, mark) = (0, 0, UInt8(0))
        for index in trimmedRange(bytes, date) {
            let byte = bytes[index]
            if byte &- 48 < 10 {
                digits += 1
                guard digits <= 4 else { return nil }
                switch place {
                case 0: numbers.0 = numbers.0 * 10 + Int(byte &- 48)
                case 1: numbers.1 = numbers.1 * 10 + Int(byte &- 48)
                default: numbers.2 = numbers.2 * 10 + Int(byte &- 48)
                }
            } else {
                guard digits > 0, place < 2, mark == 0 || mark == byte,
                    byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
                        || byte == UInt8(ascii: "-")
                else { return nil }
                (mark, digits, place) = (byte, 0, place + 1)
            }
        }
        return place == 2 && digits > 0 ? (numbers.0, numbers.1, numbers.2, mark) : nil
    }

    /// Microseconds since midnight of `H:mm[:ss[.f…]]` with or without `AM`, `PM`.
    private static func timeOfDay(_ bytes: Span<UInt8>, _ time: Range<Int>) -> Int64? {
        var end = time.upperBound
        var half: UInt8 = 0
        if isTwelveHour(bytes, time) {
            half = bytes[end - 2] | 0x20
            end = trimmedRange(bytes, time.lowerBound..<end - 2).upperBound
            // The narrow space U+202F that newer systems put before AM.
            if end - time.lowerBound > 3, bytes[end - 1] == 0xAF, bytes[end - 2] == 0x80,
                bytes[end - 3] == 0xE2
            {
                end -= 3
            }
        }
        var colons: [Int] = []
        for index in time.lowerBound..<end where bytes[index] == UInt8(ascii: ":") {
            colons.append(index)
        }
        guard let first = colons.first, colons.count <= 2,
            var hour = ByteNumber.integer(bytes, time.lowerBound..<first),
            let minute = ByteNumber.integer(bytes, first + 1..<(colons.dropFirst().first ?? end)),
            (0..<60).contains(minute)
        else { return nil }
        var second = 0.0
        if let colon = colons.dropFirst().first {
            guard let value = ByteNumber.decimal(bytes, colon + 1..<end), value >= 0, value < 60
            else { return nil }
            second = value
        }
        if half != 0 {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (half == UInt8(ascii: "p") ? 12 : 0)
        }
        guard (0..<24).contains(hour) else { return nil }
        return Int64(hour * 3600 + minute * 60) * 1_000_000 + Int64((second * 1e6).rounded())
    }

    private static func hasFraction(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var colons = 0
        for index in range {
            if bytes[index] == UInt8(ascii: ":") { colons += 1 }
            if colons == 2, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") {
                return true
            }
        }
        return false
    }
}
