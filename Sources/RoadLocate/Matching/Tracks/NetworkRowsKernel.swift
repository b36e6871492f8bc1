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

extension BoxRows {
    /// The squared distance of a point from the box of a node; 0 inside.
    @inline(__always)
    func squaredDistance(_ node: Int, _ x: Double, _ y: Double) -> Double {
        // Sound: `node` comes from the tree itself.
        let row = first + 4 * node
        let minX = originX + Double(rows[at: row]) * unit
        let minY = originY + Double(rows[at: row + 1]) * unit
        let maxX = originX + Double(rows[at: row + 2]) * unit
        let maxY = originY + Double(rows[at: row + 3]) * unit
        let dx = max(0, max(minX - x, x - maxX))
        let dy = max(0, max(minY - y, y - maxY))
        return dx * dx + dy * dy
    }
}
