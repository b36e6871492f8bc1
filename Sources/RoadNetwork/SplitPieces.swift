import RoadGeometry
import RoadModel

/// Lines cut at junctions and put in the order of a Hilbert curve.
struct SplitPieces {
    /// One stretch between junctions.
    struct Piece: BitwiseCopyable {
        /// Row of the way in the source.
        var way: UInt32
        /// First vertex row of `SourceLines`.
        var first: UInt32
        /// Last vertex row of `SourceLines`.
        var last: UInt32

        /// The vertex rows, first and last included.
        var vertices: ClosedRange<Int> { Int(first)...Int(last) }
        /// Lines between vertices.
        var lineCount: Int { Int(last - first) }
    }

    /// The pieces; neighbours on the ground are near each other in this order.
    private(set) var pieces: [Piece] = []
    /// Pieces without length that were left out.
    private(set) var pointLike = 0

    /// Cuts lines at every vertex that two lines share, that one line passes twice, and at ends.
    init(_ lines: SourceLines) {
        var uses = [UInt8](repeating: 0, count: lines.nodeX.count)
        for line in lines.way.indices {
            let (first, last) = (lines.start[line], lines.start[line + 1] - 1)
            for v in first...last {
                let node = Int(lines.node[v])
                uses[node] = v == first || v == last ? 2 : min(2, uses[node] + 1)
            }
        }
        for line in lines.way.indices {
            var from = lines.start[line]
            for v in (from + 1)..<lines.start[line + 1] where uses[Int(lines.node[v])] == 2 {
                append(
                    Piece(
                        way: lines.way[line],
                        first: UInt32(truncatingIfNeeded: from),
                        last: UInt32(truncatingIfNeeded: v)
                    ),
                    lines
                )
                from = v
            }
        }
        order(lines)
    }

    private mutating func append(_ piece: Piece, _ lines: SourceLines) {
        let start = Int(lines.node[Int(piece.first)])
        let hasLength = piece.vertices.contains {
            !lines.isSamePlace(Int(lines.node[$0]), start)
        }
        if hasLength { pieces.append(piece) } else { pointLike += 1 }
    }

    private mutating func order(_ lines: SourceLines) {
        var all = PlanarBox.empty
        for piece in pieces {
            for v in piece.vertices { all.extend(x: lines.x(v), y: lines.y(v)) }
        }
        // Place on the curve in the high half, number in the low one: equal places keep file order.
        var keys = pieces.enumerated().map { number, piece in
            let middle = Int(piece.first + piece.last) / 2
            let place = HilbertCurve.index(x: lines.x(middle), y: lines.y(middle), in: all)
            return UInt64(place) << 32 | UInt64(number)
        }
        keys.sort()
        pieces = keys.map { pieces[Int($0 & 0xFFFF_FFFF)] }
    }
}
