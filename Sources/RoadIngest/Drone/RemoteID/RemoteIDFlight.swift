import RoadModel

/// Joins the messages of a log in their order into a flight.
internal struct RemoteIDFlight {
    private static let hour: Int64 = 3_600_000_000

    private var flight = Flight(format: "Remote ID (ASTM F3411)")
    private var identifiers: [String] = []
    /// Microseconds since 1970 of the last time that names the day.
    private var anchor: Int64?
    private var isAnchored = false
    private var base: Int64?
    private var previous: Int64?
    private var (untimed, unplaced) = (0, 0)
    /// Positions of parts that were taken, and the span of all.
    private var fixesTaken = 0
    private var span: ClosedRange<Int64>?
    /// Texts that were noted, so that each is noted once.
    private var texts: Set<String> = []
    /// The most texts remembered; behind them they are noted anew.
    private static let mostTexts = 4096

    /// No messages.
    init() { flight.fixSource = "location message" }

    /// Sets the receiver's clock: microseconds since 1970, UTC.
    mutating func received(_ utc: Int64) { anchor = utc }

    /// Takes over the next message.
    mutating func take(_ message: RemoteIDMessage) {
        switch message {
        case .basicID(_, _, let identifier):
            if !identifier.isEmpty, !identifiers.contains(identifier), identifiers.count < 64 {
                identifiers.append(identifier)
            }
        case .system(let system):
            if let utc = system.utcMicroseconds { anchor = utc }
        case .location(let location): add(location)
        case .selfID(_, let text): note(text)
        case .operatorID(_, let identifier): note("operator \(identifier)")
        case .authentication: break
        }
    }

    private mutating func note(_ text: String) {
        guard !text.isEmpty else { return }
        if texts.count == Self.mostTexts { texts = [] }
        guard texts.insert(text).inserted else { return }
        flight.events.append(
            FlightEvent(vehicleMicroseconds: moment, kind: .text, text: text)
        )
    }

    private var moment: Int64 {
        guard let base, let previous else { return 0 }
        return previous - base
    }

    private mutating func add(_ location: RemoteIDLocation) {
        guard location.secondsOfHour.isFinite else {
            untimed += 1
            return
        }
        var row = FixRow()
        (row.latitude, row.longitude) = (location.latitudeDegrees, location.longitudeDegrees)
        guard row.standing == .place else {
            unplaced += 1
            return
        }
        let time = resolve(Int64((location.secondsOfHour * 10).rounded()) * 100_000)
        if base == nil { (base, isAnchored) = (time, anchor != nil) }
        (previous, anchor) = (time, nil)
        row.microseconds = moment
        let (first, last) = (span?.lowerBound ?? moment, span?.upperBound ?? moment)
        span = min(first, moment)...max(last, moment)
        row.altitudeEllipsoid = location.altitudeEllipsoidMetres
        if !location.isHeightAboveGround { row.relativeHeight = location.heightMetres }
        row.groundSpeed = location.speedMetresPerSecond
        row.course = location.directionDegrees
        // The codes bound 95 %: 1.96 and, in the plane, 2.45 standard deviations.
        row.horizontalAccuracy = location.horizontalAccuracyMetres / 2.45
        row.verticalAccuracy = location.verticalAccuracyMetres / 1.96
        flight.fixes.append(row)
    }

    /// The time nearest to what is known of the hour.
    private func resolve(_ inHour: Int64) -> Int64 {
        // A time that came since the last position knows the hour best, once the clock is UTC.
        guard let near = previous == nil || isAnchored ? anchor ?? previous : previous
        else { return inHour }
        let start = near - near % Self.hour
        let candidates = [start - Self.hour + inHour, start + inHour, start + Self.hour + inHour]
        return candidates.min { abs($0 - near) < abs($1 - near) } ?? start + inHour
    }

    /// Takes the rows since the last call; `nil` without any.
    mutating func takeRows() -> Flight? {
        guard flight.fixes.count + flight.events.count > 0 else { return nil }
        var part = flight
        if let span { part.vehicleSpan = span }
        fixesTaken += part.fixes.count
        (flight.fixes, flight.events) = (FixColumns(), [])
        return part
    }

    /// The rest of the flight with its clock and its warnings.
    func finished() -> Flight {
        var flight = flight
        flight.vehicle = identifiers.joined(separator: ", ")
        if identifiers.count > 1 {
            flight.warnings.append(
                "The log mixes \(identifiers.count) aircraft whose positions cannot be told apart."
            )
        }
        let counted = [
            (untimed, "positions state no time."), (unplaced, "messages hold no position."),
        ]
        for (count, text) in counted where count > 0 { flight.warnings.append("\(count) \(text)") }
        if let span { flight.vehicleSpan = span }
        guard let base else {
            flight.warnings.append("The log holds no position.")
            return flight
        }
        if isAnchored {
            flight.clock = ClockMapping(
                utcMicrosecondsAtZero: base,
                spreadSeconds: 0,
                samples: fixesTaken + flight.fixes.count,
                source: "system message or receiver"
            )
        } else {
            flight.warnings.append(
                "Nothing tells the hour of the first position, so UTC is not known."
            )
        }
        return flight
    }
}
