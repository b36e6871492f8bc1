/// A system message: the operator and the area; a number that is not known is `nan`.
package struct RemoteIDSystem: Sendable, Hashable {
    /// 0 take-off, 1 live, 2 fixed.
    package let operatorPlaceKind: UInt8
    /// 0 undeclared, 1 European Union.
    package let classification: UInt8
    /// Degrees north and east, WGS 84.
    package let operatorLatitudeDegrees: Double, operatorLongitudeDegrees: Double
    /// Aircraft in the area.
    package let areaCount: Int
    /// Metres.
    package let areaRadiusMetres: Double
    /// Metres above the WGS 84 ellipsoid.
    package let areaCeilingMetres: Double, areaFloorMetres: Double
    /// Category and class of the European Union.
    package let category: UInt8, aircraftClass: UInt8
    /// Metres above the WGS 84 ellipsoid.
    package let operatorAltitudeMetres: Double
    /// Seconds since 2019-01-01T00:00:00Z; 0 when unknown.
    package let seconds: UInt32

    /// 2019-01-01T00:00:00Z in seconds since 1970.
    internal static let epochSeconds: Int64 = 1_546_300_800

    /// Decodes the message at `start`.
    internal init(_ bytes: RawSpan, at start: Int) {
        func byte(_ offset: Int) -> UInt8 { bytes.uint8(at: start + offset) ?? 0 }
        (operatorPlaceKind, classification) = (byte(1) & 3, byte(1) >> 2 & 7)
        let latitude = Int32(bitPattern: bytes.uint32(at: start + 2) ?? 0)
        let longitude = Int32(bitPattern: bytes.uint32(at: start + 6) ?? 0)
        let isPlaced = latitude != 0 || longitude != 0
        operatorLatitudeDegrees = isPlaced ? Double(latitude) / 1e7 : .nan
        operatorLongitudeDegrees = isPlaced ? Double(longitude) / 1e7 : .nan
        areaCount = Int(bytes.uint16(at: start + 10) ?? 0)
        areaRadiusMetres = Double(byte(12)) * 10
        areaCeilingMetres = RemoteIDLocation.altitude(bytes, start + 13)
        areaFloorMetres = RemoteIDLocation.altitude(bytes, start + 15)
        (category, aircraftClass) = (byte(17) >> 4, byte(17) & 15)
        operatorAltitudeMetres = RemoteIDLocation.altitude(bytes, start + 18)
        seconds = bytes.uint32(at: start + 20) ?? 0
    }

    /// Microseconds since 1970, UTC; `nil` when unknown.
    package var utcMicroseconds: Int64? {
        seconds == 0 ? nil : (Self.epochSeconds + Int64(seconds)) * 1_000_000
    }
}
