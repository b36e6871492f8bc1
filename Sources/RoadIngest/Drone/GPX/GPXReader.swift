package import RoadModel

/// Reads the tracks of GPX 1.0 and 1.1 files.
package enum GPXReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "GPX track",
        fileExtensions: ["gpx"],
        recognises: { XMLText.hasRoot("gpx", Span<UInt8>(_bytes: $0)) },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        }
    )

    /// Reads every track of a file; each is a flight, its segments separated by dropouts.
    ///
    /// - Throws: `file.format_version` for a document type, `file.damaged` for elements nested
    ///   beyond reason, `file.nothing_accepted` without a track that has points, `file.encoding`
    ///   for UTF-16.
    package static func read(_ raw: RawSpan, name: String) throws(IntakeError) -> [Flight] {
        let bytes = Span<UInt8>(_bytes: raw)
        try Encoding.refuseWideEncodings(bytes, subject: name)
        var scan = GPXScan()
        _ = try scan.advance(bytes, to: bytes.count, name: name)
        return try flights(of: scan, byteCount: bytes.count, name: name)
    }

    /// Reads every track in windows of `window` bytes.
    ///
    /// - Throws: what ``read(_:name:)`` and the sink throw.
    package static func stream(
        _ raw: RawSpan,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        let bytes = Span<UInt8>(_bytes: raw)
        try Encoding.refuseWideEncodings(bytes, subject: name)
        var scan = GPXScan()
        var (number, stop) = (0, window)
        while try scan.advance(bytes, to: stop, name: name) {
            for flight in scan.takeComplete() {
                try sink.take(flight, of: number, isLast: true)
                number += 1
            }
            if let part = scan.takeRows() { try sink.take(part, of: number, isLast: false) }
            sink.advance(to: stop)
            stop += window
        }
        for flight in try flights(of: scan, byteCount: bytes.count, name: name) {
            try sink.take(flight, of: number, isLast: true)
            number += 1
        }
    }

    private static func flights(
        of scan: GPXScan,
        byteCount: Int,
        name: String
    ) throws(IntakeError) -> [Flight] {
        guard !scan.flights.isEmpty else {
            let others = scan.waypoints + scan.routePoints
            throw IntakeError(
                .nothingAccepted,
                subject: name,
                place: SourcePlace(byteOffset: 0),
                detail: "The GPX file holds no track point"
                    + (others > 0 ? ", only \(others) points of routes or marked places." : "."),
                remedy: "Export the recorded track, not the planned route."
            )
        }
        let lost = scan.lostBytes
        return scan.flights.map { flight in
            var flight = flight
            flight.completeness = 1 - Double(lost) / Double(byteCount)
            if scan.waypoints + scan.routePoints > 0 {
                flight.warnings.append(
                    "\(scan.waypoints) marked places and \(scan.routePoints) points of planned "
                        + "routes in the file are not part of any track."
                )
            }
            if !scan.isClosed {
                flight.warnings.append("The file breaks off: its last element is not closed.")
            }
            return flight
        }
    }
}
