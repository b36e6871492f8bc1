/// The mask that hides the payload of a record in versions 7 to 12.
///
/// The first byte `k` of a payload and the record's type choose eight bytes, which repeat over the
/// rest. They are a CRC-64 (Jones: reflected polynomial 0x95AC9329AC4BC9B5, no final inversion),
/// begun at `k + type`, of the eight bytes of `0x123456789ABCDEF0 * k`. The last byte of a masked
/// payload is `k + type` again: the only check that the format has. All 63,583 records of three
/// real logs hold it.
struct DJIRecordKey: Sendable {
    /// The CRC of each byte.
    private let table: [UInt64]

    init() {
        table = (0..<256).map { byte in
            var value = UInt64(byte)
            for _ in 0..<8 {
                value = value & 1 == 1 ? (value >> 1) ^ 0x95AC_9329_AC4B_C9B5 : value >> 1
            }
            return value
        }
    }

    /// The byte with which a payload must end.
    @inline(__always)
    static func check(first: UInt8, type: UInt8) -> UInt8 { first &+ type }

    /// The mask, its first byte in the lowest bits.
    @inline(__always)
    func mask(first: UInt8, type: UInt8) -> UInt64 {
        var product = 0x1234_5678_9ABC_DEF0 &* UInt64(first)
        var value = UInt64(Self.check(first: first, type: type))
        for _ in 0..<8 {
            value = table[Int(UInt8(truncatingIfNeeded: value ^ product))] ^ (value >> 8)
            product >>= 8
        }
        return value
    }
}
