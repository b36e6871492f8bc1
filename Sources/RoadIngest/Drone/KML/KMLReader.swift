package import RoadModel

/// Reads the tracks of KML files: `gx:Track`, placemarks with times, lines.
package enum KMLReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "KML track",
        fileExtensions: ["kml"],
        recognises: { XMLText.hasRoot("kml", Span<UInt8>(_bytes: $0)) },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        }
    )

    /// Reads every track of a file.
    ///
    /// - Throws: what ``stream(_:name:window:into:)`` throws.
    package static func read(_ raw: RawSpan, name: String) throws(IntakeError) -> [Flight] {
        let flights = WholeFlights()
        try stream(raw, name: name, window: raw.byteCount, into: flights)
        return flights.all
    }

    /// Reads every track in windows of `window` bytes; a file that fits into one is read in one
    /// piece, and each of its flights is one part.
    ///
    /// Tracks and timed placemarks are flights; lines are flights only in a file without these, as
    /// they may be roads or plans. What concerns the whole file is said at the last flight.
    ///
    /// - Throws: `file.format_version` for a document type, `file.damaged` for elements nested
    ///   beyond reason, `file.nothing_accepted` without a track, or with more lines than flights,
    ///   `file.encoding` for UTF-16, and what the sink throws.
    package static func stream(
        _ raw: RawSpan,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        let bytes = Span<UInt8>(_bytes: raw)
        try Encoding.refuseWideEncodings(bytes, subject: name)
        var flights = KMLFlights(byteCount: bytes.count, name: name, window: window, into: sink)
        try flights.run(bytes)
    }
}
