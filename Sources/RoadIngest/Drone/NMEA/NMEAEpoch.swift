import RoadModel

/// What the sentences of one moment say together.
internal struct NMEAEpoch {
    /// Microseconds since midnight UTC.
    var timeOfDay: Int64
    /// Days since 1970-01-01, when a sentence states the date.
    var day: Int?
    /// Position, speed, heights.
    var row = FixRow()
    /// Metres from the ellipsoid up to the geoid.
    var separation = Double.nan
    /// Whether a sentence says that there is no fix.
    var hasNoFix = false
    /// Whether a sentence with a position belongs to it.
    var hasPosition = false
    /// Whether the position is reckoned, entered or simulated.
    var isNotMeasured = false

    /// A moment without anything.
    init(timeOfDay: Int64) { self.timeOfDay = timeOfDay }

    /// Takes over a sentence of this moment.
    mutating func take(
        _ kind: NMEAKind,
        _ sentence: NMEASentence,
        _ bytes: Span<UInt8>
    ) throws(NMEAFault) {
        switch kind {
        case .rmc: try takeMinimum(sentence, bytes)
        case .gga: try takeFixData(sentence, bytes)
        case .gns: try takeCombined(sentence, bytes)
        case .gll:
            try place(sentence, bytes, at: 1, isBetter: false)
            if sentence.letter(6, bytes) == UInt8(ascii: "V") { hasNoFix = true }
        case .zda: try takeDate(sentence, bytes)
        case .vtg:
            let (course, knots) = (try sentence.number(1, bytes), try sentence.number(5, bytes))
            if course.isFinite { row.course = course }
            if knots.isFinite { row.groundSpeed = knots * metresPerSecondPerKnot }
        case .gsa:
            switch sentence.letter(2, bytes) {
            case UInt8(ascii: "2"): if row.fixKind == 255 || row.fixKind == 3 { row.fixKind = 2 }
            case UInt8(ascii: "3"): if row.fixKind == 255 { row.fixKind = 3 }
            default: break
            }
        case .gst:
            let (north, east) = (try sentence.number(6, bytes), try sentence.number(7, bytes))
            row.horizontalAccuracy = (north * north + east * east).squareRoot()
            row.verticalAccuracy = try sentence.number(8, bytes)
        case .magellanTrack:
            try place(sentence, bytes, at: 1, isBetter: true)
            row.altitudeMSL = try sentence.number(5, bytes)
            if sentence.letter(6, bytes) == UInt8(ascii: "F") { row.altitudeMSL *= 0.3048 }
            if sentence.letter(8, bytes) != UInt8(ascii: "A") { hasNoFix = true }
            day = try sentence.day(10, bytes)
        }
    }

    private mutating func takeMinimum(
        _ sentence: NMEASentence,
        _ bytes: Span<UInt8>
    ) throws(NMEAFault) {
        try place(sentence, bytes, at: 3, isBetter: false)
        if sentence.letter(2, bytes) != UInt8(ascii: "A") { hasNoFix = true }
        let (knots, course) = (try sentence.number(7, bytes), try sentence.number(8, bytes))
        if knots.isFinite { row.groundSpeed = knots * metresPerSecondPerKnot }
        if course.isFinite { row.course = course }
        if let stated = try sentence.day(9, bytes) { day = stated }
        judgeMode(sentence.letter(12, bytes))
    }

    private mutating func takeFixData(
        _ sentence: NMEASentence,
        _ bytes: Span<UInt8>
    ) throws(NMEAFault) {
        try place(sentence, bytes, at: 2, isBetter: true)
        switch sentence.letter(6, bytes) {
        case UInt8(ascii: "0"), 0: hasNoFix = true
        case UInt8(ascii: "1"), UInt8(ascii: "3"):
            // A sentence GSA may have said 2 already.
            if row.fixKind != 2 { row.fixKind = 3 }
        case UInt8(ascii: "2"): row.fixKind = 4
        case UInt8(ascii: "4"): row.fixKind = 6
        case UInt8(ascii: "5"): row.fixKind = 5
        default: isNotMeasured = true
        }
        try takeHeights(sentence, bytes, satellites: 7, altitude: 9, separation: 11)
    }

    private mutating func takeCombined(
        _ sentence: NMEASentence,
        _ bytes: Span<UInt8>
    ) throws(NMEAFault) {
        try place(sentence, bytes, at: 2, isBetter: true)
        var best: UInt8 = 0
        for index in sentence.field(6) {
            switch bytes[index] {
            case UInt8(ascii: "A"), UInt8(ascii: "P"): best = max(best, 3)
            case UInt8(ascii: "D"): best = max(best, 4)
            case UInt8(ascii: "F"): best = max(best, 5)
            case UInt8(ascii: "R"): best = max(best, 6)
            case UInt8(ascii: "E"), UInt8(ascii: "M"), UInt8(ascii: "S"): best = max(best, 1)
            default: break
            }
        }
        if best == 0 { hasNoFix = true }
        if best == 1 { isNotMeasured = true }
        if best >= 3 { row.fixKind = best }
        try takeHeights(sentence, bytes, satellites: 7, altitude: 9, separation: 10)
    }

    private mutating func takeHeights(
        _ sentence: NMEASentence,
        _ bytes: Span<UInt8>,
        satellites: Int,
        altitude: Int,
        separation index: Int
    ) throws(NMEAFault) {
        if let count = ByteNumber.integer(bytes, sentence.field(satellites)), count >= 0,
            count < 255
        {
            row.satellites = UInt8(count)
        }
        row.altitudeMSL = try sentence.number(altitude, bytes)
        separation = try sentence.number(index, bytes)
        row.altitudeEllipsoid = row.altitudeMSL + separation
    }

    private mutating func takeDate(
        _ sentence: NMEASentence,
        _ bytes: Span<UInt8>
    ) throws(NMEAFault) {
        if sentence.isEmpty(2), sentence.isEmpty(3), sentence.isEmpty(4) { return }
        guard let stated = ByteNumber.integer(bytes, sentence.field(2)),
            let month = ByteNumber.integer(bytes, sentence.field(3)),
            let year = ByteNumber.integer(bytes, sentence.field(4)), year >= 1980, year < 2200,
            let date = CivilDate(year: year, month: month, day: stated)
        else { throw NMEAFault(.badTime) }
        day = date.daysSinceEpoch
    }

    /// The position at a field; one of GGA, GNS or Magellan has more decimals and wins.
    private mutating func place(
        _ sentence: NMEASentence,
        _ bytes: Span<UInt8>,
        at field: Int,
        isBetter: Bool
    ) throws(NMEAFault) {
        let latitude = try sentence.angle(field, bytes)
        let longitude = try sentence.angle(field + 2, bytes)
        hasPosition = true
        guard isBetter || row.latitude.isNaN else { return }
        (row.latitude, row.longitude) = (latitude, longitude)
    }

    /// The mode letter of NMEA 2.3 and later.
    private mutating func judgeMode(_ letter: UInt8) {
        switch letter {
        case UInt8(ascii: "N"): hasNoFix = true
        case UInt8(ascii: "E"), UInt8(ascii: "M"), UInt8(ascii: "S"): isNotMeasured = true
        case UInt8(ascii: "D"): if row.fixKind == 255 { row.fixKind = 4 }
        default: break
        }
    }
}

/// One international nautical mile an hour.
private let metresPerSecondPerKnot = 1852.0 / 3600
