import RoadModel

/// Makes one flight of a log from one window after another; a short log is one window.
struct DataFlashFlightParts: FlightPartsClosing {
    private var fixes = (withoutFix: 0, impossible: 0, count: 0)
    private var source: (name: String, instance: Int64)?
    private var heightSources: Set<DataFlashFixes.HeightSource> = []
    /// The height above the sea of the first fix.
    private var firstHeight: Double?
    private var clock = ClockLedger()
    private var vehicle = ""
    private var kind: ArduPilotMode.Vehicle?
    private var lastMode: String?
    private var span: ClosedRange<Int64>?

    /// The rows in one stretch of a start; `context` is the start as far as it is at hand.
    mutating func next(
        _ file: DataFlashFile,
        in segment: BootSegment,
        context: BootSegment
    ) -> Flight {
        var flight = Flight(
            format: file.isText ? "ArduPilot DataFlash text" : DataFlashReader.format.name
        )
        let found = DataFlashFixes(
            from: file,
            in: segment,
            context: context,
            only: source,
            zero: firstHeight
        )
        flight.fixes = found.columns
        flight.fixSource = found.source
        fixes.withoutFix += found.withoutFix
        fixes.impossible += found.impossible
        fixes.count += found.columns.count
        if found.columns.count > 0 {
            source = source ?? (found.source, found.instance)
            heightSources.insert(found.heightSource)
            firstHeight = firstHeight ?? found.columns.altitudeMSLMetres.first(where: \.isFinite)
        }
        flight.attitudes = Self.attitudes(file, segment)
        flight.gimbal = DataFlashGimbal.columns(file, segment, flight.attitudes)
        flight.batteries = DataFlashBatteries.columns(file, segment)
        let events = DataFlashEvents(from: file, in: segment, known: kind)
        flight.events = events.events
        kind = events.kind
        if vehicle.isEmpty { vehicle = events.vehicle }
        // A window begins with the mode that the one before ended with.
        if let first = flight.events.firstIndex(where: { $0.kind == .mode }),
            flight.events[first].text == lastMode
        {
            flight.events.remove(at: first)
        }
        lastMode = flight.events.last { $0.kind == .mode }?.text ?? lastMode
        let utc = DataFlashReader.utc(file, segment)
        clock.add(utc.mapping, outliers: utc.outliers)
        widen([context.firstMicroseconds, context.lastMicroseconds])
        widen(flight.fixes.vehicleMicroseconds)
        widen(flight.attitudes.vehicleMicroseconds)
        return flight
    }

    mutating func close(_ flight: inout Flight) {
        flight.fixSource = source?.name ?? ""
        flight.vehicle = vehicle
        flight.clock = clock.mapping
        flight.vehicleSpan = span ?? 0...0
        flight.warnings = positionWarnings() + clockWarnings()
    }

    private mutating func widen(_ times: [Int64]) {
        guard let first = times.min(), let last = times.max() else { return }
        span = min(first, span?.lowerBound ?? first)...max(last, span?.upperBound ?? last)
    }

    private static func attitudes(_ file: DataFlashFile, _ segment: BootSegment) -> AttitudeColumns
    {
        var columns = AttitudeColumns()
        guard let rows = DataFlashRows(file, "ATT", in: segment), let roll = rows.numbers("Roll"),
            let pitch = rows.numbers("Pitch"), let yaw = rows.numbers("Yaw")
        else { return columns }
        let times = rows.times
        for row in 0..<rows.count
        where roll[row].isFinite && yaw[row].isFinite && abs(pitch[row]) <= 90 {
            columns.vehicleMicroseconds.append(times[row])
            columns.rollDegrees.append(AngleRange.turn(roll[row]))
            columns.pitchDegrees.append(pitch[row])
            columns.yawDegrees.append(AngleRange.heading(yaw[row]))
        }
        return columns
    }

    private func positionWarnings() -> [String] {
        var warnings: [String] = []
        if fixes.count == 0 {
            warnings.append("The log holds no position.")
        } else if let source, DataFlashFixes.estimates.contains(source.name) {
            warnings.append(
                "No receiver was logged: positions are the vehicle's own estimate "
                    + "(\(source.name))."
            )
        }
        if fixes.withoutFix > 0 {
            warnings.append("\(fixes.withoutFix) position records were left out: they had no fix.")
        }
        if fixes.impossible > 0 {
            warnings.append(
                "\(fixes.impossible) position records were left out: not a place on Earth."
            )
        }
        if heightSources.contains(.firstFix) {
            warnings.append(
                "No home position was logged: relative heights count from the first fix."
            )
        }
        return warnings
    }

    private func clockWarnings() -> [String] {
        guard clock.mapping != nil else {
            return ["The log holds no UTC: its times count from the vehicle's start only."]
        }
        guard clock.outliers > 0 else { return [] }
        return ["\(clock.outliers) times of the receiver differ from the others by over 0.5 s."]
    }
}
