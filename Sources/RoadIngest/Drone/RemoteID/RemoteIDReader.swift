package import RoadModel

/// Reads logs of Remote ID messages: binary, or text with one message in hexadecimal per line.
///
/// A line may hold other words; a time with its offset from UTC (RFC 3339) is the receiver's.
/// The first word of at least 50 hexadecimal digits is the message, the pack, or the frame of
/// Bluetooth (`FA FF 0D`) or Wi-Fi (`FA 0B BC 0D`) around it.
package enum RemoteIDReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "Remote ID",
        fileExtensions: ["odid", "tsv", "txt"],
        recognises: { RemoteIDWalk.recognises($0) },
        read: { bytes, name throws(IntakeError) in [try read(bytes, name: name)] },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        }
    )

    /// Reads the flight; lines and bytes that are no message are lost ranges.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> Flight {
        var books = Books(bytes)
        _ = books.advance(bytes, to: bytes.byteCount)
        return books.finished(byteCount: bytes.byteCount)
    }

    /// Reads the flight in windows of `window` bytes.
    ///
    /// - Throws: what the sink throws.
    package static func stream(
        _ bytes: RawSpan,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        var books = Books(bytes)
        var stop = window
        while books.advance(bytes, to: stop) {
            if let part = books.joined.takeRows() { try sink.take(part, of: 0, isLast: false) }
            sink.advance(to: stop)
            stop += window
        }
        try sink.take(books.finished(byteCount: bytes.byteCount), of: 0, isLast: true)
    }

    /// The flight so far, and what was read and lost.
    private struct Books {
        var walk: RemoteIDWalk
        var joined = RemoteIDFlight()
        var losses = LossLedger()
        var (read, broken) = (0, 0)

        init(_ bytes: RawSpan) { walk = RemoteIDWalk(bytes) }

        mutating func advance(_ bytes: RawSpan, to stop: Int) -> Bool {
            var (joined, losses, read, broken) = (joined, losses, read, broken)
            self.joined = RemoteIDFlight()
            self.losses = LossLedger()
            defer {
                (self.joined, self.losses, self.read, self.broken) = (joined, losses, read, broken)
            }
            return walk.advance(bytes, to: stop) { content, _, utc in
                if let utc { joined.received(utc) }
                read += RemoteIDReader.take(content, &joined)
            } lost: { range, reason in
                broken += 1
                losses.add(range.lowerBound, range.upperBound, reason)
            }
        }

        func finished(byteCount: Int) -> Flight {
            var flight = joined.finished()
            (flight.recordsRead, flight.recordsBroken) = (read, broken)
            flight.lost = losses.ranges
            let lost = losses.ranges.reduce(0) { $0 + $1.end - $1.start }
            flight.completeness = 1 - Double(lost) / Double(max(byteCount, 1))
            if broken > 0 {
                flight.warnings.append(
                    "The log is damaged: \(broken) records (\(lost) bytes) are lost."
                )
            }
            return flight
        }
    }

    /// Takes the message or the messages of a pack; how many there were.
    private static func take(_ content: RawSpan, _ joined: inout RemoteIDFlight) -> Int {
        let messages = RemoteIDWalk.messages(content).map(\.message)
        // The system message of a pack tells the hour of the position before it.
        for message in messages { if case .system = message { joined.take(message) } }
        for message in messages {
            if case .system = message { continue }
            joined.take(message)
        }
        return messages.count
    }
}
