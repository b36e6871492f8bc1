package import RoadAnalysis
package import RoadModel
import RoadStatistics

/// Network K, or cross-K of two patterns, with envelopes of simulated patterns.
package struct KFunctionRun: Sendable {
    /// Greatest distance in metres.
    package var most = 1000.0
    /// Distance between two radii.
    package var step = 50.0
    /// Simulated patterns; 0 leaves the envelopes out.
    package var simulations = 999
    /// Seed of the simulations.
    package var seed: UInt64 = 1
    /// Order in which simulated points are drawn; `nil` for that of the file.
    package var order: CanonicalOrder?
    /// Density of simulated points per metre of each edge; `nil` for the same everywhere.
    package var density: [Double]?
    /// Confidence level of the envelopes.
    package var level = 0.95
    /// Whether the correction by geometry is computed.
    package var isCorrected = true
    /// How near a node counts as at a distance, for the correction.
    package var toleranceMetres = 1e-6
    /// Threads used.
    package var threads = 1

    /// What came of it.
    package struct Outcome: Sendable {
        /// The radii.
        package var radii: [Double]
        /// K with all pairs.
        package var k: [Double]
        /// K without pairs at distance 0, as R's spatstat has it.
        package var distinct: [Double]
        /// K of pairs at distance above 0 corrected by geometry; empty for cross-K.
        package var corrected: [Double]
        /// Envelopes of `k`; `nil` without simulations.
        package var envelope: GlobalEnvelope?
        /// Length of the network in metres.
        package var metres: Double
        /// Ordered pairs at distance 0.
        package var coincident: Int
    }

    /// Plain options.
    package init() {}

    /// Computes K; with `others` the cross-K of both patterns.
    ///
    /// - Throws: `.insufficient` for fewer than two points.
    package func run(
        _ graph: NetworkGraph,
        _ points: NetworkPlaces,
        others: NetworkPlaces? = nil,
        subject: String
    ) throws(IntakeError) -> Outcome {
        guard points.count > 1 || others != nil else {
            throw IntakeError(
                .insufficient,
                subject: subject,
                detail: "Pairs need at least two events on the network.",
                remedy: "Give more events."
            )
        }
        let steps = Int((most / step * (1 + 1e-12)).rounded(.down))
        let k = NetworkK(
            graph,
            step: step,
            steps: steps,
            density: density,
            isReused: simulations > 0,
            order: order
        )
        let metres = graph.totalMetres
        let second = others?.count ?? points.count - 1
        let scale = metres / (Double(points.count) * Double(second))
        var scratch = NetworkK.Scratch(k)
        let seen: NetworkK.Counts
        if let others {
            seen = k.count(points, others, &scratch)
        } else {
            seen = k.count(points, &scratch)
        }
        var curves: [[Double]] = []
        if simulations > 0 {
            // One stream a pattern: the threads do not matter.
            let blocks = min(simulations, 64)
            curves = ChunkedWork.map(blocks, threads: threads) { block in
                var scratch = NetworkK.Scratch(k)
                return (block * simulations / blocks..<(block + 1) * simulations / blocks).map {
                    simulation in
                    var generator = ReplayableGenerator(seed: seed, stream: UInt64(simulation) + 1)
                    let pattern = k.draw(others?.count ?? points.count, &generator)
                    let counts =
                        others == nil
                        ? k.count(pattern, &scratch) : k.count(points, pattern, &scratch)
                    return counts.all.map { $0 * scale }
                }
            }.flatMap { $0 }
        }
        let all = seen.all.map { $0 * scale }
        return Outcome(
            radii: k.radii,
            k: all,
            distinct: seen.distinct.map { $0 * scale },
            corrected: isCorrected && others == nil
                ? k.correctedPairs(points, toleranceMetres: toleranceMetres).map { $0 * scale }
                : [],
            envelope: curves.isEmpty
                ? nil : GlobalEnvelope(observed: all, simulated: curves, level: level),
            metres: metres,
            coincident: Int(seen.all[0] - seen.distinct[0])
        )
    }
}
