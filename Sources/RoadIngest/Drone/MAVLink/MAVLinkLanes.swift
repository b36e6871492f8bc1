import RoadModel

/// The vehicles of a log that is read in windows.
struct MAVLinkLanes {
    /// The flights; the lane is the vehicle's system.
    var starts = FlightStarts<MAVLinkFlightParts>()
    private var vehicles: [UInt8: MAVLinkVehicle] = [:]
    /// The ground station's time that counts as 0 for systems that send no time of their own.
    private var zeroStamps: [UInt8: Int64] = [:]
    /// How many flights each system has begun.
    private var begun: [UInt8: Int] = [:]

    /// Hands the rows of every vehicle in a window over to the sink.
    ///
    /// - Parameters:
    ///   - log: What is at hand.
    ///   - since: Where that begins.
    ///   - rows: The bytes in which packets begin that become rows.
    ///   - end: Where it ends.
    ///   - sink: Who takes the rows.
    /// - Throws: What the sink throws.
    mutating func emit(
        _ log: MAVLinkFile,
        _ since: Int,
        rows: Range<Int>,
        end: Int,
        _ sink: any FlightSink
    ) throws(IntakeError) {
        for vehicle in MAVLinkVehicle.vehicles(in: log) where vehicles[vehicle.system] == nil {
            vehicles[vehicle.system] = vehicle
        }
        for vehicle in vehicles.values.sorted(by: { $0.system < $1.system }) {
            let timeline = MAVLinkTimeline(
                log,
                system: vehicle.system,
                component: vehicle.component,
                byteCount: end,
                since: since,
                zeroStamp: zeroStamps[vehicle.system]
            )
            zeroStamps[vehicle.system] = zeroStamps[vehicle.system] ?? timeline.zeroStamp
            for segment in timeline.segments
            where segment.end > rows.lowerBound && segment.start < rows.upperBound {
                var part = segment
                part.start = max(segment.start, rows.lowerBound)
                part.end = min(segment.end, rows.upperBound)
                try add(log, vehicle, timeline, part, segment, sink)
            }
        }
    }

    private mutating func add(
        _ log: MAVLinkFile,
        _ vehicle: MAVLinkVehicle,
        _ timeline: MAVLinkTimeline,
        _ rows: BootSegment,
        _ segment: BootSegment,
        _ sink: any FlightSink
    ) throws(IntakeError) {
        let lane = Int(vehicle.system)
        let openKey = starts.openKey(lane: lane)
        // A start whose first bytes lie before the window's rows goes on.
        let isOpen = openKey != nil && segment.start < rows.start
        let key = isOpen ? openKey ?? 0 : begun[vehicle.system, default: 0]
        var parts = starts.parts(of: key, lane: lane) ?? MAVLinkFlightParts(vehicle)
        var part = parts.next(log, timeline, in: rows, context: segment)
        part.completeness = min(1, Double(log.bytesUnderstood) / Double(max(segment.end, 1)))
        if !isOpen {
            guard part.fixes.count > 0 || part.attitudes.count > 0 else { return }
            begun[vehicle.system] = key + 1
        }
        try starts.add(part, parts, of: key, lane: lane, sink)
    }
}
