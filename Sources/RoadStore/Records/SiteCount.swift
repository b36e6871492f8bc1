package import RoadModel

/// What one complex has sent: its state in the register and its counts.
package struct DeviceRecord: Sendable, Hashable, Codable {
    /// Number of this state in the register.
    package var number: Int64
    /// Serial number.
    package var serial: DeviceID
    /// Name.
    package var name: String
    /// Where it stands, in words.
    package var placeText: String
    /// Verification certificate.
    package var certificate: String
    /// Last day of the certificate, ISO 8601, or empty.
    package var certificateValidUntil: String
    /// `production` or `test`.
    package var mode: String
    /// Where its first record was placed.
    package var location: GeodeticCoordinate?
    /// First and last event.
    package var first: Timestamp
    /// Last event.
    package var last: Timestamp
    /// All records.
    package var records: Int
    /// Violations among them.
    package var violations: Int
}

/// How many records of one received file found a place.
package struct PlacingCount: Sendable, Hashable {
    /// The receipt of the file.
    package var receipt: Int64
    /// What was placed.
    package var kind: ObservationKind
    /// Why not; `nil` for those with a place.
    package var reason: UnlocatedReason?
    /// How many.
    package var count: Int
    /// Sum of the probabilities of those with a place.
    package var probabilitySum: Double
}
