/// A column of whole numbers from 0, each kept in as many bits as the greatest of them needs.
///
/// Numbers stand one behind the other, lowest bit first, in little-endian order; eight bytes more
/// than they need follow them, so that any of them is read with one load.
@frozen
package struct PackedColumn: @unchecked Sendable {
    // Sound: `owner` keeps the memory alive and nothing writes to it; `init` checks that the last
    // row can be read, `subscript` the index.
    @usableFromInline let rows: PackedRows
    /// The number of rows.
    package let count: Int
    @usableFromInline let owner: MappedBytes

    /// Widths a column may have: up to 56 bits a number is read with one load at any place.
    static func isWidth(_ bits: Int) -> Bool { (1...56).contains(bits) || bits == 64 }

    /// Bits for numbers up to a greatest one.
    static func bits(for greatest: UInt64) -> Int {
        let bits = max(1, 64 - greatest.leadingZeroBitCount)
        return bits > 56 ? 64 : bits
    }

    /// Bytes of so many numbers, padded to a multiple of 8; `nil` when there are too many.
    static func byteCount(_ count: Int, bits: Int) -> Int? {
        let (total, overflow) = count.multipliedReportingOverflow(by: bits)
        guard !overflow, total >= 0, total < Int.max - 128 else { return nil }
        return ((total + 7) / 8 + 7) & ~7 + 8
    }

    /// The rows that start at a byte of an image; `nil` when they do not fit.
    init?(_ owner: MappedBytes, byteOffset: Int, count: Int, bits: Int) {
        guard let start = owner.bytes.baseAddress, Self.isWidth(bits), count >= 0, byteOffset >= 0,
            byteOffset <= owner.bytes.count, let length = Self.byteCount(count, bits: bits),
            length <= owner.bytes.count - byteOffset
        else { return nil }
        rows = PackedRows(base: start + byteOffset, bits: bits)
        self.count = count
        self.owner = owner
    }

    /// The number in a row, for numbers of more than 32 bits.
    ///
    /// - Precondition: `row` in `[0, count)`.
    @inlinable @inline(__always)
    package func number(_ row: Int) -> UInt64 {
        precondition(row >= 0 && row < count, "row beyond the end of a column")
        return rows.number(row)
    }

    /// The number in a row.
    ///
    /// - Precondition: `row` in `[0, count)`; images are validated when opened, so rows that come
    ///   from one column of an image are in range in the other.
    @inlinable @inline(__always)
    package subscript(row: Int) -> UInt32 { UInt32(truncatingIfNeeded: number(row)) }

    /// The number in a row named by a number of the image.
    @inlinable @inline(__always)
    package subscript(row: UInt32) -> UInt32 { self[Int(row)] }

    /// The rows without bounds checks, for kernels that check their indices themselves; valid as
    /// long as the column's network lives.
    @inlinable @inline(__always)
    package var firstRow: PackedRows { rows }
}

/// The rows of a `PackedColumn` without bounds checks.
@frozen
package struct PackedRows {
    // Sound: made by a `PackedColumn`, which has eight bytes behind its last number; the kernel
    // that uses it checks its indices.
    /// The first byte.
    package let base: UnsafeRawPointer
    /// Bits of a number.
    package let bits: Int
    /// As many ones.
    package let mask: UInt64

    init(base: UnsafeRawPointer, bits: Int) {
        (self.base, self.bits) = (base, bits)
        mask = bits >= 64 ? UInt64.max : (1 << UInt64(bits)) - 1
    }

    /// The number in a row.
    @inlinable @inline(__always)
    package func number(_ row: Int) -> UInt64 {
        let bit = row &* bits
        let word = (base + (bit &>> 3)).loadUnaligned(as: UInt64.self)
        return (UInt64(littleEndian: word) &>> UInt64(truncatingIfNeeded: bit & 7)) & mask
    }

    /// The number in a row.
    @inlinable @inline(__always)
    package subscript(row: Int) -> UInt32 { UInt32(truncatingIfNeeded: number(row)) }
}

/// A column of ids of the source: what each lies above the least of them.
@frozen
package struct IDColumn: Sendable {
    @usableFromInline let above: PackedColumn
    @usableFromInline let least: Int64

    init(_ above: PackedColumn, least: Int64) { (self.above, self.least) = (above, least) }

    /// The number of rows.
    @inlinable
    package var count: Int { above.count }

    /// The id in a row.
    ///
    /// - Precondition: `row` in `[0, count)`.
    @inlinable @inline(__always)
    package subscript(row: Int) -> Int64 {
        least &+ Int64(bitPattern: above.number(row))
    }

    /// The id in a row named by a number of the image.
    @inlinable @inline(__always)
    package subscript(row: UInt32) -> Int64 { self[Int(row)] }

    /// The rows without bounds checks, for kernels that check their indices themselves; valid as
    /// long as the column's network lives.
    @inlinable @inline(__always)
    package var firstRow: IDRows { IDRows(numbers: above.firstRow, least: least) }
}

/// The rows of an `IDColumn` without bounds checks.
@frozen
package struct IDRows {
    /// How far each id lies above the least of them: equal where ids are.
    package let numbers: PackedRows
    /// The least id.
    package let least: Int64

    @inlinable
    init(numbers: PackedRows, least: Int64) { (self.numbers, self.least) = (numbers, least) }
}

/// A column of attributes that pieces share: a number of a profile per piece, a value per profile.
@frozen
package struct ProfileColumn<Element: BitwiseCopyable & Sendable>: Sendable {
    @usableFromInline let profile: PackedColumn
    @usableFromInline let values: Column<Element>

    init(_ profile: PackedColumn, _ values: Column<Element>) {
        (self.profile, self.values) = (profile, values)
    }

    /// The number of pieces.
    @inlinable
    package var count: Int { profile.count }

    /// The value of a piece.
    ///
    /// - Precondition: `row` in `[0, count)`.
    @inlinable @inline(__always)
    package subscript(row: Int) -> Element { values[profile[row]] }

    /// The value of a piece named by a number of the image.
    @inlinable @inline(__always)
    package subscript(row: UInt32) -> Element { self[Int(row)] }

    /// The same column; kernels read it like the others.
    @inlinable @inline(__always)
    package var firstRow: ProfileColumn<Element> { self }
}
