import RoadModel

/// Collects the points of one track, timed by UTC, by a zoneless clock or not at all.
internal struct TimedTrack {
    /// Positions; their microseconds are those of `TrackTime`, 0 without a time.
    private(set) var fixes = FixColumns()
    private var kinds: [UInt8] = []
    private var counts = (none: 0, utc: 0, local: 0)
    /// Points left out because they are 0, 0.
    private(set) var zeros = 0
    /// Broken points.
    var broken = 0
    /// Points that said themselves that they had no fix.
    var withoutFix = 0
    /// Fixes before which a new segment begins.
    private var breaks: [Int] = []
    /// What the point's time is called, for `ClockMapping.source`.
    let timeSource: String

    /// No points; `timeSource` is what the times' field is called.
    init(timeSource: String) { self.timeSource = timeSource }

    /// The number of points seen, broken ones not included.
    var pointsRead: Int { fixes.count + zeros + withoutFix }

    /// Notes that the next point begins a new segment.
    mutating func noteBreak() {
        guard fixes.count > 0, breaks.last != fixes.count else { return }
        breaks.append(fixes.count)
    }

    /// Adds a point; `false` when it is not a place on Earth and must be counted as broken.
    mutating func add(_ row: FixRow, time: TrackTime) -> Bool {
        switch row.standing {
        case .zero:
            zeros += 1
            return true
        case .absent, .impossible: return false
        case .place: break
        }
        var row = row
        switch time {
        case .none:
            row.microseconds = 0
            counts.none += 1
            kinds.append(0)
        case .utc(let microseconds):
            row.microseconds = microseconds
            counts.utc += 1
            kinds.append(1)
        case .local(let microseconds):
            row.microseconds = microseconds
            counts.local += 1
            kinds.append(2)
        }
        fixes.append(row)
        return true
    }

    /// Moves fixes, clock, counts and warnings into a flight.
    ///
    /// Zero of the flight's clock is the first timed point. Points timed otherwise than most have
    /// no place on that clock and are left out with a warning; when most have no time at all, every
    /// position is kept at 0 and no time is.
    func finish(into flight: inout Flight) {
        flight.recordsRead = pointsRead
        flight.recordsBroken = broken
        flight.fixes = fixes
        if zeros > 0 {
            flight.warnings.append("\(zeros) points were left out: their position is 0, 0.")
        }
        if withoutFix > 0 {
            flight.warnings.append("\(withoutFix) points were left out: they had no fix.")
        }
        let timed: UInt8 = counts.utc >= counts.local ? 1 : 2
        let timedCount = max(counts.utc, counts.local)
        guard timedCount >= counts.none, timedCount > 0 else {
            if fixes.count > 0 {
                for index in 0..<flight.fixes.count { flight.fixes.vehicleMicroseconds[index] = 0 }
                flight.warnings.append(
                    (timedCount == 0
                        ? "No point has a time"
                        : "Only \(timedCount) of \(fixes.count) points have a time")
                        + ": when each was passed is not known, only their order."
                )
            }
            addBreaks(to: &flight) { $0 }
            return
        }
        var newIndex: [Int] = []
        if timedCount < fixes.count {
            let others = fixes.count - timedCount
            flight.warnings.append(
                "\(others) points were left out: they have no time, or one without a zone, while "
                    + "the \(timedCount) others have."
            )
            flight.fixes = fixes.filtered { kinds[$0] == timed }
            var kept = 0
            newIndex = kinds.map { kind in
                defer { kept += kind == timed ? 1 : 0 }
                return kept
            }
        }
        placeOnClock(&flight, isUTC: timed == 1)
        addBreaks(to: &flight) { newIndex.isEmpty ? $0 : newIndex[$0] }
    }

    /// Notes where segments begin; `index` maps a point to its fix.
    private func addBreaks(to flight: inout Flight, _ index: (Int) -> Int) {
        var segment = 1
        let times = flight.fixes.vehicleMicroseconds
        for old in breaks where old < fixes.count {
            let place = index(old)
            guard place > 0, place < times.count else { continue }
            segment += 1
            let seconds = (times[place] - times[place - 1]) / 1_000_000
            let gap =
                flight.vehicleSpan.lowerBound == flight.vehicleSpan.upperBound
                ? "" : ", \(seconds) s later"
            flight.events.append(
                FlightEvent(
                    vehicleMicroseconds: times[place],
                    kind: .dropout,
                    text: "segment \(segment) begins at fix \(place + 1)\(gap)"
                )
            )
        }
        if segment > 1 {
            flight.warnings.append(
                "The track has \(segment) segments; between them nothing was recorded."
            )
        }
    }

    private func placeOnClock(_ flight: inout Flight, isUTC: Bool) {
        guard let base = flight.fixes.vehicleMicroseconds.first else { return }
        var (first, last, backwards) = (base, base, 0)
        var previous = base
        for index in 0..<flight.fixes.count {
            let time = flight.fixes.vehicleMicroseconds[index]
            (first, last) = (min(first, time), max(last, time))
            if time < previous { backwards += 1 }
            previous = time
            flight.fixes.vehicleMicroseconds[index] = time - base
        }
        flight.vehicleSpan = first - base...last - base
        if backwards > 0 {
            flight.warnings.append("Times go backwards at \(backwards) points; file order is kept.")
        }
        let shown = Timestamp(microseconds: base)
        guard isUTC else {
            flight.localMicrosecondsAtZero = base
            flight.warnings.append(
                "Times have no zone: they begin at \(wallText(base)) on a clock whose offset from "
                    + "UTC the file does not state."
            )
            return
        }
        guard base >= receiverEpoch else {
            flight.warnings.append(
                "Times begin at \(shown), before satellite positioning: the clock was not set, and "
                    + "UTC is not known."
            )
            return
        }
        flight.clock = ClockMapping(
            utcMicrosecondsAtZero: base,
            spreadSeconds: 0,
            samples: flight.fixes.count,
            source: timeSource
        )
    }
}

/// 1980-01-06T00:00Z, where GPS time begins: no receiver has seen an earlier moment.
internal let receiverEpoch: Int64 = 315_964_800_000_000

/// A wall time without a zone, for example `2022-08-07T13:40:40.774808`.
internal func wallText(_ localMicroseconds: Int64) -> String {
    String(Timestamp(microseconds: localMicroseconds).description.dropLast())
}
