package import RoadModel

/// Reads the tracks of KML files: `gx:Track`, placemarks with times, lines.
package enum KMLReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "KML track",
        fileExtensions: ["kml"],
        recognises: { XMLText.hasRoot("kml", Span<UInt8>(_bytes: $0)) },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) }
    )

    /// Reads every track of a file.
    ///
    /// Tracks and timed placemarks are flights; lines are flights only in a file without these, as
    /// they may be roads or plans.
    ///
    /// - Throws: `file.format_version` for a document type, `file.damaged` for elements nested
    ///   beyond reason, `file.nothing_accepted` without a track, or with more lines than flights.
    package static func read(_ raw: RawSpan, name: String) throws(IntakeError) -> [Flight] {
        let bytes = Span<UInt8>(_bytes: raw)
        try Encoding.refuseWideEncodings(bytes, subject: name)
        var scan = KMLScan()
        try scan.run(bytes, name: name)
        var flights = scan.tracks
        if scan.timedPoints.pointsRead > 0 {
            var flight = Flight(format: "KML placemarks")
            flight.fixSource = "Point/coordinates"
            scan.timedPoints.finish(into: &flight)
            flights.append(flight)
        }
        let isTimed = !flights.isEmpty
        if !isTimed, scan.lineCount <= KMLScan.mostLines { flights = scan.lines }
        guard var first = flights.first else { throw nothing(scan, name) }

        first.recordsBroken += scan.recordsBroken
        var ledger = LossLedger()
        ledger.merge(first.lost + scan.lost)
        first.lost = ledger.ranges
        flights[0] = first
        var all = LossLedger()
        all.merge(flights.flatMap(\.lost))
        let lost = all.ranges.reduce(0) { $0 + $1.end - $1.start }
        for index in flights.indices {
            flights[index].completeness = 1 - Double(lost) / Double(max(bytes.count, 1))
            if isTimed, scan.lineCount > 0 {
                flights[index].warnings.append(
                    "\(scan.lineCount) lines without times in the file were not read."
                )
            }
            if scan.marks > 0 {
                flights[index].warnings.append(
                    "\(scan.marks) marked places without times were not read."
                )
            }
            if !scan.isClosed {
                flights[index].warnings.append(
                    "The file breaks off: its last element is not closed."
                )
            }
        }
        return flights
    }

    private static func nothing(_ scan: KMLScan, _ name: String) -> IntakeError {
        IntakeError(
            .nothingAccepted,
            subject: name,
            place: SourcePlace(byteOffset: 0),
            detail: scan.lineCount > KMLScan.mostLines
                ? "The KML file holds \(scan.lineCount) lines without times: a map, not flights."
                : "The KML file holds no track (gx:Track), no placemarks with times and no line.",
            remedy: "Export the recorded track; give a road map to jol network import."
        )
    }
}
