package import RoadModel

/// Reads the telemetry track of DJI videos into flights.
package enum DJIVideoReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "DJI video telemetry",
        fileExtensions: ["mp4", "mov"],
        recognises: { MP4Movie.recognises($0) },
        read: { bytes, name throws(IntakeError) in [try read(bytes, name: name)] }
    )

    /// Reads the flight of a video.
    ///
    /// - Throws: what ``DJIVideoFile/init(reading:name:)`` throws.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> Flight {
        flight(of: try DJIVideoFile(reading: bytes, name: name))
    }

    /// The flight that a telemetry track tells of.
    ///
    /// The vehicle's clock counts from the video's start.
    package static func flight(of file: DJIVideoFile) -> Flight {
        var flight = Flight(format: "DJI video \(file.header.protocolName)")
        flight.vehicle = [
            file.header.model, file.header.serial.isEmpty ? "" : "serial \(file.header.serial)",
        ]
        .filter { !$0.isEmpty }.joined(separator: ", ")
        flight.fixSource = "djmd"
        flight.recordsRead = file.frames.count
        flight.recordsBroken = file.framesBroken
        flight.lost = file.lost
        flight.completeness = Double(file.bytesUnderstood) / Double(max(file.trackByteCount, 1))
        var tally = Tally()
        reserve(&flight, file.frames.count)
        for frame in file.frames { add(frame, to: &flight, &tally) }
        let times = file.frames.map(\.microseconds)
        if let first = times.min(), let last = times.max() { flight.vehicleSpan = first...last }
        flight.clock = clock(file)
        flight.warnings = warnings(file, flight, tally)
        return flight
    }

    /// What was left out, and what the fixes lack.
    private struct Tally {
        var withoutFix = 0
        var impossible = 0
    }

    private static func reserve(_ flight: inout Flight, _ count: Int) {
        flight.fixes.vehicleMicroseconds.reserveCapacity(count)
        flight.fixes.latitudeDegrees.reserveCapacity(count)
        flight.fixes.longitudeDegrees.reserveCapacity(count)
        flight.gimbal.vehicleMicroseconds.reserveCapacity(count)
    }

    private static func add(_ frame: DJIVideoFrame, to flight: inout Flight, _ tally: inout Tally) {
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
            tally.withoutFix += 1
            return
        }
        guard abs(latitude) <= 90, abs(longitude) <= 180 else {
            tally.impossible += 1
            return
        }
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

    /// The median of the receiver's UTC minus the video's time.
    private static func clock(_ file: DJIVideoFile) -> ClockMapping? {
        let earliest: Int64 = 1_262_304_000_000_000
        let offsets = file.frames.compactMap { frame -> Int64? in
            guard let utc = frame.utcMicroseconds, utc >= earliest else { return nil }
            return utc - frame.microseconds
        }.sorted()
        guard let first = offsets.first, let last = offsets.last else { return nil }
        return ClockMapping(
            utcMicrosecondsAtZero: offsets[offsets.count / 2],
            spreadSeconds: Double(last - first) / 2e6,
            samples: offsets.count,
            source: "djmd GPSDateTime"
        )
    }

    private static func warnings(
        _ file: DJIVideoFile,
        _ flight: Flight,
        _ tally: Tally
    ) -> [String] {
        var warnings: [String] = []
        if flight.fixes.count == 0 { warnings.append("The video's telemetry holds no position.") }
        if tally.withoutFix > 0 {
            warnings.append("\(tally.withoutFix) frames have no position.")
        }
        if tally.impossible > 0 {
            warnings.append("\(tally.impossible) positions were left out: not a place on Earth.")
        }
        if !file.isKnownProtocol, flight.fixes.count > 0 {
            warnings.append(
                "The layout \"\(file.header.protocolName)\" is not known: positions were found by "
                    + "their shape and are unverified; heights and angles were not read."
            )
        }
        if flight.fixes.altitudeUnverifiedMetres.contains(where: \.isFinite) {
            warnings.append(
                "DJI does not say above what its absolute altitudes count: they are kept apart as "
                    + "unverified and not to be trusted; use the heights above take-off."
            )
        }
        if let clock = flight.clock, clock.spreadSeconds > 0.5 {
            warnings.append(
                "The receiver's times differ by up to \(clock.spreadSeconds) s from the video's."
            )
        }
        if flight.clock == nil { warnings.append(withoutUTC(file)) }
        if file.framesBroken > 0 {
            warnings.append("The telemetry is damaged: \(file.framesBroken) frames are lost.")
        }
        return warnings
    }

    private static func withoutUTC(_ file: DJIVideoFile) -> String {
        guard let seconds = file.creationSeconds else {
            return "The video holds no UTC: its times count from its start only."
        }
        let text = Timestamp(microseconds: seconds * 1_000_000).description.dropLast()
        return "The video holds no UTC: its times count from its start only; the camera's clock "
            + "showed \(text), in UTC or local time."
    }
}
