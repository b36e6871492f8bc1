/// Kernel density at places of a network.
///
/// Source: Okabe & Sugihara, "Spatial Analysis along Networks", 2012, chapter 9. Sums run over all
/// walks from an event shorter than its bandwidth: without turning back for the discontinuous
/// split, reflected with weight (2 − n)/n at a junction of degree n for the continuous one. Walks
/// that reach the same half of an edge at the same distance are joined, so that their number does
/// not explode where short edges lie between junctions.
package struct NetworkDensity: Sendable {
    /// The events' places.
    package var sources: NetworkPlaces
    /// The weight of each event.
    package var weights: [Double]
    /// The bandwidth of each event in metres, above 0.
    package var bandwidths: [Double]
    /// Shape of the kernel.
    package var kernel: DensityKernel
    /// `.simple`, `.discontinuous` or `.continuous`.
    package var method: DensityMethod
    /// Whether walks turn back at dead ends; they stop there otherwise, and their mass is lost.
    package var reflectsAtEnds: Bool
    /// Junctions of three or more edges that a walk may pass; 0 for any number.
    package var mostJunctions: Int

    /// What the sums came to.
    package struct Result: Sendable {
        /// Density at each place, in weight per metre.
        package var density: [Double]
        /// Weight found again on the network by integration along every walk.
        package var mass = 0.0
        /// Weight lost at dead ends.
        package var lostAtEnds = 0.0
        /// Weight of walks given up because there were too many, in absolute terms.
        package var lostWalks = 0.0
        /// Each source's own part of the density at its own place, per unit of its weight; only
        /// when the places are the sources.
        package var own: [Double] = []

        /// No density at `count` places.
        init(count: Int) { density = [Double](repeating: 0, count: count) }

        /// Adds another part of the same sum.
        package mutating func add(_ other: Result) {
            for row in density.indices { density[row] += other.density[row] }
            mass += other.mass
            lostAtEnds += other.lostAtEnds
            lostWalks += other.lostWalks
        }
    }

    /// Wraps the events.
    package init(
        sources: NetworkPlaces,
        weights: [Double],
        bandwidths: [Double],
        kernel: DensityKernel,
        method: DensityMethod,
        reflectsAtEnds: Bool = false,
        mostJunctions: Int = 0
    ) {
        (self.sources, self.weights, self.bandwidths) = (sources, weights, bandwidths)
        (self.kernel, self.method, self.reflectsAtEnds) = (kernel, method, reflectsAtEnds)
        self.mostJunctions = mostJunctions
    }

    /// Sums the density of a range of events at places of the network.
    ///
    /// - Parameters:
    ///   - graph: The network.
    ///   - places: Where the density is wanted.
    ///   - events: Which events; all without it.
    ///   - ownPlaces: Whether place `i` is event `i`, so that `own` is filled.
    /// - Returns: The density at the places and what became of the mass.
    package func evaluate(
        _ graph: NetworkGraph,
        at places: NetworkPlaces,
        events: Range<Int>? = nil,
        ownPlaces: Bool = false
    ) -> Result {
        let sorted = PlacesByEdge(places, edges: graph.edgeCount)
        var result = Result(count: places.count)
        if ownPlaces { result.own = [Double](repeating: 0, count: places.count) }
        var work = DensityWork(graph)
        for event in events ?? 0..<sources.count where weights[event] != 0 {
            let before = ownPlaces ? result.density[event] : 0
            let edge = Int(sources.edge[event])
            let offset = sources.offset[event]
            if method == .simple {
                spreadSimply(graph, sorted, event, edge, offset, &work, &result)
            } else {
                spread(graph, sorted, event, edge, offset, &work, &result)
            }
            if ownPlaces {
                result.own[event] = (result.density[event] - before) / weights[event]
            }
        }
        return result
    }

    // MARK: Shortest distances

    private func spreadSimply(
        _ graph: NetworkGraph,
        _ places: PlacesByEdge,
        _ event: Int,
        _ edge: Int,
        _ offset: Double,
        _ work: inout DensityWork,
        _ result: inout Result
    ) {
        let b = bandwidths[event]
        let scale = weights[event] / b
        work.search.run(graph, edge: edge, offset: offset, limit: b)
        work.round += 1
        func visit(_ e: Int) {
            guard work.seen[e] != work.round else { return }
            work.seen[e] = work.round
            let length = graph.edgeMetres[e]
            let fromStart = work.search.metres(Int(graph.edgeStart[e]))
            let fromEnd = work.search.metres(Int(graph.edgeEnd[e]))
            for row in Int(places.first[e])..<Int(places.first[e + 1]) {
                let x = places.offset[row]
                var d = min(fromStart + x, fromEnd + (length - x))
                if e == edge { d = min(d, abs(x - offset)) }
                guard d <= b else { continue }
                result.density[Int(places.place[row])] += scale * kernel.value(d / b)
            }
            guard e != edge else {
                result.mass +=
                    weights[event] * (massAhead(offset, b) + massAhead(length - offset, b))
                return
            }
            // Both ends feed the edge as far as the place where they meet.
            let meeting = min(length, max(0, (fromEnd + length - fromStart) / 2))
            if fromStart <= b { result.mass += weights[event] * mass(fromStart, meeting, b) }
            if fromEnd <= b { result.mass += weights[event] * mass(fromEnd, length - meeting, b) }
        }
        visit(edge)
        for node in work.search.reached {
            for position in graph.halfRange(Int(node)) { visit(Int(graph.halves[position] >> 1)) }
        }
    }

    private func massAhead(_ metres: Double, _ b: Double) -> Double { kernel.mass(metres / b) }

    private func mass(_ from: Double, _ metres: Double, _ b: Double) -> Double {
        kernel.mass((from + metres) / b) - kernel.mass(from / b)
    }

    // MARK: Walks

    private func spread(
        _ graph: NetworkGraph,
        _ places: PlacesByEdge,
        _ event: Int,
        _ edge: Int,
        _ offset: Double,
        _ work: inout DensityWork,
        _ result: inout Result
    ) {
        let b = bandwidths[event]
        let length = graph.edgeMetres[edge]
        work.front.removeAll(keepingCapacity: true)
        if offset <= 0 || offset >= length {
            let node = Int(offset <= 0 ? graph.edgeStart[edge] : graph.edgeEnd[edge])
            let share = 2 / Double(graph.degree(node))
            // The published discontinuous sum counts the junction that an event lies at.
            let depth: Int32 = method == .discontinuous && graph.degree(node) > 2 ? 1 : 0
            for position in graph.halfRange(node) {
                work.front.append(
                    Walk(
                        half: graph.halves[position],
                        metres: 0,
                        amplitude: share,
                        mass: 0,
                        depth: depth
                    )
                )
            }
        } else {
            // As if the walks had entered the edge at its ends before they began.
            let scale = weights[event] / b
            for row in Int(places.first[edge])..<Int(places.first[edge + 1]) {
                let d = abs(places.offset[row] - offset)
                guard d <= b else { continue }
                result.density[Int(places.place[row])] += scale * kernel.value(d / b)
            }
            result.mass += weights[event] * (massAhead(offset, b) + massAhead(length - offset, b))
            var next = work.front
            pass(
                graph,
                places,
                Walk(
                    half: Int32(2 * edge),
                    metres: length - offset,
                    amplitude: 1,
                    mass: massAhead(length - offset, b)
                ),
                b,
                &next,
                event,
                &result
            )
            pass(
                graph,
                places,
                Walk(
                    half: Int32(2 * edge + 1),
                    metres: offset,
                    amplitude: 1,
                    mass: massAhead(offset, b)
                ),
                b,
                &next,
                event,
                &result
            )
            work.front = next
        }
        while !work.front.isEmpty {
            work.next.removeAll(keepingCapacity: true)
            for walk in work.front { walkAlong(graph, places, walk, event, &work.next, &result) }
            swap(&work.front, &work.next)
            if work.front.count > 256 { join(&work.front, &work.index, b, event, &result) }
        }
    }

    /// Adds a walk's density to the places of the edge it enters.
    @inline(__always)
    private func deposit(
        _ graph: NetworkGraph,
        _ places: PlacesByEdge,
        _ walk: Walk,
        _ event: Int,
        _ result: inout Result
    ) {
        let b = bandwidths[event]
        let half = Int(walk.half)
        let edge = half >> 1
        let length = graph.edgeMetres[edge]
        let rows = Int(places.first[edge])..<Int(places.first[edge + 1])
        if !rows.isEmpty {
            let scale = weights[event] * walk.amplitude / b
            let inverse = 1 / b
            if half & 1 == 0 {
                for row in rows {
                    let u = (walk.metres + places.offset[row]) * inverse
                    if u > 1 { break }
                    result.density[Int(places.place[row])] += scale * kernel.value(u)
                }
            } else {
                for row in rows.reversed() {
                    let u = (walk.metres + (length - places.offset[row])) * inverse
                    if u > 1 { break }
                    result.density[Int(places.place[row])] += scale * kernel.value(u)
                }
            }
        }
    }

    /// Deposits a walk along the edge it enters and hands on what passes the node at its end.
    @inline(__always)
    private func walkAlong(
        _ graph: NetworkGraph,
        _ places: PlacesByEdge,
        _ walk: Walk,
        _ event: Int,
        _ next: inout [Walk],
        _ result: inout Result
    ) {
        let b = bandwidths[event]
        let half = Int(walk.half)
        let edge = half >> 1
        let length = graph.edgeMetres[edge]
        deposit(graph, places, walk, event, &result)
        let arrived = kernel.mass((walk.metres + length) / b)
        result.mass += weights[event] * walk.amplitude * (arrived - walk.mass)
        pass(
            graph,
            places,
            Walk(
                half: walk.half,
                metres: walk.metres + length,
                amplitude: walk.amplitude,
                mass: arrived,
                depth: walk.depth
            ),
            b,
            &next,
            event,
            &result
        )
    }

    /// Splits what arrives at the end of a half among the edges there.
    @inline(__always)
    private func pass(
        _ graph: NetworkGraph,
        _ places: PlacesByEdge,
        _ arrived: Walk,
        _ b: Double,
        _ next: inout [Walk],
        _ event: Int,
        _ result: inout Result
    ) {
        guard arrived.metres < b else { return }
        let node = graph.target(Int(arrived.half))
        let degree = graph.degree(node)
        let back = arrived.half ^ 1
        if degree == 1 {
            if reflectsAtEnds {
                var turned = arrived
                turned.half = back
                next.append(turned)
            } else {
                result.lostAtEnds +=
                    weights[event] * arrived.amplitude * (kernel.mass(1) - arrived.mass)
            }
            return
        }
        let depth = degree > 2 ? arrived.depth + 1 : arrived.depth
        if mostJunctions > 0, depth > mostJunctions {
            result.lostWalks +=
                abs(weights[event] * arrived.amplitude) * (kernel.mass(1) - arrived.mass)
            return
        }
        let n = Double(degree)
        let isContinuous = method == .continuous
        let onward = arrived.amplitude * (isContinuous ? 2 / n : 1 / (n - 1))
        let returned = isContinuous ? arrived.amplitude * (2 - n) / n : 0
        for position in graph.halfRange(node) {
            let half = graph.halves[position]
            let amplitude = half == back ? returned : onward
            if abs(amplitude) < 1e-15 { continue }
            let walk = Walk(
                half: half,
                metres: arrived.metres,
                amplitude: amplitude,
                mass: arrived.mass,
                depth: depth
            )
            // Most walks end on the edge that they enter: no need to keep them.
            if arrived.metres + graph.edgeMetres[Int(half >> 1)] >= b {
                deposit(graph, places, walk, event, &result)
                result.mass += weights[event] * amplitude * (kernel.mass(1) - arrived.mass)
                continue
            }
            next.append(walk)
        }
    }

    /// Joins walks that stand at the same place, and gives up the faintest of far too many.
    private func join(
        _ front: inout [Walk],
        _ index: inout WalkIndex,
        _ b: Double,
        _ event: Int,
        _ result: inout Result
    ) {
        index.join(&front, near: 1e-10 * b)
        front.removeAll { abs($0.amplitude) < 1e-15 }
        var floor = 1e-12
        while front.count > Self.mostWalks {
            for walk in front where abs(walk.amplitude) < floor {
                result.lostWalks +=
                    abs(weights[event] * walk.amplitude) * (kernel.mass(1) - walk.mass)
            }
            front.removeAll { abs($0.amplitude) < floor }
            floor *= 4
        }
    }

    /// Walks of one event that are kept at once.
    private static let mostWalks = 1 << 18
}

/// Memory that the sums of one thread use again.
private struct DensityWork {
    var search: NetworkSearch
    var seen: [Int]
    var round = 0
    var front: [Walk] = []
    var next: [Walk] = []
    var index = WalkIndex()

    init(_ graph: NetworkGraph) {
        search = NetworkSearch(graph)
        seen = [Int](repeating: 0, count: graph.edgeCount)
    }
}
