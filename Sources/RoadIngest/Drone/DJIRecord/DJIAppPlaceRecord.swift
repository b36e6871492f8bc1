/// Record type 14: where the phone or remote control is; the latitude stands first, in degrees.
package struct DJIAppPlaceRecord: Sendable, Hashable {
    /// Where the record stands in the file.
    package var offset: Int
    /// Degrees north.
    package var latitudeDegrees: Double
    /// Degrees east.
    package var longitudeDegrees: Double

    /// Reads the plain payload; `nil` when it is too short.
    init?(_ plain: RawSpan, length: Int, offset: Int) {
        guard length >= 16, let latitude = plain.double(at: 0), let longitude = plain.double(at: 8)
        else { return nil }
        (self.offset, latitudeDegrees, longitudeDegrees) = (offset, latitude, longitude)
    }
}
