extension NetworkK {
    /// Sums of 1/m over pairs at most as far apart as each radius, pairs at distance 0 left out.
    ///
    /// m is the number of places of the network at exactly the pair's distance from its first
    /// point. A node at that distance, or a place where two ways meet, counts once, and an edge that
    /// it closes not at all; both count as at that distance within `toleranceMetres`.
    package func correctedPairs(
        _ points: NetworkPlaces,
        toleranceMetres tolerance: Double
    ) -> [Double] {
        var sums = [Double](repeating: 0, count: steps + 1)
        var search = NetworkSearch(graph)
        var from: [Double] = []
        var (starts, peaks, nodes): ([Double], [Double], [Double]) = ([], [], [])
        let limit = step * Double(steps)
        let sorted = PlacesByEdge(points, edges: graph.edgeCount)
        var seen = [Int](repeating: -1, count: graph.edgeCount)
        for point in 0..<points.count {
            let edge = Int(points.edge[point])
            let offset = points.offset[point]
            search.run(graph, edge: edge, offset: offset, limit: limit + tolerance)
            from.removeAll(keepingCapacity: true)
            starts.removeAll(keepingCapacity: true)
            peaks.removeAll(keepingCapacity: true)
            nodes.removeAll(keepingCapacity: true)
            // What runs along a stretch from both ends until it meets; a wave too short to be seen
            // between two nodes is none.
            func wave(_ one: Double, _ other: Double, _ length: Double) {
                guard one.isFinite || other.isFinite else { return }
                let meeting = (one + other + length) / 2
                for (start, isAlone) in [(one, !other.isFinite), (other, !one.isFinite)]
                where start.isFinite {
                    let peak = isAlone ? start + length : meeting
                    guard peak > start + 2 * tolerance else { continue }
                    starts.append(start)
                    peaks.append(peak)
                }
                // Two waves that meet inside the stretch are one place when they do.
                if one.isFinite, other.isFinite, meeting > max(one, other) + 2 * tolerance {
                    nodes.append(meeting)
                }
            }
            func visit(_ e: Int) {
                guard seen[e] != point else { return }
                seen[e] = point
                let length = graph.edgeMetres[e]
                let start = search.metres(Int(graph.edgeStart[e]))
                let end = search.metres(Int(graph.edgeEnd[e]))
                for row in Int(sorted.first[e])..<Int(sorted.first[e + 1])
                where Int(sorted.place[row]) != point {
                    let x = sorted.offset[row]
                    var d = min(start + x, end + (length - x))
                    if e == edge { d = min(d, abs(x - offset)) }
                    if d > 0, d <= limit { from.append(d) }
                }
                if e == edge {
                    // Two stretches from the point outwards, each as far as its node.
                    wave(0, start, offset)
                    wave(0, end, length - offset)
                } else {
                    wave(start, end, length)
                }
            }
            visit(edge)
            for node in search.reached {
                nodes.append(search.metres(Int(node)))
                for position in graph.halfRange(Int(node)) {
                    visit(Int(graph.halves[position] >> 1))
                }
            }
            starts.sort()
            peaks.sort()
            nodes.sort()
            for d in from {
                // Waves that have left their node for good and not yet met another.
                let running =
                    Self.below(starts, d - tolerance) - Self.below(peaks, d + tolerance)
                let standing = Self.below(nodes, d + tolerance) - Self.below(nodes, d - tolerance)
                sums[radius(of: d)] += 1 / Double(max(1, running + standing))
            }
        }
        for index in 1..<max(1, sums.count) { sums[index] += sums[index - 1] }
        return sums
    }

    private func radius(of metres: Double) -> Int {
        var index = Int((metres / step).rounded(.up))
        if index > 0, Double(index - 1) * step >= metres { index -= 1 }
        if Double(index) * step < metres { index += 1 }
        return min(index, steps)
    }

    /// The number of ascending values up to a limit.
    private static func below(_ values: [Double], _ limit: Double) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] <= limit { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
