/// Record type 2: the point to return to.
package struct DJIHomeRecord: Sendable, Hashable {
    /// Where the record stands in the file.
    package var offset: Int
    /// Longitude, radians.
    package var longitudeRadians: Double
    /// Latitude, radians.
    package var latitudeRadians: Double
    /// Altitude by the barometer, 0.1 m; real logs are up to 100 m off.
    package var altitude: Float
    /// Bits of state.
    package var flags: UInt8

    /// Reads the plain payload; `nil` when it is too short.
    init?(_ plain: RawSpan, length: Int, offset: Int) {
        guard length >= 21, let longitude = plain.double(at: 0), let latitude = plain.double(at: 8),
            let altitude = plain.float(at: 16), let flags = plain.uint8(at: 20)
        else { return nil }
        self.offset = offset
        (longitudeRadians, latitudeRadians) = (longitude, latitude)
        (self.altitude, self.flags) = (altitude, flags)
    }

    /// Degrees east.
    package var longitudeDegrees: Double { longitudeRadians * (180 / Double.pi) }
    /// Degrees north.
    package var latitudeDegrees: Double { latitudeRadians * (180 / Double.pi) }
    /// Altitude, metres, not to be trusted.
    package var altitudeMetres: Double { Double(altitude) / 10 }
}
