package import RoadAnalysis

/// Kernel density of events along a network.
package struct DensityRun: Sendable {
    /// How the kernel spreads over junctions.
    package var method = DensityMethod.discontinuous
    /// The kernel's shape.
    package var kernel = DensityKernel.quartic
    /// Bandwidth in metres; σ for the heat equation.
    package var bandwidth = 300.0
    /// Whether walks turn back at dead ends.
    package var reflectsAtEnds = false
    /// Junctions that a walk may pass; 0 for any number.
    ///
    /// 15 is what published sums have.
    package var mostJunctions = 15
    /// Whether bandwidths follow a pilot density, and the widest one allowed.
    package var adaptiveTrim: Double?
    /// Threads used.
    package var threads = 1

    /// What came of it.
    package struct Outcome: Sendable {
        /// Events per metre at each place.
        package var density: [Double]
        /// The sum of the events' weights.
        package var weight: Double
        /// The integral over the network.
        package var mass: Double
        /// Weight lost at dead ends.
        package var lostAtEnds: Double
        /// Weight of walks given up.
        package var lostWalks: Double
        /// What one event far from junctions and ends integrates to.
        package var kernelMass: Double
        /// Bandwidth of each event, when they differ.
        package var bandwidths: [Double] = []
        /// Whether the heat equation was solved to the last digits.
        package var hasConverged = true
    }

    /// Plain options.
    package init() {}

    /// Computes the density at places.
    package func run(
        _ network: SpatialNetwork,
        _ events: PlaceReader.Placed,
        at places: NetworkPlaces
    ) -> Outcome {
        let graph = network.graph
        let weight = events.weights.reduce(0, +)
        if method == .heat {
            let heat = HeatDensity(
                graph,
                sources: events.places,
                weights: events.weights,
                sigma: bandwidth,
                at: places
            )
            return Outcome(
                // Rounding leaves specks far from every event; a density is not negative.
                density: heat.density.map { max(0, $0) },
                weight: weight,
                mass: heat.mass,
                lostAtEnds: 0,
                lostWalks: 0,
                kernelMass: 1,
                hasConverged: heat.hasConverged
            )
        }
        var sources = MergedEvents(events, graph)
        var bandwidths: [Double] = []
        if let adaptiveTrim {
            let pilot = evaluate(graph, density(sources), at: sources.places).density
            // The geometric mean counts every event, also those at one place.
            sources.bandwidths = sources.adaptive(pilot, bandwidth, adaptiveTrim)
            bandwidths = sources.sourceOfEvent.map { sources.bandwidths[$0] }
        }
        let result = evaluate(graph, density(sources), at: places)
        return Outcome(
            density: result.density,
            weight: weight,
            mass: result.mass,
            lostAtEnds: result.lostAtEnds,
            lostWalks: result.lostWalks,
            kernelMass: 2 * kernel.mass(1),
            bandwidths: bandwidths
        )
    }

    /// Scores bandwidths by leaving out each event in turn.
    package func scores(
        _ network: SpatialNetwork,
        _ events: PlaceReader.Placed,
        bandwidths: [Double]
    ) -> [DensityBandwidth.Score] {
        var copy = self
        return bandwidths.map { bandwidth in
            copy.bandwidth = bandwidth
            let merged = MergedEvents(events, network.graph)
            let result = copy.density(merged).evaluate(
                network.graph,
                at: merged.places,
                ownPlaces: true
            )
            return DensityBandwidth.score(
                bandwidth: bandwidth,
                density: merged.sourceOfEvent.map { result.density[$0] },
                own: merged.sourceOfEvent.map { result.own[$0] },
                weights: events.weights
            )
        }
    }

    private func density(_ events: MergedEvents) -> NetworkDensity {
        NetworkDensity(
            sources: events.places,
            weights: events.weights,
            bandwidths: events.bandwidths.isEmpty
                ? [Double](repeating: bandwidth, count: events.places.count) : events.bandwidths,
            kernel: kernel,
            method: method,
            reflectsAtEnds: reflectsAtEnds,
            mostJunctions: mostJunctions
        )
    }

    /// Sums in parts of equal size, added in order.
    private func evaluate(
        _ graph: NetworkGraph,
        _ density: NetworkDensity,
        at places: NetworkPlaces
    ) -> NetworkDensity.Result {
        let count = density.sources.count
        let parts = threads > 1 ? min(16, max(1, count / 64)) : 1
        guard parts > 1 else { return density.evaluate(graph, at: places) }
        let results = ChunkedWork.map(parts, threads: threads) { part in
            density.evaluate(
                graph,
                at: places,
                events: part * count / parts..<(part + 1) * count / parts
            )
        }
        var sum = results[0]
        for result in results.dropFirst() { sum.add(result) }
        return sum
    }
}

/// Events at the same place as one source.
struct MergedEvents {
    /// Places that differ.
    var places = NetworkPlaces()
    /// Weight at each place.
    var weights: [Double] = []
    /// Bandwidth at each place; empty for the same everywhere.
    var bandwidths: [Double] = []
    /// The source of each event.
    var sourceOfEvent: [Int] = []
    private var events: [Double] = []

    private struct Key: Hashable {
        var edge: Int32
        var offset: Double
    }

    init(_ placed: PlaceReader.Placed, _ graph: NetworkGraph) {
        var known: [Key: Int] = [:]
        known.reserveCapacity(placed.places.count)
        for row in 0..<placed.places.count {
            let edge = placed.places.edge[row]
            let offset = placed.places.offset[row]
            var key = Key(edge: edge, offset: offset)
            // A node has one name, whichever edge led to it.
            if offset <= 0 {
                key = Key(edge: -1 - graph.edgeStart[Int(edge)], offset: 0)
            } else if offset >= graph.edgeMetres[Int(edge)] {
                key = Key(edge: -1 - graph.edgeEnd[Int(edge)], offset: 0)
            }
            if let source = known[key] {
                weights[source] += placed.weights[row]
                events[source] += 1
                sourceOfEvent.append(source)
            } else {
                known[key] = weights.count
                sourceOfEvent.append(weights.count)
                places.append(edge: edge, offset: offset)
                weights.append(placed.weights[row])
                events.append(1)
            }
        }
    }

    /// Bandwidths by a pilot density whose geometric mean runs over events, not places.
    func adaptive(_ pilot: [Double], _ bandwidth: Double, _ trim: Double) -> [Double] {
        let all = DensityBandwidth.adaptive(
            sourceOfEvent.map { pilot[$0] },
            bandwidth: bandwidth,
            trim: trim
        )
        var result = [Double](repeating: bandwidth, count: places.count)
        for (event, source) in sourceOfEvent.enumerated() { result[source] = all[event] }
        return result
    }
}
