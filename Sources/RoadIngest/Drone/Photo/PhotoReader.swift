import Glibc
package import RoadModel

/// Reads a drone photo as a flight of one fix, one look of the camera and one camera event.
package enum PhotoReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "Drone photo",
        fileExtensions: ["jpg", "jpeg"],
        recognises: { bytes in
            guard let segments = JPEGSegments(bytes) else { return false }
            return segments.isWhole || segments.exif != nil || segments.xmp != nil
                || segments.cut != nil && segments.size != nil
        },
        read: { bytes, name throws(IntakeError) in [try read(bytes, name: name)] }
    )

    /// Reads the flight of a photo.
    ///
    /// - Throws: what ``PhotoMetadata/init(reading:name:)`` throws; `file.nothing_accepted` for a
    ///   picture that neither a drone's maker nor a position connects with a flight.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> Flight {
        let photo = try PhotoMetadata(reading: bytes, name: name)
        guard photo.place != nil || photo.maker != .other else {
            throw IntakeError(
                .nothingAccepted,
                subject: name,
                detail: "The picture names neither a drone's maker nor a position"
                    + (photo.make.isEmpty ? "." : " (its camera: \(photo.make) \(photo.model))."),
                remedy: "Give the photo as the drone wrote it; programs often remove the position."
            )
        }
        return flight(of: photo, name: name, byteCount: bytes.byteCount)
    }

    /// The flight that a photo tells of.
    ///
    /// The vehicle's clock is the camera's wall clock, counted from 1970 as if it showed UTC;
    /// without a wall clock it is UTC itself.
    package static func flight(of photo: PhotoMetadata, name: String, byteCount: Int) -> Flight {
        let maker = photo.maker == .other ? "" : photo.maker.rawValue + " "
        var flight = Flight(format: maker + "photo")
        flight.vehicle = [
            [photo.make, photo.model].filter { !$0.isEmpty }.joined(separator: " "),
            photo.serial.isEmpty ? "" : "serial \(photo.serial)",
        ].filter { !$0.isEmpty }.joined(separator: ", ")
        let time = photo.wallMicroseconds ?? photo.utcMicroseconds ?? 0
        flight.vehicleSpan = time...time
        if let utc = photo.utcMicroseconds {
            flight.clock = ClockMapping(
                utcMicrosecondsAtZero: utc - time,
                spreadSeconds: 0,
                samples: 1,
                source: photo.utcSource
            )
        }
        addFix(photo, time, to: &flight)
        if let angles = photo.camera {
            flight.gimbal.vehicleMicroseconds.append(time)
            flight.gimbal.rollDegrees.append(angles.roll)
            flight.gimbal.pitchDegrees.append(angles.pitch)
            flight.gimbal.yawDegrees.append(DJIAngle.heading(angles.yaw))
        }
        if let angles = photo.aircraft {
            flight.attitudes.vehicleMicroseconds.append(time)
            flight.attitudes.rollDegrees.append(angles.roll)
            flight.attitudes.pitchDegrees.append(angles.pitch)
            flight.attitudes.yawDegrees.append(DJIAngle.heading(angles.yaw))
        }
        let file = name.split(separator: "/").last.map(String.init) ?? name
        flight.events = [FlightEvent(vehicleMicroseconds: time, kind: .camera, text: file)]
        flight.recordsRead = 1
        if let cut = photo.cut {
            flight.recordsBroken = 1
            flight.lost = [cut]
            flight.completeness = Double(cut.start) / Double(max(byteCount, 1))
        }
        flight.warnings = photo.warnings + warnings(photo)
        return flight
    }

    private static func addFix(_ photo: PhotoMetadata, _ time: Int64, to flight: inout Flight) {
        guard let place = photo.place else { return }
        flight.fixSource = photo.placeSource
        let altitudes = altitudes(photo)
        flight.fixes.vehicleMicroseconds.append(time)
        flight.fixes.latitudeDegrees.append(place.latitude.value)
        flight.fixes.longitudeDegrees.append(place.longitude.value)
        flight.fixes.altitudeMSLMetres.append(altitudes.seaLevel)
        flight.fixes.altitudeEllipsoidMetres.append(altitudes.ellipsoid)
        flight.fixes.altitudeUnverifiedMetres.append(altitudes.unverified)
        flight.fixes.relativeHeightMetres.append(photo.relativeHeight ?? .nan)
        let (north, east) = (photo.speedNorth, photo.speedEast)
        let speed = (north * north + east * east).squareRoot()
        flight.fixes.groundSpeedMetresPerSecond.append(speed)
        flight.fixes.courseDegrees.append(
            speed > 0 ? DJIAngle.heading(atan2(east, north) * (180 / Double.pi)) : .nan
        )
        flight.fixes.horizontalAccuracyMetres.append(photo.horizontalAccuracy)
        flight.fixes.verticalAccuracyMetres.append(photo.verticalAccuracy)
        flight.fixes.satellites.append(photo.satellites)
        flight.fixes.fixKind.append(photo.fixKind)
    }

    /// The altitude in the one column that its maker's practice allows.
    private static func altitudes(
        _ photo: PhotoMetadata
    ) -> (seaLevel: Double, ellipsoid: Double, unverified: Double) {
        let altitude = photo.makerAltitude ?? photo.exifAltitude ?? .nan
        switch photo.maker {
        case .dji where photo.fixKind == 6: return (.nan, altitude, .nan)
        case .dji, .autel, .skydio: return (.nan, .nan, altitude)
        case .parrot where photo.model.lowercased().contains(" ai"): return (.nan, altitude, .nan)
        case .parrot, .other: return (altitude, .nan, .nan)
        }
    }

    private static func warnings(_ photo: PhotoMetadata) -> [String] {
        var warnings: [String] = []
        if photo.place == nil { warnings.append("The photo holds no position.") }
        if photo.utcMicroseconds == nil {
            warnings.append(
                photo.wallMicroseconds == nil
                    ? "The photo holds no time."
                    : "The photo's time is the camera's wall clock; its zone is not known."
            )
        }
        if photo.place != nil, photo.camera == nil {
            warnings.append("The photo does not say where the camera looked.")
        }
        if let roll = photo.camera?.roll, abs(roll) > 90 {
            warnings.append(
                "The camera is turned past straight down (roll \(roll)°): pitch and yaw are as "
                    + "the maker wrote them."
            )
        }
        if photo.place != nil, altitudes(photo).unverified.isFinite {
            warnings.append(
                "\(photo.maker.rawValue) does not say reliably above what its absolute altitude "
                    + "counts: it is kept apart as unverified and not to be trusted."
            )
        }
        if photo.cut != nil { warnings.append("The photo is cut off within its own notes.") }
        return warnings
    }
}
