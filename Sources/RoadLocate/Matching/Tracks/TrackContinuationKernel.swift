import RoadNetwork

/// The pieces in which a road goes on across nodes where nothing but a stub of the map leads off.
struct RoadContinuations {
    /// The piece behind the last vertex and the one before the first vertex of a piece.
    private var behindLast: [UInt32: UInt32] = [:]
    private var beforeFirst: [UInt32: UInt32] = [:]

    /// Whether there are none.
    var isEmpty: Bool { behindLast.isEmpty && beforeFirst.isEmpty }

    /// Notes that a segment goes on in another one of the same directions of travel.
    mutating func add(_ network: CompiledNetwork, from: UInt32, onto: UInt32) {
        let c = network.columns
        let (piece, next) = (c.segmentPiece[from], c.segmentPiece[onto])
        guard piece != next, network.isTwoWay(piece) == network.isTwoWay(next) else { return }
        if c.segmentForward[from] == 1 {
            behindLast[piece] = next
        } else {
            beforeFirst[piece] = next
        }
        if c.segmentForward[onto] == 1 {
            beforeFirst[next] = piece
        } else {
            behindLast[next] = piece
        }
    }

    /// The piece that goes on from a place at an end of its piece.
    func piece(behind foot: PieceFoot, _ lines: RoadLines) -> UInt32? {
        let (first, last) = lines.vertices(Int(foot.piece))
        if foot.fraction == 0, Int(foot.vertex) == first { return beforeFirst[foot.piece] }
        if foot.fraction == 1, Int(foot.vertex) + 1 == last { return behindLast[foot.piece] }
        return nil
    }
}

extension CompiledNetwork {
    fileprivate func isTwoWay(_ piece: UInt32) -> Bool {
        columns.pieceForward[piece] != Self.none && columns.pieceBackward[piece] != Self.none
    }
}

extension TrackArena {
    /// Leaves out places at the end of a piece where the piece in which the road goes on has a nearer
    /// one: without the stub of the map between them both were one piece, with that place alone.
    mutating func dropContinued(_ graph: TrackGraph, after first: Int) {
        var row = first
        while row < feet.count {
            let foot = feet.base[row]
            if foot.fraction == 0 || foot.fraction == 1,
                let next = graph.continuations.piece(behind: foot, graph.lines),
                hasNearer(than: foot, on: next, after: first)
            {
                for later in row..<feet.count - 1 { feet.base[later] = feet.base[later + 1] }
                feet.truncate(to: feet.count - 1)
            } else {
                row += 1
            }
        }
    }

    private func hasNearer(than foot: PieceFoot, on piece: UInt32, after first: Int) -> Bool {
        for row in first..<feet.count where feet.base[row].piece == piece {
            if feet.base[row].distanceSquared < foot.distanceSquared { return true }
        }
        return false
    }
}
