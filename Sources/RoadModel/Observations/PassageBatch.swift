/// Records of roadside complexes as columns, at most 4,096 rows; row `i` of every column is one
/// vehicle at one moment.
///
/// A row whose `eventType` is `PASSAGE` is a passage without a violation, every other row is a
/// violation. Missing numbers are `nan`, missing codes empty texts. Field meanings: order 971 of
/// the Ministry of Internal Affairs of 31.12.2014, annex 1-1.
package struct PassageBatch: Sendable, Equatable {
    /// The most rows a reader puts into one batch.
    package static let capacity = 4096

    /// Where each record stands in its file.
    package var places: [SourcePlace] = []
    /// UTC microseconds of the event.
    package var utcMicroseconds: [Int64] = []
    /// Local minus UTC in seconds, as written or as the profile says.
    package var zoneOffsetSeconds: [Int32] = []
    /// The event's time exactly as written.
    package var rawTime = TextColumn()
    /// The complex's name.
    package var deviceName = TextColumn()
    /// The complex's serial number.
    package var deviceSerial = TextColumn()
    /// `PASSAGE` or a kind of violation, for example `SPEED_INSTANT`.
    package var eventType = TextColumn()
    /// Direction of travel as written.
    package var direction = TextColumn()
    /// Direction of travel, degrees clockwise from north.
    package var headingDegrees: [Double] = []
    /// Site, degrees north, WGS 84.
    package var latitudeDegrees: [Double] = []
    /// Site, degrees east, WGS 84.
    package var longitudeDegrees: [Double] = []
    /// One-sigma accuracy of the site's place, in metres.
    package var accuracyMetres: [Double] = []
    /// Where the site is, in words.
    package var placeText = TextColumn()
    /// Verification certificate.
    package var certificate = TextColumn()
    /// Last day of the certificate, ISO 8601, or empty.
    package var certificateValidUntil = TextColumn()
    /// Vehicle class as written.
    package var vehicleKind = TextColumn()
    /// Registration plate, upper case, without spaces; personal data.
    package var plate = TextColumn()
    /// Measured speed, in kilometres per hour.
    package var speedKmh: [Double] = []
    /// Limit that applied, in kilometres per hour.
    package var limitKmh: [Double] = []
    /// Lane, from 1; 0 when absent.
    package var lane: [UInt8] = []
    /// `production` or `test`.
    package var deviceMode = TextColumn()

    /// Make as written.
    package var vehicleMake = TextColumn()
    /// Laboratory that verified the complex.
    package var laboratory = TextColumn()
    /// Error of the speed as the record states it, km/h.
    package var speedErrorKmh: [Double] = []
    /// Photo files, parted by `;`.
    package var photoFiles = TextColumn()
    /// SHA-256 of the photos in their order, parted by `;`.
    package var photoHashes = TextColumn()
    /// Whether the file has a column of photos at all.
    package var statesPhotos = false

    /// No rows.
    package init() {}
    /// The number of rows.
    package var count: Int { places.count }

    /// Removes every row and keeps the memory for the next batch.
    package mutating func removeAll() {
        places.removeAll(keepingCapacity: true)
        utcMicroseconds.removeAll(keepingCapacity: true)
        zoneOffsetSeconds.removeAll(keepingCapacity: true)
        headingDegrees.removeAll(keepingCapacity: true)
        latitudeDegrees.removeAll(keepingCapacity: true)
        longitudeDegrees.removeAll(keepingCapacity: true)
        accuracyMetres.removeAll(keepingCapacity: true)
        speedKmh.removeAll(keepingCapacity: true)
        limitKmh.removeAll(keepingCapacity: true)
        lane.removeAll(keepingCapacity: true)
        rawTime.removeAll()
        deviceName.removeAll()
        deviceSerial.removeAll()
        eventType.removeAll()
        direction.removeAll()
        placeText.removeAll()
        certificate.removeAll()
        certificateValidUntil.removeAll()
        vehicleKind.removeAll()
        plate.removeAll()
        deviceMode.removeAll()
        speedErrorKmh.removeAll(keepingCapacity: true)
        vehicleMake.removeAll()
        laboratory.removeAll()
        photoFiles.removeAll()
        photoHashes.removeAll()
    }
}
