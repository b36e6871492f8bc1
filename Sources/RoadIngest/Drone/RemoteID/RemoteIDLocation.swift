/// A location message; a number that the aircraft does not know is `nan`.
///
/// | byte | content |
/// |---|---|
/// | 1 | status (high 4 bits), height's level (bit 2), west (bit 1), fast (bit 0) |
/// | 2, 3, 4 | direction, speed, vertical speed (0.5 m/s) |
/// | 5, 9 | latitude, longitude, 10⁻⁷ degrees |
/// | 13, 15, 17 | pressure altitude, altitude, height, 0.5 m from −1,000 m |
/// | 19, 20 | codes of accuracy: vertical and horizontal, pressure and speed |
/// | 21 | tenths of seconds since the full hour, UTC |
/// | 23 | accuracy of the time, 0.1 s |
package struct RemoteIDLocation: Sendable, Hashable {
    /// 0 undeclared, 1 ground, 2 airborne, 3 emergency, 4 failure of Remote ID.
    package let status: UInt8
    /// Degrees clockwise from true north, in `[0, 360)`.
    package let directionDegrees: Double
    /// Metres per second over ground.
    package let speedMetresPerSecond: Double
    /// Metres per second, up.
    package let climbMetresPerSecond: Double
    /// Degrees north and east, WGS 84.
    package let latitudeDegrees: Double, longitudeDegrees: Double
    /// Metres above the standard pressure of 1,013.25 hPa.
    package let pressureAltitudeMetres: Double
    /// Metres above the WGS 84 ellipsoid.
    package let altitudeEllipsoidMetres: Double
    /// Metres above take-off, or above ground when ``isHeightAboveGround``.
    package let heightMetres: Double
    /// Whether the height counts from the ground below.
    package let isHeightAboveGround: Bool
    /// Codes of accuracy as they were sent; 0 is unknown.
    package let horizontalCode: UInt8, verticalCode: UInt8, pressureCode: UInt8, speedCode: UInt8
    /// Seconds since the full hour, UTC.
    package let secondsOfHour: Double
    /// Seconds.
    package let timeAccuracySeconds: Double

    /// Decodes the message at `start`.
    internal init(_ bytes: RawSpan, at start: Int) {
        func byte(_ offset: Int) -> UInt8 { bytes.uint8(at: start + offset) ?? 0 }
        let flags = byte(1)
        status = flags >> 4
        isHeightAboveGround = flags & 4 != 0
        let direction = Int(byte(2)) + (flags & 2 == 0 ? 0 : 180)
        directionDegrees = direction < 360 ? Double(direction) : .nan
        let isFast = flags & 1 != 0
        let speed = byte(3)
        speedMetresPerSecond =
            speed == 255 && isFast
            ? .nan
            : Double(speed) * (isFast ? 0.75 : 0.25)
                + (isFast ? 63.75 : 0)
        let climb = Double(Int8(bitPattern: byte(4))) * 0.5
        climbMetresPerSecond = climb == 63 ? .nan : climb
        let latitude = Int32(bitPattern: bytes.uint32(at: start + 5) ?? 0)
        let longitude = Int32(bitPattern: bytes.uint32(at: start + 9) ?? 0)
        let isPlaced = latitude != 0 || longitude != 0
        latitudeDegrees = isPlaced ? Double(latitude) / 1e7 : .nan
        longitudeDegrees = isPlaced ? Double(longitude) / 1e7 : .nan
        pressureAltitudeMetres = Self.altitude(bytes, start + 13)
        altitudeEllipsoidMetres = Self.altitude(bytes, start + 15)
        heightMetres = Self.altitude(bytes, start + 17)
        (verticalCode, horizontalCode) = (byte(19) >> 4, byte(19) & 15)
        (pressureCode, speedCode) = (byte(20) >> 4, byte(20) & 15)
        let tenths = bytes.uint16(at: start + 21) ?? .max
        secondsOfHour = tenths <= 36_000 ? Double(tenths) / 10 : .nan
        timeAccuracySeconds = byte(23) & 15 == 0 ? .nan : Double(byte(23) & 15) / 10
    }

    /// Metres of a height in half metres from −1,000 m; 0 is unknown.
    internal static func altitude(_ bytes: RawSpan, _ offset: Int) -> Double {
        let steps = bytes.uint16(at: offset) ?? 0
        return steps == 0 ? .nan : Double(steps) * 0.5 - 1000
    }

    /// The 95 % bound in metres that a horizontal code stands for; `nan` when unknown.
    package var horizontalAccuracyMetres: Double {
        let bounds = [.nan, 18_520, 7408, 3704, 1852, 926, 555.6, 185.2, 92.6, 30, 10, 3, 1]
        return Int(horizontalCode) < bounds.count ? bounds[Int(horizontalCode)] : .nan
    }

    /// The 95 % bound in metres that a vertical code stands for; `nan` when unknown.
    package var verticalAccuracyMetres: Double {
        let bounds = [.nan, 150, 45, 25, 10, 3, 1]
        return Int(verticalCode) < bounds.count ? bounds[Int(verticalCode)] : .nan
    }
}
