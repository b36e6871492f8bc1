package import RoadModel

/// The days a count was taken over, both ends included.
package struct DateWindow: Hashable, Sendable, Codable {
    /// First day.
    package let first: CivilDate
    /// Last day, not before `first`.
    package let last: CivilDate

    /// Makes a window; `nil` when `last` lies before `first`.
    package init?(first: CivilDate, last: CivilDate) {
        guard first <= last else { return nil }
        (self.first, self.last) = (first, last)
    }

    /// Reads a window; damaged when its end lies before its start.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        first = try container.decode(CivilDate.self, forKey: .first)
        last = try container.decode(CivilDate.self, forKey: .last)
        guard first <= last else {
            throw DecodingError.dataCorruptedError(
                forKey: .last,
                in: container,
                debugDescription: "the window ends before it begins"
            )
        }
    }

    /// The number of days.
    package var days: Int { last.daysSinceEpoch - first.daysSinceEpoch + 1 }

    /// Whether two windows cover the same days of the calendar, in whatever years.
    ///
    /// 28 and 29 February count as the same end. A window of whole years compares with another
    /// of whole years that begins on the same day, for example a base of three years.
    package func hasSameSeason(as other: DateWindow) -> Bool {
        guard first.month == other.first.month, first.day == other.first.day,
            last.month == other.last.month,
            last.day == other.last.day || (last.month == 2 && min(last.day, other.last.day) == 28)
        else { return false }
        return isWholeYears && other.isWholeYears
            || last.year - first.year == other.last.year - other.first.year
    }

    /// Whether the day after the window is the window's first day in a later year.
    private var isWholeYears: Bool {
        let next = CivilDate(daysSinceEpoch: last.daysSinceEpoch + 1)
        return next.month == first.month && next.day == first.day
    }
}
