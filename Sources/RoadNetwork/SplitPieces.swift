import RoadGeometry
import RoadModel

/// Lines cut at junctions and put in the order of a Hilbert curve.
struct SplitPieces {
    /// One stretch between junctions.
    struct Piece {
        /// Row of the way in the source.
        var way: Int
        /// Vertex rows of `SourceLines`, first and last included.
        var vertices: ClosedRange<Int>
    }

    /// The pieces; neighbours on the ground are near each other in this order.
    private(set) var pieces: [Piece] = []
    /// Pieces without length that were left out.
    private(set) var pointLike = 0

    /// Cuts lines at every vertex that two lines share, that one line passes twice, and at ends.
    init(_ lines: SourceLines) {
        var uses: [Int64: UInt8] = [:]
        uses.reserveCapacity(lines.key.count)
        for line in lines.way.indices {
            let rows = lines.start[line]..<lines.start[line + 1]
            for v in rows {
                let isEnd = v == rows.lowerBound || v == rows.upperBound - 1
                uses[lines.key[v], default: 0] = min(
                    2,
                    uses[lines.key[v], default: 0] + (isEnd ? 2 : 1)
                )
            }
        }
        for line in lines.way.indices {
            var from = lines.start[line]
            for v in (from + 1)..<lines.start[line + 1] where uses[lines.key[v]] == 2 {
                append(Piece(way: lines.way[line], vertices: from...v), lines)
                from = v
            }
        }
        order(lines)
    }

    private mutating func append(_ piece: Piece, _ lines: SourceLines) {
        let hasLength = piece.vertices.contains {
            lines.x[$0] != lines.x[piece.vertices.lowerBound]
                || lines.y[$0] != lines.y[piece.vertices.lowerBound]
        }
        if hasLength { pieces.append(piece) } else { pointLike += 1 }
    }

    private mutating func order(_ lines: SourceLines) {
        var all = PlanarBox.empty
        for i in lines.x.indices { all.extend(x: lines.x[i], y: lines.y[i]) }
        let places = pieces.map { piece in
            let middle = (piece.vertices.lowerBound + piece.vertices.upperBound) / 2
            return HilbertCurve.index(x: lines.x[middle], y: lines.y[middle], in: all)
        }
        let order = pieces.indices.sorted { (places[$0], $0) < (places[$1], $1) }
        pieces = order.map { pieces[$0] }
    }
}
