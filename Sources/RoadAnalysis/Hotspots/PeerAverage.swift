package import RoadModel

/// The average that units of one class are held against.
package struct PeerAverage: Hashable, Sendable, Codable {
    /// The class; `nil` is the whole network.
    package var roadClass: RoadClass?
    /// Units with exposure.
    package var units: Int
    /// Their crashes.
    package var crashes: Int
    /// Their length times years.
    package var kilometreYears: Double
    /// Crashes per kilometre and year, pooled.
    package var rate: Estimate

    /// Makes an average.
    package init(
        roadClass: RoadClass?,
        units: Int,
        crashes: Int,
        kilometreYears: Double,
        rate: Estimate
    ) {
        (self.roadClass, self.units, self.crashes) = (roadClass, units, crashes)
        (self.kilometreYears, self.rate) = (kilometreYears, rate)
    }
}
