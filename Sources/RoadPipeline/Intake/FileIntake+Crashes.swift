import Foundation
import RoadGeodata
package import RoadIngest
package import RoadModel
package import RoadStore

extension FileIntake {
    /// Takes in crash cards: CSV, dtp-stat GeoJSON, or a layer of points in a GeoPackage or
    /// Shapefile; the content decides.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - columns: Which columns hold what, where their names do not say so.
    ///   - zone: Zone of times without an offset.
    ///   - expectedExtent: Where crashes can be; used to recognise swapped axes.
    ///   - accuracy: One-sigma accuracy of places whose card states none.
    /// - Returns: The receipt.
    /// - Throws: `.columnMissing`, `.formatUnknown` and what ``takeIn(_:as:_:)`` throws.
    package func addCrashes(
        _ path: String,
        columns: CrashColumns,
        zone: CivilZone?,
        expectedExtent: GeodeticExtent?,
        accuracy: Metres
    ) throws(IntakeError) -> Receipt {
        let options = CrashOptions(
            subject: path,
            columns: columns,
            zone: zone,
            receivedAt: received,
            expectedExtent: expectedExtent,
            defaultAccuracy: accuracy
        )
        let record = ReadingRecord(
            zone: zone?.name,
            extent: expectedExtent,
            columns: columns.text,
            accuracyMetres: accuracy.value
        )
        return try takeIn(path, as: .crashes, with: record) { copy, session in
            let file = try MappedFile(path: copy)
            guard try !file.withBytes(Self.isDatabase) else {
                return try Self.addPoints(copy, options: options, session)
            }
            let intake = try file.withBytes { bytes throws(IntakeError) in
                try CrashReader.read(bytes, options: options)
            }
            try session.add(intake.crashes)
            try session.quarantine(intake.rejects)
            return IntakeClosing(
                format: intake.format == .csv ? "Crash CSV" : "Crash GeoJSON",
                notes: intake.notes.map(\.text)
            )
        }
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
        let layer = try VectorPointReader.readPoints(path: copy)
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
