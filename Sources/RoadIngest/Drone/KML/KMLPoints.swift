import RoadModel

/// The placemarks with a point and a time of a file, which are one flight.
internal struct KMLPoints {
    private var track = TimedTrack(timeSource: "TimeStamp/when")
    /// Points that cannot be used.
    private(set) var losses = LossLedger()
    /// Where they stand: before the first one and behind the last one; `nil` without any.
    private(set) var span: (start: XMLScanner, end: Int)?

    /// None so far.
    init() {}

    /// None so far; `kind` of time counts.
    init(deciding kind: UInt8) { track.decidedKind = kind }

    /// Whether there is a flight.
    var isFlight: Bool { track.pointsRead > 0 }
    /// Points that cannot be used.
    var broken: Int { track.broken }
    /// Fixes that were not taken yet.
    var rowCount: Int { track.rowCount }
    /// The kind of time that counts, by the points so far.
    var commonKind: UInt8 { track.commonKind }

    /// Takes the placemark at which a walk paused.
    mutating func add(_ scan: KMLScan) {
        guard let place = scan.point else { return }
        // One byte more: a tag behind it may be what ended it.
        span = (span?.start ?? scan.placemarkStart, scan.index + 1)
        let row = place.row(isAbsolute: scan.isAbsolute)
        guard place.isBroken || !track.add(row, time: scan.placemarkTime) else { return }
        track.broken += 1
        losses.add(
            place.range.lowerBound,
            place.range.upperBound,
            place.isBroken ? .notANumber : .coordinateRange
        )
    }

    /// Forgets fixes; only what is known of all of them stays.
    mutating func forgetRows() { track.forgetRows() }

    private var opened: Flight {
        var flight = Flight(format: "KML placemarks")
        flight.fixSource = "Point/coordinates"
        return flight
    }

    /// Takes the fixes so far.
    mutating func takeRows() -> Flight {
        var part = opened
        track.takeRows(into: &part)
        return part
    }

    /// Takes the rest of the fixes and what holds for all.
    mutating func finish() -> Flight {
        var flight = opened
        track.finish(into: &flight)
        flight.lost = losses.ranges
        return flight
    }
}
