/// An instant: whole microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
@frozen
package struct Timestamp: Hashable, Comparable, Sendable, Codable, BitwiseCopyable {
    /// Microseconds since the Unix epoch, UTC.
    package var microseconds: Int64

    /// Wraps a count of microseconds since the Unix epoch.
    @inlinable
    package init(microseconds: Int64) { self.microseconds = microseconds }

    /// The instant at which a clock `offsetSeconds` east of Greenwich shows the given wall time.
    ///
    /// - Parameters:
    ///   - date: The calendar day shown.
    ///   - secondOfDay: Seconds since local midnight, in `[0, 86400)`.
    ///   - microsecond: The fraction, in `[0, 1_000_000)`.
    ///   - offsetSeconds: Local minus UTC, in seconds; +18000 for +05:00.
    package init(date: CivilDate, secondOfDay: Int, microsecond: Int = 0, offsetSeconds: Int = 0) {
        let seconds = date.daysSinceEpoch * 86_400 + secondOfDay - offsetSeconds
        microseconds = Int64(seconds) * 1_000_000 + Int64(microsecond)
    }

    @inlinable
    package static func < (a: Timestamp, b: Timestamp) -> Bool {
        a.microseconds < b.microseconds
    }

    /// Seconds from `earlier` to this instant.
    @inlinable
    package func seconds(since earlier: Timestamp) -> Double {
        Double(microseconds - earlier.microseconds) / 1e6
    }

    /// The calendar day on a clock `offsetSeconds` east of Greenwich.
    package func date(offsetSeconds: Int = 0) -> CivilDate {
        CivilDate(daysSinceEpoch: Int(flooredSeconds(offsetSeconds).days))
    }

    /// The wall clock's seconds since midnight, in `[0, 86400)`.
    package func secondOfDay(offsetSeconds: Int = 0) -> Int {
        Int(flooredSeconds(offsetSeconds).second)
    }

    private func flooredSeconds(_ offset: Int) -> (days: Int64, second: Int64) {
        var seconds = microseconds / 1_000_000
        if microseconds % 1_000_000 < 0 { seconds -= 1 }
        seconds += Int64(offset)
        var days = seconds / 86_400
        var rest = seconds % 86_400
        if rest < 0 { (days, rest) = (days - 1, rest + 86_400) }
        return (days, rest)
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC with as many decimals as the instant needs (none, 3 or 6).
    package var description: String { text(offsetSeconds: 0) }

    /// RFC 3339 on a clock `offsetSeconds` east of Greenwich.
    package func text(offsetSeconds: Int) -> String {
        let second = secondOfDay(offsetSeconds: offsetSeconds)
        var fraction = Int(microseconds % 1_000_000)
        if fraction < 0 { fraction += 1_000_000 }
        var text = "\(date(offsetSeconds: offsetSeconds))T\(zeroPadded(second / 3600, 2)):"
        text += "\(zeroPadded(second / 60 % 60, 2)):\(zeroPadded(second % 60, 2))"
        if fraction % 1000 != 0 {
            text += "." + zeroPadded(fraction, 6)
        } else if fraction != 0 {
            text += "." + zeroPadded(fraction / 1000, 3)
        }
        guard offsetSeconds != 0 else { return text + "Z" }
        let minutes = abs(offsetSeconds) / 60
        let sign = offsetSeconds < 0 ? "-" : "+"
        return text + "\(sign)\(zeroPadded(minutes / 60, 2)):\(zeroPadded(minutes % 60, 2))"
    }
}
