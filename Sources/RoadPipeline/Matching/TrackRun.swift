import Foundation
import RoadGeodata
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

    /// Matches every track; lines stand in order of the tracks' first appearance and, the
    /// processor time left aside, do not depend on the number of threads.
    ///
    /// - Returns: The lines, each with its line end, and figures.
    package static func run(
        _ table: TrackRunTable,
        network path: String,
        parameters: TrackMatcherParameters,
        threads: Int
    ) throws(IntakeError) -> (lines: [UInt8], summary: Summary) {
        let network = try CompiledNetwork.open(path: path)
        // Refused here, once, when the system is unusable: workers make their own.
        _ = try CoordinateTransform.intoNetwork(network.crs)
        let graph = TrackGraph(network, parameters: parameters)
        let matcher = TrackMatcher(graph, parameters: parameters)
        let next = Mutex(0)
        let outcomes = Mutex([Outcome](repeating: Outcome(), count: table.tracks.count))
        let work: @Sendable (Int) -> Void = { _ in
            guard let transform = try? CoordinateTransform.intoNetwork(network.crs) else { return }
            var scratch = TrackScratch(graph)
            while true {
                let number = next.withLock { value in
                    value += 1
                    return value - 1
                }
                guard number < table.tracks.count else { return }
                let outcome = match(
                    table,
                    number,
                    network,
                    matcher,
                    transform,
                    &scratch
                )
                outcomes.withLock { $0[number] = outcome }
            }
        }
        if threads > 1 {
            DispatchQueue.concurrentPerform(iterations: threads, execute: work)
        } else {
            work(0)
        }
        var summary = Summary(network: network.versionID, parameters: parameters)
        var lines: [UInt8] = []
        summary.tracks = table.tracks.count
        summary.fixes = table.seconds.count
        for outcome in outcomes.withLock({ $0 }) {
            lines += outcome.line
            summary.matched += outcome.isMatched ? 1 : 0
            summary.placed += outcome.placed
            summary.cpuSeconds += outcome.cpuSeconds
            for reason in outcome.reasons { summary.interruptions[reason, default: 0] += 1 }
        }
        return (lines, summary)
    }

    private static func match(
        _ table: TrackRunTable,
        _ number: Int,
        _ network: CompiledNetwork,
        _ matcher: TrackMatcher,
        _ transform: borrowing CoordinateTransform,
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
        outcome.line = TrackRunLine.text(
            track: track,
            match: match,
            network: network,
            longitude: x,
            latitude: y,
            cpuSeconds: outcome.cpuSeconds
        )
        return outcome
    }

    /// A track in the network's system, headings turned to grid north.
    private static func fixes(
        _ table: TrackRunTable,
        _ track: TrackRunTable.Track,
        _ transform: borrowing CoordinateTransform,
        usesHeading: Bool
    ) -> TrackFixes {
        let longitudes = track.rows.map { table.longitude[$0] }
        let latitudes = track.rows.map { table.latitude[$0] }
        let (x, y) = transform.forward(latitudes: latitudes, longitudes: longitudes)
        // Convergence grows evenly with longitude over the length of a track.
        let west = longitudes.indices.min { longitudes[$0] < longitudes[$1] } ?? 0
        let east = longitudes.indices.max { longitudes[$0] < longitudes[$1] } ?? 0
        var (turnWest, perDegree) = (0.0, 0.0)
        if usesHeading, !longitudes.isEmpty {
            turnWest = convergence(latitudes[west], longitudes[west], transform)
            let turnEast = convergence(latitudes[east], longitudes[east], transform)
            let span = longitudes[east] - longitudes[west]
            if span > 1e-6 { perDegree = (turnEast - turnWest) / span }
        }
        var fixes = TrackFixes()
        for (k, row) in track.rows.enumerated() {
            let turn =
                turnWest + perDegree * (longitudes[k] - (longitudes.isEmpty ? 0 : longitudes[west]))
            fixes.append(
                seconds: table.seconds[row],
                x: x[k],
                y: y[k],
                speed: table.speed[row],
                heading: table.heading[row] - turn
            )
        }
        return fixes
    }

    private static func convergence(
        _ latitude: Double,
        _ longitude: Double,
        _ transform: borrowing CoordinateTransform
    ) -> Double {
        guard latitude.isFinite, longitude.isFinite else { return 0 }
        let place = GeodeticCoordinate(
            latitude: Degrees(latitude),
            longitude: Degrees(longitude)
        )
        return transform.gridConvergence(at: place)?.value ?? 0
    }

    /// Processor time of the calling thread, in seconds.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
