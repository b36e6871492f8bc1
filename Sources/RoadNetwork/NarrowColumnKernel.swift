/// A column of whole numbers that is two bytes wide where its numbers allow, else four.
@frozen
package struct NarrowColumn: Sendable {
    @usableFromInline let narrow: Column<UInt16>?
    @usableFromInline let wide: Column<UInt32>?

    /// A column of two bytes a row.
    init(_ narrow: Column<UInt16>) { (self.narrow, wide) = (narrow, nil) }
    /// A column of four bytes a row.
    init(_ wide: Column<UInt32>) { (narrow, self.wide) = (nil, wide) }

    /// The number of rows.
    @inlinable
    package var count: Int { narrow?.count ?? wide?.count ?? 0 }

    /// The value of a row.
    ///
    /// - Precondition: `row` in `[0, count)`.
    @inlinable
    package subscript(row: Int) -> UInt32 {
        if let narrow { return UInt32(narrow[row]) }
        return wide?[row] ?? 0
    }

    /// The value of a row named by a number of the image.
    @inlinable
    package subscript(row: UInt32) -> UInt32 { self[Int(row)] }

    /// The same column; kernels read it like the others.
    @inlinable
    package var firstRow: NarrowColumn { self }
}

/// A column of ids of the source: four low bytes, and where some id needs them, high ones.
@frozen
package struct IDColumn: Sendable {
    @usableFromInline let low: Column<UInt32>
    @usableFromInline let high8: Column<Int8>?
    @usableFromInline let high32: Column<Int32>?

    /// Ids below 2³².
    init(low: Column<UInt32>) { (self.low, high8, high32) = (low, nil, nil) }
    /// Ids of 40 bits.
    init(low: Column<UInt32>, high: Column<Int8>) {
        (self.low, high8, high32) = (low, high, nil)
    }
    /// Any ids.
    init(low: Column<UInt32>, high: Column<Int32>) {
        (self.low, high8, high32) = (low, nil, high)
    }

    /// The number of rows.
    @inlinable
    package var count: Int { low.count }

    /// The id in a row.
    ///
    /// - Precondition: `row` in `[0, count)`.
    @inlinable
    package subscript(row: Int) -> Int64 {
        let low = Int64(low[row])
        if let high8 { return Int64(high8[row]) << 32 | low }
        if let high32 { return Int64(high32[row]) << 32 | low }
        return low
    }

    /// The id in a row named by a number of the image.
    @inlinable
    package subscript(row: UInt32) -> Int64 { self[Int(row)] }

    /// The same column; kernels read it like the others.
    @inlinable
    package var firstRow: IDColumn { self }
}

/// A column of attributes that pieces share: a number of a profile per piece, a value per profile.
@frozen
package struct ProfileColumn<Element: BitwiseCopyable & Sendable>: Sendable {
    @usableFromInline let profile: NarrowColumn
    @usableFromInline let values: Column<Element>

    init(_ profile: NarrowColumn, _ values: Column<Element>) {
        (self.profile, self.values) = (profile, values)
    }

    /// The number of pieces.
    @inlinable
    package var count: Int { profile.count }

    /// The value of a piece.
    ///
    /// - Precondition: `row` in `[0, count)`.
    @inlinable
    package subscript(row: Int) -> Element { values[profile[row]] }

    /// The value of a piece named by a number of the image.
    @inlinable
    package subscript(row: UInt32) -> Element { self[Int(row)] }

    /// The same column; kernels read it like the others.
    @inlinable
    package var firstRow: ProfileColumn<Element> { self }
}
