/// CRC-16/MCRF4XX, byte by byte, for short texts; packets go through ``MAVLinkChecksumKernel``.
///
/// Polynomial 0x1021 reflected, start 0xFFFF, no final inversion. Source: MAVLink guide, "Packet
/// Serialization"; ITU-T V.41 and X.25 for the polynomial.
struct MAVLinkChecksum {
    /// The checksum of the bytes so far.
    private(set) var value: UInt16 = 0xFFFF

    /// Adds a byte.
    mutating func add(_ byte: UInt8) {
        value = (value >> 8) ^ Self.step((value ^ UInt16(byte)) & 0xFF)
    }

    /// Adds the bytes of a text.
    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
    }

    /// What eight shifts make of one byte.
    static func step(_ index: UInt16) -> UInt16 {
        var value = index
        for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : (value >> 1) ^ 0x8408 }
        return value
    }
}
