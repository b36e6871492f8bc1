/// The bytes of columns as an image holds them: little-endian, padded to a multiple of 8.
enum ColumnBytes {
    /// The bytes of whole numbers.
    static func of<Number: FixedWidthInteger & BitwiseCopyable>(_ column: [Number]) -> [UInt8] {
        if MemoryLayout<Number>.size == 1 || Number(littleEndian: 1) == 1 {
            return padded(column)
        }
        return padded(column.map(\.littleEndian))
    }

    /// The bytes of binary floating-point numbers.
    static func of(_ column: [Double]) -> [UInt8] { of(column.map(\.bitPattern)) }

    private static func padded<Number: BitwiseCopyable>(_ column: [Number]) -> [UInt8] {
        // An empty array's storage is one for all threads; filling it would be a race.
        guard !column.isEmpty else { return [] }
        return column.withUnsafeBytes { raw in
            let size = (raw.count + 7) & ~7
            return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                // Sound: `raw.count` bytes are copied and the rest is set, `size` in all.
                UnsafeMutableRawBufferPointer(buffer).copyMemory(from: raw)
                for i in raw.count..<size { buffer[i] = 0 }
                count = size
            }
        }
    }

    /// The bytes of whole numbers from 0 in a `PackedColumn`.
    static func packed<Number: FixedWidthInteger>(_ column: [Number], bits: Int) -> [UInt8] {
        let size = PackedColumn.byteCount(column.count, bits: bits) ?? 0
        var bytes = [UInt8](repeating: 0, count: size)
        var (at, filled) = (0, 0)
        var word: UInt64 = 0
        for number in column {
            let value = UInt64(truncatingIfNeeded: number)
            word |= value &<< UInt64(filled)
            filled += bits
            while filled >= 8 {
                bytes[at] = UInt8(truncatingIfNeeded: word)
                at += 1
                word &>>= 8
                filled -= 8
            }
        }
        if filled > 0 { bytes[at] = UInt8(truncatingIfNeeded: word) }
        return bytes
    }
}
