/// The Hilbert curve of order 16: a walk over a 65,536 × 65,536 grid that keeps neighbours close.
package enum HilbertCurve {
    /// The place of a cell on the curve.
    ///
    /// - Parameters: `column` and `row` of the cell.
    /// Source: J. K. Lawder, "Calculation of mappings between one and n-dimensional values using
    /// the Hilbert space-filling curve", 2000, in its two-dimensional form.
    package static func index(column: UInt16, row: UInt16) -> UInt32 {
        var x = UInt32(column)
        var y = UInt32(row)
        var place: UInt32 = 0
        var side: UInt32 = 1 << 15
        while side > 0 {
            let right: UInt32 = x & side == 0 ? 0 : 1
            let upper: UInt32 = y & side == 0 ? 0 : 1
            place += side &* side &* ((3 &* right) ^ upper)
            if upper == 0 {
                if right == 1 { (x, y) = (0xFFFF ^ x, 0xFFFF ^ y) }
                (x, y) = (y, x)
            }
            side >>= 1
        }
        return place
    }

    /// The place of a point within a box; points outside are moved to its edge, NaN to its corner.
    package static func index(x: Double, y: Double, in box: PlanarBox) -> UInt32 {
        index(
            column: cell(x, from: box.minX, to: box.maxX),
            row: cell(y, from: box.minY, to: box.maxY)
        )
    }

    private static func cell(_ value: Double, from low: Double, to high: Double) -> UInt16 {
        guard high > low, value > low else { return 0 }
        return UInt16(min(1, (value - low) / (high - low)) * 65_535)
    }
}
