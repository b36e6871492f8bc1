import RoadModel

/// Makes one flight of a log from one window after another; a short log is one window.
struct DataFlashFlightParts: FlightPartsClosing {
    private var books = FlightBooks()
    private var source: (name: String, instance: Int64)?
    private var clock = ClockLedger()
    private var vehicle = ""
    private var kind: ArduPilotMode.Vehicle?
    /// The record that the first batteries came from.
    private var batterySource: String?

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
            zero: books.firstHeight
        )
        flight.fixes = found.columns
        flight.fixSource = found.source
        books.add(
            found.columns,
            withoutFix: found.withoutFix,
            impossible: found.impossible,
            countsFromFirstFix: found.heightSource == .firstFix
        )
        if found.columns.count > 0 { source = source ?? (found.source, found.instance) }
        flight.attitudes = Self.attitudes(file, segment)
        flight.gimbal = DataFlashGimbal.columns(file, segment, flight.attitudes)
        flight.batteries = DataFlashBatteries.columns(file, segment, &batterySource)
        let events = DataFlashEvents(from: file, in: segment, known: kind)
        flight.events = events.events
        kind = events.kind
        if vehicle.isEmpty { vehicle = events.vehicle }
        books.joinModes(&flight.events)
        let utc = DataFlashReader.utc(file, segment)
        clock.add(utc.mapping, outliers: utc.outliers)
        books.widen([context.firstMicroseconds, context.lastMicroseconds])
        books.widen(flight.fixes.vehicleMicroseconds)
        books.widen(flight.attitudes.vehicleMicroseconds)
        return flight
    }

    mutating func close(_ flight: inout Flight) {
        flight.fixSource = source?.name ?? ""
        flight.vehicle = vehicle
        flight.clock = clock.mapping
        flight.vehicleSpan = books.vehicleSpan
        let estimate = source.map(\.name).flatMap {
            DataFlashFixes.estimates.contains($0) ? $0 : nil
        }
        flight.warnings =
            books.positionWarnings(estimate: estimate, records: "position records")
            + clock.warnings(teller: "receiver")
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
}
