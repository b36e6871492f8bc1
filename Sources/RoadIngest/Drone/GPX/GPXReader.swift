package import RoadModel

/// Reads the tracks of GPX 1.0 and 1.1 files.
package enum GPXReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "GPX track",
        fileExtensions: ["gpx"],
        recognises: { XMLText.hasRoot("gpx", Span<UInt8>(_bytes: $0)) },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) }
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
        try scan.run(bytes, name: name)
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
            flight.completeness = 1 - Double(lost) / Double(bytes.count)
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
