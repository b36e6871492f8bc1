package import RoadModel

/// Reads MAVLink telemetry logs into flights, one for each vehicle and start of it.
package enum MAVLinkReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "MAVLink telemetry",
        fileExtensions: ["tlog", "rlog", "mavlink"],
        recognises: { MAVLinkRecognition.stampByteCount($0) != nil },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) }
    )

    private static let names = Set(
        MAVLinkFixes.receivers + MAVLinkTimeline.messages
            + MAVLinkEvents.cameraMessages.map(\.0) + ["HEARTBEAT", "STATUSTEXT", "HOME_POSITION"]
    )
    /// Clocks that differ by more than this are told apart, in seconds.
    private static let noticeableSkew = 0.5

    /// Reads the flights of a log; one without positions is a flight without fixes.
    ///
    /// - Throws: what ``MAVLinkFile/init(reading:name:keeping:)`` throws.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> [Flight] {
        let file = try MAVLinkFile(reading: bytes, name: name) { names.contains($0) }
        return flights(of: file, byteCount: bytes.byteCount)
    }

    /// The flights that a log tells of; `byteCount` is the length of the log's file.
    package static func flights(of file: MAVLinkFile, byteCount: Int) -> [Flight] {
        var flights: [Flight] = []
        for vehicle in MAVLinkVehicle.vehicles(in: file) {
            let timeline = MAVLinkTimeline(
                file,
                system: vehicle.system,
                component: vehicle.component,
                byteCount: byteCount
            )
            let segments = timeline.segments
            for (number, segment) in segments.enumerated() {
                var flight = flight(of: file, vehicle, timeline, in: segment)
                if segments.count > 1 {
                    flight.warnings.insert(
                        "The vehicle was started \(segments.count) times; this is number "
                            + "\(number + 1).",
                        at: 0
                    )
                }
                flights.append(flight)
            }
        }
        if flights.isEmpty {
            flights = [Flight(format: format.name)]
            flights[0].warnings = ["The log holds no packet of a vehicle."]
        }
        for index in flights.indices {
            account(for: file, byteCount: byteCount, isFirst: index == 0, in: &flights[index])
        }
        return flights
    }

    private static func flight(
        of file: MAVLinkFile,
        _ vehicle: MAVLinkVehicle,
        _ timeline: MAVLinkTimeline,
        in segment: BootSegment
    ) -> Flight {
        func rows(_ name: String) -> MAVLinkRows? {
            MAVLinkRows(
                file,
                name,
                system: vehicle.system,
                component: vehicle.component,
                in: segment
            )
        }
        var flight = Flight(format: format.name)
        let fixes = MAVLinkFixes(from: file, vehicle, timeline, in: segment)
        flight.fixes = fixes.columns
        flight.fixSource = fixes.source
        flight.attitudes = MAVLinkAttitudes.columns(rows("ATTITUDE"), rows("ATTITUDE_QUATERNION"))
        let events = MAVLinkEvents(from: file, vehicle, timeline, in: segment)
        flight.events = events.events
        flight.vehicle = [vehicle.description, events.firmware].filter { !$0.isEmpty }
            .joined(separator: ", ")
        let clock = MAVLinkUTC(rows("SYSTEM_TIME"), timeline, in: segment)
        flight.clock = clock.utc.mapping
        flight.vehicleSpan = span(segment, flight)
        flight.warnings = positionWarnings(fixes) + clockWarnings(clock)
        if let sender = file.senders.first(where: {
            $0.system == vehicle.system && $0.component == vehicle.component
        }), sender.missing > 0 {
            flight.warnings.append(
                "\(sender.missing) of the vehicle's \(sender.packets + sender.missing) packets "
                    + "never reached the log."
            )
        }
        return flight
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
        for file: MAVLinkFile,
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
                "The log is damaged: \(file.recordsBroken) packets (\(bytes) bytes) are lost."
            )
        }
        if file.recordsForeign > 0 {
            flight.warnings.append(
                "\(file.recordsForeign) packets are of messages that Jol does not know."
            )
        }
    }

    private static func positionWarnings(_ fixes: MAVLinkFixes) -> [String] {
        var warnings: [String] = []
        if fixes.columns.count == 0 {
            warnings.append("The log holds no position.")
        } else if fixes.source == MAVLinkFixes.estimate {
            warnings.append(
                "No receiver was logged: positions are the vehicle's own estimate "
                    + "(\(fixes.source))."
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
        if fixes.heightSource == .firstFix {
            warnings.append(
                "No home position was logged: relative heights count from the first fix."
            )
        }
        return warnings
    }

    private static func clockWarnings(_ clock: MAVLinkUTC) -> [String] {
        guard clock.utc.mapping != nil else {
            return ["The log holds no UTC: its times count from the vehicle's start only."]
        }
        var warnings: [String] = []
        if clock.isOfGroundStation {
            warnings.append("The vehicle sent no UTC: the ground station's clock is used instead.")
        }
        if clock.utc.outliers > 0 {
            warnings.append(
                "\(clock.utc.outliers) times of the vehicle differ from the others by over 0.5 s."
            )
        }
        if let skew = clock.skewSeconds, abs(skew) > noticeableSkew {
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
