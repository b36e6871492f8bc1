package import RoadModel

/// Reads the subtitles that drones write beside their videos.
package enum SRTReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "DJI video subtitles",
        fileExtensions: ["srt"],
        recognises: { recognises($0) },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        }
    )

    /// How much of a file is looked at to know it.
    private static let opening = 1 << 14

    /// Whether the bytes begin with numbered cues, a drone's or a film's.
    private static func recognises(_ raw: RawSpan) -> Bool {
        let bytes = Span<UInt8>(_bytes: raw)
        let limit = min(bytes.count, opening)
        return beginsWithCue(bytes, limit)
    }

    /// Whether the first lines are a number and then a time in a video or a date.
    private static func beginsWithCue(_ bytes: Span<UInt8>, _ limit: Int) -> Bool {
        var index = Encoding.lengthOfMark(bytes)
        while index < limit, bytes[index] <= 32 { index += 1 }
        let start = index
        while index < limit, bytes[index] &- 48 < 10 { index += 1 }
        guard index > start, index - start <= 9 else { return false }
        while index < limit, bytes[index] == 32 { index += 1 }
        guard index < limit, isLineEnd(bytes[index]) else { return false }
        while index < limit, isLineEnd(bytes[index]) { index += 1 }
        if SRTText.cueTime(bytes, &index, limit) != nil {
            return SRTText.has(" -->", bytes, index, limit)
        }
        return SRTText.wallTime(bytes, &index, limit) != nil
    }

    /// Reads every recording of a file; each is a flight.
    ///
    /// - Throws: `file.format_unknown` when the cues are not a drone's, `file.damaged` when the
    ///   file ends before its first cue does.
    package static func read(_ raw: RawSpan, name: String) throws(IntakeError) -> [Flight] {
        let bytes = Span<UInt8>(_bytes: raw)
        var scanner = SRTScanner()
        _ = scanner.advance(bytes, to: bytes.count)
        let recordings = scanner.assembler.recordings + [scanner.assembler.current]
        guard recordings.contains(where: { $0.framesRead > 0 }) else {
            throw unreadable(recordings, byteCount: bytes.count, name)
        }
        let lost = recordings.reduce(0) { $0 + $1.lostByteCount }
        return recordings.map { recording in
            var recording = recording
            var flight = recording.flight()
            flight.completeness = 1 - Double(lost) / Double(bytes.count)
            if recordings.count > 1 { flight.warnings.append(several(recordings.count)) }
            return flight
        }
    }

    /// Reads every recording in windows of `window` bytes.
    ///
    /// - Throws: what ``read(_:name:)`` and the sink throw.
    package static func stream(
        _ raw: RawSpan,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        let bytes = Span<UInt8>(_bytes: raw)
        var scanner = SRTScanner()
        var (number, lost, stop) = (0, 0, window)
        var isOver = false
        while !isOver {
            isOver = !scanner.advance(bytes, to: stop)
            for recording in scanner.assembler.takeComplete() {
                var recording = recording
                var flight = recording.flight()
                lost += recording.lostByteCount
                flight.completeness = 1 - Double(lost) / Double(bytes.count)
                try sink.take(flight, of: number, isLast: true)
                number += 1
            }
            if isOver { break }
            if scanner.assembler.current.framesRead > 0 {
                try sink.take(scanner.assembler.takeRows(), of: number, isLast: false)
            }
            sink.advance(to: stop)
            stop += window
        }
        var last = scanner.assembler.current
        guard number > 0 || last.framesRead > 0 else {
            throw unreadable([last], byteCount: bytes.count, name)
        }
        var flight = last.flight()
        lost += last.lostByteCount
        flight.completeness = 1 - Double(lost) / Double(bytes.count)
        if number > 0 { flight.warnings.append(several(number + 1)) }
        try sink.take(flight, of: number, isLast: true)
    }

    private static func several(_ count: Int) -> String {
        "The file holds \(count) recordings one after another."
    }

    private static func unreadable(
        _ recordings: [SRTRecording],
        byteCount: Int,
        _ name: String
    ) -> IntakeError {
        let last = recordings.last?.losses.ranges.last
        if recordings.allSatisfy({ $0.framesBroken <= 1 }), last?.reason == .truncatedRecord {
            return IntakeError(
                .formatDamaged,
                subject: name,
                place: SourcePlace(byteOffset: last?.start ?? 0),
                detail: "The subtitles break off inside the first cue, at byte \(byteCount).",
                remedy: "Copy the file again from the drone's memory card."
            )
        }
        return IntakeError(
            .formatUnknown,
            subject: name,
            place: SourcePlace(line: 1, byteOffset: 0),
            detail: "The file holds video subtitles, but no cue has a drone's fields "
                + "(GPS(…), [latitude: …], F/… GPS (…)).",
            remedy: "Switch on subtitles in the drone's camera settings, or give the flight log."
        )
    }
}
