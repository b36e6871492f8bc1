/// CRC-32 as ZIP uses it (reflected polynomial 0xEDB88320), of bytes that come in pieces.
internal struct ZIPChecksum {
    private var sum = ~UInt32(0)

    /// The sum of what was added.
    var value: UInt32 { ~sum }

    /// Adds bytes.
    mutating func add(_ bytes: Span<UInt8>) {
        let table = Self.table.span
        var sum = sum
        for index in bytes.indices {
            sum = sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ bytes[index])]
        }
        self.sum = sum
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320
        }
    }
}
