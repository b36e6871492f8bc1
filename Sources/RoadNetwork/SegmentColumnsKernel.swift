/// Columns about directed segments that follow from what is stored about pieces.
///
/// A piece's segments are neighbours: first the one along its vertices, then, unless the road is
/// one-way, the one against them.

/// The segment along each piece.
@frozen
package struct ForwardColumn: Sendable {
    @usableFromInline let starts: PackedColumn

    init(_ starts: PackedColumn) { self.starts = starts }

    /// The number of pieces.
    @inlinable
    package var count: Int { max(0, starts.count - 1) }

    /// The segment along a piece.
    @inlinable @inline(__always)
    package subscript(piece: Int) -> UInt32 { starts[piece] }

    /// The segment along a piece.
    @inlinable @inline(__always)
    package subscript(piece: UInt32) -> UInt32 { starts[Int(piece)] }

    /// The same column; kernels read it like the others.
    @inlinable @inline(__always)
    package var firstRow: ForwardColumn { self }

    /// The segments along the pieces, and the number of segments, without bounds checks; valid as
    /// long as the column's network lives.
    @inlinable @inline(__always)
    package var rows: PackedRows { starts.firstRow }
}

/// The segment against each piece; `UInt32.max` on one-way roads.
@frozen
package struct BackwardColumn: Sendable {
    @usableFromInline let starts: PackedColumn

    init(_ starts: PackedColumn) { self.starts = starts }

    /// The number of pieces.
    @inlinable
    package var count: Int { max(0, starts.count - 1) }

    /// The segment against a piece.
    @inlinable @inline(__always)
    package subscript(piece: Int) -> UInt32 {
        let first = starts[piece]
        return starts[piece + 1] &- first == 2 ? first &+ 1 : UInt32.max
    }

    /// The segment against a piece.
    @inlinable @inline(__always)
    package subscript(piece: UInt32) -> UInt32 { self[Int(piece)] }

    /// The same column; kernels read it like the others.
    @inlinable @inline(__always)
    package var firstRow: BackwardColumn { self }
}

/// 1 for a segment that runs along the vertices of its piece, else 0.
@frozen
package struct DirectionColumn: Sendable {
    @usableFromInline let piece: PackedColumn
    @usableFromInline let starts: PackedColumn

    init(piece: PackedColumn, starts: PackedColumn) {
        (self.piece, self.starts) = (piece, starts)
    }

    /// The number of segments.
    @inlinable
    package var count: Int { piece.count }

    /// The direction of a segment.
    @inlinable @inline(__always)
    package subscript(segment: Int) -> UInt8 {
        Int(starts[piece[segment]]) == segment ? 1 : 0
    }

    /// The direction of a segment.
    @inlinable @inline(__always)
    package subscript(segment: UInt32) -> UInt8 { self[Int(segment)] }

    /// The same column; kernels read it like the others.
    @inlinable @inline(__always)
    package var firstRow: DirectionColumn { self }
}

/// The node at one end of each segment.
@frozen
package struct SegmentNodeColumn: Sendable {
    @usableFromInline let direction: DirectionColumn
    @usableFromInline let along: PackedColumn
    @usableFromInline let against: PackedColumn

    /// The node of a piece for segments along it, and for those against it.
    init(_ direction: DirectionColumn, along: PackedColumn, against: PackedColumn) {
        (self.direction, self.along, self.against) = (direction, along, against)
    }

    /// The number of segments.
    @inlinable
    package var count: Int { direction.count }

    /// The node of a segment.
    @inlinable @inline(__always)
    package subscript(segment: Int) -> UInt32 {
        let piece = direction.piece[segment]
        return direction[segment] == 1 ? along[piece] : against[piece]
    }

    /// The node of a segment.
    @inlinable @inline(__always)
    package subscript(segment: UInt32) -> UInt32 { self[Int(segment)] }

    /// The same column; kernels read it like the others.
    @inlinable @inline(__always)
    package var firstRow: SegmentNodeColumn { self }
}

/// The items of the spatial index: runs stand in the tree's order, so item `i` is run `i`.
@frozen
package struct TreeItemColumn: Sendable {
    /// The number of runs.
    package let count: Int

    init(count: Int) { self.count = count }

    /// The run of an item.
    @inlinable @inline(__always)
    package subscript(item: Int) -> UInt32 { UInt32(truncatingIfNeeded: item) }

    /// The same column; kernels read it like the others.
    @inlinable @inline(__always)
    package var firstRow: TreeItemColumn { self }
}

/// The number of lines of each run: up to eight, and never beyond the end of the run's piece.
@frozen
package struct RunLineColumn: Sendable {
    @usableFromInline let piece: PackedColumn
    @usableFromInline let first: PackedColumn
    @usableFromInline let starts: PackedColumn
    /// Lines of a full run.
    @usableFromInline static let full: UInt32 = 8

    init(piece: PackedColumn, first: PackedColumn, starts: PackedColumn) {
        (self.piece, self.first, self.starts) = (piece, first, starts)
    }

    /// The number of runs.
    @inlinable
    package var count: Int { piece.count }

    /// The lines of a run.
    @inlinable @inline(__always)
    package subscript(run: Int) -> UInt32 {
        min(Self.full, starts[Int(piece[run]) + 1] &- 1 &- first[run])
    }

    /// The lines of a run named by a number of the image.
    @inlinable @inline(__always)
    package subscript(run: UInt32) -> UInt32 { self[Int(run)] }

    /// The same column; kernels read it like the others.
    @inlinable @inline(__always)
    package var firstRow: RunLineColumn { self }
}
