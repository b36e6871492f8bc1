/// The mask that hides the payload of a record in versions 7 to 12.
///
/// The first byte `k` of a payload and the record's type choose eight bytes, which repeat over the
/// rest. They are a CRC-64 (Jones: reflected polynomial 0x95AC9329AC4BC9B5, no final inversion),
/// begun at `k + type`, of the eight bytes of `0x123456789ABCDEF0 * k`. The last byte of a masked
/// payload is `k + type` again: the only check that the format has. All 63,583 records of three
/// real logs hold it.
struct DJIRecordKey: Sendable {
    /// The CRC of the eight bytes for each first byte, begun at 0; and of eight zeros for each sum.
    ///
    /// A CRC is linear: begun elsewhere it differs by what that beginning becomes over zeros.
    private let products: [UInt64]
    private let sums: [UInt64]

    init() {
        let table = (0..<256).map { byte in
            var value = UInt64(byte)
            for _ in 0..<8 {
                value = value & 1 == 1 ? (value >> 1) ^ 0x95AC_9329_AC4B_C9B5 : value >> 1
            }
            return value
        }
        func crc(_ bytes: UInt64, from start: UInt64) -> UInt64 {
            var value = start
            for index in 0..<8 {
                let byte = UInt8(truncatingIfNeeded: value ^ bytes >> UInt64(index * 8))
                value = table[Int(byte)] ^ (value >> 8)
            }
            return value
        }
        products = (0..<256).map { crc(0x1234_5678_9ABC_DEF0 &* $0, from: 0) }
        sums = (0..<256).map { crc(0, from: $0) }
    }

    /// The byte with which a payload must end.
    @inline(__always)
    static func check(first: UInt8, type: UInt8) -> UInt8 { first &+ type }

    /// The mask, its first byte in the lowest bits.
    @inline(__always)
    func mask(first: UInt8, type: UInt8) -> UInt64 {
        products[Int(first)] ^ sums[Int(Self.check(first: first, type: type))]
    }
}
