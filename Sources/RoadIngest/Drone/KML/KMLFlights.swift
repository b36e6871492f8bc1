import RoadModel

/// Makes the flights of a KML file and hands them over, each whole or in bounded parts.
///
/// A track that is too long to be held is counted first: only its end tells which heights and times
/// count. Then it is read again. Placemarks with times are one flight behind the tracks, and lines
/// count only without both, so that these are read again when the file is over.
internal struct KMLFlights {
    /// The most lines without times that are taken for flights; more are a map.
    static let mostLines = 64
    /// Lines are read by so many places at most, also where a flight is handed over whole.
    private static let mostPlaces = 1 << 16

    private let name: String
    private let sink: any FlightSink
    private let window: Int
    private let mostSamples: Int
    private let byteCount: Int
    private var number = 0
    /// The flight that ended last; what concerns the file is said at the last one of all.
    private var held: Flight?
    private var lostByteCount = 0
    private var points = KMLPoints()
    private var arePointsLong = false
    private var marks = 0
    private var lines: [KMLShape] = []
    private var lineCount = 0

    /// Prepares to read a file of `byteCount` bytes, in one piece when `window` holds all of them.
    init(byteCount: Int, name: String, window: Int, into sink: any FlightSink) {
        (self.byteCount, self.name, self.sink) = (byteCount, name, sink)
        let isWhole = byteCount <= window
        self.window = isWhole ? byteCount : max(1, window)
        // A sample takes about 45 bytes, a fix of two samples 100, and some 40 in the file.
        mostSamples = isWhole ? .max : max(4, window / 128)
    }

    /// Reads everything.
    mutating func run(_ bytes: Span<UInt8>) throws(IntakeError) {
        let start = XMLScanner(from: Encoding.lengthOfMark(bytes))
        var scan = KMLScan(from: start, keeping: .all, mostSamples: mostSamples)
        var stop = window
        var isOver = false
        while !isOver {
            switch try scan.next(bytes, to: stop, name: name) {
            case .shape(.track): try takeTrack(&scan, bytes)
            case .shape(.line): noteLine(scan)
            case .point: takePoint(scan)
            case .full: scan.letGo()
            case .stop:
                // What is read again is not done with yet.
                if !scan.isInLongTrack, !arePointsLong, lines.isEmpty { sink.advance(to: stop) }
                while stop <= scan.index { stop += window }
            case .over: isOver = true
            }
        }
        try finishPoints(bytes)
        let isTimed = held != nil
        if !isTimed { try readLines(bytes) }
        guard var last = held else { throw nothing }
        add(scan.takeLosses(), to: &last)
        if !points.isFlight { add((points.losses, points.broken), to: &last) }
        if isTimed, lineCount > 0 {
            last.warnings.append("\(lineCount) lines without times in the file were not read.")
        }
        if marks > 0 {
            last.warnings.append("\(marks) marked places without times were not read.")
        }
        if !scan.isClosed {
            last.warnings.append("The file breaks off: its last element is not closed.")
        }
        held = last
        try handHeld()
    }

    private var isInParts: Bool { mostSamples < .max }

    // MARK: Tracks and lines

    private mutating func takeTrack(
        _ scan: inout KMLScan,
        _ bytes: Span<UInt8>
    ) throws(IntakeError) {
        guard scan.samples.placeCount > 0 else { return }
        let shape = scan.shape(.track)
        var track = KMLTrack(shape, timeCount: scan.samples.timeCount)
        if scan.keeping == .none {
            track.decide(try kind(of: shape, scan.samples, bytes))
            try read(shape, scan.samples, mostSamples, into: &track, bytes)
        } else {
            _ = track.take(
                scan.samples.times,
                scan.samples.places,
                areTimesOver: true,
                arePlacesOver: true
            )
        }
        var flight = track.finish()
        add(scan.takeLosses(), to: &flight)
        try hold(flight)
        // Lines beside a track are none.
        lines = []
    }

    /// Which kind of time counts in a long track; where there are several, all points are asked.
    private func kind(
        of shape: KMLShape,
        _ counted: KMLSamples,
        _ bytes: Span<UInt8>
    ) throws(IntakeError) -> UInt8 {
        switch (counted.hasNone, counted.hasUTC, counted.hasLocal) {
        case (_, false, false): return 0
        case (false, true, false): return 1
        case (false, false, true): return 2
        default: break
        }
        var track = KMLTrack(shape)
        var reader = KMLShapeReader(shape, counted: counted, mostSamples: mostSamples)
        while try reader.advance(bytes, name: name, into: &track) { track.forgetRows() }
        return track.commonKind
    }

    /// Reads a shape again and hands over its rows, but for the last ones.
    private mutating func read(
        _ shape: KMLShape,
        _ counted: KMLSamples,
        _ most: Int,
        into track: inout KMLTrack,
        _ bytes: Span<UInt8>
    ) throws(IntakeError) {
        var reader = KMLShapeReader(shape, counted: counted, mostSamples: most)
        while try reader.advance(bytes, name: name, into: &track) {
            guard isInParts, track.rowCount > 0 else { continue }
            try handHeld()
            try sink.take(track.takeRows(), of: number, isLast: false)
            sink.advance(to: reader.index)
        }
    }

    private mutating func noteLine(_ scan: KMLScan) {
        lineCount += 1
        if held == nil, number == 0, lineCount <= Self.mostLines { lines.append(scan.shape(.line)) }
    }

    private mutating func readLines(_ bytes: Span<UInt8>) throws(IntakeError) {
        guard lineCount <= Self.mostLines else { return }
        for shape in lines {
            var track = KMLTrack(shape)
            let most = min(mostSamples, Self.mostPlaces)
            try read(shape, KMLSamples(), most, into: &track, bytes)
            if !track.isEmpty { try hold(track.finish()) }
        }
    }

    // MARK: Placemarks with a point

    private mutating func takePoint(_ scan: KMLScan) {
        guard scan.placemarkTime != .none else {
            marks += 1
            return
        }
        points.add(scan)
        guard points.rowCount >= mostSamples else { return }
        arePointsLong = true
        points.forgetRows()
    }

    private mutating func finishPoints(_ bytes: Span<UInt8>) throws(IntakeError) {
        guard points.isFlight else { return }
        guard arePointsLong, let span = points.span else { return try hold(points.finish()) }
        var again = KMLPoints(deciding: points.commonKind)
        var scan = KMLScan(from: span.start, keeping: .none, mostSamples: mostSamples)
        var isOver = false
        while !isOver {
            switch try scan.next(bytes, to: span.end, name: name) {
            case .point:
                if scan.placemarkTime != .none { again.add(scan) }
                guard again.rowCount >= mostSamples else { continue }
                try handHeld()
                try sink.take(again.takeRows(), of: number, isLast: false)
                sink.advance(to: scan.index)
            case .stop, .over: isOver = true
            case .shape, .full: continue
            }
        }
        try hold(again.finish())
    }

    // MARK: Handing over

    private func add(_ lost: (ledger: LossLedger, records: Int), to flight: inout Flight) {
        flight.recordsBroken += lost.records
        var ledger = LossLedger()
        ledger.merge(flight.lost + lost.ledger.ranges)
        flight.lost = ledger.ranges
    }

    /// Keeps a flight, or the end of one, until the next one ends.
    private mutating func hold(_ flight: Flight) throws(IntakeError) {
        try handHeld()
        held = flight
    }

    private mutating func handHeld() throws(IntakeError) {
        guard var flight = held else { return }
        held = nil
        lostByteCount += flight.lost.reduce(0) { $0 + $1.end - $1.start }
        flight.completeness = max(0, 1 - Double(lostByteCount) / Double(max(byteCount, 1)))
        try sink.take(flight, of: number, isLast: true)
        number += 1
    }

    private var nothing: IntakeError {
        IntakeError(
            .nothingAccepted,
            subject: name,
            place: SourcePlace(byteOffset: 0),
            detail: lineCount > Self.mostLines
                ? "The KML file holds \(lineCount) lines without times: a map, not flights."
                : "The KML file holds no track (gx:Track), no placemarks with times and no line.",
            remedy: "Export the recorded track; give a road map to jol network import."
        )
    }
}
