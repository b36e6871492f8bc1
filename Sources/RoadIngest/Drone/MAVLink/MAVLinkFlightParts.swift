import RoadModel

/// Makes one flight of a vehicle from one window after another; a short log is one window.
struct MAVLinkFlightParts: FlightPartsClosing {
    /// Clocks that differ by more than this are told apart, in seconds.
    private static let noticeableSkew = 0.5

    private let vehicle: MAVLinkVehicle
    private var fixes = (withoutFix: 0, impossible: 0, count: 0)
    private var source: String?
    private var heightSources: Set<MAVLinkFixes.HeightSource> = []
    /// The height above the sea of the first fix.
    private var firstHeight: Double?
    private var firmware = ""
    private var lastMode: String?
    private var own = ClockLedger()
    private var ofGroundStation = ClockLedger()
    private var skews: [Double] = []
    private var sender: MAVLinkSender?
    private var span: ClosedRange<Int64>?

    init(_ vehicle: MAVLinkVehicle) { self.vehicle = vehicle }

    /// The rows in one stretch of a start; `context` is the start as far as it is at hand.
    mutating func next(
        _ file: MAVLinkFile,
        _ timeline: MAVLinkTimeline,
        in segment: BootSegment,
        context: BootSegment
    ) -> Flight {
        func rows(_ name: String, anyComponent: Bool = false) -> MAVLinkRows? {
            MAVLinkRows(
                file,
                name,
                system: vehicle.system,
                component: anyComponent ? nil : vehicle.component,
                in: segment
            )
        }
        var flight = Flight(format: MAVLinkReader.format.name)
        let found = MAVLinkFixes(
            from: file,
            vehicle,
            timeline,
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
            source = source ?? found.source
            heightSources.insert(found.heightSource)
            firstHeight = firstHeight ?? found.columns.altitudeMSLMetres.first(where: \.isFinite)
        }
        flight.attitudes = MAVLinkAttitudes.columns(rows("ATTITUDE"), rows("ATTITUDE_QUATERNION"))
        flight.gimbal = MAVLinkGimbal.columns(flight.attitudes, timeline, context) {
            rows($0, anyComponent: true)
        }
        flight.batteries = MAVLinkBatteries.columns(timeline, context) { rows($0) }
        addEvents(
            MAVLinkEvents(from: file, vehicle, timeline, in: segment, context: context),
            to: &flight
        )
        let clock = MAVLinkUTC(rows("SYSTEM_TIME"), timeline, in: segment)
        if clock.isOfGroundStation {
            ofGroundStation.add(clock.utc.mapping, outliers: clock.utc.outliers)
        } else {
            own.add(clock.utc.mapping, outliers: clock.utc.outliers)
        }
        if let skew = clock.skewSeconds { skews.append(skew) }
        sender = file.senders.first {
            $0.system == vehicle.system && $0.component == vehicle.component
        }
        widen([context.firstMicroseconds, context.lastMicroseconds])
        widen(flight.fixes.vehicleMicroseconds)
        widen(flight.attitudes.vehicleMicroseconds)
        return flight
    }

    mutating func close(_ flight: inout Flight) {
        flight.fixSource = source ?? ""
        flight.vehicle = [vehicle.description, firmware].filter { !$0.isEmpty }
            .joined(separator: ", ")
        flight.clock = own.mapping ?? ofGroundStation.mapping
        flight.vehicleSpan = span ?? 0...0
        flight.warnings = positionWarnings() + clockWarnings()
        if let sender, sender.missing > 0 {
            flight.warnings.append(
                "\(sender.missing) of the vehicle's \(sender.packets + sender.missing) packets "
                    + "never reached the log."
            )
        }
    }

    private mutating func addEvents(_ events: MAVLinkEvents, to flight: inout Flight) {
        flight.events = events.events
        if firmware.isEmpty { firmware = events.firmware }
        // A window begins with the mode that the one before ended with.
        if let first = flight.events.firstIndex(where: { $0.kind == .mode }),
            flight.events[first].text == lastMode
        {
            flight.events.remove(at: first)
        }
        lastMode = flight.events.last { $0.kind == .mode }?.text ?? lastMode
    }

    private mutating func widen(_ times: [Int64]) {
        guard let first = times.min(), let last = times.max() else { return }
        span = min(first, span?.lowerBound ?? first)...max(last, span?.upperBound ?? last)
    }

    private func positionWarnings() -> [String] {
        var warnings: [String] = []
        if fixes.count == 0 {
            warnings.append("The log holds no position.")
        } else if let source, source == MAVLinkFixes.estimate {
            warnings.append(
                "No receiver was logged: positions are the vehicle's own estimate (\(source))."
            )
        }
        if fixes.withoutFix > 0 {
            warnings.append("\(fixes.withoutFix) position packets were left out: they had no fix.")
        }
        if fixes.impossible > 0 {
            warnings.append(
                "\(fixes.impossible) position packets were left out: not a place on Earth."
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
        guard own.mapping != nil || ofGroundStation.mapping != nil else {
            return ["The log holds no UTC: its times count from the vehicle's start only."]
        }
        var warnings: [String] = []
        if own.mapping == nil {
            warnings.append("The vehicle sent no UTC: the ground station's clock is used instead.")
        }
        let outliers = own.mapping == nil ? ofGroundStation.outliers : own.outliers
        if outliers > 0 {
            warnings.append(
                "\(outliers) times of the vehicle differ from the others by over 0.5 s."
            )
        }
        let sorted = skews.sorted()
        if let skew = sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2],
            abs(skew) > Self.noticeableSkew
        {
            let hundredths = Int((abs(skew) * 100).rounded())
            let fraction = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
            warnings.append(
                "The ground station's clock was \(hundredths / 100).\(fraction) s "
                    + "\(skew > 0 ? "ahead of" : "behind") the vehicle's UTC."
            )
        }
        return warnings
    }
}
