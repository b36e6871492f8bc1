/// An undirected network: edges between junctions in flat columns, no coordinates.
///
/// Edge `e` has two halves: `2e` leaves its start, `2e + 1` its end. An edge may join a node with
/// itself, and two nodes may be joined by several edges.
package struct NetworkGraph: Sendable {
    /// Node at which each edge starts.
    package let edgeStart: [Int32]
    /// Node at which each edge ends.
    package let edgeEnd: [Int32]
    /// Length of each edge in metres, above 0.
    package let edgeMetres: [Double]
    /// The number of nodes.
    package let nodeCount: Int
    /// First entry of each node in `halves`; one more entry than nodes.
    package let firstHalf: [Int32]
    /// Halves that leave each node, ascending.
    package let halves: [Int32]

    /// Makes a network.
    ///
    /// - Precondition: the columns are equally long, nodes lie in `0..<nodeCount`, lengths are
    ///   finite and above 0.
    package init(edgeStart: [Int32], edgeEnd: [Int32], edgeMetres: [Double], nodeCount: Int) {
        (self.edgeStart, self.edgeEnd, self.edgeMetres) = (edgeStart, edgeEnd, edgeMetres)
        self.nodeCount = nodeCount
        var first = [Int32](repeating: 0, count: nodeCount + 1)
        for edge in edgeStart.indices {
            first[Int(edgeStart[edge]) + 1] += 1
            first[Int(edgeEnd[edge]) + 1] += 1
        }
        for node in 0..<nodeCount { first[node + 1] += first[node] }
        var next = first
        var halves = [Int32](repeating: 0, count: 2 * edgeStart.count)
        for edge in edgeStart.indices {
            halves[Int(next[Int(edgeStart[edge])])] = Int32(2 * edge)
            next[Int(edgeStart[edge])] += 1
            halves[Int(next[Int(edgeEnd[edge])])] = Int32(2 * edge + 1)
            next[Int(edgeEnd[edge])] += 1
        }
        (firstHalf, self.halves) = (first, halves)
    }

    /// The number of edges.
    package var edgeCount: Int { edgeMetres.count }

    /// The sum of all lengths.
    package var totalMetres: Double {
        var (sum, lost) = (0.0, 0.0)
        for value in edgeMetres {
            let next = sum + value
            lost += (sum - next) + value
            sum = next
        }
        return sum + lost
    }

    /// Edge ends at a node.
    @inline(__always)
    package func degree(_ node: Int) -> Int { Int(firstHalf[node + 1] - firstHalf[node]) }

    /// Positions of a node's halves in `halves`.
    @inline(__always)
    package func halfRange(_ node: Int) -> Range<Int> {
        Int(firstHalf[node])..<Int(firstHalf[node + 1])
    }

    /// The node that a half leads to.
    @inline(__always)
    package func target(_ half: Int) -> Int {
        Int(half & 1 == 0 ? edgeEnd[half >> 1] : edgeStart[half >> 1])
    }

    /// The node that a half leaves.
    @inline(__always)
    package func origin(_ half: Int) -> Int {
        Int(half & 1 == 0 ? edgeStart[half >> 1] : edgeEnd[half >> 1])
    }

    /// The connected part of each node, numbered by first appearance, and their number.
    package func components() -> (ofNode: [Int32], count: Int) {
        var part = [Int32](repeating: -1, count: nodeCount)
        var count = 0
        var stack: [Int] = []
        for seed in 0..<nodeCount where part[seed] < 0 {
            part[seed] = Int32(count)
            stack.append(seed)
            while let node = stack.popLast() {
                for position in halfRange(node) {
                    let other = target(Int(halves[position]))
                    if part[other] < 0 {
                        part[other] = Int32(count)
                        stack.append(other)
                    }
                }
            }
            count += 1
        }
        return (part, count)
    }
}
