package import RoadModel

/// One drone flight as the report lists it, without the crew's names.
package struct FlightRow: Hashable, Sendable, Codable {
    /// The flight's own label in the workspace, for example `F12`.
    package var id: String
    /// When it began; `nil` when the log's clock has no relation to UTC.
    package var start: Timestamp?
    /// Local minus UTC at the place of the flight, in seconds.
    package var zoneOffsetSeconds: Int
    /// Airframe or serial number; empty when the log does not name it.
    package var vehicle: String
    /// Format of the log, for example `PX4 ULog 1`.
    package var format: String
    /// Time between the first and the last position, in seconds.
    package var durationSeconds: Double
    /// Way flown over ground.
    package var distance: Metres
    /// Greatest height above take-off; `nil` when the log has none.
    package var maxHeight: Metres?
    /// Share of the log's bytes that were understood, in `[0, 1]`.
    package var completeness: Double
    /// Violations that the crew recorded; `nil` when not stated.
    package var violations: Int?
    /// The simplified track, WGS 84; empty without positions.
    package var track: [GeodeticCoordinate]

    /// Makes a row.
    package init(
        id: String,
        start: Timestamp?,
        zoneOffsetSeconds: Int,
        vehicle: String,
        format: String,
        durationSeconds: Double,
        distance: Metres,
        maxHeight: Metres?,
        completeness: Double,
        violations: Int? = nil,
        track: [GeodeticCoordinate]
    ) {
        (self.id, self.start, self.zoneOffsetSeconds) = (id, start, zoneOffsetSeconds)
        (self.vehicle, self.format, self.durationSeconds) = (vehicle, format, durationSeconds)
        (self.distance, self.maxHeight) = (distance, maxHeight)
        (self.completeness, self.violations, self.track) = (completeness, violations, track)
    }
}
