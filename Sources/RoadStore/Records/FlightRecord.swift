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

extension FlightRecord {
    /// Describes a flight of a file that no workspace holds; receipt 0, without a digest.
    ///
    /// - Parameters:
    ///   - flight: The flight; its rows may have been left out.
    ///   - number: Its place in the file, from 1.
    ///   - file: The file's name.
    ///   - fixes: The number of positions.
    ///   - attitudes: The number of attitudes.
    ///   - measures: What was computed of it.
    package init(
        unstored flight: Flight,
        number: Int,
        file: String,
        fixes: Int,
        attitudes: Int,
        measures: FlightMeasures
    ) {
        let span = flight.vehicleSpan
        self.init(
            number: Int64(number),
            receipt: 0,
            file: file,
            sha256: "",
            format: flight.format,
            vehicle: flight.vehicle,
            start: flight.clock?.timestamp(atVehicle: span.lowerBound),
            end: flight.clock?.timestamp(atVehicle: span.upperBound),
            durationSeconds: Double(span.upperBound - span.lowerBound) / 1e6,
            distance: measures.distance,
            maxHeight: measures.maxHeight,
            fixes: fixes,
            attitudes: attitudes,
            fixSource: flight.fixSource,
            completeness: flight.completeness,
            clock: flight.clock,
            warnings: flight.warnings
        )
    }
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
