import Foundation
import RoadLocate
import RoadModel
import RoadNetwork

/// What one track says for a calibration.
struct TrackSample: Sendable {
    /// The match of all fixes.
    var match = TrackMatch()
    /// What is shown to the trials.
    var shown = TrackFixes()
    /// The lines by which the trials are judged.
    var truth: [TrackTruth.Line: Int] = [:]
    /// Distances of fixes from straight stretches of the route, in metres.
    var distances: [Measured] = []
    /// Differences of headings from the road on straight stretches, in degrees.
    var turns: [Measured] = []
    /// Time between consecutive fixes and |route − straight line|.
    var steps: [(seconds: Double, metres: Measured)] = []
    /// Errors of consecutive fixes to the left of roads of one direction, in metres.
    var drifts: [Drift] = []
    private var fixes = TrackFixes()

    /// A value and the stretch of time that it belongs to.
    struct Measured: Sendable {
        /// Number of the stretch in its track.
        var block: Int
        /// The value.
        var value: Double
    }

    /// Length of the stretches in seconds: many times the memory of errors, so that what is measured
    /// in two of them counts as independent.
    private static let blockSeconds = 300.0

    /// The errors of two fixes.
    struct Drift: Sendable {
        /// Number of the stretch of time.
        var block: Int
        /// Time between them, in seconds.
        var seconds: Double
        /// The errors, in metres.
        var before: Double, after: Double
    }

    /// Nothing.
    init() {}

    /// Measures fixes against their match; fixes that stand close together say things once.
    ///
    /// Errors and headings are measured where the road runs straight, as far along as the place of a
    /// fix is uncertain: beside a bend the distance to the nearest place is no error across the
    /// road, and the direction there is not that of the vehicle.
    init(_ fixes: TrackFixes, _ match: TrackMatch, _ network: CompiledNetwork) {
        (self.fixes, self.match) = (fixes, match)
        let apart = max(10, match.sigmaMetres)
        let ways = match.parts.map { RouteBearings($0, network) }
        var last: (fix: Int, part: Int, row: Int, along: Double, across: Double?, bearing: Double)?
        for fix in 0..<fixes.count {
            guard let place = match.places[fix] else { continue }
            let way = ways[place.part]
            let from = last.map { $0.part == place.part ? $0.row : 0 } ?? 0
            guard let row = way.row(of: place.segment, from: from) else { continue }
            let along = way.starts[row] + place.measure
            // Apart along the road: of fixes of a slow vehicle those apart in the air are the ones
            // with the greatest errors.
            if let last, last.part == place.part, along - last.along < apart { continue }
            let elapsed = (fixes.seconds[fix] - fixes.seconds[0]) / Self.blockSeconds
            let block = abs(elapsed) < 1e9 ? Int(elapsed) : 0
            let bearing = network.bearing(of: place.segment, at: place.measure)
            var across: Double?
            if way.isStraight(row, place.measure, within: 2 * apart) {
                let (sine, cosine) = (sin(bearing * .pi / 180), cos(bearing * .pi / 180))
                let error = sine * (fixes.y[fix] - place.y) - cosine * (fixes.x[fix] - place.x)
                across = error
                distances.append(Measured(block: block, value: abs(error)))
                if fixes.heading[fix].isFinite, fixes.speed[fix] > 5 {
                    let turn = (fixes.heading[fix] - bearing).remainder(dividingBy: 360)
                    if turn.isFinite { turns.append(Measured(block: block, value: turn)) }
                }
            }
            if let last, last.part == place.part {
                let straight = hypot(
                    fixes.x[fix] - fixes.x[last.fix],
                    fixes.y[fix] - fixes.y[last.fix]
                )
                let seconds = fixes.seconds[fix] - fixes.seconds[last.fix]
                let detour = abs(along - last.along - straight)
                steps.append((seconds, Measured(block: block, value: detour)))
                if let before = last.across, let across,
                    cos((bearing - last.bearing) * .pi / 180) > 0.95
                {
                    drifts.append(
                        Drift(block: block, seconds: seconds, before: before, after: across)
                    )
                }
            }
            last = (fix, place.part, row, along, across, bearing)
        }
    }

    /// The fixes that remain when there must be some time between them; the last one stays.
    func thinned(to seconds: Double) -> TrackFixes {
        var kept = TrackFixes()
        var last = -Double.infinity
        for i in 0..<fixes.count
        where fixes.seconds[i] >= last + seconds || i == fixes.count - 1 {
            kept.append(
                seconds: fixes.seconds[i],
                x: fixes.x[i],
                y: fixes.y[i],
                speed: fixes.speed[i],
                heading: fixes.heading[i]
            )
            last = fixes.seconds[i]
        }
        return kept
    }
}

extension CompiledNetwork {
    /// Bearing of travel of a segment at a measure, in degrees clockwise from grid north.
    func bearing(of segment: SegmentID, at measure: Double) -> Double {
        guard contains(segment) else { return .nan }
        let c = columns
        let rows = vertices(piece: c.segmentPiece[segment.rawValue])
        let isForward = c.segmentForward[segment.rawValue] == 1
        let along = isForward ? measure : c.vertexMeasure[rows.upperBound - 1] - measure
        var v = rows.lowerBound
        while v + 2 < rows.upperBound, c.vertexMeasure[v + 1] < along { v += 1 }
        let sign: Double = isForward ? 1 : -1
        let dx = (c.vertexX[v + 1] - c.vertexX[v]) * sign
        let dy = (c.vertexY[v + 1] - c.vertexY[v]) * sign
        return atan2(dx, dy) * 180 / .pi
    }
}
