/// A column of lengths from 0 kept as packed multiples of a unit that is a power of two.
@frozen
package struct LengthColumn: Sendable {
    @usableFromInline let stored: PackedColumn
    @usableFromInline let unit: Double

    init(_ stored: PackedColumn, unit: Double) { (self.stored, self.unit) = (stored, unit) }

    /// The number of rows.
    @inlinable
    package var count: Int { stored.count }

    /// The length in a row, in metres.
    ///
    /// - Precondition: `row` in `[0, count)`.
    @inlinable @inline(__always)
    package subscript(row: Int) -> Double { Double(stored[row]) * unit }

    /// The length in a row named by a number of the image.
    @inlinable @inline(__always)
    package subscript(row: UInt32) -> Double { self[Int(row)] }

    /// The rows without bounds checks, for kernels that check their indices themselves; valid as
    /// long as the column's network lives.
    @inlinable @inline(__always)
    package var firstRow: LengthRows { LengthRows(rows: stored.rows, unit: unit) }
}

/// The rows of a `LengthColumn` without bounds checks.
@frozen
package struct LengthRows {
    // Sound: made by `LengthColumn.firstRow`; the kernel that uses it checks its indices.
    /// The multiples.
    package let rows: PackedRows
    /// What they count, in metres.
    package let unit: Double

    @inlinable
    init(rows: PackedRows, unit: Double) { (self.rows, self.unit) = (rows, unit) }

    /// The length in a row, in metres.
    @inlinable @inline(__always)
    package subscript(row: Int) -> Double { Double(rows[row]) * unit }
}

/// The boxes of the spatial index: `minX, minY, maxX, maxY` of every node, packed in steps from
/// the grid's origin and rounded outwards.
@frozen
package struct BoxColumn: Sendable {
    @usableFromInline let stored: PackedColumn
    @usableFromInline let originX: Double
    @usableFromInline let originY: Double
    @usableFromInline let unit: Double

    init(_ stored: PackedColumn, originX: Double, originY: Double, unit: Double) {
        (self.stored, self.originX, self.originY) = (stored, originX, originY)
        self.unit = unit
    }

    /// Four times the number of nodes.
    @inlinable
    package var count: Int { stored.count }

    /// An edge of a box, in metres: `4 · node + 0 … 3`.
    ///
    /// - Precondition: `row` in `[0, count)`.
    @inlinable @inline(__always)
    package subscript(row: Int) -> Double {
        (row & 1 == 0 ? originX : originY) + Double(stored[row]) * unit
    }

    /// The edges without bounds checks, for kernels that check their indices themselves.
    @inlinable @inline(__always)
    package var firstRow: BoxRows {
        BoxRows(rows: stored.rows, originX: originX, originY: originY, unit: unit, first: 0)
    }
}

/// The edges of a `BoxColumn` without bounds checks.
@frozen
package struct BoxRows {
    // Sound: made by `BoxColumn.firstRow`; the kernel that uses it checks its indices.
    /// The multiples.
    package let rows: PackedRows
    /// What eastings count from, in metres.
    package let originX: Double
    /// What northings count from, in metres.
    package let originY: Double
    /// What they count, in metres.
    package let unit: Double
    /// The row of the first edge.
    package let first: Int

    @inlinable
    init(rows: PackedRows, originX: Double, originY: Double, unit: Double, first: Int) {
        (self.rows, self.originX, self.originY) = (rows, originX, originY)
        (self.unit, self.first) = (unit, first)
    }

    /// An edge of a box: `4 · node + 0 … 3`.
    @inlinable @inline(__always)
    package subscript(row: Int) -> Double {
        (row & 1 == 0 ? originX : originY) + Double(rows[first &+ row]) * unit
    }

    /// The edges from a node on: `rows + 4 · node`.
    ///
    /// - Precondition: `count` is even, so that eastings stay eastings.
    @inlinable @inline(__always)
    package static func + (rows: BoxRows, count: Int) -> BoxRows {
        BoxRows(
            rows: rows.rows,
            originX: rows.originX,
            originY: rows.originY,
            unit: rows.unit,
            first: rows.first &+ count
        )
    }
}
