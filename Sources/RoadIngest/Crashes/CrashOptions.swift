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
    /// The source whose numbers the cards bear; a column `source` overrules it.
    package var source = ""
    /// Days within which a death counts in the source; `nil` when not stated.
    package var deathWindowDays: Int?
    /// Borders against which the region that a card names is checked.
    package var regions: RegionOutlines?
    /// The region in which every crash of the file lies; a card's own overrules it.
    package var region: String?
    /// Places of coordinates in the system that the user declared for the file, `x` and `y` in;
    /// without it degrees of WGS 84 are read.
    package var declared: (any DeclaredSystem)?
    /// Places of the British national grid, which STATS19 uses; `nil` leaves those without a place.
    package var nationalGrid: (any DeclaredSystem)?
    /// Repairs that a person confirmed.
    package var repairs: Set<RepairRule> = []
    /// The table's text encoding.
    package var encoding = TextEncoding.utf8

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

/// A coordinate system that a user declared for a file.
package protocol DeclaredSystem: Sendable {
    /// The place in WGS 84, or `nil` where the system has none.
    ///
    /// - Parameters:
    ///   - x: Easting, or longitude in degrees.
    ///   - y: Northing, or latitude in degrees.
    /// - Returns: The place.
    func place(x: Double, y: Double) -> GeodeticCoordinate?
}
