/// An order of a network's edges, and a direction of each, that do not depend on its file.
///
/// Simulated places are drawn along it, so that the same network gives the same answer however its
/// rows stand and its lines run.
package struct CanonicalOrder: Sendable {
    /// Edges in order.
    package let edges: [Int32]
    /// The place of each edge in the order.
    package let rank: [Int32]
    /// Whether an edge runs from its later to its earlier end.
    package let isAgainst: [Bool]
    /// The place of each node.
    package let nodeRank: [Int32]

    /// Orders edges by their ends, of edges between the same two the shorter first.
    ///
    /// - Parameters:
    ///   - graph: The network.
    ///   - nodeRank: The place of each node in an order by what it is; `nil` for their numbers.
    ///   - isLoopAgainst: Whether an edge that starts where it ends runs against its direction.
    package init(
        _ graph: NetworkGraph,
        nodeRank: [Int32]? = nil,
        isLoopAgainst: (Int) -> Bool = { _ in false }
    ) {
        let place = nodeRank ?? (0..<graph.nodeCount).map { Int32($0) }
        var keys: [Key] = []
        keys.reserveCapacity(graph.edgeCount)
        var against = [Bool](repeating: false, count: graph.edgeCount)
        for edge in 0..<graph.edgeCount {
            let start = place[Int(graph.edgeStart[edge])]
            let end = place[Int(graph.edgeEnd[edge])]
            against[edge] = start == end ? isLoopAgainst(edge) : start > end
            keys.append(
                Key(
                    low: min(start, end),
                    high: max(start, end),
                    metres: graph.edgeMetres[edge],
                    edge: Int32(edge)
                )
            )
        }
        keys.sort { $0.precedes($1) }
        var rank = [Int32](repeating: 0, count: keys.count)
        for (position, key) in keys.enumerated() { rank[Int(key.edge)] = Int32(position) }
        (edges, self.rank, isAgainst) = (keys.map(\.edge), rank, against)
        self.nodeRank = place
    }

    private struct Key {
        var low: Int32
        var high: Int32
        var metres: Double
        var edge: Int32

        func precedes(_ other: Key) -> Bool {
            if low != other.low { return low < other.low }
            if high != other.high { return high < other.high }
            if metres != other.metres { return metres < other.metres }
            return edge < other.edge
        }
    }
}
