/// A count with what it was exposed to and when.
package struct ChangePeriod: Hashable, Sendable, Codable {
    /// Events.
    package var count: Int
    /// Exposure in any unit that both periods share (days, vehicle-kilometres, …); positive.
    package var exposure: Double
    /// The days covered; `nil` when unknown, which skips the checks of breaks and windows.
    package var window: DateWindow?
    /// What counts as an event; `nil` skips the check of definitions.
    package var definition: DeathDefinition?

    /// Days from the period's end to the day its count was taken; `nil` when unknown.
    ///
    /// Late registrations make an earlier look smaller: both periods need the same.
    package var maturityDays: Int?

    /// Makes a period; exposure is 1 unless said otherwise.
    package init(
        count: Int,
        exposure: Double = 1,
        window: DateWindow? = nil,
        maturityDays: Int? = nil,
        definition: DeathDefinition? = nil
    ) {
        (self.count, self.exposure, self.window) = (count, exposure, window)
        (self.maturityDays, self.definition) = (maturityDays, definition)
    }
}
