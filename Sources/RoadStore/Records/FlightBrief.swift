package import RoadModel

/// What a receipt says of a flight that its file held.
package struct FlightBrief: Sendable, Hashable, Codable {
    /// The flight's number in this workspace.
    package var number: Int64
    /// Begin and end of the log; `nil` when it does not know UTC.
    package var startUTC: Timestamp?, endUTC: Timestamp?
    /// Positions stored.
    package var fixes: Int
    /// Distance over ground, kilometres.
    package var kilometres: Double
    /// Greatest height above take-off, metres; `nil` when no height is known.
    package var maxHeightMetres: Double?
}
