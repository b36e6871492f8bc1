package import RoadModel

/// Reads ArduPilot DataFlash logs into flights, one for each start of the vehicle.
package enum DataFlashReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "ArduPilot DataFlash",
        fileExtensions: ["bin", "log"],
        recognises: { DataFlashRecognition.isBinary($0) || DataFlashRecognition.isText($0) },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) }
    )

    private static let names = Set(
        DataFlashFixes.receivers + DataFlashFixes.estimates
            + ["GPA", "GPA2", "ORGN", "ATT", "MODE", "MSG", "ERR", "CAM", "TRIG"]
    )

    /// Reads the flights of a log; one without positions is a flight without fixes.
    ///
    /// - Throws: what ``DataFlashFile/init(reading:name:keeping:)`` throws.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> [Flight] {
        let file = try DataFlashFile(reading: bytes, name: name) { names.contains($0) }
        return flights(of: file, byteCount: bytes.byteCount)
    }

    /// The flights that a log tells of; `byteCount` is the length of the log's file.
    package static func flights(of file: DataFlashFile, byteCount: Int) -> [Flight] {
        var flights = file.segments.map { flight(of: file, in: $0) }
        // A stretch without anything, such as declarations alone, is no flight of its own.
        if flights.count > 1 {
            let full = flights.filter { $0.fixes.count > 0 || $0.attitudes.count > 0 }
            if !full.isEmpty { flights = full }
        }
        for index in flights.indices {
            account(for: file, byteCount: byteCount, isFirst: index == 0, in: &flights[index])
            if flights.count > 1 {
                flights[index].warnings.insert(
                    "The file holds \(flights.count) starts of the vehicle; this is number "
                        + "\(index + 1).",
                    at: 0
                )
            }
        }
        return flights
    }

    private static func flight(of file: DataFlashFile, in segment: BootSegment) -> Flight {
        var flight = Flight(format: file.isText ? "ArduPilot DataFlash text" : format.name)
        let fixes = DataFlashFixes(from: file, in: segment)
        flight.fixes = fixes.columns
        flight.fixSource = fixes.source
        flight.attitudes = attitudes(file, segment)
        let events = DataFlashEvents(from: file, in: segment)
        flight.events = events.events
        flight.vehicle = events.vehicle
        let utc = utc(file, segment)
        flight.clock = utc.mapping
        flight.vehicleSpan = span(segment, flight)
        flight.warnings = positionWarnings(fixes) + clockWarnings(utc)
        return flight
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

    /// UTC by the receiver's week and time of week under a fix of three dimensions.
    private static func utc(_ file: DataFlashFile, _ segment: BootSegment) -> BootUTC {
        for name in DataFlashFixes.receivers {
            guard let rows = DataFlashRows(file, name, in: segment),
                let weeks = rows.integers("GWk", "Week"),
                // Logs before 2015 call the time of week `TimeMS`.
                let milliseconds = rows.integers("GMS", "TimeMS")
            else { continue }
            let status = rows.integers("Status")
            var offsets: [Int64] = []
            for (row, time) in rows.times.enumerated() where (status?[row] ?? 3) >= 3 {
                guard
                    let utc = GPSTime.utcMicroseconds(
                        week: weeks[row],
                        millisecond: milliseconds[row]
                    ), let offset = BootUTC.offset(utc: utc, vehicle: time)
                else { continue }
                offsets.append(offset)
            }
            guard offsets.isEmpty else {
                return BootUTC(offsets: offsets, source: "\(name) week and time")
            }
        }
        return BootUTC(offsets: [], source: "")
    }

    /// The stretch's running time, widened to hold every fix and attitude.
    private static func span(_ segment: BootSegment, _ flight: Flight) -> ClosedRange<Int64> {
        var (first, last) = (segment.firstMicroseconds, segment.lastMicroseconds)
        for times in [flight.fixes.vehicleMicroseconds, flight.attitudes.vehicleMicroseconds] {
            first = min(first, times.min() ?? first)
            last = max(last, times.max() ?? last)
        }
        return first...max(first, last)
    }

    /// Books of the whole file: the first flight carries them, so that sums over flights are right.
    private static func account(
        for file: DataFlashFile,
        byteCount: Int,
        isFirst: Bool,
        in flight: inout Flight
    ) {
        flight.completeness = Double(file.bytesUnderstood) / Double(max(byteCount, 1))
        guard isFirst else { return }
        flight.recordsRead = file.recordsRead
        flight.recordsBroken = file.recordsBroken
        flight.lost = file.lost
        if file.recordsBroken > 0 {
            let bytes = file.lost.reduce(0) { $0 + $1.end - $1.start }
            flight.warnings.append(
                "The log is damaged: \(file.recordsBroken) stretches (\(bytes) bytes) are lost."
            )
        }
        if file.recordsMended > 0 {
            flight.warnings.append(
                "\(file.recordsMended) records with a damaged head were mended."
            )
        }
    }

    private static func positionWarnings(_ fixes: DataFlashFixes) -> [String] {
        var warnings: [String] = []
        if fixes.columns.count == 0 {
            warnings.append("The log holds no position.")
        } else if DataFlashFixes.estimates.contains(fixes.source) {
            warnings.append(
                "No receiver was logged: positions are the vehicle's own estimate "
                    + "(\(fixes.source))."
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
        if fixes.heightSource == .firstFix {
            warnings.append(
                "No home position was logged: relative heights count from the first fix."
            )
        }
        return warnings
    }

    private static func clockWarnings(_ utc: BootUTC) -> [String] {
        guard utc.mapping != nil else {
            return ["The log holds no UTC: its times count from the vehicle's start only."]
        }
        guard utc.outliers > 0 else { return [] }
        return ["\(utc.outliers) times of the receiver differ from the others by over 0.5 s."]
    }
}
