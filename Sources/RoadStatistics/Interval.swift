/// A two-sided interval; an unbounded upper limit is infinite.
package struct Interval: Sendable, Hashable {
    /// Lower limit.
    package var lower: Double
    /// Upper limit.
    package var upper: Double

    /// Makes an interval.
    package init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }

    /// The interval of the same figure in another unit.
    package func scaled(by factor: Double) -> Interval {
        Interval(lower: lower * factor, upper: upper * factor)
    }
}
