/// Who is whose neighbour among the edges of a network; every link counts 1.
package struct SpatialWeights: Sendable {
    /// First neighbour of each unit in `neighbour`; one more entry than units.
    package let first: [Int32]
    /// Neighbours of each unit, ascending, the unit itself not among them.
    package let neighbour: [Int32]

    /// Links by unit: `first` holds where each unit's neighbours start.
    package init(first: [Int32], neighbour: [Int32]) {
        (self.first, self.neighbour) = (first, neighbour)
    }

    /// The number of units.
    package var count: Int { first.count - 1 }
    /// The number of directed links.
    package var linkCount: Int { neighbour.count }

    /// Positions of a unit's neighbours.
    @inline(__always)
    package func range(_ unit: Int) -> Range<Int> { Int(first[unit])..<Int(first[unit + 1]) }

    /// The number of a unit's neighbours.
    @inline(__always)
    package func degree(_ unit: Int) -> Int { Int(first[unit + 1] - first[unit]) }

    /// The sum of a column over a unit's neighbours.
    @inline(__always)
    package func sum(_ values: [Double], around unit: Int) -> Double {
        var sum = 0.0
        for position in range(unit) { sum += values[Int(neighbour[position])] }
        return sum
    }

    /// Units that share a node.
    package static func contiguity(_ graph: NetworkGraph) -> SpatialWeights {
        build(graph.edgeCount) { edge, add in
            for node in [Int(graph.edgeStart[edge]), Int(graph.edgeEnd[edge])] {
                for position in graph.halfRange(node) { add(graph.halves[position] >> 1) }
            }
        }
    }

    /// Units whose midpoints lie within a distance of each other along the network.
    package static func within(_ metres: Double, of graph: NetworkGraph) -> SpatialWeights {
        var search = NetworkSearch(graph)
        return build(graph.edgeCount) { edge, add in
            let half = graph.edgeMetres[edge] / 2
            search.run(graph, edge: edge, offset: half, limit: metres)
            for node in search.reached {
                let before = search.metres(Int(node))
                for position in graph.halfRange(Int(node)) {
                    let other = graph.halves[position] >> 1
                    // Rounding must not decide a distance that is the limit exactly.
                    if before + graph.edgeMetres[Int(other)] / 2 <= metres * (1 + 1e-12) {
                        add(other)
                    }
                }
            }
        }
    }

    /// Links stated one by one; repeated ones and those of a unit with itself count once or not.
    ///
    /// - Precondition: both columns hold units below `count`.
    package static func links(from: [Int32], to: [Int32], count: Int) -> SpatialWeights {
        var first = [Int32](repeating: 0, count: count + 1)
        for unit in from { first[Int(unit) + 1] += 1 }
        for unit in 0..<count { first[unit + 1] += first[unit] }
        var next = first
        var sorted = [Int32](repeating: 0, count: from.count)
        for row in from.indices {
            sorted[Int(next[Int(from[row])])] = to[row]
            next[Int(from[row])] += 1
        }
        return build(count) { unit, add in
            for position in Int(first[unit])..<Int(first[unit + 1]) { add(sorted[position]) }
        }
    }

    private static func build(
        _ count: Int,
        _ collect: (Int, (Int32) -> Void) -> Void
    ) -> SpatialWeights {
        var first: [Int32] = [0]
        first.reserveCapacity(count + 1)
        var neighbour: [Int32] = []
        neighbour.reserveCapacity(4 * count)
        var seen = [Int32](repeating: -1, count: count)
        for unit in 0..<count {
            let start = neighbour.count
            seen[unit] = Int32(unit)
            collect(unit) { other in
                guard seen[Int(other)] != Int32(unit) else { return }
                seen[Int(other)] = Int32(unit)
                neighbour.append(other)
            }
            if neighbour.count - start > 1 { neighbour[start...].sort() }
            first.append(Int32(neighbour.count))
        }
        return SpatialWeights(first: first, neighbour: neighbour)
    }
}
