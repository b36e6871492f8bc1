/// The nodes within a distance of every node, so that thousands of point patterns on one network
/// need no search of their own.
struct NetworkBalls: Sendable {
    /// First entry of each node; one more entry than nodes.
    let first: [Int]
    /// Nodes of each ball.
    let node: [Int32]
    /// Their distances.
    let metres: [Double]

    /// Finds the balls; `nil` when they hold more than `most` nodes together.
    init?(_ graph: NetworkGraph, limit: Double, most: Int) {
        var search = NetworkSearch(graph)
        var first = [0]
        first.reserveCapacity(graph.nodeCount + 1)
        var node: [Int32] = []
        var metres: [Double] = []
        for center in 0..<graph.nodeCount {
            search.run(graph, node: center, limit: limit)
            guard node.count + search.reached.count <= most else { return nil }
            for other in search.reached {
                node.append(other)
                metres.append(search.metres(Int(other)))
            }
            first.append(node.count)
        }
        (self.first, self.node, self.metres) = (first, node, metres)
    }
}
