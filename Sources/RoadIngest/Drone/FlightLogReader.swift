package import RoadModel

/// The front door for flight logs: knows the format by its content and hands over to its reader.
package enum FlightLogReader {
    /// Every format that can be read, asked in this order.
    ///
    /// A new format is a folder beside `ULog` and a line here.
    package static let formats: [FlightFormat] = [
        ULogReader.format,
        DataFlashReader.format,
        MAVLinkReader.format,
        DJIRecordReader.format,
        DJIVideoReader.format,
        KLVReader.format,
        PhotoReader.format,
        SRTReader.format,
        GPXReader.format,
        KMLReader.format,
        KMZReader.format,
        NMEAReader.format,
        RemoteIDReader.format,
        FlightTableReader.format,
    ]

    /// Reads every flight of a log; `name` is what errors call it, usually the file's name.
    ///
    /// - Throws: `file.empty`, `file.format_unknown` when no reader knows the content, and what
    ///   the format's own reader throws.
    package static func read(
        _ bytes: Span<UInt8>,
        name: String
    ) throws(IntakeError) -> [Flight] {
        let raw = bytes.bytes
        return try format(of: raw, name: name).read(raw, name)
    }

    /// Maps the file at `path` and reads every flight of it.
    ///
    /// - Throws: what ``MappedFile`` and ``read(_:name:)`` throw.
    package static func read(path: String) throws(IntakeError) -> [Flight] {
        let file = try MappedFile(path: path)
        return try file.withBytes { bytes throws(IntakeError) in
            try read(bytes, name: path)
        }
    }

    /// The format of the content.
    ///
    /// - Throws: `file.empty` without bytes, `file.format_unknown` when no reader knows it.
    package static func format(
        of bytes: RawSpan,
        name: String
    ) throws(IntakeError) -> FlightFormat {
        guard bytes.byteCount > 0 else {
            throw IntakeError(
                .fileEmpty,
                subject: name,
                detail: "The file has no bytes.",
                remedy: "Copy the log again from the vehicle."
            )
        }
        for format in formats where format.recognises(bytes) { return format }
        throw IntakeError(
            .formatUnknown,
            subject: name,
            place: SourcePlace(byteOffset: 0),
            detail: "The content is not a known flight log; \(ContentGuess.describe(bytes)).",
            remedy: "Give a log of one of these formats: \(readable)."
        )
    }

    private static var readable: String {
        formats.map { format in
            let endings = format.fileExtensions.map { "." + $0 }.joined(separator: ", ")
            return "\(format.name) (\(endings))"
        }.joined(separator: ", ")
    }
}
