package import RoadModel

/// Reads KMZ files: ZIP archives with a KML file in them.
package enum KMZReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "KMZ track",
        fileExtensions: ["kmz"],
        recognises: { recognises($0) },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        },
        isPacked: true
    )

    private static func recognises(_ raw: RawSpan) -> Bool {
        guard let archive = KMZArchive(raw) else { return false }
        return archive.entries.contains { isKML($0) || $0.name.hasSuffix(".wpml") }
    }

    private static func isKML(_ entry: KMZArchive.Entry) -> Bool {
        entry.name.lowercased().hasSuffix(".kml")
    }

    /// Reads every track of the archive's first KML file.
    ///
    /// - Throws: what ``stream(_:name:window:into:)`` throws.
    package static func read(_ raw: RawSpan, name: String) throws(IntakeError) -> [Flight] {
        let flights = WholeFlights()
        try stream(raw, name: name, window: .max, into: flights)
        return flights.all
    }

    /// Reads every track of the archive's first KML file in windows of `window` unpacked bytes.
    ///
    /// Byte places count in the unpacked KML file.
    ///
    /// - Throws: `file.nothing_accepted` for a mission plan of DJI, `file.damaged` when the file
    ///   cannot be unpacked or its check sum is wrong, `file.format_version` when it is encrypted or
    ///   packed by another method, `io.failed` when it is too long for memory and cannot be unpacked
    ///   to disk, and what ``KMLReader/stream(_:name:window:into:)`` throws.
    package static func stream(
        _ raw: RawSpan,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        try withDocument(in: raw, name: name) { bytes, inner throws(IntakeError) in
            let unpacked = UnpackedSink(sink, inner, packed: raw.byteCount, unpacked: bytes.count)
            try KMLReader.stream(bytes.bytes, name: name, window: window, into: unpacked)
        }
    }

    /// Calls `body` with the archive's first KML file, unpacked, and what it is called in there.
    ///
    /// - Throws: As ``stream(_:name:window:into:)``, before the file's content is looked at.
    static func withDocument<Result>(
        in raw: RawSpan,
        name: String,
        _ body: (Span<UInt8>, String) throws(IntakeError) -> Result
    ) throws(IntakeError) -> Result {
        guard let archive = KMZArchive(raw) else {
            throw damaged(name, "The archive holds no .kml file.")
        }
        if archive.entries.contains(where: { $0.name.hasSuffix(".wpml") }) {
            throw IntakeError(
                .nothingAccepted,
                subject: name,
                detail: "The archive holds a mission plan of DJI (.wpml), not a recorded flight.",
                remedy: "Give the flight log or the video's subtitles of that mission."
            )
        }
        guard let entry = archive.entries.first(where: isKML) else {
            throw damaged(name, "The archive holds no .kml file.")
        }
        guard !entry.isEncrypted, entry.method == 0 || entry.method == 8 else {
            throw IntakeError(
                .formatVersion,
                subject: name,
                detail: "\(safeForMessages(entry.name)) is encrypted or packed by method "
                    + "\(entry.method).",
                remedy: "Unpack the archive and give the .kml file in it."
            )
        }
        guard let range = archive.range(of: entry, in: raw) else {
            throw damaged(name, "The archive's table of contents does not fit its files.")
        }
        let unpacking = KMZUnpacking(entry, range, name: name)
        return try unpacking.run(Span<UInt8>(_bytes: raw)) { bytes throws(IntakeError) in
            guard XMLText.hasRoot("kml", bytes) else {
                throw damaged(name, "The archive's .kml file is no KML.")
            }
            return try body(bytes, entry.name)
        }
    }

    /// The error for an archive that cannot be unpacked.
    static func damaged(_ name: String, _ detail: String) -> IntakeError {
        IntakeError(
            .formatDamaged,
            subject: name,
            detail: detail,
            remedy: "Export it again, or unpack the archive and give the .kml file in it."
        )
    }

    /// Says of lost bytes in which file they count, and of progress how far the archive is read.
    private final class UnpackedSink: FlightSink {
        private let target: any FlightSink
        private let inner: String
        private let share: Double

        init(_ target: any FlightSink, _ inner: String, packed: Int, unpacked: Int) {
            (self.target, self.inner) = (target, inner)
            share = Double(packed) / Double(max(unpacked, 1))
        }

        func advance(to byte: Int) { target.advance(to: Int(Double(byte) * share)) }

        func take(_ part: Flight, of number: Int, isLast: Bool) throws(IntakeError) {
            guard isLast, !part.lost.isEmpty else {
                return try target.take(part, of: number, isLast: isLast)
            }
            var part = part
            part.warnings.append("Byte places count in \(safeForMessages(inner)) as unpacked.")
            try target.take(part, of: number, isLast: isLast)
        }
    }
}
