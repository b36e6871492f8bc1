import RoadModel

/// The cues of one recording as columns, and what must be said about them.
internal struct SRTRecording {
    private(set) var framesRead = 0
    private(set) var framesBroken = 0
    private(set) var losses = LossLedger()
    /// How the first cue was written.
    private(set) var family: SRTFamily?

    private var fixes = FixColumns()
    private var aircraft = AttitudeColumns()
    private var gimbal = GimbalColumns()
    private var span: ClosedRange<Int64>?
    /// Wall clock minus video time, of cues that have both.
    private var wallOffsets = ThinnedSample()
    private var usesWallTime = false
    private var isLongitudeFirst: Bool?
    private var isOrderOpen = true
    private var hasPlainAltitude = false
    private var zeros = 0
    private var withoutPosition = 0
    private var fixesTaken = 0
    /// Whether absolute heights are 0 so far; `nil` before the first.
    private var isHeightZero: Bool?
    /// Zero of the flight's clock, where cues have no time in the video.
    private var wallBase: Int64?

    /// The bytes of the stretches that could not be read.
    var lostByteCount: Int { losses.ranges.reduce(0) { $0 + $1.end - $1.start } }

    /// Counts a stretch that could not be read.
    mutating func lose(_ start: Int, _ end: Int, _ reason: RejectReason) {
        framesBroken += 1
        losses.add(start, end, reason)
    }

    /// Adds a cue; the reason when it cannot be.
    mutating func add(_ frame: SRTFrame) -> RejectReason? {
        let isFirst = framesRead == 0
        if isFirst { usesWallTime = !frame.fields.contains(.cueTime) }
        guard frame.fields.contains(usesWallTime ? .wallTime : .cueTime) else { return .badTime }
        let standing = frame.row.standing
        if standing == .absent, frame.row.latitude.isFinite != frame.row.longitude.isFinite {
            return .missingField
        }
        if standing == .impossible { return .coordinateRange }
        if standing == .place, let order = frame.isLongitudeFirst {
            guard order == isLongitudeFirst ?? order else { return .coordinatesSwapped }
            isLongitudeFirst = order
            isOrderOpen = isOrderOpen && frame.isOrderOpen
        }
        framesRead += 1
        family = family ?? frame.family ?? .bracketed
        let time = usesWallTime ? frame.wall : frame.begin
        if let old = span {
            span = min(old.lowerBound, time)...max(old.upperBound, time)
        } else {
            span = time...time
        }
        if frame.fields.contains(.wallTime), !usesWallTime {
            wallOffsets.add(frame.wall - frame.begin)
        }
        addColumns(frame, standing, time)
        return nil
    }

    @inline(__always)
    private mutating func addColumns(_ frame: SRTFrame, _ standing: FixStanding, _ time: Int64) {
        switch standing {
        case .place:
            var row = frame.row
            row.microseconds = time
            fixes.append(row)
            hasPlainAltitude = hasPlainAltitude || frame.hasPlainAltitude
        case .zero: zeros += 1
        case .absent, .impossible: withoutPosition += 1
        }
        if frame.fields.contains(.aircraft) {
            let angles = frame.aircraft
            aircraft.append(time, roll: angles.roll, pitch: angles.pitch, yaw: angles.yaw)
        }
        let angles = frame.gimbal
        if angles.yaw.isFinite, angles.pitch.isFinite, angles.roll.isFinite {
            gimbal.append(time, roll: angles.roll, pitch: angles.pitch, yaw: angles.yaw)
        }
    }

    /// The rows since the last call, as a part of the flight.
    mutating func takeRows() -> Flight {
        var flight = Flight(format: (family ?? .bracketed).rawValue)
        flight.fixSource = family == .bracketed ? "latitude, longitude" : "GPS"
        fixesTaken += fixes.count
        settleHeights()
        (flight.fixes, flight.attitudes, flight.gimbal) = (fixes, aircraft, gimbal)
        (fixes, aircraft, gimbal) = (FixColumns(), AttitudeColumns(), GimbalColumns())
        guard let span else { return flight }
        flight.vehicleSpan = span
        if usesWallTime {
            let base = wallBase ?? span.lowerBound
            wallBase = base
            flight.shiftTimes(by: -base)
        }
        return flight
    }

    /// Leaves absolute heights out as long as they are 0.
    private mutating func settleHeights() {
        let heights = fixes.altitudeUnverifiedMetres
        guard isHeightZero != false, heights.contains(where: \.isFinite) else { return }
        let isZero = heights.allSatisfy { $0 == 0 || $0.isNaN }
        isHeightZero = isZero
        if isZero { fixes.altitudeUnverifiedMetres = [] }
    }

    /// The rest of the flight and what holds for all of it, without its share of understood bytes.
    mutating func flight() -> Flight {
        var flight = takeRows()
        flight.recordsRead = framesRead
        flight.recordsBroken = framesBroken
        flight.lost = losses.ranges
        positionWarnings(&flight)
        heightWarnings(&flight)
        setClock(&flight)
        if framesBroken > 0 {
            flight.warnings.append(
                "The subtitles are damaged: \(framesBroken) cues (\(lostByteCount) bytes) are lost."
            )
        }
        return flight
    }

    private func positionWarnings(_ flight: inout Flight) {
        if fixesTaken == 0 { flight.warnings.append("The subtitles hold no position.") }
        if zeros > 0 {
            flight.warnings.append("\(zeros) frames were left out: their position is 0, 0.")
        }
        if withoutPosition > 0 {
            flight.warnings.append(
                "\(withoutPosition) frames were left out: they have no position."
            )
        }
        if let isLongitudeFirst, isOrderOpen, fixesTaken > 0 {
            flight.warnings.append(
                isLongitudeFirst
                    ? "Longitude is read first, as a count of satellites stands third; the other "
                        + "order would be on Earth too, so compare one position with the map."
                    : "Latitude is read first, as metres stand third; the other order would be on "
                        + "Earth too, so compare one position with the map."
            )
        }
    }

    private func heightWarnings(_ flight: inout Flight) {
        guard let isHeightZero else { return }
        if isHeightZero {
            flight.warnings.append("The absolute height is 0 throughout and was left out.")
        } else if hasPlainAltitude {
            flight.warnings.append(
                "The height is called altitude only: whether it counts from take-off or from the "
                    + "sea is not known; it is kept as an unverified altitude."
            )
        } else {
            flight.warnings.append(
                "Absolute heights are the drone's own and may be wrong by over 100 m; they are kept "
                    + "as unverified altitudes, apart from heights above take-off."
            )
        }
    }

    /// Never UTC: the camera's clock has no zone.
    private func setClock(_ flight: inout Flight) {
        if let base = wallBase {
            flight.localMicrosecondsAtZero = base
            flight.warnings.append(
                "Cues have no time in the video: times are those of the camera's clock, which "
                    + "begins at \(wallText(base)) in an unknown zone; UTC is not known."
            )
            return
        }
        guard let range = wallOffsets.range else {
            flight.warnings.append(
                "The subtitles hold no date: times count from the start of the video, UTC is not "
                    + "known."
            )
            return
        }
        let base = typicalOffset
        flight.localMicrosecondsAtZero = base
        let spread = range.upperBound - range.lowerBound
        var warning =
            "The camera's clock shows \(wallText(base)) at the start of the video, in an unknown "
            + "zone; UTC is not known."
        if spread > 2_000_000 {
            warning += " It departs from the video's time by up to \(spread / 1_000_000) s."
        }
        flight.warnings.append(warning)
    }

    /// The median over at most 4,096 cues spread over the recording.
    private var typicalOffset: Int64 {
        let offsets = wallOffsets.values
        let step = offsets.count / 4096 + 1
        let sample = stride(from: 0, to: offsets.count, by: step).map { offsets[$0] }.sorted()
        return sample[sample.count / 2]
    }
}
