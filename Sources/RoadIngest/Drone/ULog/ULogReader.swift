package import RoadModel

/// Reads PX4 ULog files into flights.
package enum ULogReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "PX4 ULog",
        fileExtensions: ["ulg"],
        recognises: { $0.has(ULogFile.signature, at: 0) },
        read: { bytes, name throws(IntakeError) in [try read(bytes, name: name)] },
        readAll: { bytes, name, visit throws(IntakeError) in
            let topics = try ULogFile(reading: bytes, name: name).topics
            if let visit {
                for topic in topics where topic.stride > 0 {
                    for row in 0..<topic.count {
                        visit("\(topic.name) \(topic.multiID)", topic.record(row)[...])
                    }
                }
            }
            return topics.reduce(0) { $0 + $1.count }
        },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        }
    )

    private static let topics = Set(
        ULogFixes.receiverTopics + ULogEvents.cameraTopics
            + [
                ULogFixes.estimateTopic, ULogAttitudes.topic, ULogEvents.modeTopic,
                ULogGimbal.topic, ULogBatteries.topic,
                "vehicle_local_position", "home_position",
            ]
    )

    /// Topics of which a window needs more than its own records.
    private static let context: Set<String> = ["vehicle_local_position", "home_position"]

    /// Reads the flight of a log; a log without positions is a flight without fixes.
    ///
    /// - Throws: what ``ULogFile/init(reading:name:keeping:)`` throws.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> Flight {
        let log = try ULogFile(reading: bytes, name: name) { topics.contains($0) }
        return flight(of: log, byteCount: bytes.byteCount)
    }

    /// The flight that a log tells of; `byteCount` is the length of the log's file.
    package static func flight(of log: ULogFile, byteCount: Int) -> Flight {
        var parts = ULogFlightParts()
        var flight = parts.next(log)
        parts.close(&flight, log, byteCount: byteCount)
        return flight
    }

    /// Reads the flight of a log in windows of `window` bytes.
    ///
    /// - Throws: what ``read(_:name:)`` and the sink throw.
    package static func stream(
        _ bytes: RawSpan,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        try ULogFile.requireSignature(bytes, name: name)
        var scanner = ULogScanner(byteCount: bytes.byteCount)
        try scanner.begin(bytes, name: name)
        var parts = ULogFlightParts()
        let overlap = FlightWindow.overlap(window)
        var stop = window
        while scanner.advance(bytes, to: stop, keeping: { topics.contains($0) }) {
            let log = scanner.take(
                bytes,
                before: stop - overlap,
                context: context,
                keeping: stop - 2 * overlap
            )
            try sink.take(parts.next(log), of: 0, isLast: false)
            sink.advance(to: stop)
            stop += window
        }
        let log = scanner.finish(bytes)
        try log.requireRecords(name)
        var last = parts.next(log)
        parts.close(&last, log, byteCount: bytes.byteCount)
        try sink.take(last, of: 0, isLast: true)
    }
}
