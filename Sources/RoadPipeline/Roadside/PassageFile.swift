import Foundation
import RoadGeodata
package import RoadIngest
package import RoadModel
import RoadStore

/// A file of complexes' records, opened for reading under a profile: text of any encoding, JSON,
/// XML, vendors' events, or the sheet of a workbook.
package struct PassageFile: Sendable {
    /// What a whole reading found.
    package struct Summary: Sendable {
        /// Records in the file.
        package var seen = 0
        /// Records that passed every check.
        package var accepted = 0
        /// The format's name.
        package var format = ""
        /// Remarks about the whole file.
        package var notes: [IntakeNote] = []
        /// What the records say about the complexes.
        package var devices = DeviceRegister()
    }

    /// The file; `-` is standard input.
    package var path: String
    /// The file's name for messages.
    package var subject: String
    /// Where it lies among the received files of a workspace, perhaps sealed; `nil` for others.
    var object: (store: ObjectStore, digest: ContentDigest)?
    /// When it was received.
    package var received: Timestamp
    /// How it says what order 971 asks for; `nil` is found out.
    package var profile: RecordProfile?
    /// Zone of times without an offset; else the profile's.
    package var zone: CivilZone?
    /// Where records can be.
    package var extent: GeodeticExtent?
    /// Which columns the reading cannot do without.
    package var demand = PassageDemand.evidence
    /// Whether records are only checked and counted: batches stay empty.
    package var countsOnly = false
    /// Sites from the device register.
    package var knownSites: [String: GeodeticCoordinate] = [:]

    /// A file to read.
    package init(_ path: String, received: Timestamp) {
        (self.path, subject, self.received) = (path, path, received)
    }

    /// Whether the file can be found, sealed or not.
    package var isThere: Bool {
        let sealed = object.map { $0.store.sealedPath(of: $0.digest) } ?? path
        return path == "-"
            || [path, sealed].contains(where: FileManager.default.fileExists(atPath:))
    }

    /// Reads the whole file, batch by batch.
    ///
    /// - Parameters:
    ///   - progress: Told of bytes read.
    ///   - take: Gets each batch with the records set aside meanwhile.
    /// - Returns: Counts, notes and what was seen of the complexes.
    /// - Throws: What opening throws, and what `take` throws.
    package func read(
        progress: any ProgressSink = SilentProgress(),
        _ take: (PassageBatch, [Reject]) throws(IntakeError) -> Void
    ) throws(IntakeError) -> Summary {
        try withBytes { bytes, format throws(IntakeError) -> Summary in
            let options = try self.options(bytes, format)
            var reader = try PassageReader(bytes, options: options)
            var batch = PassageBatch()
            var rejects: [Reject] = []
            while reader.next(bytes, into: &batch, rejects: &rejects) {
                try take(batch, rejects)
                rejects.removeAll(keepingCapacity: true)
                progress.advance(to: reader.byteOffset, of: bytes.count, unit: .bytes)
            }
            return Summary(
                seen: reader.recordsSeen,
                accepted: reader.recordsAccepted,
                format: format == .sheet ? "Workbook (\(options.profile.name))" : reader.formatName,
                notes: reader.notes,
                devices: reader.devices
            )
        }
    }

    /// A profile that may fit the file.
    package func guess(name: String) throws(IntakeError) -> ProfileGuess {
        var guess = try withBytes { bytes, format throws(IntakeError) in
            ProfileGuess(bytes, format: format, name: name)
        }
        // A vendor's format has its names in the shipped profile, to mend from there.
        if let shipped = guess.shipped { guess.toml = try ProfileShelf().entry(shipped).toml }
        return guess
    }

    /// Calls `body` with the file as text and its format; a workbook comes as its sheet's rows.
    private func withBytes<Result>(
        _ body: (Span<UInt8>, RecordProfile.Format) throws(IntakeError) -> Result
    ) throws(IntakeError) -> Result {
        if path == "-" {
            let bytes = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
            guard !bytes.isEmpty else {
                throw IntakeError(
                    .fileEmpty,
                    subject: "-",
                    detail: "Standard input is empty.",
                    remedy: "Pipe a file into the command or name it."
                )
            }
            return try body(bytes.span, profile?.format ?? PassageFileKind.format(bytes.span))
        }
        let copy = try object.map { object throws(IntakeError) in
            try object.store.open(object.digest)
        }
        let path = copy?.path ?? path
        let file = try MappedFile(path: path)
        let format = file.withBytes { PassageFileKind.format($0) }
        guard format == .sheet else {
            return try file.withBytes { bytes throws(IntakeError) -> Result in
                try body(bytes, profile?.format ?? format)
            }
        }
        var text: [UInt8]
        do throws(IntakeError) {
            text = try PlainCopy.withName(path) { named throws(IntakeError) in
                try SheetReader.text(path: named, sheet: profile?.sheet)
            }
        } catch {
            var named = error
            named.subject = subject
            throw named
        }
        if text.isEmpty { text = [10] }
        return try body(text.span, .sheet)
    }

    private func options(
        _ bytes: Span<UInt8>,
        _ format: RecordProfile.Format
    ) throws(IntakeError) -> PassageReadingOptions {
        var profile = if let given = self.profile { given } else { try Self.usual(for: format) }
        if profile.format == nil || format == .sheet { profile.format = format }
        // A sheet's rows come as UTF-8 with commas, whatever the profile says of its CSV sister.
        if format == .sheet { (profile.encoding, profile.separator) = (nil, UInt8(ascii: ",")) }
        var options = PassageReadingOptions(
            subject: subject,
            receivedAt: Software.latestObservation(received),
            zone: zone ?? profile.zone.flatMap { CivilZone(named: $0) },
            expectedExtent: extent
        )
        options.demand = demand
        options.countsOnly = countsOnly
        options.knownSites = knownSites
        if let crs = profile.crs {
            let transform = try PairTransform(from: crs)
            options.toWGS84 = { transform.place(northing: $0, easting: $1) }
        }
        options.profile = profile
        return options
    }

    /// The shipped profile of a vendor's format, order 971 for all others.
    private static func usual(
        for format: RecordProfile.Format
    ) throws(IntakeError) -> RecordProfile {
        switch format {
        case .isapi: try ProfileShelf().entry("hikvision-isapi").profile
        case .dahua: try ProfileShelf().entry("dahua").profile
        case .table, .json, .jsonLines, .xml, .sheet: RecordProfile()
        }
    }
}
