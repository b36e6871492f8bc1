import Glibc
package import RoadModel

/// Reads DJI flight records (`DJIFlightRecord_….txt`) into flights.
package enum DJIRecordReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "DJI flight record",
        fileExtensions: ["txt"],
        recognises: { DJIRecordLayout.recognises($0) },
        read: { bytes, name throws(IntakeError) in [try read(bytes, name: name)] },
        readAll: { bytes, name, visit throws(IntakeError) in
            let file = try DJIRecordFile(reading: bytes, name: name)
            if let visit { file.forEachRow(visit) }
            return file.recordsRead
        }
    )

    /// Reads the flight of a record.
    ///
    /// - Throws: what ``DJIRecordFile/init(reading:name:)`` throws.
    package static func read(
        _ bytes: RawSpan,
        name: String,
        keychains: DJIKeychains? = nil
    ) throws(IntakeError) -> Flight {
        let file = try DJIRecordFile(reading: bytes, name: name, keychains: keychains)
        return flight(of: file, byteCount: bytes.byteCount)
    }

    /// The flight that a record tells of; `byteCount` is the length of its file.
    ///
    /// The vehicle's clock counts from the first frame.
    package static func flight(of file: DJIRecordFile, byteCount: Int) -> Flight {
        var flight = Flight(format: "DJI flight record \(file.layout.version)")
        flight.vehicle = vehicle(file)
        let clock = DJIRecordClock(file)
        let zero = clock.microseconds.first ?? 0
        let times = clock.microseconds.map { $0 - zero }
        if let source = clock.source {
            flight.clock = ClockMapping(
                utcMicrosecondsAtZero: zero,
                spreadSeconds: 0,
                samples: clock.samples,
                source: source
            )
        }
        if let first = times.min(), let last = times.max() { flight.vehicleSpan = first...last }

        var fixes = DJIRecordFixes()
        fixes.add(file, times)
        flight.fixes = fixes.columns
        flight.fixSource = "OSD"
        flight.attitudes = attitudes(file, times)
        flight.gimbal = gimbal(file, times)
        for (record, time) in zip(file.osd, times) {
            flight.batteries.append(
                time,
                battery: 0,
                volts: .nan,
                amperes: .nan,
                percent: Double(record.battery)
            )
        }
        flight.events = DJIRecordEvents.events(of: file, times)

        flight.recordsRead = file.recordsRead
        flight.recordsBroken = file.recordsBroken
        flight.lost = file.lost
        flight.completeness = Double(file.bytesUnderstood) / Double(max(byteCount, 1))
        flight.warnings =
            fixes.warnings + heightWarnings(file) + clockWarnings(clock) + damageWarnings(file)
        return flight
    }

    private static func vehicle(_ file: DJIRecordFile) -> String {
        guard let details = file.details else { return "" }
        var parts = [DJIProduct.name(details.product)]
        if !details.aircraftName.isEmpty { parts.append(details.aircraftName) }
        if !details.aircraftSerial.isEmpty { parts.append("serial \(details.aircraftSerial)") }
        return parts.joined(separator: ", ")
    }

    private static func attitudes(_ file: DJIRecordFile, _ times: [Int64]) -> AttitudeColumns {
        var columns = AttitudeColumns()
        columns.vehicleMicroseconds = times
        columns.rollDegrees = file.osd.map { Double($0.roll) / 10 }
        columns.pitchDegrees = file.osd.map { Double($0.pitch) / 10 }
        columns.yawDegrees = file.osd.map { DJIAngle.heading(Double($0.yaw) / 10) }
        return columns
    }

    private static func gimbal(_ file: DJIRecordFile, _ times: [Int64]) -> GimbalColumns {
        var columns = GimbalColumns()
        var frames = DJIRecordFrames(file)
        for record in file.gimbal {
            let frame = frames.frame(at: record.offset)
            guard times.indices.contains(frame) else { continue }
            columns.vehicleMicroseconds.append(times[frame])
            columns.rollDegrees.append(Double(record.roll) / 10)
            columns.pitchDegrees.append(Double(record.pitch) / 10)
            columns.yawDegrees.append(DJIAngle.heading(Double(record.yaw) / 10))
        }
        return columns
    }

    private static func heightWarnings(_ file: DJIRecordFile) -> [String] {
        guard let home = file.homes.last(where: { $0.altitude.isFinite }) else { return [] }
        let metres = (home.altitudeMetres * 10).rounded() / 10
        return [
            "The altitude of take-off, \(metres) m, is the barometer's and can be 100 m wrong: "
                + "absolute altitudes are kept apart as unverified; use the heights above take-off."
        ]
    }

    private static func clockWarnings(_ clock: DJIRecordClock) -> [String] {
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

    private static func damageWarnings(_ file: DJIRecordFile) -> [String] {
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
            let missing = Int(details.frameCount) - file.osd.count
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
