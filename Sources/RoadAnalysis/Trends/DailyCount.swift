package import RoadModel

/// Events of one measure in one area on one day.
package struct DailyCount: Hashable, Sendable, Codable {
    /// The area, for example a region's code.
    package var area: String
    /// What is counted, for example `killed`.
    package var measure: String
    /// The day, local.
    package var date: CivilDate
    /// Events, not negative.
    package var count: Int

    /// Makes a count.
    package init(area: String, measure: String, date: CivilDate, count: Int) {
        (self.area, self.measure, self.date, self.count) = (area, measure, date, count)
    }
}
