import RoadModel

/// Makes one flight of a vehicle from one window after another; a short log is one window.
struct MAVLinkFlightParts: FlightPartsClosing {
    /// Clocks that differ by more than this are told apart, in seconds.
    private static let noticeableSkew = 0.5

    private let vehicle: MAVLinkVehicle
    private var books = FlightBooks()
    private var source: String?
    private var firmware = ""
    /// The message that the first batteries came from.
    private var batterySource: String?
    private var own = ClockLedger()
    private var ofGroundStation = ClockLedger()
    private var skews: [Double] = []
    private var sender: MAVLinkSender?

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
        if found.columns.count > 0 { source = source ?? found.source }
        flight.attitudes = MAVLinkAttitudes.columns(rows("ATTITUDE"), rows("ATTITUDE_QUATERNION"))
        flight.gimbal = MAVLinkGimbal.columns(flight.attitudes, timeline, context) {
            rows($0, anyComponent: true)
        }
        flight.batteries = MAVLinkBatteries.columns(timeline, context, &batterySource) { rows($0) }
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
        books.widen([context.firstMicroseconds, context.lastMicroseconds])
        books.widen(flight.fixes.vehicleMicroseconds)
        books.widen(flight.attitudes.vehicleMicroseconds)
        return flight
    }

    mutating func close(_ flight: inout Flight) {
        flight.fixSource = source ?? ""
        flight.vehicle = [vehicle.description, firmware].filter { !$0.isEmpty }
            .joined(separator: ", ")
        flight.clock = own.mapping ?? ofGroundStation.mapping
        flight.vehicleSpan = books.vehicleSpan
        flight.warnings =
            books.positionWarnings(
                estimate: source == MAVLinkFixes.estimate ? source : nil,
                records: "position packets"
            ) + clockWarnings()
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
        books.joinModes(&flight.events)
    }

    private func clockWarnings() -> [String] {
        var warnings: [String] = []
        if own.mapping == nil, ofGroundStation.mapping != nil {
            warnings.append("The vehicle sent no UTC: the ground station's clock is used instead.")
        }
        warnings += (own.mapping == nil ? ofGroundStation : own).warnings(teller: "vehicle")
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
