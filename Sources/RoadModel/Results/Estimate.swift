/// A figure that never travels without its interval, its base and its method.
package struct Estimate: Hashable, Sendable, Codable {
    /// The figure; `nil` when the method yields none, for example a percentage on a base of 0.
    package var value: Double?
    /// Lower limit; `nil` when the interval is open on that side.
    package var lower: Double?
    /// Upper limit; `nil` when the interval is open on that side.
    package var upper: Double?
    /// Confidence level, in `(0, 1)`.
    package var level: Double
    /// Number of events that the figure rests on.
    package var base: Int
    /// The method by its documented name, for example `garwood`, `mid-p`.
    package var method: String

    /// Makes an estimate.
    package init(
        value: Double?,
        lower: Double?,
        upper: Double?,
        level: Double,
        base: Int,
        method: String
    ) {
        (self.value, self.lower, self.upper) = (value, lower, upper)
        (self.level, self.base, self.method) = (level, base, method)
    }
}
