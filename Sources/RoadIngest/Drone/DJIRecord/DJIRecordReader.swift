package import RoadModel

/// Reads DJI flight records (`DJIFlightRecord_….txt`) into flights.
package enum DJIRecordReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "DJI flight record",
        fileExtensions: ["txt"],
        recognises: { DJIRecordLayout.recognises($0) },
        read: { bytes, name throws(IntakeError) in [try read(bytes, name: name)] },
        readAll: { bytes, name, visit throws(IntakeError) in
            let file = try DJIRecordFile(reading: bytes, name: name)
            if let visit { file.forEachRow(visit) }
            return file.recordsRead
        },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        }
    )

    /// Reads the flight of a record.
    ///
    /// - Throws: what ``DJIRecordFile/init(reading:name:)`` throws.
    package static func read(
        _ bytes: RawSpan,
        name: String,
        keychains: DJIKeychains? = nil
    ) throws(IntakeError) -> Flight {
        let file = try DJIRecordFile(reading: bytes, name: name, keychains: keychains)
        return flight(of: file, byteCount: bytes.byteCount)
    }

    /// The flight that a record tells of; `byteCount` is the length of its file.
    package static func flight(of file: DJIRecordFile, byteCount: Int) -> Flight {
        var parts = DJIRecordParts(DJIRecordClock(file), version: file.layout.version)
        var flight = parts.next(file, isLast: true).part
        parts.close(&flight, file, byteCount: byteCount)
        return flight
    }

    /// Reads the flight of a record in windows of `window` bytes, twice: for the clock and for the
    /// rows.
    ///
    /// - Throws: what ``read(_:name:keychains:)`` and the sink throw.
    package static func stream(
        _ bytes: RawSpan,
        name: String,
        window: Int,
        keychains: DJIKeychains? = nil,
        into sink: any FlightSink
    ) throws(IntakeError) {
        // A record of 47 bytes becomes rows of 220.
        let window = min(window, longestWindow)
        let fresh = try DJIRecordScanner(opening: bytes, name: name, keychains: keychains)
        let clock = try DJIRecordClock.fitted(horizon: FlightWindow.overlap(window)) {
            clock throws(IntakeError) in
            var scanner = fresh
            while scanner.advance(bytes, by: window) {
                clock.add(scanner.file)
                scanner.forget()
            }
            try scanner.requireRecords(name)
            let file = scanner.finish(bytes)
            clock.add(file)
            return file.details
        }
        var scanner = fresh
        var parts = DJIRecordParts(clock, version: scanner.file.layout.version)
        while scanner.advance(bytes, by: window) {
            let (part, end) = parts.next(scanner.file, isLast: false)
            scanner.forget(before: end)
            try sink.take(part, of: 0, isLast: false)
            sink.advance(to: scanner.position)
        }
        let file = scanner.finish(bytes)
        var last = parts.next(file, isLast: true).part
        parts.close(&last, file, byteCount: bytes.byteCount)
        try sink.take(last, of: 0, isLast: true)
    }

    private static let longestWindow = 8 << 20
}
