import RoadModel

/// Puts moments in order of days and makes the flight of them.
internal struct NMEATrack {
    private static let dayMicroseconds: Int64 = 86_400_000_000

    private var fixes = FixColumns()
    /// Days since the first moment, counted by midnights passed and by dates stated.
    private var dayCount = 0
    /// The date on which `dayCount` is 0.
    private var anchor: Int?
    private var previousTime: Int64?
    private var datedMoments = 0
    private var zeros = 0
    private var withoutFix = 0
    private var notMeasured = 0
    private var sentencesWithoutTime = 0
    private var impossible = 0
    /// Zero of the flight's clock, and what is known of the fixes that were taken.
    private var base: Int64?
    private var (first, last, previous, backwards) = (Int64(0), Int64(0), Int64(0), 0)

    /// No moments.
    init() {}

    /// Counts a sentence that states no time of day.
    mutating func noteSentenceWithoutTime() { sentencesWithoutTime += 1 }

    /// Adds a moment.
    mutating func add(_ epoch: NMEAEpoch) {
        if let previousTime, epoch.timeOfDay < previousTime - Self.dayMicroseconds / 2 {
            dayCount += 1
        }
        previousTime = epoch.timeOfDay
        if let day = epoch.day {
            datedMoments += 1
            if let anchor { dayCount = day - anchor } else { anchor = day - dayCount }
        }
        guard epoch.hasPosition else { return }
        switch epoch.row.standing {
        case _ where epoch.hasNoFix: withoutFix += 1
        case .absent: withoutFix += 1
        case .zero: zeros += 1
        case .impossible: impossible += 1
        case .place:
            var row = epoch.row
            row.microseconds = Int64(dayCount) * Self.dayMicroseconds + epoch.timeOfDay
            fixes.append(row)
            if epoch.isNotMeasured { notMeasured += 1 }
        }
    }

    /// Moves the fixes since the last call into a flight.
    mutating func takeRows(into flight: inout Flight) {
        flight.fixes = fixes
        fixes = FixColumns()
        for (index, time) in flight.fixes.vehicleMicroseconds.enumerated() {
            if base == nil { (base, first, last, previous) = (time, time, time, time) }
            (first, last) = (min(first, time), max(last, time))
            if time < previous { backwards += 1 }
            previous = time
            flight.fixes.vehicleMicroseconds[index] = time - (base ?? 0)
        }
        if let base { flight.vehicleSpan = first - base...last - base }
    }

    /// Moves the rest of the fixes, clock and warnings into a flight.
    mutating func finish(into flight: inout Flight) {
        takeRows(into: &flight)
        let counted = [
            (withoutFix, "moments were left out: the receiver had no fix."),
            (sentencesWithoutTime, "sentences were left out: they state no time."),
            (zeros, "moments were left out: their position is 0, 0."),
            (impossible, "moments were left out: not a place on Earth."),
            (notMeasured, "positions are reckoned, entered by hand or simulated, not measured."),
        ]
        for (count, text) in counted where count > 0 { flight.warnings.append("\(count) \(text)") }
        guard let base else {
            flight.warnings.append("The log holds no position.")
            return
        }
        if backwards > 0 {
            flight.warnings.append(
                "Times go backwards at \(backwards) moments; file order is kept."
            )
        }
        setClock(&flight, base)
    }

    private func setClock(_ flight: inout Flight, _ base: Int64) {
        guard let anchor else {
            let midnight = Timestamp(microseconds: base % Self.dayMicroseconds)
            let time = midnight.description.dropFirst("1970-01-01T".count)
            flight.warnings.append(
                "No sentence states a date (RMC, ZDA): the first position is of \(time) on an unknown "
                    + "day, so UTC is not known."
            )
            return
        }
        let utc = Int64(anchor) * Self.dayMicroseconds + base
        flight.clock = ClockMapping(
            utcMicrosecondsAtZero: utc,
            spreadSeconds: 0,
            samples: datedMoments,
            source: "RMC, ZDA"
        )
        if utc < 946_684_800_000_000 {
            flight.warnings.append(
                "Dates lie before the year 2000: the receiver may have lost count of the weeks, each "
                    + "1,024 of which shift the date by 19.6 years."
            )
        }
    }
}
