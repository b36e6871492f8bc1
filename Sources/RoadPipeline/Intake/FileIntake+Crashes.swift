import Foundation
import RoadGeodata
import RoadIngest
package import RoadModel
package import RoadStore

extension FileIntake {
    /// Takes in crash cards: CSV, dtp-stat GeoJSON, the road police's JSON, STATS19, or a layer of
    /// points in a GeoPackage or Shapefile; the content decides.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - reading: What the file does not say itself.
    /// - Returns: The receipt.
    /// - Throws: `.columnMissing`, `.formatUnknown`, `.crsUnknown`, and what ``takeIn(_:as:_:)``
    ///   throws.
    package func addCrashes(
        _ path: String,
        _ reading: CrashReading
    ) throws(IntakeError) -> Receipt {
        let regions = try Self.outlines(store)
        let options = try reading.options(path, receivedAt: received, regions: regions)
        return try takeIn(path, as: .crashes, with: reading.record) { copy, session in
            guard try !MappedFile(path: copy).withBytes(Self.isDatabase) else {
                return try Self.addPoints(copy, options: options, session)
            }
            let intake = try Self.readCards(copy, options, in: store.workspace) {
                batch throws(IntakeError) in
                try session.add(batch.crashes)
                try session.add(batch.parts)
                try session.quarantine(batch.rejects)
            }
            var notes = intake.notes.map(\.text)
            if reading.region != nil, regions == nil {
                notes.append(
                    "No borders of regions have been taken in, so the region was not checked: "
                        + "'jol regions import FILE'."
                )
            }
            let missing = try session.cardsMissing()
            if missing > 0 {
                notes.append(
                    "\(missing) crashes that these rows belong to have not been taken in yet; "
                        + "the rows wait for them."
                )
            }
            return IntakeClosing(format: intake.format.title, notes: notes)
        }
    }

    /// Borders taken in before; `nil` without any.
    static func outlines(_ store: Store) throws(IntakeError) -> RegionOutlines? {
        let regions = try store.regions()
        return regions.isEmpty ? nil : RegionOutlines(regions.map(\.outline))
    }

    /// Reads cards batch by batch; a file in another encoding than UTF-8 through a copy without a
    /// name, so that a long one never stands in memory whole.
    static func readCards(
        _ path: String,
        _ options: CrashOptions,
        in workspace: Workspace,
        _ take: CrashReader.Taker
    ) throws(IntakeError) -> CrashIntake {
        let file = try MappedFile(path: path)
        let isWide = file.withBytes { TextEncoding.marked($0)?.encoding.isWide == true }
        guard options.encoding != .utf8 || isWide else {
            return try file.withBytes { bytes throws(IntakeError) in
                try readCards(bytes, options, take)
            }
        }
        let copy = try PlainCopy.written(in: workspace) { write in
            try file.withBytes { try options.encoding.eachPiece(of: $0, write) }
        }
        var plain = options
        plain.encoding = .utf8
        return try MappedFile(path: copy.path).withBytes { bytes throws(IntakeError) in
            try readCards(bytes, plain, take)
        }
    }

    /// British grid places get their transformation only when a table has them.
    private static func readCards(
        _ bytes: Span<UInt8>,
        _ options: CrashOptions,
        _ take: CrashReader.Taker
    ) throws(IntakeError) -> CrashIntake {
        var options = options
        if options.declared == nil, CrashReader.hasNationalGrid(bytes) {
            options.nationalGrid = try DeclaredTransform("EPSG:27700")
        }
        return try CrashReader.read(bytes, options: options, take)
    }

    /// Whether the content is an SQLite database, as a GeoPackage is.
    private static func isDatabase(_ bytes: Span<UInt8>) throws -> Bool {
        let magic = Array("SQLite format 3".utf8)
        guard bytes.count > magic.count else { return false }
        return magic.indices.allSatisfy { bytes[$0] == magic[$0] }
    }

    private static func addPoints(
        _ copy: String,
        options: CrashOptions,
        _ session: IntakeSession
    ) throws -> IntakeClosing {
        let layer = try PlainCopy.withName(copy) { named throws(IntakeError) in
            try VectorPointReader.readPoints(path: named)
        }
        var assembler = CrashAssembler(options: options)
        var crashes: [Crash] = []
        var rejects: [Reject] = []
        for point in layer.points {
            let fields = Dictionary(
                zip(layer.fieldNames, point.attributes),
                uniquingKeysWith: { first, _ in first }
            )
            let place = SourcePlace(line: Int(clamping: point.featureID), byteOffset: 0)
            // A layer's own number is the card's number where no column says it.
            let outcome = assembler.make(
                fields: fields,
                location: point.coordinate,
                place: place,
                fallbackID: String(point.featureID)
            )
            switch outcome {
            case .accepted(let crash): crashes.append(crash)
            case .rejected(let reject): rejects.append(reject)
            }
        }
        try session.add(crashes)
        try session.quarantine(rejects)
        let left = layer.notes.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return IntakeClosing(
            format: "Point layer \(layer.name)",
            notes: assembler.notes.map(\.text) + left
        )
    }
}
