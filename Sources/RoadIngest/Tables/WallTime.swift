package import RoadModel

/// A date and time as a record shows it, before it is tied to UTC.
package struct WallTime: Hashable, Sendable {
    /// The calendar day.
    package var date: CivilDate
    /// Seconds since local midnight, in `[0, 86400)`.
    package var secondOfDay: Int
    /// The fraction, in `[0, 1_000_000)`; further decimals are cut off.
    package var microsecond: Int
    /// Local minus UTC in seconds when the text says so; 0 for `Z`.
    package var offsetSeconds: Int?
    /// Whether the text holds a time of day and not only a date.
    package var hasTime: Bool

    /// Makes a wall time.
    package init(
        date: CivilDate,
        secondOfDay: Int,
        microsecond: Int = 0,
        offsetSeconds: Int? = nil,
        hasTime: Bool = true
    ) {
        (self.date, self.secondOfDay, self.microsecond) = (date, secondOfDay, microsecond)
        (self.offsetSeconds, self.hasTime) = (offsetSeconds, hasTime)
    }

    /// The wall clock as seconds since 1970-01-01T00:00 on that same clock.
    package var localSeconds: Int { date.daysSinceEpoch * 86_400 + secondOfDay }

    /// The instant on a clock `offsetSeconds` east of Greenwich.
    package func timestamp(offsetSeconds: Int) -> Timestamp {
        Timestamp(
            date: date,
            secondOfDay: secondOfDay,
            microsecond: microsecond,
            offsetSeconds: offsetSeconds
        )
    }
}
