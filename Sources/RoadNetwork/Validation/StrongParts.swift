/// The strongly connected parts of a network: within one, every node can reach every other.
///
/// Source: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972),
/// with the recursion unrolled.
struct StrongParts {
    /// The part of each node.
    private(set) var part: [UInt32]

    /// Finds the parts.
    init(_ network: CompiledNetwork) {
        let c = network.columns
        let count = network.nodeCount
        let unseen = UInt32.max
        part = [UInt32](repeating: unseen, count: count)
        var index = [UInt32](repeating: unseen, count: count)
        var low = index
        var edge = (0..<count).map { c.outStart[$0] }
        var open: [UInt32] = []
        var path: [UInt32] = []
        var next: UInt32 = 0
        var parts: UInt32 = 0
        for root in 0..<UInt32(count) where index[Int(root)] == unseen {
            path.append(root)
            while let node = path.last {
                let n = Int(node)
                if index[n] == unseen {
                    (index[n], low[n]) = (next, next)
                    next += 1
                    open.append(node)
                }
                if edge[n] < c.outStart[n + 1] {
                    let to = c.segmentEnd[c.outSegments[edge[n]]]
                    edge[n] += 1
                    if index[Int(to)] == unseen {
                        path.append(to)
                    } else if part[Int(to)] == unseen {
                        low[n] = min(low[n], index[Int(to)])
                    }
                    continue
                }
                path.removeLast()
                if let above = path.last { low[Int(above)] = min(low[Int(above)], low[n]) }
                guard low[n] == index[n] else { continue }
                while let member = open.popLast() {
                    part[Int(member)] = parts
                    if member == node { break }
                }
                parts += 1
            }
        }
    }

    /// Which nodes can reach one of some parts, or with `forward` be reached from it.
    func reaches(_ targets: Set<UInt32>, _ network: CompiledNetwork, forward: Bool) -> [Bool] {
        let c = network.columns
        var start = [Int](repeating: 0, count: network.nodeCount + 1)
        let (from, to) = forward ? (c.segmentStart, c.segmentEnd) : (c.segmentEnd, c.segmentStart)
        for segment in 0..<network.segmentCount { start[Int(from[segment]) + 1] += 1 }
        for node in 0..<network.nodeCount { start[node + 1] += start[node] }
        var next = start
        var neighbours = [UInt32](repeating: 0, count: network.segmentCount)
        for segment in 0..<network.segmentCount {
            let node = Int(from[segment])
            neighbours[next[node]] = to[segment]
            next[node] += 1
        }
        var seen = part.map { targets.contains($0) }
        var open = seen.indices.filter { seen[$0] }
        while let node = open.popLast() {
            for row in start[node]..<start[node + 1] where !seen[Int(neighbours[row])] {
                seen[Int(neighbours[row])] = true
                open.append(Int(neighbours[row]))
            }
        }
        return seen
    }
}
