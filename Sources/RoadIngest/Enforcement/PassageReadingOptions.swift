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
