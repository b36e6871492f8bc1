/// A year's count with the limits of chance.
package struct StudyYear: Hashable, Sendable {
    /// The year.
    package var year: Int
    /// The count, or the middle of what a claim allows.
    package var count: Double
    /// Lower limit.
    package var lower: Double
    /// Upper limit.
    package var upper: Double
    /// Whether the count is only claimed or derived.
    package var isDerived: Bool

    /// Makes a year.
    package init(year: Int, count: Double, lower: Double, upper: Double, isDerived: Bool) {
        (self.year, self.count, self.lower) = (year, count, lower)
        (self.upper, self.isDerived) = (upper, isDerived)
    }
}
