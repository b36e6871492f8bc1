/// Leaves out pieces at nodes where more of them meet than roads ever do.
///
/// Every way out of every segment at a node is a turn, so a node of *n* ends costs *n*² turns. No
/// junction on the ground has more than a few dozen, but a way that passes the same two nodes ten
/// thousand times would fill the memory.
enum CrowdedNodes {
    /// Ends of pieces that may meet at a node.
    static let mostEnds = 64

    /// What makes two pieces of a way the same stretch.
    private struct Stretch: Hashable {
        var way: UInt32
        var nodes: [UInt32]
    }

    /// The pieces without those that are too many, and how many were left out, by code:
    /// `compile.piece_repeated` for a way's second run over the same stretch,
    /// `compile.node_crowded` for the others.
    ///
    /// Only pieces at crowded nodes are looked at; where there is none nothing changes.
    static func thinned(
        _ pieces: [SplitPieces.Piece],
        _ lines: SourceLines
    ) -> (pieces: [SplitPieces.Piece], notes: [String: Int]) {
        var ends = [UInt32](repeating: 0, count: lines.nodeX.count)
        func node(_ vertex: UInt32) -> Int { Int(lines.node[Int(vertex)]) }
        for piece in pieces {
            ends[node(piece.first)] += 1
            ends[node(piece.last)] += 1
        }
        guard ends.contains(where: { $0 > UInt32(mostEnds) }) else { return (pieces, [:]) }
        let isCrowded = ends.map { $0 > UInt32(mostEnds) }
        var met = [UInt32](repeating: 0, count: ends.count)
        var seen: Set<Stretch> = []
        var kept: [SplitPieces.Piece] = []
        var notes: [String: Int] = [:]
        for piece in pieces {
            let (first, last) = (node(piece.first), node(piece.last))
            if isCrowded[first] || isCrowded[last] {
                guard seen.insert(stretch(piece, lines)).inserted else {
                    notes["compile.piece_repeated", default: 0] += 1
                    continue
                }
            }
            // A loop ends twice at its node.
            let room = UInt32(mostEnds) - (first == last ? 1 : 0)
            guard met[first] < room, met[last] < room else {
                notes["compile.node_crowded", default: 0] += 1
                continue
            }
            met[first] += 1
            met[last] += 1
            kept.append(piece)
        }
        return (kept, notes)
    }

    /// The stretch of a piece; the way back along it is the same.
    private static func stretch(_ piece: SplitPieces.Piece, _ lines: SourceLines) -> Stretch {
        let nodes = piece.vertices.map { UInt32(truncatingIfNeeded: lines.node[$0]) }
        let isTurned = nodes.reversed().lexicographicallyPrecedes(nodes)
        return Stretch(way: piece.way, nodes: isTurned ? nodes.reversed() : nodes)
    }
}
