/// One straight piece of a broken trend.
package struct JoinpointSegment: Sendable, Hashable, Codable {
    /// Time at its start.
    package var from: Double
    /// Time at its end.
    package var to: Double
    /// Observations from start to end, both included.
    package var observations: Int
    /// Slope of the logarithm per unit of time.
    package var slope: Double
    /// Standard error of the slope.
    package var slopeError: Double
    /// Annual percent change.
    package var annualChange: Double
    /// Lower limit of the annual change.
    package var lower: Double
    /// Upper limit of the annual change.
    package var upper: Double
}
