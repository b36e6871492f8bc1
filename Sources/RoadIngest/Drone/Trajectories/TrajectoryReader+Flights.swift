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
        },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(Span<UInt8>(_bytes: bytes), name: name, window: window, into: sink)
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
        var survey = TrajectorySurvey()
        survey.note(recording.tracks, of: recording.format, stretch: 0)
        let outline = TrajectoryOutline(recording, survey, byteCount: byteCount)
        guard survey.placed > 0 else { return [outline.unplaced] }
        var flights = recording.tracks.compactMap { outline.flight(of: $0) }
        outline.addBooks(to: &flights[0])
        return flights
    }

    /// The rows of a stretch stand in memory twice, with all their columns and as flights.
    private static let mostStretchByteCount = 16 << 20

    /// Reads the tracks in stretches of at most `window` bytes.
    ///
    /// Rows may be in the order of time, with all tracks open to the end: the table is read once to
    /// learn where each track ends, and once more for the flights.
    ///
    /// - Throws: what ``read(_:name:)`` and the sink throw.
    static func stream(
        _ bytes: Span<UInt8>,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        let opening = try opening(bytes, name)
        let stretchByteCount = min(window, mostStretchByteCount)
        var survey = TrajectorySurvey()
        var first = TrajectoryScan(opening)
        var stretch = 0
        while first.advance(bytes, to: (stretch + 1) * stretchByteCount) {
            survey.note(first.takeTracks(), of: opening.format, stretch: stretch)
            stretch += 1
        }
        survey.note(first.takeTracks(), of: opening.format, stretch: stretch)
        try requireRows(first.recording, opening, bytes, name)

        let outline = TrajectoryOutline(first.recording, survey, byteCount: bytes.count)
        guard survey.placed > 0 else {
            return try sink.take(outline.unplaced, of: 0, isLast: true)
        }
        var second = TrajectoryScan(opening)
        var parts = TrajectoryParts(survey)
        stretch = 0
        var isMore = true
        while isMore {
            let stop = (stretch + 1) * stretchByteCount
            isMore = second.advance(bytes, to: stop)
            for track in second.takeTracks() {
                guard var part = outline.flight(of: track) else { continue }
                let (number, isLast) = parts.place(&part, track, opening.format, stretch: stretch)
                if number == 0, isLast { outline.addBooks(to: &part) }
                try sink.take(part, of: number, isLast: isLast)
            }
            sink.advance(to: min(stop, bytes.count))
            stretch += 1
        }
    }
}
