/// Events of one measure in one area in one full year.
package struct YearlyCount: Hashable, Sendable, Codable {
    /// The area, for example a region's code.
    package var area: String
    /// What is counted, for example `killed`.
    package var measure: String
    /// The year.
    package var year: Int
    /// Events, not negative.
    package var count: Int

    /// Makes a count.
    package init(area: String, measure: String, year: Int, count: Int) {
        (self.area, self.measure, self.year, self.count) = (area, measure, year, count)
    }
}
