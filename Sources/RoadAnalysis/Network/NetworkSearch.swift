/// Shortest distances from one place of a network as far as a limit; memory is used again.
///
/// Source: Dijkstra 1959, with a binary heap. Nodes are settled in order of distance, equal
/// distances by node number.
package struct NetworkSearch: Sendable {
    /// Nodes within the limit, nearest first.
    package private(set) var reached: [Int32] = []
    private var distance: [Double]
    private var stamp: [UInt32]
    private var settled: [UInt32]
    private var round: UInt32 = 0
    private var heap: [Entry] = []

    private struct Entry {
        var metres: Double
        var node: Int32
    }

    /// Memory for a network.
    package init(_ graph: NetworkGraph) {
        distance = [Double](repeating: 0, count: graph.nodeCount)
        stamp = [UInt32](repeating: 0, count: graph.nodeCount)
        settled = stamp
    }

    /// The distance of a node in the last search; infinite beyond its limit.
    @inline(__always)
    package func metres(_ node: Int) -> Double {
        settled[node] == round && round > 0 ? distance[node] : .infinity
    }

    /// Searches from a place on an edge.
    package mutating func run(
        _ graph: NetworkGraph,
        edge: Int,
        offset: Double,
        limit: Double
    ) {
        begin()
        offer(Int(graph.edgeStart[edge]), offset, limit)
        offer(Int(graph.edgeEnd[edge]), graph.edgeMetres[edge] - offset, limit)
        settle(graph, limit)
    }

    /// Searches from a node.
    package mutating func run(_ graph: NetworkGraph, node: Int, limit: Double) {
        begin()
        offer(node, 0, limit)
        settle(graph, limit)
    }

    private mutating func begin() {
        round &+= 1
        if round == 0 {
            // After 2³² searches old stamps could be taken for new ones.
            for node in stamp.indices { (stamp[node], settled[node]) = (0, 0) }
            round = 1
        }
        reached.removeAll(keepingCapacity: true)
        heap.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private mutating func offer(_ node: Int, _ metres: Double, _ limit: Double) {
        guard metres <= limit else { return }
        if stamp[node] == round, distance[node] <= metres { return }
        stamp[node] = round
        distance[node] = metres
        push(Entry(metres: metres, node: Int32(node)))
    }

    private mutating func settle(_ graph: NetworkGraph, _ limit: Double) {
        while let next = pop() {
            let node = Int(next.node)
            if settled[node] == round || next.metres > distance[node] { continue }
            settled[node] = round
            reached.append(next.node)
            for position in graph.halfRange(node) {
                let half = Int(graph.halves[position])
                offer(graph.target(half), next.metres + graph.edgeMetres[half >> 1], limit)
            }
        }
    }

    @inline(__always)
    private static func precedes(_ a: Entry, _ b: Entry) -> Bool {
        a.metres != b.metres ? a.metres < b.metres : a.node < b.node
    }

    private mutating func push(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard Self.precedes(entry, heap[parent]) else { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = entry
    }

    private mutating func pop() -> Entry? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        let count = heap.count
        guard count > 0 else { return first }
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < count else { break }
            if child + 1 < count, Self.precedes(heap[child + 1], heap[child]) { child += 1 }
            guard Self.precedes(heap[child], last) else { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = last
        return first
    }
}
