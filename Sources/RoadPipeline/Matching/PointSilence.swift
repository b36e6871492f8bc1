import Foundation
import RoadLocate
import RoadModel
import RoadNetwork

/// What it means that a table which names roads gives a point no name.
///
/// Of the points whose road is clear from place and heading alone, and has a name, some are given
/// without one: their share is the likelihood of silence on a named road. In a table that names
/// every road it tends to 0 and a blank speaks for a nameless road; where people leave names out it
/// is large and a blank says little. One point each way is added, so that few points decide little.
struct PointSilence {
    /// Rows looked at.
    static let rows = 2048
    /// Probability from which on a road is clear; a way without heading has two directions.
    private static let clear = 0.9

    private(set) var named = 0
    private(set) var silent = 0
    /// Points counted that are expected to lie on another road after all.
    private(set) var misplaced = 0.0

    /// Counts the rows of a block, matched without their names.
    mutating func add(
        _ block: PointBlock,
        _ answers: [PointsRun.Answer],
        _ matcher: PointMatcher
    ) {
        let c = matcher.network.columns
        for row in 0..<block.count {
            let decision = answers[row].decision
            let share = block.heading[row].isFinite ? 1.0 : 0.5
            guard decision.way != nil, decision.confidence >= Self.clear * share else { continue }
            let label = c.pieceLabel[c.segmentPiece[decision.segment.rawValue]]
            guard matcher.isNamed(label) else { continue }
            named += 1
            misplaced += max(0, 1 - decision.confidence / share)
            silent += block.names[row].isEmpty ? 1 : 0
        }
    }

    /// The log likelihood of silence on a named road against silence on a nameless one.
    var term: Double {
        // A blank on a point that lies elsewhere says nothing of this road.
        let borne = max(0, Double(silent) - misplaced)
        return log((borne + 1) / Double(named + 2))
    }
}
