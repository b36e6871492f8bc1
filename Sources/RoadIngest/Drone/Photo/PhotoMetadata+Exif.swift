import RoadModel

extension PhotoMetadata {
    /// Takes over what Exif says.
    mutating func readExif(_ bytes: RawSpan, _ main: TIFFDirectory) {
        make = main.text(bytes, 0x010F)
        model = main.text(bytes, 0x0110)
        if let shot = TIFFDirectory(bytes, main, pointer: 0x8769) {
            readWallTime(bytes, shot)
            lens.focalLengthMillimetres = shot.number(bytes, 0x920A)
            lens.focalLengthOnFilmMillimetres = shot.number(bytes, 0xA405)
            lens.digitalZoom = shot.number(bytes, 0xA404)
            serial = shot.text(bytes, 0xA431)
        }
        if let gps = TIFFDirectory(bytes, main, pointer: 0x8825) { readGPS(bytes, gps) }
    }

    /// The time of the shot, else that of its digitisation, with fraction and zone where given.
    private mutating func readWallTime(_ bytes: RawSpan, _ shot: TIFFDirectory) {
        for (time, zone, fraction) in [(0x9003, 0x9011, 0x9291), (0x9004, 0x9012, 0x9292)]
            as [(UInt16, UInt16, UInt16)]
        {
            guard let range = shot.textRange(bytes, time), let wall = WallClockText(bytes, range)
            else { continue }
            var microseconds = wall.microseconds
            if let digits = shot.textRange(bytes, fraction) {
                microseconds += Self.fraction(bytes, digits)
            }
            wallMicroseconds = microseconds
            // The zone is written as in `+05:00`; a whole time is put before it to read it.
            if let minutes = Self.zoneMinutes(shot.text(bytes, zone)) {
                utcMicroseconds = microseconds - Int64(minutes) * 60_000_000
                utcSource = "EXIF OffsetTime"
            }
            return
        }
    }

    /// Digits after the decimal point as microseconds.
    private static func fraction(_ bytes: RawSpan, _ range: Range<Int>) -> Int64 {
        var (value, scale) = (Int64(0), Int64(100_000))
        for offset in range {
            guard let byte = bytes.uint8(at: offset), (48...57).contains(byte) else { break }
            value += Int64(byte - 48) * scale
            scale /= 10
        }
        return value
    }

    /// Minutes east of Greenwich of `+05:00`, `-03:30` or `Z`; `nil` for any other text.
    private static func zoneMinutes(_ text: String) -> Int? {
        if text == "Z" { return 0 }
        let parts = text.dropFirst().split(separator: ":")
        guard let sign = text.first, sign == "+" || sign == "-", parts.count == 2,
            let hours = Int(parts[0]), let minutes = Int(parts[1]), (0...14).contains(hours),
            (0..<60).contains(minutes)
        else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
    }

    private mutating func readGPS(_ bytes: RawSpan, _ gps: TIFFDirectory) {
        if let below = gps.unsigned(bytes, 5), let height = gps.number(bytes, 6) {
            exifAltitude = below == 1 ? -height : height
        } else {
            exifAltitude = gps.number(bytes, 6)
        }
        readGPSTime(bytes, gps)
        if let count = Int(gps.text(bytes, 8)), (0..<255).contains(count) {
            satellites = UInt8(count)
        }
        horizontalAccuracy = gps.number(bytes, 0x1F) ?? .nan
        let direction = gps.number(bytes, 0x11)
        if let direction, gps.text(bytes, 0x10) != "M" {
            camera = PhotoAngles(roll: nil, pitch: nil, yaw: direction)
        }
        guard gps.text(bytes, 9) != "V" else {
            warnings.append("Exif calls its position void; it was not used.")
            return
        }
        guard let latitude = gps.angle(bytes, 2), let longitude = gps.angle(bytes, 4) else {
            return
        }
        let south = gps.text(bytes, 1).uppercased() == "S"
        let west = gps.text(bytes, 3).uppercased() == "W"
        setPlace(south ? -latitude : latitude, west ? -longitude : longitude, "EXIF")
    }

    private mutating func readGPSTime(_ bytes: RawSpan, _ gps: TIFFDirectory) {
        guard utcMicroseconds == nil, let day = gps.textRange(bytes, 0x1D), day.count >= 10,
            let hour = gps.number(bytes, 7, 0), let minute = gps.number(bytes, 7, 1),
            let second = gps.number(bytes, 7, 2)
        else { return }
        let text = gps.text(bytes, 0x1D).split(separator: ":").compactMap { Int($0) }
        let seconds = hour * 3600 + minute * 60 + second
        guard text.count == 3, let date = CivilDate(year: text[0], month: text[1], day: text[2]),
            text[0] >= 2000, (0..<86_401).contains(seconds)
        else { return }
        utcMicroseconds =
            Int64(date.daysSinceEpoch) * 86_400_000_000
            + Int64((seconds * 1_000_000).rounded())
        utcSource = "EXIF GPSTimeStamp"
    }

    /// Takes a place if it is one on Earth and not the 0, 0 that cameras write for "none".
    mutating func setPlace(_ latitude: Double, _ longitude: Double, _ source: String) {
        let found = GeodeticCoordinate(
            latitude: Degrees(latitude),
            longitude: Degrees(longitude)
        )
        guard latitude != 0 || longitude != 0 else { return }
        guard found.isValid else {
            warnings.append("The position by \(source) is not a place on Earth; it was not used.")
            return
        }
        (place, placeSource) = (found, source)
    }
}
