import RoadModel

/// Makes the flight of a log from one window after another; a short log is one window.
struct ULogFlightParts {
    private var fixes = (withoutFix: 0, impossible: 0, count: 0)
    private var source: (name: String, instance: UInt8)?
    private var heightSources: Set<ULogHeights.Source> = []
    /// The height above the sea of the first fix.
    private var firstHeight: Double?
    private var attitudesImpossible = 0
    private var clock = ClockLedger()
    private var lastMode: String?
    private var span: ClosedRange<Int64>?

    /// The rows of the next window.
    mutating func next(_ log: ULogFile) -> Flight {
        var flight = Flight(format: "PX4 ULog \(log.version)")
        let found = ULogFixes(from: log, only: source)
        let heights = ULogHeights(from: log, fixes: found.columns, zero: firstHeight)
        flight.fixes = found.columns
        flight.fixes.relativeHeightMetres = heights.metres
        fixes.withoutFix += found.withoutFix
        fixes.impossible += found.impossible
        fixes.count += found.columns.count
        if found.columns.count > 0 {
            source = source ?? (found.source, found.instance)
            heightSources.insert(heights.source)
            firstHeight = firstHeight ?? found.columns.altitudeMSLMetres.first(where: \.isFinite)
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
        // A window begins with the mode that the one before ended with.
        if let first = flight.events.firstIndex(where: { $0.kind == .mode }),
            flight.events[first].text == lastMode
        {
            flight.events.remove(at: first)
        }
        lastMode = flight.events.last { $0.kind == .mode }?.text ?? lastMode
        widen(flight.fixes.vehicleMicroseconds)
        widen(flight.attitudes.vehicleMicroseconds)
        return flight
    }

    /// Adds to the last part what holds for the whole flight.
    mutating func close(_ flight: inout Flight, _ log: ULogFile, byteCount: Int) {
        flight.fixSource = source?.name ?? ""
        flight.vehicle = Self.vehicle(log)
        flight.clock = clock.mapping
        widen([log.startMicroseconds, log.endMicroseconds])
        flight.vehicleSpan = span ?? 0...0
        flight.recordsRead = log.recordsRead
        flight.recordsBroken = log.recordsBroken
        flight.lost = log.lost
        flight.completeness = Double(log.bytesUnderstood) / Double(max(byteCount, 1))
        flight.warnings = positionWarnings() + clockWarnings() + Self.damageWarnings(log)
        if attitudesImpossible > 0 {
            flight.warnings.append(
                "\(attitudesImpossible) attitudes were left out: their quaternion is none."
            )
        }
    }

    private mutating func widen(_ times: [Int64]) {
        guard let first = times.min(), let last = times.max() else { return }
        span = min(first, span?.lowerBound ?? first)...max(last, span?.upperBound ?? last)
    }

    private static func vehicle(_ log: ULogFile) -> String {
        let parts =
            ["sys_name", "ver_hw"].compactMap { log.infos[$0]?.description }
            + ["sys_uuid"].compactMap { log.infos[$0].map { "serial \($0.description)" } }
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func positionWarnings() -> [String] {
        var warnings: [String] = []
        if fixes.count == 0 {
            warnings.append("The log holds no position.")
        } else if let source, source.name == ULogFixes.estimateTopic {
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
        if heightSources.contains(.localPosition) {
            warnings.append(
                "No home position was logged: relative heights count from where the vehicle's "
                    + "estimator started (vehicle_local_position)."
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
