import RoadNetwork

// Accessors of another module are calls, even the shortest; these are none.

extension FixedRows {
    /// The value of a row, in metres.
    @inline(__always)
    subscript(at row: Int) -> Double { origin + Double(base[row]) * unit }
}

extension PackedRows {
    /// The number in a row.
    @inline(__always)
    subscript(at row: Int) -> UInt64 {
        // Sound: eight bytes follow the last number, so one load never passes the end.
        let bit = row &* bits
        let word = (base + (bit &>> 3)).loadUnaligned(as: UInt64.self)
        return (UInt64(littleEndian: word) &>> UInt64(truncatingIfNeeded: bit & 7)) & mask
    }
}

extension LengthRows {
    /// The value of a row, in metres.
    @inline(__always)
    subscript(at row: Int) -> Double { Double(rows[at: row]) * unit }
}
