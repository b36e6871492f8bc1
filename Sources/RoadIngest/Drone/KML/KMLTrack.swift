import RoadModel

/// A track or line whose samples become a flight, all at once or bit by bit.
internal struct KMLTrack {
    private var track = TimedTrack(timeSource: "gx:Track/when")
    private let shape: KMLShape
    private let timeCount: Int
    private var placesRead = 0
    private var heightsLeftOut = 0
    // One for each, as they need not stand in the order in which they are paired.
    private var lostPlaces = LossLedger(), lostTimes = LossLedger()

    /// A track with so many times, or a line.
    init(_ shape: KMLShape, timeCount: Int = 0) {
        (self.shape, self.timeCount) = (shape, timeCount)
    }

    /// Whether it has no place at all, which is no flight.
    var isEmpty: Bool { placesRead == 0 }
    /// Fixes that were not taken yet.
    var rowCount: Int { track.rowCount }
    /// The kind of time that counts, by the points so far.
    var commonKind: UInt8 { track.commonKind }

    /// Says which kind of time counts before all points are known.
    mutating func decide(_ kind: UInt8) { track.decidedKind = kind }

    /// Forgets fixes; only what is known of all of them stays.
    mutating func forgetRows() { track.forgetRows() }

    /// Pairs times and places, and takes what is left over of one kind as lost when the other has
    /// ended.
    ///
    /// - Returns: How many of each were used up.
    mutating func take(
        _ times: [KMLWhen],
        _ places: [KMLPlace],
        areTimesOver: Bool,
        arePlacesOver: Bool
    ) -> (times: Int, places: Int) {
        let pairs = min(times.count, places.count)
        for index in 0..<pairs { add(places[index], times[index]) }
        var used = (times: pairs, places: pairs)
        if areTimesOver {
            for index in pairs..<places.count { add(places[index], nil) }
            used.places = places.count
        }
        if arePlacesOver {
            for index in pairs..<times.count {
                track.broken += 1
                let range = times[index].range
                lostTimes.add(range.lowerBound, range.upperBound, .missingField)
            }
            used.times = times.count
        }
        return used
    }

    @inline(__always)
    private mutating func add(_ place: KMLPlace, _ when: KMLWhen?) {
        placesRead += 1
        var reason: RejectReason?
        if when == nil, shape.kind == .track { reason = .missingField }
        if place.isBroken { reason = .notANumber }
        if when?.isBroken == true { reason = .badTime }
        if reason == nil, place.latitude.isNaN {
            track.withoutFix += 1
            return
        }
        if place.height.isFinite, place.height != 0, !shape.isAbsolute { heightsLeftOut += 1 }
        if reason == nil,
            !track.add(place.row(isAbsolute: shape.isAbsolute), time: when?.time ?? .none)
        {
            reason = .coordinateRange
        }
        guard let reason else { return }
        track.broken += 1
        lostPlaces.add(place.range.lowerBound, place.range.upperBound, reason)
    }

    private var opened: Flight {
        var flight = Flight(format: shape.kind == .track ? "KML gx:Track" : "KML LineString")
        flight.fixSource = shape.kind == .track ? "gx:coord" : "coordinates"
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
        var losses = lostPlaces
        losses.merge(lostTimes.ranges)
        flight.lost = losses.ranges
        if shape.kind == .track, timeCount != placesRead {
            flight.warnings.append(
                "The track has \(timeCount) times and \(placesRead) positions; they are paired in "
                    + "order, and what is left over is lost."
            )
        }
        if heightsLeftOut > 0 {
            flight.warnings.append(
                "\(heightsLeftOut) heights were left out: their altitude mode does not count from "
                    + "the sea."
            )
        }
        if shape.kind == .line {
            flight.warnings.append(
                "The line may be a planned route: nothing says that it was flown."
            )
        }
        if !shape.name.isEmpty {
            let text = "track \(shape.name)"
            let time = flight.vehicleSpan.lowerBound
            flight.events.append(FlightEvent(vehicleMicroseconds: time, kind: .text, text: text))
        }
        return flight
    }
}
