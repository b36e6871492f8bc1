/// Record type 1: where the aircraft is and how it moves; opens a frame.
package struct DJIOSDRecord: Sendable, Hashable {
    /// Where the record stands in the file.
    package var offset: Int
    /// Longitude, radians; 0 together with latitude 0 means no fix.
    package var longitudeRadians: Double
    /// Latitude, radians.
    package var latitudeRadians: Double
    /// Height above take-off by the barometer, 0.1 m.
    package var height: Int16
    /// Speed north, 0.1 m/s.
    package var speedNorth: Int16
    /// Speed east, 0.1 m/s.
    package var speedEast: Int16
    /// Speed down, 0.1 m/s.
    package var speedDown: Int16
    /// Pitch, 0.1°.
    package var pitch: Int16
    /// Roll, 0.1°.
    package var roll: Int16
    /// Yaw clockwise from north, 0.1°, in `(-1800, 1800]`.
    package var yaw: Int16
    /// Flight mode in the lower seven bits, the remote control's state in the highest.
    package var modeAndControl: UInt8
    /// The app's last command.
    package var appCommand: UInt8
    /// Bytes 32 to 35: bits of the flight's state.
    package var state: (UInt8, UInt8, UInt8, UInt8) { (state0, state1, state2, state3) }
    var state0: UInt8
    var state1: UInt8
    var state2: UInt8
    var state3: UInt8
    /// Satellites.
    package var satellites: UInt8
    /// The last action of the flight controller.
    package var action: UInt8
    /// Why motors did not start.
    package var motorFailure: UInt8
    /// Byte 39: bits of state.
    package var state4: UInt8
    /// Byte 40, which the app takes for the battery.
    package var battery: UInt8
    /// Height above ground by the downward sensors, 0.1 m.
    package var sonarHeight: UInt8
    /// Time in the air, 0.1 s.
    package var flyTime: UInt16

    /// The shortest payload that holds all fields.
    static let byteCount = 44

    /// Reads the plain payload; `nil` when it is too short.
    init?(_ plain: RawSpan, length: Int, offset: Int) {
        guard length >= Self.byteCount, let longitude = plain.double(at: 0),
            let latitude = plain.double(at: 8), let flyTime = plain.uint16(at: 42)
        else { return nil }
        func signed(_ at: Int) -> Int16 { Int16(bitPattern: plain.uint16(at: at) ?? 0) }
        func byte(_ at: Int) -> UInt8 { plain.uint8(at: at) ?? 0 }
        self.offset = offset
        (longitudeRadians, latitudeRadians) = (longitude, latitude)
        (height, speedNorth) = (signed(16), signed(18))
        (speedEast, speedDown) = (signed(20), signed(22))
        (pitch, roll, yaw) = (signed(24), signed(26), signed(28))
        (modeAndControl, appCommand) = (byte(30), byte(31))
        (state0, state1, state2, state3) = (byte(32), byte(33), byte(34), byte(35))
        (satellites, action, motorFailure) = (byte(36), byte(37), byte(38))
        (state4, battery, sonarHeight) = (byte(39), byte(40), byte(41))
        self.flyTime = flyTime
    }

    /// Degrees east.
    package var longitudeDegrees: Double { longitudeRadians * (180 / Double.pi) }
    /// Degrees north.
    package var latitudeDegrees: Double { latitudeRadians * (180 / Double.pi) }
    /// The flight mode's code.
    package var mode: UInt8 { modeAndControl & 0x7F }
    /// How good the receiver's signal is, 0 to 5.
    package var receiverLevel: UInt8 { (state2 >> 2) & 0xF }
    /// Whether the flight controller uses the receiver.
    package var isReceiverUsed: Bool { state1 & 0x80 != 0 }
    /// Whether there is a position.
    package var hasPosition: Bool { latitudeRadians != 0 || longitudeRadians != 0 }
    /// Whether the position is one on Earth.
    package var isOnEarth: Bool {
        abs(latitudeRadians) <= Double.pi / 2 && abs(longitudeRadians) <= Double.pi
    }
}
