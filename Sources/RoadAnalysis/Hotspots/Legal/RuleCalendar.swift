import RoadModel

/// Spans of time of a rule, in whole days.
struct RuleCalendar {
    /// Whether days are dates since 1970; else a month is 1/12 of 365 days.
    private let hasDates: Bool
    private let firstDay: Int32
    /// The first day after `months` from each day on; empty where the days spread too far.
    private let ends: [Int32]
    private let months: Int

    /// Most days to tabulate.
    private static let widest = 400_000

    /// Prepares spans of a number of months for crashes between two days.
    init(months: Int, hasDates: Bool, days: ClosedRange<Int32>) {
        (self.months, self.hasDates, firstDay) = (months, hasDates, days.lowerBound)
        let width = Int(days.upperBound) - Int(days.lowerBound) + 1
        guard width <= Self.widest else {
            ends = []
            return
        }
        ends = days.map { Self.ended($0, months, hasDates) }
    }

    /// The first day after the span that begins with a day of the crashes.
    @inline(__always)
    func end(_ begin: Int32) -> Int32 {
        let place = Int(begin) - Int(firstDay)
        return place >= 0 && place < ends.count
            ? ends[place] : Self.ended(begin, months, hasDates)
    }

    /// The first day of the calendar year, `back` years before the one of a day.
    func yearStart(_ day: Int32, back: Int) -> Int32 {
        guard hasDates else {
            let year = (Double(day - 1) / 365).rounded(.down) - Double(back)
            return Int32(year * 365) + 1
        }
        let date = CivilDate(daysSinceEpoch: Int(day))
        let start = CivilDate(year: date.year - back, month: 1, day: 1)
        return start.map { Int32($0.daysSinceEpoch) } ?? day
    }

    private static func ended(_ begin: Int32, _ months: Int, _ hasDates: Bool) -> Int32 {
        guard hasDates else { return begin + Int32(365 * months / 12) }
        let date = CivilDate(daysSinceEpoch: Int(begin))
        let month = date.month - 1 + months
        let year = date.year + month / 12
        let last = CivilDate.days(inMonth: month % 12 + 1, year: year)
        // From 29 February a year ends with the 28th.
        guard date.day <= last else {
            let end = CivilDate(year: year, month: month % 12 + 1, day: last)
            return end.map { Int32($0.daysSinceEpoch) + 1 } ?? begin
        }
        let end = CivilDate(year: year, month: month % 12 + 1, day: date.day)
        return end.map { Int32($0.daysSinceEpoch) } ?? begin
    }
}
