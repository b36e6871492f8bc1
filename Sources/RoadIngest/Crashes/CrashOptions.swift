package import RoadModel

/// What a reader of crash cards must be told, since the file does not say it.
package struct CrashOptions: Sendable {
    /// The file's name for messages.
    package var subject: String
    /// Which columns hold what.
    package var columns: CrashColumns
    /// Zone of times without an offset; `nil` sets such cards aside.
    ///
    /// In a dtp-stat export it also overrules `Z`: that project stores local time as UTC.
    package var zone: CivilZone?
    /// When the file was received: later crashes are set aside; `nil` accepts any time.
    package var receivedAt: Timestamp?
    /// Where crashes may lie; `nil` accepts every valid coordinate.
    package var expectedExtent: GeodeticExtent?
    /// One-sigma accuracy of places whose card states none.
    package var defaultAccuracy: Metres

    /// Makes options.
    package init(
        subject: String,
        columns: CrashColumns = CrashColumns(),
        zone: CivilZone? = nil,
        receivedAt: Timestamp? = nil,
        expectedExtent: GeodeticExtent? = nil,
        defaultAccuracy: Metres = Metres(25)
    ) {
        (self.subject, self.columns, self.zone) = (subject, columns, zone)
        (self.receivedAt, self.expectedExtent) = (receivedAt, expectedExtent)
        self.defaultAccuracy = defaultAccuracy
    }
}
