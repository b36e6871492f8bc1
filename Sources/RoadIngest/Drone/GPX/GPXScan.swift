import RoadModel

/// Walks through a GPX file once and makes a flight of every track.
internal struct GPXScan {
    /// The flights of tracks that ended, without completeness.
    private(set) var flights: [Flight] = []
    private(set) var waypoints = 0
    private(set) var routePoints = 0
    /// Bytes in lost stretches of all tracks.
    private(set) var lostBytes = 0
    /// Whether the root element ended.
    private(set) var isClosed = false

    private var scanner: XMLScanner?
    private var version = ""
    private var track = TimedTrack(timeSource: "trkpt/time")
    private var trackName = ""
    private var losses = LossLedger()
    private var isInTrack = false
    private var point: GPXPoint?
    private var field: GPXField?
    private var isFieldFilled = false
    private var isTrackName = false
    private var depth = 0
    private var trackDepth = 0
    private var pointDepth = 0

    /// Nothing read yet.
    init() {}

    /// Reads on to the first tag or text that begins at `stop` or later; `false` when the file is
    /// over.
    mutating func advance(
        _ bytes: Span<UInt8>,
        to stop: Int,
        name: String
    ) throws(IntakeError) -> Bool {
        var scanner = scanner ?? XMLScanner(from: Encoding.lengthOfMark(bytes))
        while scanner.index < stop, let token = scanner.next(bytes) {
            switch token.kind {
            case .start:
                start(token, bytes)
                if depth > XMLText.deepest {
                    throw XMLText.tooDeep(at: token.range.lowerBound, name)
                }
            case .end: end(token, bytes)
            case .text: text(token, bytes)
            case .malformed: malformed(token, isLast: token.range.upperBound == bytes.count)
            case .documentType: throw XMLText.refusal(of: token, name)
            }
        }
        self.scanner = scanner
        if scanner.index < bytes.count { return true }
        if let point { lose(point.startOffset, bytes.count, .truncatedRecord) }
        closeTrack()
        return false
    }

    /// Takes the flights to which nothing can be added any more.
    mutating func takeComplete() -> [Flight] {
        // Damage behind a track belongs to it until the next track has a point.
        let complete = track.pointsRead > 0 ? flights : flights.dropLast()
        flights.removeFirst(complete.count)
        return complete
    }

    /// Takes the fixes so far of the track that is being read; `nil` without one.
    mutating func takeRows() -> Flight? {
        guard track.pointsRead > 0 else { return nil }
        var part = Flight(format: format)
        part.fixSource = Self.fixSource
        track.takeRows(into: &part)
        return part
    }

    private static let fixSource = "trkpt"
    private var format: String { version.isEmpty ? "GPX" : "GPX \(version)" }

    @inline(__always)
    private mutating func start(_ tag: XMLToken, _ bytes: Span<UInt8>) {
        field = nil
        if !tag.isEmpty { depth += 1 }
        let name = tag.name
        guard name.count >= 3 else { return }
        if point != nil, bytes[name.lowerBound] != UInt8(ascii: "t") || name.count < 5 {
            let isChild = depth == pointDepth + (tag.isEmpty ? 0 : 1)
            field = tag.isEmpty ? nil : GPXField(bytes, name, isChild: isChild)
            isFieldFilled = false
            return
        }
        switch bytes[name.lowerBound] {
        case UInt8(ascii: "t") where isEqual(bytes, name, "trkpt"): startPoint(tag, bytes)
        case UInt8(ascii: "t") where isEqual(bytes, name, "trkseg"): track.noteBreak()
        case UInt8(ascii: "t") where isEqual(bytes, name, "trk"): startTrack()
        case UInt8(ascii: "w") where isEqual(bytes, name, "wpt"): waypoints += 1
        case UInt8(ascii: "r") where isEqual(bytes, name, "rtept"): routePoints += 1
        case UInt8(ascii: "n")
        where isInTrack && depth == trackDepth + 1 && isEqual(bytes, name, "name"):
            isTrackName = !tag.isEmpty
        case UInt8(ascii: "g") where isEqual(bytes, name, "gpx"):
            var attributes = XMLAttributes(of: tag)
            while let (name, value) = attributes.next(bytes) {
                if isEqual(bytes, name, "version") { version = XMLText.readable(bytes, value) }
            }
        default: break
        }
    }

    private mutating func startTrack() {
        closeTrack()
        isInTrack = true
        // A track stands directly below the root, whatever damage came before.
        (depth, trackDepth) = (2, 2)
    }

    @inline(__always)
    private mutating func startPoint(_ tag: XMLToken, _ bytes: Span<UInt8>) {
        if let open = point { lose(open.startOffset, tag.range.lowerBound, .malformedRecord) }
        // Root, track, segment, point; also when an end before it was damaged.
        pointDepth = 4
        depth = tag.isEmpty ? 3 : 4
        point = GPXPoint(bytes, tag)
        if tag.isEmpty { finishPoint(at: tag.range.upperBound) }
    }

    @inline(__always)
    private mutating func end(_ tag: XMLToken, _ bytes: Span<UInt8>) {
        field = nil
        isTrackName = false
        if depth > 0 { depth -= 1 }
        let name = tag.name
        switch name.count {
        case 5 where isEqual(bytes, name, "trkpt"): finishPoint(at: tag.range.upperBound)
        case 6 where isEqual(bytes, name, "trkseg"): loseOpenPoint(before: tag)
        case 3 where isEqual(bytes, name, "trk"):
            loseOpenPoint(before: tag)
            closeTrack()
            isInTrack = false
        case 3 where isEqual(bytes, name, "gpx"): isClosed = true
        default: break
        }
    }

    @inline(__always)
    private mutating func text(_ token: XMLToken, _ bytes: Span<UInt8>) {
        if let field {
            // Two pieces of text in one field, with a comment between them, are not one number.
            if isFieldFilled { point?.fault = .malformedRecord }
            point?.take(field, bytes, token.range)
            isFieldFilled = true
        } else if isTrackName, point == nil {
            trackName = XMLText.readable(bytes, token.range)
        }
    }

    private mutating func malformed(_ token: XMLToken, isLast: Bool) {
        let reason = isLast ? RejectReason.truncatedRecord : .malformedRecord
        if point != nil, !isLast {
            point?.fault = .malformedRecord
        } else if point == nil {
            lose(token.range.lowerBound, token.range.upperBound, reason)
        }
    }

    @inline(__always)
    private mutating func finishPoint(at end: Int) {
        guard var open = point else { return }
        point = nil
        if let fault = open.fault { return lose(open.startOffset, end, fault) }
        if open.hasNoFix {
            track.withoutFix += 1
            return
        }
        open.row.altitudeEllipsoid = open.row.altitudeMSL + open.geoidHeight
        if !track.add(open.row, time: open.time) { lose(open.startOffset, end, .coordinateRange) }
    }

    private mutating func loseOpenPoint(before tag: XMLToken) {
        guard let open = point else { return }
        point = nil
        lose(open.startOffset, tag.range.lowerBound, .malformedRecord)
    }

    private mutating func lose(_ start: Int, _ end: Int, _ reason: RejectReason) {
        track.broken += 1
        lostBytes += end - start
        losses.add(start, end, reason)
    }

    /// Makes a flight of the track, unless it has no points at all.
    private mutating func closeTrack() {
        point = nil
        // Damage outside of tracks goes to the track before, else to the one behind.
        var carried = 0
        defer {
            (track, trackName) = (TimedTrack(timeSource: "trkpt/time"), "")
            track.broken = carried
        }
        guard track.pointsRead > 0 || (isInTrack && track.broken > 0) else {
            guard let last = flights.indices.last else {
                carried = track.broken
                return
            }
            flights[last].lost += losses.ranges
            flights[last].recordsBroken += track.broken
            losses = LossLedger()
            return
        }
        var flight = Flight(format: format)
        flight.fixSource = Self.fixSource
        flight.lost = losses.ranges
        losses = LossLedger()
        track.finish(into: &flight)
        if !trackName.isEmpty {
            flight.events.insert(
                FlightEvent(
                    vehicleMicroseconds: flight.vehicleSpan.lowerBound,
                    kind: .text,
                    text: "track \(trackName)"
                ),
                at: 0
            )
        }
        flights.append(flight)
    }
}
