/// The checksum of packets, eight bytes at a time.
///
/// Source: M. E. Kounavis and F. L. Berry, "A Systematic Approach to Building High Performance
/// Software-Based CRC Generators", ISCC 2005 (slicing by 8).
struct MAVLinkChecksumKernel {
    /// `tables[256 * k + b]` is what byte `b` becomes when `k` zero bytes follow it.
    private let tables: [UInt16]
    /// The byte whose table entry has this high byte; the high bytes are all different.
    private let indexByHighByte: [UInt8]

    init() {
        var tables = (0..<256).map { MAVLinkChecksum.step(UInt16($0)) }
        for index in 256..<2048 {
            let before = tables[index - 256]
            tables.append((before >> 8) ^ tables[Int(before & 0xFF)])
        }
        var inverse = [UInt8](repeating: 0, count: 256)
        for index in 0..<256 { inverse[Int(tables[index] >> 8)] = UInt8(index) }
        (self.tables, indexByHighByte) = (tables, inverse)
    }

    /// The checksum of `length` bytes from `start`; 0 when they do not lie inside.
    @inline(__always)
    func checksum(_ bytes: RawSpan, from start: Int, length: Int) -> UInt16 {
        guard bytes.holds(length, at: start) else { return 0 }
        return tables.withUnsafeBufferPointer { tables in
            guard let table = tables.baseAddress else { return 0 }
            var value: UInt16 = 0xFFFF
            var position = start
            let end = start + length
            // Sound: `holds` has checked the range, and every index is below 2,048: a byte plus at
            // most 7 * 256.
            while end - position >= 8 {
                let word = bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: position,
                    as: UInt64.self
                )
                let mixed = UInt64(littleEndian: word) ^ UInt64(value)
                let near =
                    table[1792 + Int(mixed & 0xFF)] ^ table[1536 + Int(mixed >> 8 & 0xFF)]
                    ^ table[1280 + Int(mixed >> 16 & 0xFF)] ^ table[1024 + Int(mixed >> 24 & 0xFF)]
                let far =
                    table[768 + Int(mixed >> 32 & 0xFF)] ^ table[512 + Int(mixed >> 40 & 0xFF)]
                    ^ table[256 + Int(mixed >> 48 & 0xFF)] ^ table[Int(mixed >> 56)]
                value = near ^ far
                position += 8
            }
            while position < end {
                let byte = bytes.unsafeLoad(fromUncheckedByteOffset: position, as: UInt8.self)
                value = (value >> 8) ^ table[Int((value ^ UInt16(byte)) & 0xFF)]
                position += 1
            }
            return value
        }
    }

    /// The one byte that leads from `before` to `after`; -1 when none does.
    @inline(__always)
    func byte(from before: UInt16, to after: UInt16) -> Int {
        let entry = after ^ (before >> 8)
        let index = indexByHighByte[Int(entry >> 8)]
        guard tables[Int(index)] == entry else { return -1 }
        return Int(index ^ UInt8(before & 0xFF))
    }
}
