package import RoadStatistics

/// Counts pairs of points by their distance along a network: Ripley's K on a network.
///
/// Sources: Okabe & Yamada 2001; Ang, Baddeley & Nair 2012 for the correction by geometry.
package struct NetworkK: Sendable {
    /// The network.
    package let graph: NetworkGraph
    /// Distance between two radii, in metres.
    package let step: Double
    /// The number of radii after 0.
    package let steps: Int
    private let balls: NetworkBalls?
    private let order: CanonicalOrder
    private let cumulative: [Double]

    /// Pairs by distance.
    package struct Counts: Sendable {
        /// Pairs at most as far apart as each radius, radius 0 first; ordered pairs.
        package var all: [Double]
        /// The same without pairs at distance 0.
        package var distinct: [Double]
    }

    /// Prepares a network.
    ///
    /// - Parameters:
    ///   - graph: The network.
    ///   - step: Distance between two radii, in metres.
    ///   - steps: Radii after 0.
    ///   - density: Chance of a point per metre of each edge, up to a factor; `nil` for the same
    ///     everywhere.
    ///   - isReused: Whether many patterns will be counted, so that preparing pays.
    ///   - order: The order and direction of edges in which points are drawn.
    package init(
        _ graph: NetworkGraph,
        step: Double,
        steps: Int,
        density: [Double]? = nil,
        isReused: Bool,
        order: CanonicalOrder? = nil
    ) {
        (self.graph, self.step, self.steps) = (graph, step, steps)
        balls =
            isReused
            ? NetworkBalls(graph, limit: step * Double(steps), most: 25_000_000) : nil
        let order = order ?? CanonicalOrder(graph)
        self.order = order
        var sum = 0.0
        cumulative = order.edges.map { edge in
            sum += graph.edgeMetres[Int(edge)] * (density?[Int(edge)] ?? 1)
            return sum
        }
    }

    /// The radii.
    package var radii: [Double] { (0...steps).map { Double($0) * step } }

    /// A pattern of points drawn by chance from the network.
    package func draw(_ count: Int, _ generator: inout ReplayableGenerator) -> NetworkPlaces {
        var places = NetworkPlaces()
        let total = cumulative.last ?? 0
        for _ in 0..<count {
            let at = generator.uniform() * total
            var (low, high) = (0, cumulative.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if cumulative[middle] > at { high = middle } else { low = middle + 1 }
            }
            let edge = Int(order.edges[low])
            let along = generator.uniform() * graph.edgeMetres[edge]
            places.append(
                edge: Int32(edge),
                offset: order.isAgainst[edge] ? graph.edgeMetres[edge] - along : along
            )
        }
        return places
    }

    /// Memory that counting uses again.
    package struct Scratch: Sendable {
        fileprivate var search: NetworkSearch
        fileprivate var metres: [Double]
        fileprivate var bins: [Int]

        /// Memory for a network.
        package init(_ k: NetworkK) {
            search = NetworkSearch(k.graph)
            metres = [Double](repeating: .infinity, count: k.graph.nodeCount)
            bins = [Int](repeating: 0, count: k.steps + 2)
        }
    }

    /// Counts the pairs within one pattern.
    package func count(_ points: NetworkPlaces, _ scratch: inout Scratch) -> Counts {
        count(points, points, isSame: true, &scratch)
    }

    /// Counts the pairs of a point of one pattern and one of another.
    package func count(
        _ points: NetworkPlaces,
        _ others: NetworkPlaces,
        _ scratch: inout Scratch
    ) -> Counts {
        count(points, others, isSame: false, &scratch)
    }

    private func count(
        _ points: NetworkPlaces,
        _ others: NetworkPlaces,
        isSame: Bool,
        _ scratch: inout Scratch
    ) -> Counts {
        for bin in scratch.bins.indices { scratch.bins[bin] = 0 }
        let sorted = PlacesByEdge(others, edges: graph.edgeCount)
        var coincident = 0
        // A network search per point pays when the ball holds fewer edges than there are points.
        let isEveryPair = others.count <= 2000
        for point in 0..<points.count {
            let edge = Int(points.edge[point])
            let offset = points.offset[point]
            reach(edge, offset, &scratch) { scratch in
                func meet(_ e: Int, _ x: Double, _ bins: inout [Int], _ metres: [Double]) {
                    var d = min(
                        metres[Int(graph.edgeStart[e])] + x,
                        metres[Int(graph.edgeEnd[e])] + (graph.edgeMetres[e] - x)
                    )
                    if e == edge { d = min(d, abs(x - offset)) }
                    let bin = bin(d)
                    if bin <= steps {
                        bins[bin] += 1
                        if d == 0 { coincident += 1 }
                    }
                }
                if isEveryPair {
                    for other in (isSame ? point + 1 : 0)..<others.count {
                        meet(
                            Int(others.edge[other]),
                            others.offset[other],
                            &scratch.bins,
                            scratch.metres
                        )
                    }
                } else {
                    visitEdges(edge, scratch.reached) { e in
                        for row in Int(sorted.first[e])..<Int(sorted.first[e + 1]) {
                            let other = Int(sorted.place[row])
                            if isSame, other <= point { continue }
                            meet(e, sorted.offset[row], &scratch.bins, scratch.metres)
                        }
                    }
                }
            }
        }
        let factor = isSame ? 2.0 : 1.0
        var sum = 0
        var all: [Double] = []
        var distinct: [Double] = []
        for bin in 0...steps {
            sum += scratch.bins[bin]
            all.append(factor * Double(sum))
            distinct.append(factor * Double(sum - coincident))
        }
        return Counts(all: all, distinct: distinct)
    }

    /// What a point reaches, while its distances stand in `metres`.
    private struct Reach {
        var metres: [Double]
        var bins: [Int]
        var reached: [Int32]
    }

    private func reach(
        _ edge: Int,
        _ offset: Double,
        _ scratch: inout Scratch,
        _ body: (inout Reach) -> Void
    ) {
        var reach = Reach(metres: [], bins: [], reached: [])
        swap(&reach.metres, &scratch.metres)
        swap(&reach.bins, &scratch.bins)
        let limit = step * Double(steps)
        if let balls {
            for (end, ahead) in [
                (Int(graph.edgeStart[edge]), offset),
                (Int(graph.edgeEnd[edge]), graph.edgeMetres[edge] - offset),
            ] where ahead <= limit {
                for entry in balls.first[end]..<balls.first[end + 1] {
                    let metres = ahead + balls.metres[entry]
                    // Nearest first: everything after this one is farther.
                    if metres > limit { break }
                    let node = Int(balls.node[entry])
                    if metres < reach.metres[node] {
                        if reach.metres[node] == .infinity { reach.reached.append(Int32(node)) }
                        reach.metres[node] = metres
                    }
                }
            }
        } else {
            scratch.search.run(graph, edge: edge, offset: offset, limit: limit)
            for node in scratch.search.reached {
                reach.metres[Int(node)] = scratch.search.metres(Int(node))
            }
            reach.reached = scratch.search.reached
        }
        body(&reach)
        for node in reach.reached { reach.metres[Int(node)] = .infinity }
        swap(&reach.metres, &scratch.metres)
        swap(&reach.bins, &scratch.bins)
    }

    private func visitEdges(_ own: Int, _ reached: [Int32], _ body: (Int) -> Void) {
        body(own)
        let isReached = Set(reached)
        for node in reached {
            for position in graph.halfRange(Int(node)) {
                let half = Int(graph.halves[position])
                let e = half >> 1
                if e == own { continue }
                // An edge with both ends in reach is met from its start only.
                if half & 1 == 1, isReached.contains(graph.edgeStart[e]) { continue }
                body(e)
            }
        }
    }

    /// The first radius that a distance does not exceed; beyond the last one for infinity.
    @inline(__always)
    private func bin(_ metres: Double) -> Int {
        guard metres <= step * Double(steps) else { return steps + 1 }
        var bin = Int((metres / step).rounded(.up))
        if bin > 0, Double(bin - 1) * step >= metres { bin -= 1 }
        if Double(bin) * step < metres { bin += 1 }
        return bin
    }
}
