/// A column of lengths kept as whole multiples of a unit: `origin + number · unit`.
///
/// Unit and origin are powers of two and their multiples, so every value is exact and the same on
/// every machine.
@frozen
package struct FixedColumn: Sendable {
    @usableFromInline let stored: Column<Int32>
    @usableFromInline let origin: Double
    @usableFromInline let unit: Double

    /// Reads numbers as multiples of a unit.
    init(_ stored: Column<Int32>, origin: Double, unit: Double) {
        (self.stored, self.origin, self.unit) = (stored, origin, unit)
    }

    /// The number of rows.
    @inlinable
    package var count: Int { stored.count }

    /// The value of a row, in metres.
    ///
    /// - Precondition: `row` in `[0, count)`.
    @inlinable @inline(__always)
    package subscript(row: Int) -> Double { origin + Double(stored[row]) * unit }

    /// The value of a row named by a number of the image.
    @inlinable @inline(__always)
    package subscript(row: UInt32) -> Double { self[Int(row)] }

    /// Lends a range of rows as a span of a copy.
    package func withSpan<Result>(
        _ rows: Range<Int>,
        _ body: (Span<Double>) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, rows.count)) { copy in
            // Sound: exactly `rows.count` elements are made before the span is.
            for (i, row) in rows.enumerated() { copy.initializeElement(at: i, to: self[row]) }
            return body(UnsafeBufferPointer(rebasing: copy[..<rows.count]).span)
        }
    }

    /// The rows without bounds checks, for kernels that check their indices themselves; valid as
    /// long as the column's network lives.
    @inlinable @inline(__always)
    package var firstRow: FixedRows {
        FixedRows(base: stored.base, origin: origin, unit: unit)
    }
}

/// The rows of a `FixedColumn` without bounds checks.
@frozen
package struct FixedRows {
    // Sound: made by `FixedColumn.firstRow`; the kernel that uses it checks its indices.
    /// The multiples.
    package let base: UnsafePointer<Int32>
    /// What they count from, in metres.
    package let origin: Double
    /// What they count, in metres.
    package let unit: Double

    /// Wraps the first row.
    @inlinable
    package init(base: UnsafePointer<Int32>, origin: Double, unit: Double) {
        (self.base, self.origin, self.unit) = (base, origin, unit)
    }

    /// The value of a row.
    @inlinable @inline(__always)
    package subscript(row: Int) -> Double { origin + Double(base[row]) * unit }
}
