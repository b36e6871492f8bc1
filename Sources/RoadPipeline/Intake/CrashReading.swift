package import RoadIngest
package import RoadModel
import RoadGeodata
import Synchronization

/// How a file of crash cards is to be read: what the file does not say itself.
package struct CrashReading: Sendable {
    /// Which columns hold what, where their names do not say so.
    package var columns = CrashColumns()
    /// Zone of times without an offset.
    package var zone: CivilZone?
    /// Where crashes can be; used to recognise swapped axes and other slips.
    package var expectedExtent: GeodeticExtent?
    /// One-sigma accuracy of places whose card states none.
    package var accuracy = Metres(15)
    /// The source whose numbers the cards bear.
    package var source = ""
    /// Days within which a death counts in the source; `nil` when not stated.
    package var deathWindowDays: Int?
    /// The region in which every crash of the file lies.
    package var region: String?
    /// The system of the coordinates, for example `EPSG:4284` for СК-42; never guessed.
    package var crs: String?
    /// The text encoding.
    package var encoding = TextEncoding.utf8

    /// Nothing said.
    package init() {}

    /// What was kept beside a receipt.
    init(_ record: ReadingRecord) throws(IntakeError) {
        if let text = record.columns { columns = try CrashColumns(parsing: text) }
        zone = record.zone.flatMap { CivilZone(named: $0) }
        expectedExtent = record.extent
        accuracy = Metres(record.accuracyMetres ?? 15)
        source = record.source ?? ""
        deathWindowDays = record.deathWindowDays
        region = record.region
        crs = record.crs
        encoding = record.encoding.flatMap { TextEncoding(named: $0) } ?? .utf8
    }

    /// What is kept beside the receipt, so that the file can be read again.
    var record: ReadingRecord {
        var record = ReadingRecord(
            zone: zone?.name,
            extent: expectedExtent,
            columns: columns.text,
            accuracyMetres: accuracy.value
        )
        record.source = source.isEmpty ? nil : source
        record.deathWindowDays = deathWindowDays
        record.region = region
        record.crs = crs
        record.encoding = encoding == .utf8 ? nil : encoding.rawValue
        return record
    }

    /// The reader's options.
    func options(
        _ subject: String,
        receivedAt: Timestamp,
        regions: RegionOutlines?
    ) throws(IntakeError) -> CrashOptions {
        var options = CrashOptions(
            subject: subject,
            columns: columns,
            zone: zone,
            receivedAt: Software.latestObservation(receivedAt),
            expectedExtent: expectedExtent,
            defaultAccuracy: accuracy
        )
        (options.source, options.region) = (source, region)
        (options.deathWindowDays, options.encoding) = (deathWindowDays, encoding)
        options.regions = regions
        if let crs { options.declared = try DeclaredTransform(crs) }
        if let region, let regions, regions.region(named: region) == nil {
            throw IntakeError(
                .notFound,
                subject: "--region \(region)",
                detail: "There is no border of this region.",
                remedy: "Known: "
                    + regions.regions.map { $0.names.first ?? $0.code }.joined(separator: ", ")
                    + "."
            )
        }
        return options
    }
}

/// A declared coordinate system through PROJ.
final class DeclaredTransform: DeclaredSystem {
    private let transform: Mutex<Held>

    /// A mutex cannot be made around a value whose making throws.
    private struct Held: ~Copyable {
        let transform: CoordinateTransform
    }

    /// - Throws: `.crsUnknown`.
    init(_ crs: String) throws(IntakeError) {
        transform = Mutex(Held(transform: try CoordinateTransform(from: crs, to: "EPSG:4326")))
    }

    func place(x: Double, y: Double) -> GeodeticCoordinate? {
        transform.withLock { held in
            var (east, north) = ([x], [y])
            held.transform.forward(x: &east, y: &north)
            let place = GeodeticCoordinate(
                latitude: Degrees(north[0]),
                longitude: Degrees(east[0])
            )
            return place.isValid ? place : nil
        }
    }
}
