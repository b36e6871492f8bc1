package import RoadModel

/// Whole days from the first to the last, both included.
package struct ReportPeriod: Hashable, Sendable, Codable {
    /// The first day.
    package var first: CivilDate
    /// The last day; not before the first.
    package var last: CivilDate

    /// Wraps two days.
    package init(first: CivilDate, last: CivilDate) { (self.first, self.last) = (first, last) }

    /// Whether the day lies inside.
    package func contains(_ day: CivilDate) -> Bool { first <= day && day <= last }
}
