package import RoadModel

/// Reads MAVLink telemetry logs into flights, one for each vehicle and start of it.
package enum MAVLinkReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "MAVLink telemetry",
        fileExtensions: ["tlog", "rlog", "mavlink"],
        recognises: { MAVLinkRecognition.stampByteCount($0) != nil },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) },
        readAll: { bytes, name, visit throws(IntakeError) in
            let file = try MAVLinkFile(reading: bytes, name: name)
            if let visit {
                for table in file.tables {
                    for row in 0..<table.count {
                        // What the ground station saw of it and its time are no part of the packet.
                        visit(table.message.name, table.payload(of: row)[...])
                    }
                }
            }
            return file.tables.reduce(0) { $0 + $1.count }
                + file.foreign.reduce(0) { $0 + $1.starts.count }
        },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        }
    )

    private static let names = Set(
        MAVLinkFixes.receivers + MAVLinkTimeline.messages
            + MAVLinkEvents.cameraMessages.map(\.0) + ["HEARTBEAT", "STATUSTEXT", "HOME_POSITION"]
            + MAVLinkGimbal.messages + MAVLinkBatteries.messages
    )
    /// Reads the flights of a log; one without positions is a flight without fixes.
    ///
    /// - Throws: what ``MAVLinkFile/init(reading:name:keeping:)`` throws.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> [Flight] {
        let file = try MAVLinkFile(reading: bytes, name: name) { names.contains($0) }
        return flights(of: file, byteCount: bytes.byteCount)
    }

    /// The flights that a log tells of; `byteCount` is the length of the log's file.
    package static func flights(of file: MAVLinkFile, byteCount: Int) -> [Flight] {
        var flights: [Flight] = []
        for vehicle in MAVLinkVehicle.vehicles(in: file) {
            let timeline = MAVLinkTimeline(
                file,
                system: vehicle.system,
                component: vehicle.component,
                byteCount: byteCount
            )
            let segments = timeline.segments
            for (number, segment) in segments.enumerated() {
                var parts = MAVLinkFlightParts(vehicle)
                var flight = parts.next(file, timeline, in: segment, context: segment)
                parts.close(&flight)
                if segments.count > 1 {
                    flight.warnings.insert(
                        "The vehicle was started \(segments.count) times; this is number "
                            + "\(number + 1).",
                        at: 0
                    )
                }
                flights.append(flight)
            }
        }
        if flights.isEmpty { flights = [none] }
        for index in flights.indices {
            flights[index].completeness =
                Double(file.bytesUnderstood) / Double(max(byteCount, 1))
            if index == 0 { account(for: file, in: &flights[index]) }
        }
        return flights
    }

    /// Reads the flights of a log in windows of `window` bytes.
    ///
    /// - Throws: what ``read(_:name:)`` and the sink throw.
    package static func stream(
        _ bytes: RawSpan,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        var scanner = try MAVLinkFile.scanner(bytes, name: name)
        let overlap = FlightWindow.overlap(window)
        var (from, stop) = (0, window)
        var lanes = MAVLinkLanes()
        while scanner.advance(bytes, to: stop, keeping: { names.contains($0) }) {
            let since = max(0, from - overlap)
            let log = scanner.window(bytes, forgettingBefore: since, isOver: false)
            try lanes.emit(log, since, rows: from..<stop - overlap, end: scanner.position, sink)
            sink.advance(to: stop)
            (from, stop) = (stop - overlap, stop + window)
        }
        let since = max(0, from - overlap)
        let log = scanner.window(bytes, forgettingBefore: since, isOver: true)
        try lanes.emit(log, since, rows: from..<bytes.byteCount, end: bytes.byteCount, sink)
        let completeness = Double(log.bytesUnderstood) / Double(max(bytes.byteCount, 1))
        try lanes.starts.finish(sink, none: none) { last in
            last.completeness = completeness
            account(for: log, in: &last)
        }
    }

    private static var none: Flight {
        var flight = Flight(format: format.name)
        flight.warnings = ["The log holds no packet of a vehicle."]
        return flight
    }

    /// Books of the whole file: one flight carries them, so that sums over flights are right.
    private static func account(for file: MAVLinkFile, in flight: inout Flight) {
        flight.recordsRead = file.recordsRead
        flight.recordsBroken = file.recordsBroken
        flight.lost = file.lost
        if file.recordsBroken > 0 {
            let bytes = file.lost.reduce(0) { $0 + $1.end - $1.start }
            flight.warnings.append(
                "The log is damaged: \(file.recordsBroken) packets (\(bytes) bytes) are lost."
            )
        }
        if file.recordsForeign > 0 {
            flight.warnings.append(
                "\(file.recordsForeign) packets are of messages that Jol does not know."
            )
        }
    }
}
