import RoadModel

/// Walks through a KML file once and collects its tracks, lines and timed points.
internal struct KMLScan {
    /// The most lines without times that are taken for flights; more are a map.
    static let mostLines = 64

    /// Finished `gx:Track` elements.
    private(set) var tracks: [Flight] = []
    /// Finished `LineString` elements outside of polygons.
    private(set) var lines: [Flight] = []
    /// Points of placemarks that have a time stamp.
    var timedPoints = TimedTrack(timeSource: "TimeStamp/when")
    /// Points of placemarks without a time.
    private(set) var marks = 0
    private(set) var lineCount = 0
    /// Stretches lost outside of tracks and lines, in file order.
    private(set) var lost: [LostRange] = []
    private(set) var recordsBroken = 0
    private(set) var isClosed = false

    /// The element whose text is being collected.
    private enum Leaf {
        case when, coordinate, coordinates, altitudeMode, name
    }
    private enum Shape {
        case none, track, line, point, polygon
    }

    private var leaf: Leaf?
    private var shape = Shape.none
    private var shapeStart = 0
    private var isView = false
    private var isAbsolute = false
    private var depth = 0
    private var placemarkName = ""
    private var placemarkTime = TrackTime.none
    private var isInPlacemark = false
    private var times: [(time: TrackTime, range: Range<Int>, isBroken: Bool)] = []
    private var places: [KMLPlace] = []
    private var heightsLeftOut = 0

    /// Nothing read yet.
    init() {}

    /// Reads the whole file.
    mutating func run(_ bytes: Span<UInt8>, name: String) throws(IntakeError) {
        var scanner = XMLScanner(from: Encoding.lengthOfMark(bytes))
        while let token = scanner.next(bytes) {
            switch token.kind {
            case .start:
                start(token, bytes)
                if depth > XMLText.deepest {
                    throw XMLText.tooDeep(at: token.range.lowerBound, name)
                }
            case .end: end(token, bytes)
            case .text: text(token, bytes)
            case .malformed:
                let isLast = token.range.upperBound == bytes.count
                lose(token.range, isLast ? .truncatedRecord : .malformedRecord)
            case .documentType: throw XMLText.refusal(of: token, name)
            }
        }
        if shape == .track || shape == .line { closeShape() }
    }

    private mutating func lose(_ range: Range<Int>, _ reason: RejectReason) {
        recordsBroken += 1
        lost.append(LostRange(start: range.lowerBound, end: range.upperBound, reason: reason))
    }

    private mutating func start(_ tag: XMLToken, _ bytes: Span<UInt8>) {
        leaf = nil
        let name = tag.name
        if tag.isEmpty {
            // An empty sample keeps times and places in step.
            if shape == .track, isEqual(bytes, name, "coord") {
                places.append(KMLPlace(bytes, name.lowerBound..<name.lowerBound, separator: 32))
            } else if shape == .track, isEqual(bytes, name, "when") {
                times.append((.none, name, false))
            }
            return
        }
        depth += 1
        switch name.count {
        case 4 where isEqual(bytes, name, "when"): leaf = .when
        case 4 where isEqual(bytes, name, "name"): leaf = .name
        case 5 where isEqual(bytes, name, "coord"): leaf = .coordinate
        case 5 where isEqual(bytes, name, "Track"): open(.track, tag)
        case 5 where isEqual(bytes, name, "Point"): open(.point, tag)
        case 6 where isEqual(bytes, name, "LookAt") || isEqual(bytes, name, "Camera"):
            isView = true
        case 7 where isEqual(bytes, name, "Polygon"): shape = .polygon
        case 9 where isEqual(bytes, name, "Placemark"):
            // Document, some folders; whatever end tags were damaged before.
            depth = min(depth, 32)
            (isInPlacemark, placemarkName, placemarkTime) = (true, "", .none)
            (shape, isView) = (.none, false)
        case 10 where isEqual(bytes, name, "LineString"): open(.line, tag)
        case 11 where isEqual(bytes, name, "coordinates"): leaf = .coordinates
        case 12 where isEqual(bytes, name, "altitudeMode"): leaf = .altitudeMode
        default: break
        }
    }

    private mutating func open(_ opened: Shape, _ tag: XMLToken) {
        guard shape != .polygon else { return }
        if shape == .track || shape == .line { closeShape() }
        (shape, shapeStart, isAbsolute) = (opened, tag.range.lowerBound, false)
        times.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    private mutating func end(_ tag: XMLToken, _ bytes: Span<UInt8>) {
        // A sample without any text between its tags.
        if shape == .track, leaf == .coordinate {
            places.append(KMLPlace(bytes, tag.name.lowerBound..<tag.name.lowerBound, separator: 32))
        } else if shape == .track, leaf == .when {
            times.append((.none, tag.name, false))
        }
        leaf = nil
        if depth > 0 { depth -= 1 }
        let name = tag.name
        switch name.count {
        case 3 where isEqual(bytes, name, "kml"): isClosed = true
        case 5 where shape == .track && isEqual(bytes, name, "Track"): closeShape()
        case 5 where shape == .point && isEqual(bytes, name, "Point"): break
        case 6 where isEqual(bytes, name, "LookAt") || isEqual(bytes, name, "Camera"):
            isView = false
        case 7 where isEqual(bytes, name, "Polygon"): shape = .none
        case 9 where isEqual(bytes, name, "Placemark"):
            closePlacemark()
            isInPlacemark = false
        case 10 where shape == .line && isEqual(bytes, name, "LineString"): closeShape()
        default: break
        }
    }

    private mutating func text(_ token: XMLToken, _ bytes: Span<UInt8>) {
        guard let leaf else { return }
        if token.range.upperBound == bytes.count, leaf != .name, leaf != .altitudeMode {
            // The file ends inside the element: its last number may lack digits.
            cut(token, bytes, leaf)
            return
        }
        switch leaf {
        case .name:
            if isInPlacemark { placemarkName = XMLText.readable(bytes, token.range) }
        case .altitudeMode:
            let mode = XMLText.trimmed(bytes, token.range)
            isAbsolute = isEqual(bytes, mode, "absolute")
        case .when:
            guard !isView else { break }
            let range = XMLText.trimmed(bytes, token.range)
            let wall = ByteTime.parse(bytes, range)
            let time = wall.map { $0.hasTime ? TrackTime($0) : .none } ?? .none
            if shape == .track {
                times.append((time, token.range, wall == nil && !range.isEmpty))
            } else if isInPlacemark {
                placemarkTime = time
            }
        case .coordinate:
            if shape == .track {
                places.append(KMLPlace(bytes, token.range, separator: 32))
            }
        case .coordinates:
            if shape == .line || shape == .point { readCoordinates(bytes, token.range) }
        }
        self.leaf = nil
    }

    /// Keeps the whole groups of a line that breaks off; the last one, or the sample, is lost.
    private mutating func cut(_ token: XMLToken, _ bytes: Span<UInt8>, _ leaf: Leaf) {
        var start = token.range.upperBound
        while leaf == .coordinates, start > token.range.lowerBound, bytes[start - 1] > 32 {
            start -= 1
        }
        if leaf == .coordinates, shape == .line {
            readCoordinates(bytes, token.range.lowerBound..<start)
        } else {
            start = token.range.lowerBound
        }
        if start < token.range.upperBound { lose(start..<token.range.upperBound, .truncatedRecord) }
    }

    /// `lon,lat[,height]` groups between white space.
    private mutating func readCoordinates(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        XMLText.forEachWord(bytes, range) { word in
            places.append(KMLPlace(bytes, word, separator: UInt8(ascii: ",")))
        }
    }

    /// Makes a flight of a track or a line.
    private mutating func closeShape() {
        defer { shape = .none }
        let isTrack = shape == .track
        if !isTrack { lineCount += 1 }
        guard !places.isEmpty, isTrack || lineCount <= Self.mostLines else { return }
        var track = TimedTrack(timeSource: "gx:Track/when")
        var lost: [LostRange] = []
        let paired = isTrack ? min(times.count, places.count) : places.count
        var heights = 0
        for (index, place) in places.enumerated() {
            var reason: RejectReason?
            if index >= paired { reason = .missingField }
            if place.isBroken { reason = .notANumber }
            if isTrack, index < paired, times[index].isBroken { reason = .badTime }
            if reason == nil, place.latitude.isNaN {
                track.withoutFix += 1
                continue
            }
            if place.height.isFinite, place.height != 0, !isAbsolute { heights += 1 }
            let time = isTrack && index < paired ? times[index].time : .none
            if reason == nil, !track.add(place.row(isAbsolute: isAbsolute), time: time) {
                reason = .coordinateRange
            }
            if let reason {
                track.broken += 1
                lost.append(
                    LostRange(
                        start: place.range.lowerBound,
                        end: place.range.upperBound,
                        reason: reason
                    )
                )
            }
        }
        for extra in times.dropFirst(paired) where isTrack {
            track.broken += 1
            lost.append(
                LostRange(
                    start: extra.range.lowerBound,
                    end: extra.range.upperBound,
                    reason: .missingField
                )
            )
        }
        var flight = Flight(format: isTrack ? "KML gx:Track" : "KML LineString")
        flight.fixSource = isTrack ? "gx:coord" : "coordinates"
        track.finish(into: &flight)
        var ledger = LossLedger()
        ledger.merge(lost)
        flight.lost = ledger.ranges
        if isTrack, times.count != places.count {
            flight.warnings.append(
                "The track has \(times.count) times and \(places.count) positions; they are paired in "
                    + "order, and what is left over is lost."
            )
        }
        if heights > 0 {
            flight.warnings.append(
                "\(heights) heights were left out: their altitude mode does not count from the sea."
            )
        }
        if !isTrack {
            flight.warnings.append(
                "The line may be a planned route: nothing says that it was flown."
            )
        }
        if !placemarkName.isEmpty {
            let text = "track \(placemarkName)"
            let time = flight.vehicleSpan.lowerBound
            flight.events.append(FlightEvent(vehicleMicroseconds: time, kind: .text, text: text))
        }
        if isTrack { tracks.append(flight) } else { lines.append(flight) }
    }

    /// Takes over the placemark's point.
    private mutating func closePlacemark() {
        defer { shape = .none }
        guard shape == .point, let place = places.first else { return }
        guard placemarkTime != .none else {
            marks += 1
            return
        }
        if place.isBroken
            || !timedPoints.add(place.row(isAbsolute: isAbsolute), time: placemarkTime)
        {
            timedPoints.broken += 1
            lose(place.range, place.isBroken ? .notANumber : .coordinateRange)
            recordsBroken -= 1
        }
    }
}
