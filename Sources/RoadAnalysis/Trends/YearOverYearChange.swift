package import RoadModel

/// One row of a year-over-year table.
package struct YearOverYearChange: Hashable, Sendable, Codable {
    /// Which windows are compared.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// Two full years.
        case fullYear = "full_year"
        /// The year so far against the same days of the year before.
        case yearToDate = "year_to_date"
    }

    /// The area; `nil` is all areas together.
    package var area: String?
    /// Which windows are compared.
    package var kind: Kind
    /// Days of the earlier period.
    package var windowBefore: DateWindow
    /// Days of the later period.
    package var windowAfter: DateWindow
    /// The comparison, its verdict after the adjustment for many areas.
    package var change: TrendChange
    /// The p-value after Benjamini–Hochberg over the areas of the same measure and windows.
    ///
    /// For all areas together it is the p-value itself.
    package var q: Double
    /// How many areas were compared at once.
    package var family: Int

    /// Makes a row.
    package init(
        area: String?,
        kind: Kind,
        windowBefore: DateWindow,
        windowAfter: DateWindow,
        change: TrendChange,
        q: Double,
        family: Int
    ) {
        (self.area, self.kind) = (area, kind)
        (self.windowBefore, self.windowAfter) = (windowBefore, windowAfter)
        (self.change, self.q, self.family) = (change, q, family)
    }
}
