package import RoadAnalysis

extension SpatialNetwork {
    /// The name of a node, else its number from 1.
    package func nodeName(_ node: Int) -> String {
        nodeNames?.text(node) ?? String(node + 1)
    }

    /// The order of edges by what their ends are: their places, else their names.
    package func canonicalOrder() -> CanonicalOrder {
        CanonicalOrder(graph, nodeRank: nodeRank()) { edge in
            guard hasGeometry else { return false }
            // A loop is told from its mirror by the vertices next to its ends.
            let rows = vertices(edge)
            guard rows.count > 2 else { return false }
            let (a, b) = (rows.lowerBound + 1, rows.upperBound - 2)
            return (x[a], y[a]) > (x[b], y[b])
        }
    }

    /// The place of each node in an order that does not depend on the file's.
    private func nodeRank() -> [Int32] {
        var order = Array(0..<graph.nodeCount)
        if hasGeometry {
            var place = [(x: Double, y: Double)](
                repeating: (.infinity, .infinity),
                count: graph.nodeCount
            )
            for edge in 0..<graph.edgeCount {
                let rows = vertices(edge)
                for (node, v) in [
                    (Int(graph.edgeStart[edge]), rows.lowerBound),
                    (Int(graph.edgeEnd[edge]), rows.upperBound - 1),
                ] where (x[v], y[v]) < place[node] { place[node] = (x[v], y[v]) }
            }
            order.sort { place[$0] < place[$1] }
        } else {
            switch nodeNames {
            case .numbers(let names): order.sort { names[$0] < names[$1] }
            case .texts(let names): order.sort { names[$0] < names[$1] }
            case nil: break
            }
        }
        var rank = [Int32](repeating: 0, count: order.count)
        for (position, node) in order.enumerated() { rank[node] = Int32(position) }
        return rank
    }

    /// Whether an edge's name comes before another's: numbers first, by value.
    func precedes(_ edge: Int, _ other: Int) -> Bool {
        switch (Int(ids[edge]), Int(ids[other])) {
        case (let one?, let two?): one != two ? one < two : edge < other
        case (_?, nil): true
        case (nil, _?): false
        case (nil, nil): ids[edge] < ids[other]
        }
    }
}
