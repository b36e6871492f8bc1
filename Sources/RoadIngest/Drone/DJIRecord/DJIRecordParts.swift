import RoadModel

/// Makes the flight of a record, window by window.
///
/// The vehicle's clock counts from the first frame.
struct DJIRecordParts {
    private let clock: DJIRecordClock
    private let format: String
    private var timeline: DJIRecordTimeline
    private var fixes: DJIRecordFixes
    private var events = DJIRecordEvents()
    private var span: ClosedRange<Int64>?
    /// The time of the last frame; that of the first one, 0, before any.
    private var lastTime: Int64 = 0
    /// Metres of the last home point that has an altitude.
    private var takeOffAltitude: Double?

    /// Nothing made yet.
    init(_ clock: DJIRecordClock, version: UInt8) {
        self.clock = clock
        format = "DJI flight record \(version)"
        timeline = DJIRecordTimeline(clock)
        fixes = DJIRecordFixes(homeAltitude: clock.firstHomeAltitude)
    }

    /// The rows of the frames of a window whose times can be told.
    ///
    /// - Parameters:
    ///   - file: The records from the first one on that has not become a row.
    ///   - isLast: Whether the record is over.
    /// - Returns: The rows, and the first byte of what is left for the next window.
    mutating func next(_ file: DJIRecordFile, isLast: Bool) -> (part: Flight, end: Int) {
        var part = Flight(format: format)
        let times = timeline.next(file, isLast: isLast)
        let end = times.count < file.osd.count ? file.osd[times.count].offset : Int.max
        let homes = file.homes.prefix { $0.offset < end }
        fixes.add(file, times, homeCount: homes.count)
        if isLast { fixes.finish() }
        part.fixes = fixes.take()
        part.fixSource = "OSD"
        addFrames(file, times, to: &part)
        if clock.frameCount > 0 {
            addGimbal(file, times, end, to: &part)
            part.events = events.next(file, times, before: lastTime, end: end)
        }
        if let home = homes.last(where: { $0.altitude.isFinite }) {
            takeOffAltitude = home.altitudeMetres
        }
        if let least = times.min(), let greatest = times.max() {
            span =
                min(least, span?.lowerBound ?? least)...max(greatest, span?.upperBound ?? greatest)
        }
        lastTime = times.last ?? lastTime
        timeline.forget(
            osd: times.count,
            custom: file.custom.prefix { $0.offset < end }.count
        )
        part.vehicleSpan = span ?? 0...0
        if let source = clock.source {
            part.clock = ClockMapping(
                utcMicrosecondsAtZero: clock.zero,
                spreadSeconds: 0,
                samples: clock.samples,
                source: source
            )
        }
        return (part, end)
    }

    /// Adds to the last part what holds for the whole flight; `byteCount` is the file's length.
    func close(_ flight: inout Flight, _ file: DJIRecordFile, byteCount: Int) {
        flight.vehicle = vehicle(file)
        flight.recordsRead = file.recordsRead
        flight.recordsBroken = file.recordsBroken
        flight.lost = file.lost
        flight.completeness = Double(file.bytesUnderstood) / Double(max(byteCount, 1))
        flight.warnings = fixes.warnings + heightWarnings + clockWarnings + damageWarnings(file)
    }

    private func addFrames(_ file: DJIRecordFile, _ times: [Int64], to part: inout Flight) {
        let frames = file.osd.prefix(times.count)
        part.attitudes.vehicleMicroseconds = times
        part.attitudes.rollDegrees = frames.map { Double($0.roll) / 10 }
        part.attitudes.pitchDegrees = frames.map { Double($0.pitch) / 10 }
        part.attitudes.yawDegrees = frames.map { DJIAngle.heading(Double($0.yaw) / 10) }
        for (record, time) in zip(frames, times) {
            part.batteries.append(
                time,
                battery: 0,
                volts: .nan,
                amperes: .nan,
                percent: Double(record.battery)
            )
        }
    }

    private func addGimbal(
        _ file: DJIRecordFile,
        _ times: [Int64],
        _ end: Int,
        to part: inout Flight
    ) {
        var frames = DJIRecordFrames(file, times, before: lastTime)
        for record in file.gimbal {
            guard record.offset < end else { break }
            part.gimbal.vehicleMicroseconds.append(frames.time(at: record.offset))
            part.gimbal.rollDegrees.append(Double(record.roll) / 10)
            part.gimbal.pitchDegrees.append(Double(record.pitch) / 10)
            part.gimbal.yawDegrees.append(DJIAngle.heading(Double(record.yaw) / 10))
        }
    }

    private func vehicle(_ file: DJIRecordFile) -> String {
        guard let details = file.details else { return "" }
        var parts = [DJIProduct.name(details.product)]
        if !details.aircraftName.isEmpty { parts.append(details.aircraftName) }
        if !details.aircraftSerial.isEmpty { parts.append("serial \(details.aircraftSerial)") }
        return parts.joined(separator: ", ")
    }

    private var heightWarnings: [String] {
        guard let takeOffAltitude else { return [] }
        let metres = (takeOffAltitude * 10).rounded() / 10
        return [
            "The altitude of take-off, \(metres) m, is the barometer's and can be 100 m wrong: "
                + "absolute altitudes are kept apart as unverified; use the heights above take-off."
        ]
    }

    private var clockWarnings: [String] {
        var warnings: [String] = []
        switch clock.source {
        case nil: warnings.append("The log holds no UTC: its times count from its start only.")
        case "details.start_time":
            warnings.append(
                "The frames carry no UTC: times count from the start that the app noted."
            )
        default: break
        }
        if clock.strays > 0 {
            warnings.append(
                "\(clock.strays) times of the app were left out: they contradict others."
            )
        }
        return warnings
    }

    private func damageWarnings(_ file: DJIRecordFile) -> [String] {
        var warnings: [String] = []
        if file.recordsBroken > 0 {
            let bytes = file.lost.reduce(0) { $0 + $1.end - $1.start }
            warnings.append(
                "The log is damaged: \(file.recordsBroken) records (\(bytes) bytes) are lost."
            )
        }
        if file.recordsWithoutKey > 0 {
            warnings.append(
                "\(file.recordsWithoutKey) records stayed sealed: the keychain has no key of "
                    + "their kind."
            )
        }
        if file.recordsMended > 0 {
            warnings.append("\(file.recordsMended) records with one damaged byte were mended.")
        }
        if let details = file.details {
            let missing = Int(details.frameCount) - clock.frameCount
            if missing > 0 {
                warnings.append(
                    "\(missing) of the \(details.frameCount) frames that the app counted "
                        + "are missing."
                )
            }
        } else {
            warnings.append(
                "The notes at the log's end (vehicle, start, number of frames) are missing: "
                    + "the file was cut off or is damaged."
            )
        }
        return warnings
    }
}
