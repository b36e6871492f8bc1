import Foundation
import RoadLocate
import RoadModel
import RoadNetwork

/// Where the segments of a matched route begin and which way it runs.
struct RouteBearings {
    /// Metres from the start of the route to the start of each segment.
    let starts: [Double]
    private let segments: [SegmentID]
    private let network: CompiledNetwork
    /// Greatest turn of a stretch that counts as straight, in degrees.
    private static let straightDegrees = 4.0

    init(_ part: TrackMatch.Part, _ network: CompiledNetwork) {
        (segments, self.network) = (part.segments, network)
        var metres = -part.startMeasure
        starts = part.segments.map { segment in
            defer { metres += network.segment(segment).length.value }
            return metres
        }
    }

    /// The row of a segment, from a row on.
    func row(of segment: SegmentID, from: Int) -> Int? {
        (from..<max(from, segments.count)).first { segments[$0] == segment }
    }

    /// Whether the route runs straight so many metres before and behind a place.
    func isStraight(_ row: Int, _ measure: Double, within metres: Double) -> Bool {
        let here = network.bearing(of: segments[row], at: measure)
        return [-1, -0.5, 0.5, 1].allSatisfy { share in
            guard let there = bearing(row, measure + share * metres) else { return false }
            return abs((there - here).remainder(dividingBy: 360)) < Self.straightDegrees
        }
    }

    /// The bearing at a measure that may lie on another segment; `nil` beyond the route.
    private func bearing(_ row: Int, _ measure: Double) -> Double? {
        var (row, measure) = (row, measure)
        while measure < 0 {
            guard row > 0 else { return nil }
            row -= 1
            measure += network.segment(segments[row]).length.value
        }
        while true {
            let length = network.segment(segments[row]).length.value
            if measure <= length { return network.bearing(of: segments[row], at: measure) }
            guard row + 1 < segments.count else { return nil }
            (row, measure) = (row + 1, measure - length)
        }
    }
}
