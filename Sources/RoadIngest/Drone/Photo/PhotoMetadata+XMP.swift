import RoadModel

extension PhotoMetadata {
    /// Takes over what the maker wrote into XMP; it goes before Exif, which has fewer digits.
    mutating func readXMP(_ xmp: XMPPacket) {
        switch maker {
        case .dji: readFamily(xmp, "drone-dji:")
        case .autel: readAutel(xmp)
        case .parrot: readParrot(xmp)
        case .skydio: readSkydio(xmp)
        case .other: readTeal(xmp)
        }
    }

    /// DJI's properties; Autel writes the same names with another prefix.
    private mutating func readFamily(_ xmp: XMPPacket, _ prefix: String) {
        func number(_ name: String) -> Double? { xmp.number(prefix + name) }
        // Old firmware spells the longitude wrong.
        if let latitude = number("GpsLatitude"),
            let longitude = number("GpsLongitude") ?? number("GpsLongtitude")
        {
            setPlace(latitude, longitude, "XMP")
        }
        makerAltitude = number("AbsoluteAltitude")
        relativeHeight = number("RelativeAltitude")
        camera =
            PhotoAngles(
                roll: number("GimbalRollDegree"),
                pitch: number("GimbalPitchDegree"),
                yaw: number("GimbalYawDegree")
            ) ?? camera
        aircraft = PhotoAngles(
            roll: number("FlightRollDegree"),
            pitch: number("FlightPitchDegree"),
            yaw: number("FlightYawDegree")
        )
        speedNorth = number("FlightXSpeed") ?? .nan
        speedEast = number("FlightYSpeed") ?? .nan
        lens.calibratedFocalLengthPixels = number("CalibratedFocalLength")
        lens.dewarp = Self.numbers(xmp[prefix + "DewarpData"], after: ";")
        lens.source = xmp[prefix + "ImageSource"] ?? ""
        if let drone = xmp[prefix + "DroneSerialNumber"], !drone.isEmpty { serial = drone }
        readReceiver(xmp, prefix)
        readExposureUTC(xmp, prefix)
    }

    private mutating func readReceiver(_ xmp: XMPPacket, _ prefix: String) {
        switch xmp[prefix + "GpsStatus"] {
        case "Invalid": fixKind = 1
        case "GPS": fixKind = 3
        default: break
        }
        switch xmp.number(prefix + "RtkFlag") {
        case 50: fixKind = 6
        case 34: fixKind = 5
        case 16: fixKind = 3
        default: break
        }
        if let north = xmp.number(prefix + "RtkStdLat"),
            let east = xmp.number(prefix + "RtkStdLon"), fixKind == 6 || fixKind == 5
        {
            horizontalAccuracy = (north * north + east * east).squareRoot()
            verticalAccuracy = xmp.number(prefix + "RtkStdHgt") ?? .nan
        }
    }

    private mutating func readExposureUTC(_ xmp: XMPPacket, _ prefix: String) {
        guard let text = xmp[prefix + "UTCAtExposure"] else { return }
        let codeUnits = Array(text.utf8)
        guard let time = WallClockText(codeUnits.span.bytes, 0..<codeUnits.count) else { return }
        utcMicroseconds = time.microseconds
        utcSource = "XMP UTCAtExposure"
    }

    private mutating func readAutel(_ xmp: XMPPacket) {
        readFamily(xmp, "drone:")
        if !xmp.hasProperty(prefixed: "drone:Gimbal") {
            // Old firmware counts the pitch from straight down: 90 looks at the horizon.
            let fromDown = xmp.number("Camera:Pitch")
            camera =
                PhotoAngles(
                    roll: xmp.number("Camera:Roll"),
                    pitch: fromDown.map { $0 - 90 },
                    yaw: xmp.number("Camera:Yaw")
                ) ?? camera
        }
    }

    private mutating func readParrot(_ xmp: XMPPacket) {
        func number(_ name: String) -> Double? { xmp.number("drone-parrot:" + name) }
        camera =
            PhotoAngles(
                roll: number("CameraRollDegree") ?? xmp.number("Camera:Roll"),
                pitch: number("CameraPitchDegree") ?? xmp.number("Camera:Pitch"),
                yaw: number("CameraYawDegree") ?? xmp.number("Camera:Yaw")
            ) ?? camera
        aircraft = PhotoAngles(
            roll: number("DroneRollDegree"),
            pitch: number("DronePitchDegree"),
            yaw: number("DroneYawDegree")
        )
    }

    private mutating func readSkydio(_ xmp: XMPPacket) {
        func number(_ name: String) -> Double? { xmp.number("drone-skydio:" + name) }
        func angles(_ structure: String) -> PhotoAngles? {
            PhotoAngles(
                roll: number("\(structure)/drone-skydio:Roll"),
                pitch: number("\(structure)/drone-skydio:Pitch"),
                yaw: number("\(structure)/drone-skydio:Yaw")
            )
        }
        // Exif has one digit more than XMP here.
        if place == nil, let latitude = number("Latitude"), let longitude = number("Longitude") {
            setPlace(latitude, longitude, "XMP")
        }
        makerAltitude = number("AbsoluteAltitude")
        camera = angles("CameraOrientationNED") ?? camera
        aircraft = angles("VehicleOrientationNED")
        speedNorth = number("VehicleSpeedNED/drone-skydio:X") ?? .nan
        speedEast = number("VehicleSpeedNED/drone-skydio:Y") ?? .nan
        lens.calibratedFocalLengthPixels = number("CalibratedFocalLength/drone-skydio:X")
        lens.dewarp = Self.numbers(xmp["drone-skydio:DewarpData"], after: nil)
        if let vehicle = xmp["drone-skydio:VehicleId"], !vehicle.isEmpty { serial = vehicle }
        if let takeoff = number("TakeoffUtime"), let capture = number("CaptureUtime"),
            let clock = number("TakeoffUclock"), clock > 1.2e15, clock < 4.2e15,
            abs(capture - takeoff) < 1e12
        {
            utcMicroseconds = Int64(clock) + Int64(capture - takeoff)
            utcSource = "XMP TakeoffUclock"
        }
    }

    private mutating func readTeal(_ xmp: XMPPacket) {
        camera =
            PhotoAngles(
                roll: xmp.number("exif:CameraRoll"),
                pitch: xmp.number("exif:CameraPitch"),
                yaw: xmp.number("exif:CameraYaw")
            ) ?? camera
    }

    /// Numbers separated by commas, behind a date where there is one.
    private static func numbers(_ text: String?, after mark: Character?) -> [Double] {
        guard var rest = text?[...] else { return [] }
        if let mark, let end = rest.firstIndex(of: mark) { rest = rest[rest.index(after: end)...] }
        let values = rest.split(separator: ",").map { Double($0.filter { !$0.isWhitespace }) }
        return values.contains(nil) ? [] : values.compactMap { $0 }
    }
}
