import RoadModel

/// The civil clock of the fictional oblast: +06:00 until 2024-03-01, +05:00 afterwards.
///
/// The clocks went back at the end of 29 February 2024, so 23:00–23:59 of that day came twice
/// (IANA time zone database, Asia/Almaty).
enum LocalCalendar {
    /// The instant at which the clocks went back: 2024-02-29T18:00:00Z.
    static let changeMicroseconds: Int64 = 1_709_229_600_000_000

    /// Local minus UTC in seconds at an instant.
    static func offsetSeconds(at microseconds: Int64) -> Int {
        microseconds < changeMicroseconds ? 21_600 : 18_000
    }

    /// The instant at which a local day begins.
    static func start(ofDay day: Int) -> Int64 {
        let local = Int64(day) * 86_400_000_000
        let early = local - 21_600_000_000
        return early < changeMicroseconds ? early : local - 18_000_000_000
    }

    /// The first day of a month as days since 1970-01-01; month 13 is the next January.
    static func firstDay(year: Int, month: Int) -> Int {
        let date = CivilDate(year: year + (month - 1) / 12, month: (month - 1) % 12 + 1, day: 1)
        return date?.daysSinceEpoch ?? 0
    }

    /// The instant of a share of a local day, in `[0, 1)`; the day may have 25 hours.
    static func instant(day: Int, share: Double) -> Int64 {
        let from = start(ofDay: day)
        let length = start(ofDay: day + 1) - from
        return from + Int64(Double(length) * share)
    }
}
