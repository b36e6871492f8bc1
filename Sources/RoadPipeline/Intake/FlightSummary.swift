package import RoadModel
import RoadStore

/// Distance and height of a flight, as receipts and lists give them.
package struct FlightSummary: Sendable, Hashable {
    /// Distance over ground, metres.
    package let distanceMetres: Double
    /// Greatest height above take-off, metres; `nil` when no height is known.
    package let maxHeightMetres: Double?

    /// Measures a flight.
    package init(_ flight: Flight) {
        let measures = FlightMeasures(of: flight)
        distanceMetres = measures.distance.value
        maxHeightMetres = measures.maxHeight?.value
    }
}
