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

extension IDRows {
    /// The id in a row.
    @inline(__always)
    subscript(at row: Int) -> Int64 { least &+ Int64(bitPattern: numbers[at: row]) }
}

/// The columns of a network that matching reads in its hot loops, without what keeps them alive:
/// a copy of the columns themselves would count references.
struct RoadLines: @unchecked Sendable {
    // Sound: nothing writes to the rows; they are lent by a graph or a matcher that keeps the network
    // alive, and indices come from the network.
    let xs: FixedRows, ys: FixedRows
    let measures: LengthRows
    private let pieceVertexStart: PackedRows
    private let segmentPiece: PackedRows
    private let firstSegment: PackedRows
    private let pieceWay: IDRows

    init(_ columns: NetworkColumns) {
        (xs, ys) = (columns.vertexX.firstRow, columns.vertexY.firstRow)
        measures = columns.vertexMeasure.firstRow
        pieceVertexStart = columns.pieceVertexStart.firstRow
        segmentPiece = columns.segmentPiece.firstRow
        firstSegment = columns.pieceForward.rows
        pieceWay = columns.pieceWay.firstRow
    }

    /// The piece of a segment.
    @inline(__always)
    func piece(_ segment: UInt32) -> Int { Int(segmentPiece[at: Int(segment)]) }

    /// The way of a piece: the source's line from which it was cut.
    @inline(__always)
    func way(_ piece: Int) -> Int64 { pieceWay[at: piece] }

    /// The first and the last vertex of a piece.
    @inline(__always)
    func vertices(_ piece: Int) -> (first: Int, last: Int) {
        (Int(pieceVertexStart[at: piece]), Int(pieceVertexStart[at: piece + 1]) - 1)
    }

    /// The segment along a piece.
    @inline(__always)
    func forward(_ piece: Int) -> UInt32 { UInt32(truncatingIfNeeded: firstSegment[at: piece]) }

    /// The segment against a piece; `CompiledNetwork.none` on one-way roads.
    @inline(__always)
    func backward(_ piece: Int) -> UInt32 {
        let first = forward(piece)
        return forward(piece + 1) &- first == 2 ? first &+ 1 : CompiledNetwork.none
    }

    /// Whether a segment of a piece runs along its vertices.
    @inline(__always)
    func isForward(_ segment: UInt32, _ piece: Int) -> Bool { forward(piece) == segment }
}
