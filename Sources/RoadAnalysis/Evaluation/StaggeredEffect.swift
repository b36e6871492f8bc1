/// An effect with its standard error.
package struct StaggeredEffect: Sendable, Hashable, Codable {
    /// The estimate, in units of the outcome.
    package var estimate: Double
    /// Its standard error, from influence functions clustered by unit.
    package var standardError: Double
    /// Lower limit.
    package var lower: Double
    /// Upper limit.
    package var upper: Double
    /// Two-sided p-value.
    package var p: Double
}
