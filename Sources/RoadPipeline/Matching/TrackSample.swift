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
    /// Distances of fixes from the route, in metres.
    var distances: [Double] = []
    /// Differences of headings from the road, in degrees.
    var turns: [Double] = []
    /// Time between consecutive fixes and |route − straight line|.
    var steps: [(seconds: Double, metres: Double)] = []
    /// Errors of consecutive fixes to the left of roads of one direction, in metres.
    var drifts: [Drift] = []
    private var fixes = TrackFixes()

    /// The errors of two fixes.
    struct Drift: Sendable {
        /// Time between them, in seconds.
        var seconds: Double
        /// The errors, in metres.
        var before: Double, after: Double
    }

    /// Nothing.
    init() {}

    /// Measures fixes against their match; fixes that stand close together say things once.
    init(_ fixes: TrackFixes, _ match: TrackMatch, _ network: CompiledNetwork) {
        (self.fixes, self.match) = (fixes, match)
        let apart = max(10, match.sigmaMetres)
        var last: (fix: Int, row: Int, along: Double, across: Double, bearing: Double)?
        var starts: [[Double]] = []
        for part in match.parts {
            var metres = -part.startMeasure
            starts.append(
                part.segments.map { segment in
                    defer { metres += network.segment(segment).length.value }
                    return metres
                }
            )
        }
        for fix in 0..<fixes.count {
            guard let place = match.places[fix] else { continue }
            if let last {
                let step = hypot(
                    fixes.x[fix] - fixes.x[last.fix],
                    fixes.y[fix] - fixes.y[last.fix]
                )
                if step < apart { continue }
            }
            distances.append(hypot(fixes.x[fix] - place.x, fixes.y[fix] - place.y))
            let bearing = network.bearing(of: place.segment, at: place.measure)
            if fixes.heading[fix].isFinite, fixes.speed[fix] > 5 {
                let turn = (fixes.heading[fix] - bearing).remainder(dividingBy: 360)
                if turn.isFinite { turns.append(turn) }
            }
            let segments = match.parts[place.part].segments
            let from = last.map { match.places[$0.fix]?.part == place.part ? $0.row : 0 } ?? 0
            guard let row = (from..<segments.count).first(where: { segments[$0] == place.segment })
            else { continue }
            let along = starts[place.part][row] + place.measure
            let (sine, cosine) = (sin(bearing * .pi / 180), cos(bearing * .pi / 180))
            let across = sine * (fixes.y[fix] - place.y) - cosine * (fixes.x[fix] - place.x)
            if let last, match.places[last.fix]?.part == place.part {
                let straight = hypot(
                    fixes.x[fix] - fixes.x[last.fix],
                    fixes.y[fix] - fixes.y[last.fix]
                )
                let seconds = fixes.seconds[fix] - fixes.seconds[last.fix]
                steps.append((seconds, abs(along - last.along - straight)))
                if cos((bearing - last.bearing) * .pi / 180) > 0.95 {
                    drifts.append(Drift(seconds: seconds, before: last.across, after: across))
                }
            }
            last = (fix, row, along, across, bearing)
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
