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
        TrajectoryReader.format,
        FlightTableReader.format,
    ]

    /// Reads every flight of a log; `name` is what errors call it, usually the file's name.
    ///
    /// - Throws: `file.empty`, `file.format_unknown` when no reader knows the content, and what
    ///   the format's own reader throws.
    package static func read(
        _ bytes: Span<UInt8>,
        name: String,
        keychains: DJIKeychains? = nil
    ) throws(IntakeError) -> [Flight] {
        let raw = bytes.bytes
        if let keychains, DJIRecordReader.format.recognises(raw) {
            var flight = try DJIRecordReader.read(raw, name: name, keychains: keychains)
            FlightPlausibility.mark(&flight)
            return [flight]
        }
        var flights = try format(of: raw, name: name).read(raw, name)
        for index in flights.indices { FlightPlausibility.mark(&flights[index]) }
        return flights
    }

    /// Reads every flight of a log piece by piece: a long log never stands in memory whole.
    ///
    /// - Throws: what ``read(_:name:)`` and the sink throw.
    package static func stream(
        _ bytes: Span<UInt8>,
        name: String,
        _ options: FlightReadingOptions = FlightReadingOptions(),
        into sink: any FlightSink
    ) throws(IntakeError) {
        let raw = bytes.bytes
        let format = try format(of: raw, name: name)
        let isLong = format.isPacked || raw.byteCount > options.windowByteCount
        if isLong, let keychains = options.keychains, format.name == DJIRecordReader.format.name {
            return try DJIRecordReader.stream(
                raw,
                name: name,
                window: options.windowByteCount,
                keychains: keychains,
                into: DoubtMarker(sink)
            )
        }
        if isLong, let stream = format.stream {
            return try stream(raw, name, options.windowByteCount, DoubtMarker(sink))
        }
        let flights = try read(bytes, name: name, keychains: options.keychains)
        for (number, flight) in flights.enumerated() {
            try sink.take(flight, of: number, isLast: true)
        }
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

    /// Marks doubtful fixes on the way to another sink.
    private final class DoubtMarker: FlightSink {
        private let target: any FlightSink
        /// The last fixes and the doubtful ones so far of each open flight.
        private var open: [Int: (trail: FlightPlausibility.Trail, doubtful: [Int])] = [:]

        init(_ target: any FlightSink) { self.target = target }

        func advance(to byte: Int) { target.advance(to: byte) }

        func take(_ part: Flight, of number: Int, isLast: Bool) throws(IntakeError) {
            var part = part
            var known = open[number] ?? (FlightPlausibility.Trail(), [])
            let marked = FlightPlausibility.markRows(&part, &known.trail, isLast: isLast)
            known.doubtful += marked.prefix(FlightPlausibility.mostMarked)
            if isLast, !known.doubtful.isEmpty {
                part.warnings.append(FlightPlausibility.warning(known.doubtful))
            }
            open[number] = isLast ? nil : known
            try target.take(part, of: number, isLast: isLast)
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
