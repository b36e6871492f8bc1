package import RoadModel

/// Reads logs of NMEA 0183 sentences.
package enum NMEAReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "NMEA 0183",
        fileExtensions: ["nmea", "log", "txt"],
        recognises: { recognises($0) },
        read: { bytes, name throws(IntakeError) in [try read(bytes, name: name)] },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        }
    )

    /// Whether one of the first lines is a sentence of a known kind with the right check sum.
    private static func recognises(_ raw: RawSpan) -> Bool {
        let bytes = Span<UInt8>(_bytes: raw)
        let limit = min(bytes.count, 1 << 13)
        var sentence = NMEASentence()
        var start = Encoding.lengthOfMark(bytes)
        while start < limit {
            var end = start
            while end < bytes.count, !isLineEnd(bytes[end]), end - start <= NMEASentence.longest {
                end += 1
            }
            if bytes[start] == UInt8(ascii: "$"), sentence.read(bytes, start..<end),
                NMEAKind(bytes, sentence.field(0)) != nil
            {
                return true
            }
            // A longer line is none; go on behind what was looked at.
            start = end + 1
        }
        return false
    }

    /// Reads the positions of a log; a log without positions is a flight without fixes.
    ///
    /// Sentences of one time of day make one fix. Sentences with a wrong check sum and lines that
    /// are no sentence are lost ranges. Never throws for damage.
    package static func read(_ raw: RawSpan, name: String) throws(IntakeError) -> Flight {
        let bytes = Span<UInt8>(_bytes: raw)
        try Encoding.refuseWideEncodings(bytes, subject: name)
        var scan = NMEAScan()
        _ = scan.advance(bytes, to: bytes.count)
        return flight(of: &scan, byteCount: bytes.count)
    }

    /// Reads a log in windows of `window` bytes.
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
        var scan = NMEAScan()
        var stop = window
        while scan.advance(bytes, to: stop) {
            var part = empty
            scan.track.takeRows(into: &part)
            try sink.take(part, of: 0, isLast: false)
            sink.advance(to: stop)
            stop += window
        }
        try sink.take(flight(of: &scan, byteCount: bytes.count), of: 0, isLast: true)
    }

    private static var empty: Flight {
        var flight = Flight(format: "NMEA 0183")
        flight.fixSource = "GGA, RMC"
        return flight
    }

    private static func flight(of scan: inout NMEAScan, byteCount: Int) -> Flight {
        var flight = empty
        flight.recordsRead = scan.recordsRead
        flight.recordsBroken = scan.recordsBroken
        flight.lost = scan.losses.ranges
        let lost = scan.losses.ranges.reduce(0) { $0 + $1.end - $1.start }
        flight.completeness = 1 - Double(lost) / Double(max(byteCount, 1))
        scan.track.finish(into: &flight)
        if scan.recordsBroken > 0 {
            flight.warnings.append(
                "The log is damaged: \(scan.recordsBroken) sentences or lines (\(lost) bytes) are "
                    + "lost."
            )
        }
        return flight
    }
}
