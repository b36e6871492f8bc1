package import RoadModel

/// Reads PX4 ULog files into flights.
package enum ULogReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "PX4 ULog",
        fileExtensions: ["ulg"],
        recognises: { $0.has(ULogFile.signature, at: 0) },
        read: { bytes, name throws(IntakeError) in [try read(bytes, name: name)] }
    )

    private static let topics = Set(
        ULogFixes.receiverTopics + ULogEvents.cameraTopics
            + [
                ULogFixes.estimateTopic, ULogAttitudes.topic, ULogEvents.modeTopic,
                "vehicle_local_position", "home_position",
            ]
    )

    /// Reads the flight of a log; a log without positions is a flight without fixes.
    ///
    /// - Throws: what ``ULogFile/init(reading:name:keeping:)`` throws.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> Flight {
        let log = try ULogFile(reading: bytes, name: name) { topics.contains($0) }
        return flight(of: log, byteCount: bytes.byteCount)
    }

    /// The flight that a log tells of; `byteCount` is the length of the log's file.
    package static func flight(of log: ULogFile, byteCount: Int) -> Flight {
        var flight = Flight(format: "PX4 ULog \(log.version)")
        flight.vehicle = vehicle(log)

        let fixes = ULogFixes(from: log)
        let heights = ULogHeights(from: log, fixes: fixes.columns)
        flight.fixes = fixes.columns
        flight.fixes.relativeHeightMetres = heights.metres
        flight.fixSource = fixes.source
        let attitudes = ULogAttitudes(from: log)
        flight.attitudes = attitudes.columns
        let utc = ULogUTC(from: log)
        flight.clock = utc.mapping
        flight.events = ULogEvents.events(of: log)
        flight.vehicleSpan = span(log, flight)

        flight.recordsRead = log.recordsRead
        flight.recordsBroken = log.recordsBroken
        flight.lost = log.lost
        flight.completeness = Double(log.bytesUnderstood) / Double(max(byteCount, 1))
        flight.warnings =
            positionWarnings(fixes, heights) + clockWarnings(utc) + damageWarnings(log)
        if attitudes.impossible > 0 {
            flight.warnings.append(
                "\(attitudes.impossible) attitudes were left out: their quaternion is none."
            )
        }
        return flight
    }

    private static func vehicle(_ log: ULogFile) -> String {
        let parts =
            ["sys_name", "ver_hw"].compactMap { log.infos[$0]?.description }
            + ["sys_uuid"].compactMap { log.infos[$0].map { "serial \($0.description)" } }
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// The log's running time, widened to hold every fix and attitude.
    private static func span(_ log: ULogFile, _ flight: Flight) -> ClosedRange<Int64> {
        var (first, last) = (log.startMicroseconds, log.endMicroseconds)
        for times in [flight.fixes.vehicleMicroseconds, flight.attitudes.vehicleMicroseconds] {
            first = min(first, times.min() ?? first)
            last = max(last, times.max() ?? last)
        }
        return first...max(first, last)
    }

    private static func positionWarnings(_ fixes: ULogFixes, _ heights: ULogHeights) -> [String] {
        var warnings: [String] = []
        if fixes.columns.count == 0 {
            warnings.append("The log holds no position.")
        } else if fixes.source == ULogFixes.estimateTopic {
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
        switch heights.source {
        case .home, .none: break
        case .localPosition:
            warnings.append(
                "No home position was logged: relative heights count from where the vehicle's "
                    + "estimator started (vehicle_local_position)."
            )
        case .firstFix:
            warnings.append(
                "No home position was logged: relative heights count from the first fix."
            )
        }
        return warnings
    }

    private static func clockWarnings(_ utc: ULogUTC) -> [String] {
        guard utc.mapping != nil else {
            return ["The log holds no UTC: its times count from the vehicle's start only."]
        }
        guard utc.outliers > 0 else { return [] }
        return ["\(utc.outliers) times of the receiver differ from the others by over 0.5 s."]
    }

    private static func damageWarnings(_ log: ULogFile) -> [String] {
        var warnings: [String] = []
        if log.recordsBroken > 0 {
            let bytes = log.lost.reduce(0) { $0 + $1.end - $1.start }
            warnings.append(
                "The log is damaged: \(log.recordsBroken) messages (\(bytes) bytes) are lost."
            )
        }
        if log.recordsMended > 0 {
            warnings.append("\(log.recordsMended) messages with a damaged header were mended.")
        }
        for topic in Set(log.topicsWithoutFormat).sorted().prefix(10) {
            warnings.append("The format of topic \(topic) is lost, and its records with it.")
        }
        return warnings
    }
}
