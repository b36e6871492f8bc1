import RoadModel

/// Walks through a KML file and pauses where a track, a line or a placemark with a point ended.
///
/// It holds the samples of the track that it is in, as far as it is told to, and nothing else: a
/// copy set back to the beginning of a track reads it again.
internal struct KMLScan {
    /// Why it paused.
    enum Pause {
        /// A track or line ended, see ``KMLScan/shape``.
        case shape(KMLShape.Kind)
        /// A placemark ended that has a point, see ``KMLScan/point``.
        case point
        /// So many samples are held as there may be.
        case full
        /// The byte asked for is reached.
        case stop
        /// The file is over.
        case over
    }

    /// The element whose text is being collected.
    enum Leaf {
        case when, coordinate, coordinates, altitudeMode, name
    }
    /// What the walk is in.
    enum Inside {
        case none, track, line, point, polygon
    }

    /// Samples of the track or line that is open or ended last.
    var samples = KMLSamples()
    /// The place of the placemark's point.
    var point: KMLPlace?
    /// The placemark's time.
    var placemarkTime = TrackTime.none
    /// Whether heights of the shape count from the sea.
    var isAbsolute = false
    /// Before the start tag of the placemark.
    private(set) var placemarkStart = XMLScanner(from: 0)
    /// Stretches that are no XML, and samples cut off by the end of the file, since they were
    /// taken last.
    private(set) var losses = LossLedger()
    private(set) var recordsBroken = 0
    /// Whether the root element ended.
    private(set) var isClosed = false
    /// Which samples are held.
    var keeping: KMLSamples.Keeping
    /// The most samples to hold.
    let mostSamples: Int
    /// Times behind which none are looked for.
    var mostTimes = Int.max

    var leaf: Leaf?
    var inside = Inside.none
    var isView = false
    var isInPlacemark = false
    var placemarkName = ""
    /// What is still to be read of a line's text, which may be longer than memory.
    var words = 0..<0
    var pause: Pause?
    private var scanner: XMLScanner
    private var shapeStart = (scanner: XMLScanner(from: 0), isInView: false)
    private let keepingUsually: KMLSamples.Keeping
    private var depth = 0

    /// Starts at the beginning of a file or at a placemark.
    init(from start: XMLScanner, keeping: KMLSamples.Keeping, mostSamples: Int) {
        scanner = start
        (self.keeping, keepingUsually, self.mostSamples) = (keeping, keeping, mostSamples)
    }

    /// Starts inside a shape.
    init(_ shape: KMLShape, keeping: KMLSamples.Keeping, mostSamples: Int) {
        self.init(from: shape.start, keeping: keeping, mostSamples: mostSamples)
        inside = shape.kind == .track ? .track : .line
        isView = shape.isInView
    }

    /// The next byte to be read; in the text of a line, the next place.
    var index: Int { words.isEmpty ? scanner.index : words.lowerBound }
    /// Whether the walk is in a track of which nothing is held.
    var isInLongTrack: Bool { inside == .track && keeping == .none }

    /// Whether no further time is looked for.
    var hasAllTimes: Bool { samples.timeCount >= mostTimes }

    /// The shape that ended last.
    func shape(_ kind: KMLShape.Kind) -> KMLShape {
        KMLShape(
            kind: kind,
            start: shapeStart.scanner,
            isInView: shapeStart.isInView,
            isAbsolute: isAbsolute,
            name: placemarkName
        )
    }

    /// Forgets the samples of the track that is open and only counts the others.
    mutating func letGo() {
        samples.letGo()
        keeping = .none
    }

    /// Takes what was lost since the last call.
    mutating func takeLosses() -> (ledger: LossLedger, records: Int) {
        defer { (losses, recordsBroken) = (LossLedger(), 0) }
        return (losses, recordsBroken)
    }

    /// Reads on to the next pause, or to the first tag or text that begins at `stop` or later.
    mutating func next(
        _ bytes: Span<UInt8>,
        to stop: Int,
        name: String
    ) throws(IntakeError) -> Pause {
        while true {
            if !words.isEmpty { takeWords(bytes) }
            if let reason = pause {
                pause = nil
                return reason
            }
            if scanner.index >= stop, scanner.index < bytes.count { return .stop }
            guard let token = scanner.next(bytes) else {
                guard inside == .track || inside == .line else { return .over }
                endShape()
                continue
            }
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
    }

    /// Notes a stretch that is lost.
    mutating func lose(_ range: Range<Int>, _ reason: RejectReason) {
        recordsBroken += 1
        losses.add(range.lowerBound, range.upperBound, reason)
    }

    private mutating func start(_ tag: XMLToken, _ bytes: Span<UInt8>) {
        leaf = nil
        let name = tag.name
        if tag.isEmpty {
            // An empty sample keeps times and places in step.
            if inside == .track, isEqual(bytes, name, "coord") {
                takePlace(bytes, name.lowerBound..<name.lowerBound)
            } else if inside == .track, isEqual(bytes, name, "when") {
                take(KMLWhen(emptyAt: name))
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
        case 7 where isEqual(bytes, name, "Polygon"): open(.polygon, tag)
        case 9 where isEqual(bytes, name, "Placemark"): openPlacemark(tag)
        case 10 where isEqual(bytes, name, "LineString"): open(.line, tag)
        case 11 where isEqual(bytes, name, "coordinates"): leaf = .coordinates
        case 12 where isEqual(bytes, name, "altitudeMode"): leaf = .altitudeMode
        default: break
        }
    }

    private mutating func open(_ opened: Inside, _ tag: XMLToken) {
        guard inside != .polygon, !endShape(before: tag) else { return }
        (inside, isAbsolute, point) = (opened, false, nil)
        // Behind a damaged start tag, the placemark before says nothing of this one.
        if !isInPlacemark { (placemarkName, placemarkTime) = ("", .none) }
        guard opened == .track || opened == .line else { return }
        shapeStart = (scanner, isView)
        samples.restart()
        keeping = keepingUsually
    }

    private mutating func openPlacemark(_ tag: XMLToken) {
        guard !endShape(before: tag) else { return }
        if inside == .point, point != nil {
            endPoint()
            return comeBack(to: tag)
        }
        // Document, some folders; whatever end tags were damaged before.
        depth = min(depth, 32)
        (isInPlacemark, placemarkName, placemarkTime) = (true, "", .none)
        (inside, isView) = (.none, false)
        placemarkStart = scanner
        placemarkStart.index = tag.range.lowerBound
    }

    /// Ends the track or line that is open before a tag that cannot stand in it: its own end tag
    /// was damaged.
    private mutating func endShape(before tag: XMLToken) -> Bool {
        guard inside == .track || inside == .line else { return false }
        endShape()
        comeBack(to: tag)
        return true
    }

    /// Makes the next walk begin with a start tag again.
    private mutating func comeBack(to tag: XMLToken) {
        depth -= 1
        scanner.index = tag.range.lowerBound
    }

    private mutating func endShape() {
        pause = .shape(inside == .track ? .track : .line)
        inside = .none
    }

    private mutating func endPoint() {
        if point != nil { pause = .point }
        inside = .none
    }

    private mutating func end(_ tag: XMLToken, _ bytes: Span<UInt8>) {
        // A sample without any text between its tags.
        if inside == .track, leaf == .coordinate {
            takePlace(bytes, tag.name.lowerBound..<tag.name.lowerBound)
        } else if inside == .track, leaf == .when {
            take(KMLWhen(emptyAt: tag.name))
        }
        leaf = nil
        if depth > 0 { depth -= 1 }
        let name = tag.name
        switch name.count {
        case 3 where isEqual(bytes, name, "kml"): isClosed = true
        case 5 where inside == .track && isEqual(bytes, name, "Track"): endShape()
        case 6 where isEqual(bytes, name, "LookAt") || isEqual(bytes, name, "Camera"):
            isView = false
        case 7 where inside == .polygon && isEqual(bytes, name, "Polygon"): inside = .none
        case 9 where isEqual(bytes, name, "Placemark"):
            if inside == .track || inside == .line { endShape() }
            if inside == .point { endPoint() }
            (inside, isInPlacemark) = (.none, false)
        case 10 where inside == .line && isEqual(bytes, name, "LineString"): endShape()
        default: break
        }
    }
}
