/// What the app noted about the whole flight; not masked in any version up to 12.
package struct DJIRecordDetails: Sendable, Hashable {
    /// Place names, from small to large: sub-street, street, city, area.
    package var placeNames: [String]
    /// Frames in the log; equals the number of type 1 records.
    package var frameCount: Int32
    /// 12345 in every log seen.
    package var checksum: Int32
    /// Start, milliseconds since 1970-01-01T00:00:00Z.
    package var startMilliseconds: Int64
    /// Degrees east of the start.
    package var longitudeDegrees: Double
    /// Degrees north of the start.
    package var latitudeDegrees: Double
    /// Distance flown, m.
    package var distance: Float
    /// Duration, ms.
    package var durationMilliseconds: Int32
    /// Greatest height above take-off, m.
    package var maxHeight: Float
    /// Greatest horizontal speed, m/s.
    package var maxHorizontalSpeed: Float
    /// Greatest vertical speed, m/s.
    package var maxVerticalSpeed: Float
    /// Photos taken.
    package var photoCount: Int32
    /// Video recorded, s.
    package var videoSeconds: Int64
    /// Altitude of take-off by the barometer in the app's unit; not to be trusted.
    package var takeoffAltitude: Float
    /// The product's code.
    package var product: UInt8
    /// When the aircraft was activated, milliseconds since 1970; `nil` before version 6.
    package var activationMilliseconds: Int64?
    /// The name that the owner gave the aircraft.
    package var aircraftName: String
    /// Serial number of the aircraft.
    package var aircraftSerial: String
    /// Serial number of the camera.
    package var cameraSerial: String
    /// Serial number of the remote control; empty before version 6.
    package var controlSerial: String
    /// Serial number of the battery; empty before version 6.
    package var batterySerial: String
    /// 1 iOS, 2 Android, …; `nil` before version 6.
    package var platform: UInt8?
    /// The app's version, for example `4.3.0`; empty before version 6.
    package var appVersion: String

    /// Reads the details; `nil` when they are cut short.
    init?(_ bytes: RawSpan, in range: Range<Int>, version: UInt8) {
        let base = range.lowerBound
        guard range.count >= 380, bytes.holds(380, at: base) else { return nil }
        func text(_ at: Int, _ length: Int) -> String {
            var end = base + at
            while end < base + at + length, let byte = bytes.uint8(at: end), byte != 0 { end += 1 }
            return bytes.text(from: base + at, to: end)
        }
        func int32(_ at: Int) -> Int32 { Int32(bitPattern: bytes.uint32(at: base + at) ?? 0) }
        func int64(_ at: Int) -> Int64 { Int64(bitPattern: bytes.uint64(at: base + at) ?? 0) }
        func float(_ at: Int) -> Float { bytes.float(at: base + at) ?? .nan }
        placeNames = [text(0, 20), text(20, 20), text(40, 20), text(60, 20)]
        (frameCount, checksum, startMilliseconds) = (int32(83), int32(87), int64(91))
        longitudeDegrees = bytes.double(at: base + 99) ?? .nan
        latitudeDegrees = bytes.double(at: base + 107) ?? .nan
        (distance, durationMilliseconds) = (float(115), int32(119))
        (maxHeight, maxHorizontalSpeed, maxVerticalSpeed) = (float(123), float(127), float(131))
        (photoCount, videoSeconds) = (int32(135), int64(139))
        if version >= 6 {
            takeoffAltitude = float(267)
            product = bytes.uint8(at: base + 271) ?? 0
            activationMilliseconds = int64(272)
            aircraftName = text(280, 32)
            (aircraftSerial, cameraSerial) = (text(312, 16), text(328, 16))
            (controlSerial, batterySerial) = (text(344, 16), text(360, 16))
            platform = bytes.uint8(at: base + 376)
            appVersion = (377..<380).map { String(bytes.uint8(at: base + $0) ?? 0) }
                .joined(separator: ".")
        } else {
            takeoffAltitude = float(352)
            product = bytes.uint8(at: base + 277) ?? 0
            activationMilliseconds = nil
            aircraftName = text(278, 24)
            (aircraftSerial, cameraSerial) = (text(267, 10), text(318, 10))
            (controlSerial, batterySerial, platform, appVersion) = ("", "", nil, "")
        }
    }
}
