package import RoadModel

extension TrajectoryReader {
    /// The format as the front door knows it: every tracked road user is a flight of its own.
    package static let format = FlightFormat(
        name: "vehicle tracks (geo-trax, inD, highD, pNEUMA)",
        fileExtensions: ["csv", "txt"],
        recognises: { recognises($0) },
        read: { bytes, name throws(IntakeError) in
            flights(
                of: try read(Span<UInt8>(_bytes: bytes), name: name),
                byteCount: bytes.byteCount
            )
        }
    )

    private static func recognises(_ raw: RawSpan) -> Bool {
        guard let first = raw.uint8(at: 0), first == 0xEF || (first >= 32 && first < 127) else {
            return false
        }
        return format(of: Span<UInt8>(_bytes: raw)) != nil
    }

    /// The tracks as flights, in the order of their first rows; one flight without fixes when the
    /// table knows places in pixels or in a plane of its own only.
    package static func flights(
        of recording: TrajectoryRecording,
        byteCount: Int
    ) -> [Flight] {
        var empty = Flight(format: "vehicle tracks (\(recording.format.rawValue))")
        empty.localMicrosecondsAtZero = recording.localMicrosecondsAtZero
        let lost = recording.lost.reduce(0) { $0 + $1.end - $1.start }
        empty.completeness = 1 - Double(lost) / Double(max(byteCount, 1))
        var flights: [Flight] = []
        for track in recording.tracks where !track.latitudeDegrees.isEmpty {
            flights.append(flight(of: track, empty))
        }
        let isPlaced = !flights.isEmpty
        if !isPlaced {
            var flight = empty
            flight.vehicle = "\(recording.tracks.count) road users"
            let times = recording.tracks.flatMap { track in
                [track.microseconds.min(), track.microseconds.max()].compactMap(\.self)
            }
            if let first = times.min(), let last = times.max() { flight.vehicleSpan = first...last }
            flight.warnings = [
                "The table gives places of \(recording.tracks.count) road users in pixels or in a "
                    + "plane of its own, not on Earth; its rows are exported with --raw."
            ]
            flights = [flight]
        }
        // The books of the file stand in the first.
        flights[0].recordsRead = recording.rowsRead
        flights[0].recordsBroken = recording.rowsBroken
        flights[0].lost = recording.lost
        if isPlaced {
            flights[0].warnings = [
                "The file holds tracks of \(flights.count) road users seen from above; each stands "
                    + "as a flight of its own. Times have no zone."
            ]
        }
        return flights
    }

    private static func flight(of track: VehicleTrack, _ empty: Flight) -> Flight {
        var flight = empty
        flight.vehicle = "\(track.kind.rawValue) \(track.identifier)"
        flight.fixSource = "track"
        for row in 0..<min(track.latitudeDegrees.count, track.microseconds.count) {
            var fix = FixRow()
            fix.microseconds = track.microseconds[row]
            fix.latitude = track.latitudeDegrees[row]
            fix.longitude = track.longitudeDegrees[row]
            fix.groundSpeed = track.speedMetresPerSecond[row]
            flight.fixes.append(fix)
        }
        let times = flight.fixes.vehicleMicroseconds
        if let first = times.min(), let last = times.max() { flight.vehicleSpan = first...last }
        return flight
    }
}
