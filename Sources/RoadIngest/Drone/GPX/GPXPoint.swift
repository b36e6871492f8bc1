import RoadModel

/// A track point while its element is being read.
internal struct GPXPoint {
    /// First byte of its element.
    var startOffset: Int
    /// What it says so far.
    var row = FixRow()
    /// Its time.
    var time = TrackTime.none
    /// Metres from the ellipsoid up to the geoid.
    var geoidHeight = Double.nan
    /// Why it cannot be used, when it cannot.
    var fault: RejectReason?
    /// Whether it says of itself that it had no fix.
    var hasNoFix = false

    /// Reads a point's start tag.
    @inline(__always)
    init(_ bytes: Span<UInt8>, _ tag: XMLToken) {
        startOffset = tag.range.lowerBound
        var attributes = XMLAttributes(of: tag)
        while let (name, value) = attributes.next(bytes) {
            if isEqual(bytes, name, "lat") {
                row.latitude = number(bytes, value)
            } else if isEqual(bytes, name, "lon") {
                row.longitude = number(bytes, value)
            }
        }
        if row.latitude.isNaN || row.longitude.isNaN { fault = fault ?? .missingField }
    }

    /// Takes over the text of a child.
    @inline(__always)
    mutating func take(_ field: GPXField, _ bytes: Span<UInt8>, _ text: Range<Int>) {
        let text = XMLText.trimmed(bytes, text)
        guard !text.isEmpty else { return }
        switch field {
        case .elevation: row.altitudeMSL = number(bytes, text)
        case .speed: row.groundSpeed = number(bytes, text)
        case .course: row.course = number(bytes, text)
        case .geoidHeight: geoidHeight = number(bytes, text)
        case .time:
            guard let wall = ByteTime.parse(bytes, text), wall.hasTime else {
                fault = fault ?? .badTime
                return
            }
            time = TrackTime(wall)
        case .satellites:
            if let count = ByteNumber.integer(bytes, text), count >= 0, count < 255 {
                row.satellites = UInt8(count)
            }
        case .fix: takeFix(bytes, text)
        }
    }

    private mutating func takeFix(_ bytes: Span<UInt8>, _ text: Range<Int>) {
        if isEqual(bytes, text, "none") {
            hasNoFix = true
        } else if isEqual(bytes, text, "2d") {
            row.fixKind = 2
        } else if isEqual(bytes, text, "3d") {
            row.fixKind = 3
        } else if isEqual(bytes, text, "dgps") {
            row.fixKind = 4
        }
    }

    @inline(__always)
    private mutating func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double {
        if let value = ByteNumber.decimal(bytes, XMLText.trimmed(bytes, range)) { return value }
        fault = fault ?? .notANumber
        return .nan
    }
}
