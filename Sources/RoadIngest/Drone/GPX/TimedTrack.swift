import RoadModel

/// Collects the points of one track, timed by UTC, by a zoneless clock or not at all.
internal struct TimedTrack {
    /// Positions since rows were taken last; their microseconds are those of `TrackTime`, 0
    /// without a time.
    private var fixes = FixColumns()
    private var kinds: [UInt8] = []
    private var counts = (none: 0, utc: 0, local: 0)
    /// Points left out because they are 0, 0.
    private(set) var zeros = 0
    /// Broken points.
    var broken = 0
    /// Points that said themselves that they had no fix.
    var withoutFix = 0
    /// The kind of times that counts, as in `Placed`, where all points are known beforehand.
    var decidedKind: UInt8?
    /// Points before which a new segment begins.
    private var breaks: [Int] = []
    private var placed = Placed()
    /// What the point's time is called, for `ClockMapping.source`.
    let timeSource: String

    /// What is known of the rows that were taken.
    private struct Placed {
        /// Which points have a place on the flight's clock; `nil` while open.
        ///
        /// 1: those with UTC; 2: those with a zoneless time; 0: all are kept and no time is.
        var kind: UInt8?
        /// Points, and those of them that became fixes.
        var (points, fixes) = (0, 0)
        /// Zero of the flight's clock.
        var base: Int64?
        var (first, last, previous) = (Int64(0), Int64(0), Int64(0))
        var backwards = 0
        var segments = 1
    }

    /// No points; `timeSource` is what the times' field is called.
    init(timeSource: String) { self.timeSource = timeSource }

    /// The number of points seen, broken ones not included.
    var pointsRead: Int { placed.points + fixes.count + zeros + withoutFix }

    /// Fixes that were not taken yet.
    var rowCount: Int { fixes.count }

    /// Forgets the fixes that were not taken; they still count for ``commonKind``.
    mutating func forgetRows() {
        placed.points += fixes.count
        (fixes, kinds) = (FixColumns(), [])
    }

    /// Notes that the next point begins a new segment.
    mutating func noteBreak() {
        let next = placed.points + fixes.count
        guard next > 0, breaks.last != next else { return }
        breaks.append(next)
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

    /// The kind of most points' times so far; 0 when most have none.
    var commonKind: UInt8 {
        guard max(counts.utc, counts.local) >= max(counts.none, 1) else { return 0 }
        return counts.utc >= counts.local ? 1 : 2
    }

    /// Moves the fixes since the last call and the breaks between them into a flight.
    ///
    /// Zero of the flight's clock is the first timed point. Points timed otherwise than most have
    /// no place on that clock and are left out; when most have no time at all, every position is
    /// kept at 0 and no time is. The points of the first call decide, unless that was done before.
    mutating func takeRows(into flight: inout Flight) {
        guard fixes.count > 0 else { return }
        let kind = placed.kind ?? decidedKind ?? commonKind
        placed.kind = kind
        var rows = fixes
        var newIndex: [Int] = []
        if kind == 0 {
            for index in 0..<rows.count { rows.vehicleMicroseconds[index] = 0 }
        } else if kinds.contains(where: { $0 != kind }) {
            rows = fixes.filtered { kinds[$0] == kind }
            var kept = 0
            newIndex = kinds.map { own in
                defer { kept += own == kind ? 1 : 0 }
                return kept
            }
        }
        let before = placed.previous - (placed.base ?? 0)
        if kind != 0 { placeOnClock(&rows) }
        addBreaks(to: &flight, rows.vehicleMicroseconds, before) {
            newIndex.isEmpty ? $0 : newIndex[$0]
        }
        placed.points += fixes.count
        placed.fixes += rows.count
        (fixes, kinds) = (FixColumns(), [])
        flight.fixes = rows
        if let base = placed.base { flight.vehicleSpan = placed.first - base...placed.last - base }
    }

    /// Moves the rest of the fixes, clock, counts and warnings into a flight.
    mutating func finish(into flight: inout Flight) {
        takeRows(into: &flight)
        flight.recordsRead = pointsRead
        flight.recordsBroken = broken
        if zeros > 0 {
            flight.warnings.append("\(zeros) points were left out: their position is 0, 0.")
        }
        if withoutFix > 0 {
            flight.warnings.append("\(withoutFix) points were left out: they had no fix.")
        }
        if placed.kind == 0 {
            let timed = max(counts.utc, counts.local)
            flight.warnings.append(
                (timed == 0
                    ? "No point has a time"
                    : "Only \(timed) of \(placed.points) points have a time")
                    + ": when each was passed is not known, only their order."
            )
        } else if let base = placed.base {
            if placed.fixes < placed.points {
                flight.warnings.append(
                    "\(placed.points - placed.fixes) points were left out: they have no time, or "
                        + "one without a zone, while the \(placed.fixes) others have."
                )
            }
            flight.vehicleSpan = placed.first - base...placed.last - base
            setClock(of: &flight, base)
        }
        if placed.segments > 1 {
            flight.warnings.append(
                "The track has \(placed.segments) segments; between them nothing was recorded."
            )
        }
    }

    /// Notes where segments begin; `index` maps a point to its fix, `before` is the time of the fix
    /// before these.
    private mutating func addBreaks(
        to flight: inout Flight,
        _ times: [Int64],
        _ before: Int64,
        _ index: (Int) -> Int
    ) {
        let end = placed.points + fixes.count
        var later: [Int] = []
        for old in breaks {
            let place = old < end ? index(old - placed.points) : times.count
            guard place < times.count else {
                // The next fix, if there is one, begins the segment.
                if later.isEmpty || old > end { later.append(max(old, end)) }
                continue
            }
            guard placed.fixes + place > 0 else { continue }
            placed.segments += 1
            let seconds = (times[place] - (place > 0 ? times[place - 1] : before)) / 1_000_000
            let gap = placed.first == placed.last ? "" : ", \(seconds) s later"
            flight.events.append(
                FlightEvent(
                    vehicleMicroseconds: times[place],
                    kind: .dropout,
                    text: "segment \(placed.segments) begins at fix "
                        + "\(placed.fixes + place + 1)\(gap)"
                )
            )
        }
        breaks = later
    }

    private mutating func placeOnClock(_ rows: inout FixColumns) {
        for index in 0..<rows.count {
            let time = rows.vehicleMicroseconds[index]
            if placed.base == nil {
                placed.base = time
                (placed.first, placed.last, placed.previous) = (time, time, time)
            }
            (placed.first, placed.last) = (min(placed.first, time), max(placed.last, time))
            if time < placed.previous { placed.backwards += 1 }
            placed.previous = time
            rows.vehicleMicroseconds[index] = time - (placed.base ?? 0)
        }
    }

    private func setClock(of flight: inout Flight, _ base: Int64) {
        if placed.backwards > 0 {
            flight.warnings.append(
                "Times go backwards at \(placed.backwards) points; file order is kept."
            )
        }
        guard placed.kind == 1 else {
            flight.localMicrosecondsAtZero = base
            flight.warnings.append(
                "Times have no zone: they begin at \(wallText(base)) on a clock whose offset from "
                    + "UTC the file does not state."
            )
            return
        }
        guard base >= receiverEpoch else {
            flight.warnings.append(
                "Times begin at \(Timestamp(microseconds: base)), before satellite positioning: the "
                    + "clock was not set, and UTC is not known."
            )
            return
        }
        flight.clock = ClockMapping(
            utcMicrosecondsAtZero: base,
            spreadSeconds: 0,
            samples: placed.fixes,
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
