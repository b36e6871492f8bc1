package import RoadModel

/// What complexes recorded on a stretch of road.
package struct StretchRecords: Sendable {
    /// A violation on the stretch.
    package struct Violation: Sendable, Hashable {
        /// Its kind.
        package var kind: String
        /// Speed in km/h.
        package var speed: Double?
        /// Limit that the device worked with, in km/h.
        package var limit: Double?
        /// Hour at the place, in `0..<24`.
        package var hour: Int
    }

    /// Vehicles that one complex recorded on one day, with or without a violation.
    package struct DayCount: Sendable, Hashable {
        /// The complex.
        package var device: Int64
        /// The day at the place.
        package var day: CivilDate
        /// Vehicles.
        package var vehicles: Int
    }

    /// Violations, by number.
    package var violations: [Violation] = []
    /// Vehicles by complex and day.
    package var days: [DayCount] = []

    /// Nothing recorded.
    package init() {}
}
