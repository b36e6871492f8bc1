package import RoadModel

/// One complex as its own records describe it.
package struct DeviceEntry: Sendable, Hashable {
    /// A verification certificate that records carry.
    package struct Certificate: Sendable, Hashable {
        /// The number as written.
        package var number: String
        /// Last day of validity, ISO 8601, or empty; the latest one that was written.
        package var validUntil: String
        /// First and last event under this certificate.
        package var firstEvent: Timestamp
        /// Last event under this certificate.
        package var lastEvent: Timestamp
    }

    /// The serial number.
    package let serial: DeviceID
    /// The complex's name; the first one that is not empty.
    package private(set) var name = ""
    /// Where it stands, in words; the first text that is not empty.
    package private(set) var placeText = ""
    /// Different coordinates that records carry, in order of appearance; at most `siteLimit`.
    package private(set) var sites: [GeodeticCoordinate] = []
    /// The largest distance between the first site and any other.
    package private(set) var siteSpread = Metres(0)
    /// Certificates, in order of appearance; at most `certificateLimit`.
    package private(set) var certificates: [Certificate] = []
    /// Whether any record says `production`.
    package private(set) var hasProductionRecords = false
    /// Whether any record says `test`.
    package private(set) var hasTestRecords = false
    /// The earliest event.
    package private(set) var firstEvent = Timestamp(microseconds: .max)
    /// The latest event.
    package private(set) var lastEvent = Timestamp(microseconds: .min)
    /// Records without a violation.
    package private(set) var passages = 0
    /// Records of a violation.
    package private(set) var violations = 0

    /// A vehicle-mounted complex reports a new site with every record; more are not listed.
    package static let siteLimit = 64

    /// A complex holds a handful over its life; a file with more has shifted columns.
    package static let certificateLimit = 64

    internal let serialBytes: [UInt8]
    private var latestSite = GeodeticCoordinate(latitude: Degrees(.nan), longitude: Degrees(.nan))
    private var latestCertificate = -1
    private var latestNumber: [UInt8] = []
    private var latestValidUntil: [UInt8] = []

    internal init(serialBytes: [UInt8]) {
        self.serialBytes = serialBytes
        serial = DeviceID(rawValue: String(decoding: serialBytes, as: UTF8.self))
    }

    internal mutating func observe(_ row: PassageRow, batch: PassageBatch, at index: Int) {
        if row.kind.isViolation { violations += 1 } else { passages += 1 }
        if row.time < firstEvent { firstEvent = row.time }
        if row.time > lastEvent { lastEvent = row.time }
        switch row.mode {
        case .production: hasProductionRecords = true
        case .test: hasTestRecords = true
        case .absent: break
        }
        if name.isEmpty { name = batch.deviceName[index] }
        if placeText.isEmpty { placeText = batch.placeText[index] }
        let isNew =
            row.latitude != latestSite.latitude.value
            || row.longitude != latestSite.longitude.value
        if isNew, !row.latitude.isNaN {
            observeSite(row)
        }
        observeCertificate(row, batch: batch, at: index)
    }

    private mutating func observeSite(_ row: PassageRow) {
        latestSite = GeodeticCoordinate(
            latitude: Degrees(row.latitude),
            longitude: Degrees(row.longitude)
        )
        guard let first = sites.first else {
            sites.append(latestSite)
            return
        }
        siteSpread = max(siteSpread, greatCircle(first, latestSite))
        if sites.count < Self.siteLimit, !sites.contains(latestSite) { sites.append(latestSite) }
    }

    private mutating func observeCertificate(
        _ row: PassageRow,
        batch: PassageBatch,
        at index: Int
    ) {
        let number = batch.certificate.utf8(at: index)
        guard !number.isEmpty else { return }
        if latestCertificate < 0 || !number.elementsEqual(latestNumber) {
            latestNumber = Array(number)
            latestValidUntil = []
            let text = batch.certificate[index]
            if let known = certificates.firstIndex(where: { $0.number == text }) {
                latestCertificate = known
            } else {
                guard certificates.count < Self.certificateLimit else {
                    latestCertificate = -1
                    return
                }
                latestCertificate = certificates.count
                certificates.append(
                    Certificate(
                        number: text,
                        validUntil: "",
                        firstEvent: row.time,
                        lastEvent: row.time
                    )
                )
            }
        }
        if row.time < certificates[latestCertificate].firstEvent {
            certificates[latestCertificate].firstEvent = row.time
        }
        if row.time > certificates[latestCertificate].lastEvent {
            certificates[latestCertificate].lastEvent = row.time
        }
        let validUntil = batch.certificateValidUntil.utf8(at: index)
        // Nearly every record repeats the day of the one before.
        guard !validUntil.elementsEqual(latestValidUntil) else { return }
        latestValidUntil = Array(validUntil)
        if certificates[latestCertificate].validUntil.utf8.lexicographicallyPrecedes(validUntil) {
            certificates[latestCertificate].validUntil = batch.certificateValidUntil[index]
        }
    }
}
