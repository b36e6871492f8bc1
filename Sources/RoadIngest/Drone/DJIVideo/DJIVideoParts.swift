import RoadModel

/// Makes the flight of a telemetry track, some frames after the other.
///
/// The vehicle's clock counts from the video's start.
struct DJIVideoParts {
    private var withoutFix = 0
    private var impossible = 0
    private var fixCount = 0
    private var hasAltitudes = false
    private var span: ClosedRange<Int64>?
    /// The receiver's UTC minus the video's time, in microseconds.
    private var offsets = ValueCounts()

    /// Nothing made yet.
    init() {}

    /// Adds the rows of frames to a flight or a part of one.
    mutating func add(_ frames: [DJIVideoFrame], to flight: inout Flight) {
        for frame in frames {
            add(frame, to: &flight)
            let time = frame.microseconds
            span = min(time, span?.lowerBound ?? time)...max(time, span?.upperBound ?? time)
            if let utc = frame.utcMicroseconds, utc >= Self.earliest { offsets.add(utc - time) }
        }
        flight.vehicleSpan = span ?? 0...0
    }

    /// Adds to the last part what holds for the whole flight.
    func close(_ flight: inout Flight, _ scan: inout DJIVideoScan) {
        flight.format = "DJI video \(scan.header.protocolName)"
        flight.vehicle = [
            scan.header.model, scan.header.serial.isEmpty ? "" : "serial \(scan.header.serial)",
        ]
        .filter { !$0.isEmpty }.joined(separator: ", ")
        flight.recordsRead = scan.framesRead
        flight.recordsBroken = scan.framesBroken
        flight.lost = scan.takeLost()
        flight.completeness = Double(scan.bytesUnderstood) / Double(max(scan.trackByteCount, 1))
        flight.clock = clock
        flight.warnings = warnings(scan, flight.clock)
    }

    /// 2010-01-01 in microseconds: UTC before it is a clock that was never set.
    private static let earliest: Int64 = 1_262_304_000_000_000

    private mutating func add(_ frame: DJIVideoFrame, to flight: inout Flight) {
        if frame.hasAttitude {
            flight.attitudes.vehicleMicroseconds.append(frame.microseconds)
            flight.attitudes.rollDegrees.append(Double(frame.roll) / 10)
            flight.attitudes.pitchDegrees.append(Double(frame.pitch) / 10)
            flight.attitudes.yawDegrees.append(DJIAngle.heading(Double(frame.yaw) / 10))
        }
        if frame.hasGimbal {
            flight.gimbal.vehicleMicroseconds.append(frame.microseconds)
            flight.gimbal.rollDegrees.append(Double(frame.gimbalRoll) / 10)
            flight.gimbal.pitchDegrees.append(Double(frame.gimbalPitch) / 10)
            flight.gimbal.yawDegrees.append(DJIAngle.heading(Double(frame.gimbalYaw) / 10))
        }
        let (latitude, longitude) = (frame.latitudeDegrees, frame.longitudeDegrees)
        guard frame.hasPosition, latitude != 0 || longitude != 0 else {
            withoutFix += 1
            return
        }
        guard abs(latitude) <= 90, abs(longitude) <= 180 else {
            impossible += 1
            return
        }
        fixCount += 1
        hasAltitudes = hasAltitudes || frame.absoluteAltitude != nil
        flight.fixes.vehicleMicroseconds.append(frame.microseconds)
        flight.fixes.latitudeDegrees.append(latitude)
        flight.fixes.longitudeDegrees.append(longitude)
        flight.fixes.altitudeMSLMetres.append(.nan)
        flight.fixes.altitudeEllipsoidMetres.append(.nan)
        flight.fixes.altitudeUnverifiedMetres.append(
            frame.absoluteAltitude.map { Double($0) / 1000 } ?? .nan
        )
        flight.fixes.relativeHeightMetres.append(
            frame.relativeHeight.map { Double($0) / 1000 } ?? .nan
        )
        flight.fixes.groundSpeedMetresPerSecond.append(.nan)
        flight.fixes.courseDegrees.append(.nan)
        flight.fixes.horizontalAccuracyMetres.append(.nan)
        flight.fixes.verticalAccuracyMetres.append(.nan)
        flight.fixes.satellites.append(255)
        flight.fixes.fixKind.append(255)
    }

    /// The median of the receiver's UTC minus the video's time: exact while offsets have fewer than
    /// 524,288 different values, else within four millionths of their spread.
    private var clock: ClockMapping? {
        guard let middle = offsets.bin(ofRank: offsets.count / 2)?.values, let range = offsets.range
        else { return nil }
        return ClockMapping(
            utcMicrosecondsAtZero: middle.lowerBound,
            spreadSeconds: Double(range.upperBound - range.lowerBound) / 2e6,
            samples: offsets.count,
            source: "djmd GPSDateTime"
        )
    }

    private func warnings(_ scan: DJIVideoScan, _ clock: ClockMapping?) -> [String] {
        var warnings: [String] = []
        if fixCount == 0 { warnings.append("The video's telemetry holds no position.") }
        if withoutFix > 0 {
            warnings.append("\(withoutFix) frames have no position.")
        }
        if impossible > 0 {
            warnings.append("\(impossible) positions were left out: not a place on Earth.")
        }
        if !scan.isKnownProtocol, fixCount > 0 {
            warnings.append(
                "The layout \"\(scan.header.protocolName)\" is not known: positions were found by "
                    + "their shape and are unverified; heights and angles were not read."
            )
        }
        if hasAltitudes {
            warnings.append(
                "DJI does not say above what its absolute altitudes count: they are kept apart as "
                    + "unverified and not to be trusted; use the heights above take-off."
            )
        }
        if let clock, clock.spreadSeconds > 0.5 {
            warnings.append(
                "The receiver's times differ by up to \(clock.spreadSeconds) s from the video's."
            )
        }
        if clock == nil { warnings.append(withoutUTC(scan)) }
        if scan.framesBroken > 0 {
            warnings.append("The telemetry is damaged: \(scan.framesBroken) frames are lost.")
        }
        return warnings
    }

    private func withoutUTC(_ scan: DJIVideoScan) -> String {
        guard let seconds = scan.creationSeconds else {
            return "The video holds no UTC: its times count from its start only."
        }
        let text = Timestamp(microseconds: seconds * 1_000_000).description.dropLast()
        return "The video holds no UTC: its times count from its start only; the camera's clock "
            + "showed \(text), in UTC or local time."
    }
}
