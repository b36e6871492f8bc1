/// A stretch of road, or a junction, that meets a rule.
package struct RulePlace: Sendable, Hashable {
    /// The road.
    package var road: Int32
    /// The junction; 0 for a stretch.
    package var junction: Int32
    /// Whether the limit of settlements was applied.
    package var inSettlement: Bool
    /// Metres of its first crash.
    package var start: Double
    /// Metres of its last crash.
    package var end: Double
    /// Its crashes, in order of place, then day.
    package var crashes: [Int]
    /// Types that alone meet the rule, ascending.
    package var types: [Int32]
    /// Indices of the conditions that hold.
    package var tests: [Int]
    /// First and last day.
    package var firstDay: Int32
    /// Last day.
    package var lastDay: Int32
    /// Points of the last condition that counts them.
    package var score: Double?

    /// Its length.
    package var length: Double { end - start }
}
