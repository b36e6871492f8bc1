/// Record type 3: where the camera looks, relative to the Earth.
package struct DJIGimbalRecord: Sendable, Hashable {
    /// Where the record stands in the file.
    package var offset: Int
    /// Pitch, 0.1°; -900 looks straight down.
    package var pitch: Int16
    /// Roll, 0.1°.
    package var roll: Int16
    /// Yaw clockwise from north, 0.1°.
    package var yaw: Int16
    /// Mode in the two highest bits: 0 free, 1 first person, 2 follows the aircraft.
    package var modeBits: UInt8

    /// Reads the plain payload; `nil` when it is too short.
    init?(_ plain: RawSpan, length: Int, offset: Int) {
        guard length >= 7, let pitch = plain.uint16(at: 0), let roll = plain.uint16(at: 2),
            let yaw = plain.uint16(at: 4), let modeBits = plain.uint8(at: 6)
        else { return nil }
        self.offset = offset
        self.pitch = Int16(bitPattern: pitch)
        self.roll = Int16(bitPattern: roll)
        self.yaw = Int16(bitPattern: yaw)
        self.modeBits = modeBits
    }

    /// The mode's code.
    package var mode: UInt8 { modeBits >> 6 }
}
