/// How years are compared.
package struct YearOverYearOptions: Hashable, Sendable, Codable {
    /// What happens to 29 February when only one of the periods has it.
    package enum LeapDay: String, Sendable, Codable, CaseIterable {
        /// Counts stay whole and rates are per day.
        case perDay = "per_day"
        /// Events of the day are left out on both sides.
        case drop
        /// Counts are compared as if the periods were equally long.
        case ignore
    }

    /// What happens to 29 February.
    package var leapDay: LeapDay
    /// Whether rows for all areas together are added when there are several.
    package var addsTotal: Bool
    /// How each comparison is made.
    package var change: ChangeOptions

    /// Makes options.
    package init(
        leapDay: LeapDay = .perDay,
        addsTotal: Bool = true,
        change: ChangeOptions = ChangeOptions()
    ) {
        (self.leapDay, self.addsTotal, self.change) = (leapDay, addsTotal, change)
    }
}
