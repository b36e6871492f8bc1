/// What the telemetry track of a DJI video says about one frame.
///
/// Angles are 0.1°; a field that is missing from a message that is there is 0, as protobuf has it.
package struct DJIVideoFrame: Sendable, Hashable {
    /// First byte of the sample.
    package var offset: Int
    /// Time since the video's start, in microseconds.
    package var microseconds: Int64
    /// The camera's own time, in microseconds; 0 where it does not say.
    package var deviceMicroseconds: UInt64 = 0
    /// Whether the frame has a position at all.
    package var hasPosition = false
    /// Whether the position is in degrees; else in radians.
    package var isInDegrees = false
    /// Latitude as written.
    package var latitude = 0.0
    /// Longitude as written.
    package var longitude = 0.0
    /// Altitude above a level that is not named, in millimetres; `nil` where it is missing.
    package var absoluteAltitude: Int32?
    /// Height above take-off, in millimetres; `nil` where it is missing.
    package var relativeHeight: Float?
    /// Whether the frame has the aircraft's attitude.
    package var hasAttitude = false
    /// Roll, pitch and yaw of the aircraft.
    package var roll: Int32 = 0, pitch: Int32 = 0, yaw: Int32 = 0
    /// Whether the frame has the camera's attitude.
    package var hasGimbal = false
    /// Roll, pitch and yaw of the camera.
    package var gimbalRoll: Int32 = 0, gimbalPitch: Int32 = 0, gimbalYaw: Int32 = 0
    /// UTC of the satellite receiver, in microseconds since 1970; `nil` where it is missing.
    package var utcMicroseconds: Int64?

    init(offset: Int, microseconds: Int64) {
        (self.offset, self.microseconds) = (offset, microseconds)
    }

    /// Degrees north.
    package var latitudeDegrees: Double {
        isInDegrees ? latitude : latitude * (180 / Double.pi)
    }
    /// Degrees east.
    package var longitudeDegrees: Double {
        isInDegrees ? longitude : longitude * (180 / Double.pi)
    }
}
