import Foundation
import RoadGeodata
package import RoadIngest
package import RoadLocate
package import RoadModel
import RoadNetwork
import Synchronization

/// Matches the tracks of a table on a stand-alone network image.
package enum TrackRun {
    /// What a run came to.
    package struct Summary: Sendable, Hashable, Codable {
        /// The network's version.
        package var network: String
        /// Tracks in the table.
        package var tracks = 0
        /// Tracks with a route.
        package var matched = 0
        /// Fixes in the table.
        package var fixes = 0
        /// Fixes with a place.
        package var placed = 0
        /// Interruptions by reason.
        package var interruptions: [String: Int] = [:]
        /// Processor time of all tracks, in seconds.
        package var cpuSeconds = 0.0
        /// Whether no fix lies on the network, and most would with longitude and latitude exchanged.
        package var placesExchanged = false
        /// Fixes that state their own accuracy.
        package var ownAccuracy = 0
        /// What of the table could not be used.
        package var unused = UnusedCells()
        /// The constants.
        package var parameters: TrackMatcherParameters
    }

    /// One track's line and what it adds to the summary.
    private struct Outcome: Sendable {
        var line: [UInt8] = []
        var isMatched = false
        var placed = 0
        var reasons: [String] = []
        var cpuSeconds = 0.0
    }

    /// Matches every track and hands over the lines, each with its line end, in order of the tracks'
    /// first appearance; the processor time left aside, they do not depend on the number of threads.
    ///
    /// - Throws: As opening the network does; what `write` throws.
    package static func run(
        _ table: TrackRunTable,
        network path: String,
        parameters: TrackMatcherParameters,
        threads: Int,
        write: ([UInt8]) throws(IntakeError) -> Void
    ) throws(IntakeError) -> Summary {
        let network = try CompiledNetwork.open(path: path)
        let graph = TrackGraph(network, parameters: parameters)
        let matcher = TrackMatcher(graph, parameters: parameters)
        var summary = Summary(network: network.versionID, parameters: parameters)
        summary.tracks = table.tracks.count
        summary.fixes = table.seconds.count
        summary.ownAccuracy = table.covariances.count { $0 != nil }
        summary.unused = table.unused
        let local = try localTransforms(network, table)
        for first in stride(from: 0, to: table.tracks.count, by: tracksInMemory) {
            let block = first..<min(table.tracks.count, first + tracksInMemory)
            let outcomes = each(block, graph, local, threads: threads, Outcome()) {
                number,
                transform,
                scratch in
                match(table, number, network, matcher, transform, &scratch)
            }
            var lines: [UInt8] = []
            for outcome in outcomes {
                lines += outcome.line
                summary.matched += outcome.isMatched ? 1 : 0
                summary.placed += outcome.placed
                summary.cpuSeconds += outcome.cpuSeconds
                for reason in outcome.reasons { summary.interruptions[reason, default: 0] += 1 }
            }
            try write(lines)
        }
        summary.placesExchanged = summary.placed == 0 && table.wouldLieOn(network)
        return summary
    }

    /// Tracks of which the lines are held in memory.
    private static let tracksInMemory = 256

    /// Refused here, once, when the system is unusable: workers make their own.
    private static func localTransforms(
        _ network: CompiledNetwork,
        _ table: TrackRunTable
    ) throws(IntakeError) -> LocalTransforms {
        LocalTransforms(try CoordinateTransform.intoNetwork(network.crs), network, table)
    }

    /// Asks something of every track, on some threads; answers stand in the tracks' order.
    static func each<Answer: Sendable>(
        _ table: TrackRunTable,
        _ graph: TrackGraph,
        threads: Int,
        _ nothing: Answer,
        _ body: @escaping @Sendable (Int, borrowing TrackTransform, inout TrackScratch) -> Answer
    ) throws(IntakeError) -> [Answer] {
        let local = try localTransforms(graph.network, table)
        return each(table.tracks.indices, graph, local, threads: threads, nothing, body)
    }

    /// Asks something of some tracks.
    private static func each<Answer: Sendable>(
        _ block: Range<Int>,
        _ graph: TrackGraph,
        _ local: LocalTransforms,
        threads: Int,
        _ nothing: Answer,
        _ body: @escaping @Sendable (Int, borrowing TrackTransform, inout TrackScratch) -> Answer
    ) -> [Answer] {
        let network = graph.network
        let next = Mutex(block.lowerBound)
        let answers = Mutex([Answer](repeating: nothing, count: block.count))
        let work: @Sendable (Int) -> Void = { _ in
            guard let exact = try? CoordinateTransform.intoNetwork(network.crs) else { return }
            let transform = TrackTransform(exact: exact, local: local)
            var scratch = TrackScratch(graph)
            while true {
                let number = next.withLock { value in
                    value += 1
                    return value - 1
                }
                guard number < block.upperBound else { return }
                let answer = body(number, transform, &scratch)
                answers.withLock { $0[number - block.lowerBound] = answer }
            }
        }
        if threads > 1 {
            DispatchQueue.concurrentPerform(iterations: threads, execute: work)
        } else {
            work(0)
        }
        return answers.withLock { $0 }
    }

    private static func match(
        _ table: TrackRunTable,
        _ number: Int,
        _ network: CompiledNetwork,
        _ matcher: TrackMatcher,
        _ transform: borrowing TrackTransform,
        _ scratch: inout TrackScratch
    ) -> Outcome {
        let track = table.tracks[number]
        let start = processorSeconds()
        let fixes = fixes(table, track, transform, usesHeading: matcher.parameters.usesHeading)
        let match = matcher.match(fixes, scratch: &scratch)
        var x = match.places.map { $0?.x ?? .nan }
        var y = match.places.map { $0?.y ?? .nan }
        transform.inverse(x: &x, y: &y)
        var outcome = Outcome()
        outcome.cpuSeconds = processorSeconds() - start
        outcome.isMatched = !match.parts.isEmpty
        outcome.placed = match.places.count { $0 != nil }
        outcome.reasons = match.interruptions.map(\.reason.rawValue)
        outcome.line = TrackRunLine(
            track: track,
            match: match,
            network: network,
            longitude: x,
            latitude: y,
            cpuSeconds: outcome.cpuSeconds,
            listsRivals: matcher.parameters.listsRivals
        ).text()
        return outcome
    }

    /// A track in the network's system, headings turned to grid north.
    static func fixes(
        _ table: TrackRunTable,
        _ track: TrackRunTable.Track,
        _ transform: borrowing TrackTransform,
        usesHeading: Bool
    ) -> TrackFixes {
        let longitudes = track.rows.map { table.longitude[$0] }
        let latitudes = track.rows.map { table.latitude[$0] }
        var (x, y) = (longitudes, latitudes)
        transform.forward(x: &x, y: &y)
        var heading = track.rows.map { table.heading[$0] }
        let hasAccuracy = !table.covariances.isEmpty
        var covariances = hasAccuracy ? track.rows.map { table.covariances[$0] } : []
        if usesHeading || hasAccuracy, !longitudes.isEmpty {
            // Convergence grows evenly with longitude over the length of a track.
            let west = longitudes.indices.min { longitudes[$0] < longitudes[$1] } ?? 0
            let east = longitudes.indices.max { longitudes[$0] < longitudes[$1] } ?? 0
            let turnWest = transform.convergence(
                latitude: latitudes[west],
                longitude: longitudes[west]
            )
            let turnEast = transform.convergence(
                latitude: latitudes[east],
                longitude: longitudes[east]
            )
            let span = longitudes[east] - longitudes[west]
            let perDegree = span > 1e-6 ? (turnEast - turnWest) / span : 0
            for k in heading.indices {
                let turn = turnWest + perDegree * (longitudes[k] - longitudes[west])
                heading[k] -= turn
                guard hasAccuracy, let own = covariances[k], !own.isRound else { continue }
                covariances[k] = own.onGrid(north: Degrees(-turn).radians)
            }
        }
        // Without a time a fix cannot be placed among the others.
        for (k, row) in track.rows.enumerated() where !table.seconds[row].isFinite {
            (x[k], y[k]) = (.nan, .nan)
        }
        return TrackFixes(
            seconds: track.rows.map { table.seconds[$0] },
            x: x,
            y: y,
            speed: track.rows.map { table.speed[$0] },
            heading: heading,
            covariances: covariances
        )
    }

    /// Processor time of the calling thread, in seconds.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
