import RoadModel

extension NetworkLayout {
    /// The graph as far as turns ask for it.
    struct TurnGraph {
        /// Piece of each segment.
        var segmentPiece: [UInt32]
        /// First segment of each piece.
        var segmentStarts: [UInt32]
        /// Node at which each piece starts.
        var starts: [UInt32]
        /// Node at which each piece ends.
        var ends: [UInt32]
        /// First outgoing segment of each node.
        var outStart: [UInt32]
        /// Outgoing segments.
        var out: [UInt32]

        /// Whether a segment runs along its piece.
        func isForward(_ segment: Int) -> Bool {
            Int(segmentStarts[Int(segmentPiece[segment])]) == segment
        }

        /// The node at which a segment ends.
        func end(_ segment: Int) -> Int {
            let piece = Int(segmentPiece[segment])
            return Int(isForward(segment) ? ends[piece] : starts[piece])
        }
    }

    /// Writes the class of every turn, segment after segment, in the order of the exits.
    ///
    /// - Parameters:
    ///   - graph: The graph.
    ///   - nodeSource: Node of the source of each node.
    /// - Throws: What the sink throws.
    mutating func writeTurns(
        _ graph: TurnGraph,
        nodeSource: [Int64]
    ) throws(IntakeError) {
        let restrictions = restrictionsByNode(nodeSource)
        var turnStart: [UInt32] = [0]
        turnStart.reserveCapacity(graph.segmentPiece.count + 1)
        var turns: [UInt8] = []
        turns.reserveCapacity(3 * graph.segmentPiece.count)
        for segment in graph.segmentPiece.indices {
            let node = graph.end(segment)
            let arrival = direction(segment, graph, isArrival: true)
            let exits = Int(graph.outStart[node])..<Int(graph.outStart[node + 1])
            let first = turns.count
            for row in exits {
                let exit = Int(graph.out[row])
                guard graph.segmentPiece[exit] != graph.segmentPiece[segment] else {
                    turns.append(TurnClass.turningRound.rawValue)
                    continue
                }
                let departure = direction(exit, graph, isArrival: false)
                let turn = TurnClass(
                    sine: arrival.x * departure.y - arrival.y * departure.x,
                    cosine: arrival.x * departure.x + arrival.y * departure.y
                )
                turns.append(turn.rawValue)
            }
            let here = restrictions[UInt32(node)] ?? []
            for turn in here {
                forbid(turn, among: here, after: segment, exits, first, graph, &turns)
            }
            turnStart.append(UInt32(turns.count))
        }
        try writer.addPacked(.turnStart, turnStart)
        try writer.addPacked(.turnClass, turns)
    }

    private func restrictionsByNode(_ nodeSource: [Int64]) -> [UInt32: [TurnRestriction]] {
        let atNodes = source.restrictions.filter { $0.viaWays.isEmpty && $0.viaNode != 0 }
        guard !atNodes.isEmpty else { return [:] }
        let byNode = Dictionary(grouping: atNodes, by: \.viaNode)
        var rows: [UInt32: [TurnRestriction]] = [:]
        for (row, node) in nodeSource.enumerated() {
            if let here = byNode[node] { rows[UInt32(row)] = here }
        }
        return rows
    }

    private func forbid(
        _ turn: TurnRestriction,
        among here: [TurnRestriction],
        after segment: Int,
        _ exits: Range<Int>,
        _ first: Int,
        _ graph: TurnGraph,
        _ turns: inout [UInt8]
    ) {
        let piece = graph.segmentPiece[segment]
        guard way(piece) == turn.fromWay else { return }
        let allowed = turn.isMandatory ? turn.mandatoryWays(among: here) : [turn.toWay]
        let onto = exits.map { allowed.contains(way(graph.segmentPiece[Int(graph.out[$0])])) }
        // "Only this turn" with a destination that is not there forbids nothing.
        guard onto.contains(true) else { return }
        let isBackOnly = !turn.isMandatory && turn.fromWay == turn.toWay
        for (k, row) in exits.enumerated() {
            let isBack = graph.segmentPiece[Int(graph.out[row])] == piece
            let isHit = turn.isMandatory ? !onto[k] : isBackOnly ? isBack : onto[k]
            if isHit { turns[first + k] = TurnClass.forbidden.rawValue }
        }
    }

    private func way(_ piece: UInt32) -> Int64 { source.wayID[Int(pieces[Int(piece)].way)] }

    /// The unit direction of travel at a segment's end, or at its start.
    private func direction(
        _ segment: Int,
        _ graph: TurnGraph,
        isArrival: Bool
    ) -> (x: Double, y: Double) {
        let piece = pieces[Int(graph.segmentPiece[segment])]
        let isForward = graph.isForward(segment)
        let atLast = isForward == isArrival
        let v = Int(atLast ? piece.last : piece.first + 1)
        let sign = isForward ? 1.0 : -1.0
        let (dx, dy) = (lines.x(v) - lines.x(v - 1), lines.y(v) - lines.y(v - 1))
        let length = (dx * dx + dy * dy).squareRoot()
        return length > 0 ? (sign * dx / length, sign * dy / length) : (0, 0)
    }
}
