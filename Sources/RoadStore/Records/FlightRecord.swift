package import RoadModel

/// What a list of flights shows of one flight.
package struct FlightRecord: Sendable, Hashable, Codable {
    /// The flight's number in this workspace.
    package var number: Int64
    /// The receipt of its file.
    package var receipt: Int64
    /// The file's name as received.
    package var file: String
    /// SHA-256 of the file.
    package var sha256: String
    /// Format and version.
    package var format: String
    /// The vehicle as the log names it.
    package var vehicle: String
    /// First moment of the log, `nil` when the log knows no UTC.
    package var start: Timestamp?
    /// Last moment of the log.
    package var end: Timestamp?
    /// Length of the log in seconds.
    package var durationSeconds: Double
    /// Distance flown over ground.
    package var distance: Metres
    /// Greatest height above the take-off point; `nil` when the log has no heights.
    package var maxHeight: Metres?
    /// Positions.
    package var fixes: Int
    /// Attitudes.
    package var attitudes: Int
    /// Where the positions come from.
    package var fixSource: String
    /// Share of the file that could be read, in `[0, 1]`.
    package var completeness: Double
    /// How the vehicle's clock relates to UTC.
    package var clock: ClockMapping?
    /// Things a person should know.
    package var warnings: [String]
}

/// What is computed of a flight before it is stored.
package struct FlightMeasures: Sendable, Hashable {
    /// Distance flown over ground.
    package var distance: Metres
    /// Greatest height above the take-off point.
    package var maxHeight: Metres?

    /// Makes measures.
    package init(distance: Metres, maxHeight: Metres?) {
        (self.distance, self.maxHeight) = (distance, maxHeight)
    }
}
