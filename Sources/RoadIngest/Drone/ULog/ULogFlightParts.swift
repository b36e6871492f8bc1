import RoadModel

/// Makes the flight of a log from one window after another; a short log is one window.
struct ULogFlightParts {
    private var books = FlightBooks()
    private var source: (name: String, instance: UInt8)?
    private var countsFromEstimate = false
    private var attitudesImpossible = 0
    private var clock = ClockLedger()

    /// The rows of the next window.
    mutating func next(_ log: ULogFile) -> Flight {
        var flight = Flight(format: "PX4 ULog \(log.version)")
        let found = ULogFixes(from: log, only: source)
        let heights = ULogHeights(from: log, fixes: found.columns, zero: books.firstHeight)
        flight.fixes = found.columns
        flight.fixes.relativeHeightMetres = heights.metres
        books.add(
            found.columns,
            withoutFix: found.withoutFix,
            impossible: found.impossible,
            countsFromFirstFix: heights.source == .firstFix
        )
        if found.columns.count > 0 {
            source = source ?? (found.source, found.instance)
            countsFromEstimate = countsFromEstimate || heights.source == .localPosition
        }
        let attitudes = ULogAttitudes(from: log)
        flight.attitudes = attitudes.columns
        attitudesImpossible += attitudes.impossible
        let gimbal = ULogGimbal(from: log, attitudes: attitudes.columns)
        flight.gimbal = gimbal.columns
        flight.batteries = ULogBatteries.columns(from: log)
        let utc = ULogUTC(from: log)
        clock.add(utc.mapping, outliers: utc.outliers)
        flight.events = ULogEvents.events(of: log)
        books.joinModes(&flight.events)
        books.widen(flight.fixes.vehicleMicroseconds)
        books.widen(flight.attitudes.vehicleMicroseconds)
        return flight
    }

    /// Adds to the last part what holds for the whole flight.
    mutating func close(_ flight: inout Flight, _ log: ULogFile, byteCount: Int) {
        flight.fixSource = source?.name ?? ""
        flight.vehicle = Self.vehicle(log)
        flight.clock = clock.mapping
        books.widen([log.startMicroseconds, log.endMicroseconds])
        flight.vehicleSpan = books.vehicleSpan
        flight.recordsRead = log.recordsRead
        flight.recordsBroken = log.recordsBroken
        flight.lost = log.lost
        flight.completeness = Double(log.bytesUnderstood) / Double(max(byteCount, 1))
        flight.warnings =
            positionWarnings() + clock.warnings(teller: "receiver") + Self.damageWarnings(log)
        if attitudesImpossible > 0 {
            flight.warnings.append(
                "\(attitudesImpossible) attitudes were left out: their quaternion is none."
            )
        }
    }

    private static func vehicle(_ log: ULogFile) -> String {
        let parts =
            ["sys_name", "ver_hw"].compactMap { log.infos[$0]?.description }
            + ["sys_uuid"].compactMap { log.infos[$0].map { "serial \($0.description)" } }
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func positionWarnings() -> [String] {
        let isEstimate = source?.name == ULogFixes.estimateTopic
        var warnings = books.positionWarnings(
            estimate: isEstimate ? source?.name : nil,
            records: "position records"
        )
        if countsFromEstimate {
            warnings.append(
                "No home position was logged: relative heights count from where the vehicle's "
                    + "estimator started (vehicle_local_position)."
            )
        }
        return warnings
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
