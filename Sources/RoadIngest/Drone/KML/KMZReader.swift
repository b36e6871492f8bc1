package import RoadModel

/// Reads KMZ files: ZIP archives with a KML file in them.
package enum KMZReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "KMZ track",
        fileExtensions: ["kmz"],
        recognises: { recognises($0) },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) }
    )

    /// The most bytes a KML file may unpack to; a track of a whole day has 20 MB.
    private static let mostBytes = 256 << 20

    private static func recognises(_ raw: RawSpan) -> Bool {
        guard let archive = KMZArchive(raw) else { return false }
        return archive.entries.contains { isKML($0) || $0.name.hasSuffix(".wpml") }
    }

    private static func isKML(_ entry: KMZArchive.Entry) -> Bool {
        entry.name.lowercased().hasSuffix(".kml")
    }

    /// Reads every track of the archive's first KML file.
    ///
    /// Byte places count in the unpacked KML file.
    ///
    /// - Throws: `file.nothing_accepted` for a mission plan of DJI, `file.damaged` when the file
    ///   cannot be unpacked or its check sum is wrong, `file.format_version` when it is encrypted or
    ///   packed by another method, and what ``KMLReader/read(_:name:)`` throws.
    package static func read(_ raw: RawSpan, name: String) throws(IntakeError) -> [Flight] {
        let file = try document(in: raw, name: name)
        var flights = try KMLReader.read(file.content.span.bytes, name: name)
        for index in flights.indices where !flights[index].lost.isEmpty {
            flights[index].warnings.append(
                "Byte places count in \(safeForMessages(file.name)) as unpacked."
            )
        }
        return flights
    }

    /// The archive's first KML file, unpacked, and what it is called in there.
    ///
    /// - Throws: As ``read(_:name:)``, before the file's content is looked at.
    static func document(
        in raw: RawSpan,
        name: String
    ) throws(IntakeError) -> (content: [UInt8], name: String) {
        let entries = KMZArchive(raw)?.entries ?? []
        if entries.contains(where: { $0.name.hasSuffix(".wpml") }) {
            throw IntakeError(
                .nothingAccepted,
                subject: name,
                detail: "The archive holds a mission plan of DJI (.wpml), not a recorded flight.",
                remedy: "Give the flight log or the video's subtitles of that mission."
            )
        }
        guard let entry = entries.first(where: isKML) else {
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
        let content = try unpack(entry, raw, name)
        guard XMLText.hasRoot("kml", content.span) else {
            throw damaged(name, "The archive's .kml file is no KML.")
        }
        return (content, entry.name)
    }

    private static func unpack(
        _ entry: KMZArchive.Entry,
        _ raw: RawSpan,
        _ name: String
    ) throws(IntakeError) -> [UInt8] {
        guard let archive = KMZArchive(raw), let range = archive.range(of: entry, in: raw) else {
            throw damaged(name, "The archive's table of contents does not fit its files.")
        }
        let bytes = Span<UInt8>(_bytes: raw)
        var content: [UInt8] = []
        if entry.method == 0 {
            content.reserveCapacity(range.count)
            for index in range { content.append(bytes[index]) }
        } else {
            var inflate = Inflate(range, limit: mostBytes)
            do throws(Inflate.Fault) { try inflate.run(bytes) } catch {
                switch error {
                case .damaged: throw damaged(name, "The packed .kml file is damaged.")
                case .tooLong:
                    throw damaged(name, "The .kml file unpacks to over \(mostBytes >> 20) MiB.")
                }
            }
            content = inflate.output
        }
        guard KMZArchive.checksum(content) == entry.checksum else {
            throw damaged(name, "The check sum of the .kml file is wrong.")
        }
        return content
    }

    private static func damaged(_ name: String, _ detail: String) -> IntakeError {
        IntakeError(
            .formatDamaged,
            subject: name,
            detail: detail,
            remedy: "Export it again, or unpack the archive and give the .kml file in it."
        )
    }
}
