package import RoadModel

/// What a reader of complexes' records must be told, since the file does not say it.
package struct PassageReadingOptions: Sendable {
    /// The file's name for messages.
    package var subject: String
    /// When the file was received: events after it are set aside.
    package var receivedAt: Timestamp
    /// Zone of times without an offset; `nil` sets such records aside.
    package var zone: CivilZone?
    /// Where the complexes stand; `nil` accepts every valid coordinate.
    package var expectedExtent: GeodeticExtent?
    /// How the file says what order 971 asks for.
    package var profile = RecordProfile()
    /// Which columns the reading cannot do without.
    package var demand = PassageDemand.evidence
    /// Brings latitude (or northing) and longitude (or easting) to WGS 84.
    ///
    /// For files in another coordinate system; `nil` for a pair that has no place there.
    package var toWGS84: (@Sendable (Double, Double) -> GeodeticCoordinate?)?
    /// Whether records are only checked and counted: batches stay empty.
    package var countsOnly = false
    /// Sites from the device register, for records that carry none.
    package var knownSites: [String: GeodeticCoordinate] = [:]

    /// Whether a record without coordinates is read.
    var allowsNoSite: Bool { demand == .sighting || profile.allowsNoSite }

    /// Makes options.
    package init(
        subject: String,
        receivedAt: Timestamp,
        zone: CivilZone? = nil,
        expectedExtent: GeodeticExtent? = nil
    ) {
        (self.subject, self.receivedAt) = (subject, receivedAt)
        (self.zone, self.expectedExtent) = (zone, expectedExtent)
    }
}
