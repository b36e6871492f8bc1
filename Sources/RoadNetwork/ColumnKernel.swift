/// A column of an image: numbers read in place, every access checked against the bounds.
///
/// A copy keeps the image alive.
@frozen
package struct Column<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    // Sound: `owner` keeps the memory at `base` alive and nothing writes to it; `init` checks
    // length and alignment, `subscript` the index.
    @usableFromInline let base: UnsafePointer<Element>
    /// The number of rows.
    package let count: Int
    @usableFromInline let owner: MappedBytes

    /// The rows that start at a byte of an image; `nil` when they do not fit or are not aligned.
    init?(_ owner: MappedBytes, byteOffset: Int, count: Int) {
        let (length, overflow) = count.multipliedReportingOverflow(
            by: MemoryLayout<Element>.stride
        )
        guard let start = owner.bytes.baseAddress, !overflow, count >= 0, byteOffset >= 0,
            byteOffset <= owner.bytes.count, length <= owner.bytes.count - byteOffset,
            byteOffset % 8 == 0, Int(bitPattern: start) % 8 == 0
        else { return nil }
        base = (start + byteOffset).assumingMemoryBound(to: Element.self)
        self.count = count
        self.owner = owner
    }

    /// The value of a row.
    ///
    /// - Precondition: `row` in `[0, count)`; images are validated when opened, so rows that come
    ///   from one column of an image are in range in the other.
    @inlinable @inline(__always)
    package subscript(row: Int) -> Element {
        precondition(row >= 0 && row < count, "row beyond the end of a column")
        return base[row]
    }

    /// The value of a row named by a number of the image.
    @inlinable @inline(__always)
    package subscript(row: UInt32) -> Element { self[Int(row)] }

    /// Lends a range of rows as a span.
    @inlinable
    package func withSpan<Result>(
        _ rows: Range<Int>,
        _ body: (Span<Element>) -> Result
    ) -> Result {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows beyond a column")
        return withExtendedLifetime(owner) {
            let part = UnsafeBufferPointer(start: base + rows.lowerBound, count: rows.count)
            return body(part.span)
        }
    }

    /// Lends all rows as a span.
    @inlinable
    package func withSpan<Result>(_ body: (Span<Element>) -> Result) -> Result {
        withSpan(0..<count, body)
    }

    /// The first row, for kernels that check their indices themselves; valid as long as the
    /// column's network lives.
    @inlinable @inline(__always)
    package var firstRow: UnsafePointer<Element> { base }
}
