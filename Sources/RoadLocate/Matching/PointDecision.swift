import RoadGeometry
package import RoadModel
import RoadNetwork

/// The answer to one observation in plain numbers, for tables of millions.
package struct PointDecision: Sendable, Hashable {
    /// The way; `nil` when nothing is near.
    package var way: Int64?
    /// The directed segment.
    package var segment = SegmentID(rawValue: 0)
    /// Source nodes of the line on which the point lies, in the direction of travel.
    package var from: Int64 = 0
    /// See `from`.
    package var to: Int64 = 0
    /// Place on the line in the network's system.
    package var place = ProjectedPoint(x: .nan, y: .nan)
    /// Distance from the line, positive to the right of the direction of travel.
    package var offset = Metres(0)
    /// Probability of the way in this direction.
    package var confidence = 0.0
    /// The most probable other way; `nil` when there is none.
    package var rivalWay: Int64?
    /// Its probability in its likelier direction.
    package var rivalConfidence = 0.0
    /// Why the point does not count as located; `nil` when it does.
    package var reason: UnlocatedReason?

    /// Nothing decided.
    package init() {}
}

extension PointMatcher {
    /// Decides one observation; the same answer as `match` without the lists.
    package func decide(
        _ observation: PointObservation,
        scratch: inout PointMatchScratch
    ) -> PointDecision {
        var decision = PointDecision()
        if let reason = weigh(observation, &scratch) {
            decision.reason = reason
            return decision
        }
        var winner = winner(nil, scratch.directions, scratch.pieces)
        let way = scratch.directions[winner.row].way
        let isForward = scratch.directions[winner.row].isForward
        let bothWays =
            winner.probability + probability(ofWay: way, !isForward, scratch.directions)
        // Roads need a look only where no way alone is likely enough.
        if bothWays < parameters.roadThreshold {
            group(&scratch)
            let road = mostProbableRoad(scratch.pieces)
            if road.probability >= parameters.roadThreshold {
                winner = self.winner(road.row, scratch.directions, scratch.pieces)
            } else {
                decision.reason = .ambiguous
            }
        }
        let direction = scratch.directions[winner.row]
        decision.way = direction.way
        decision.segment = SegmentID(rawValue: direction.segment)
        decision.confidence = min(1, winner.probability)
        fillPlace(&decision, direction, scratch.pieces[direction.piece], observation.point)
        fillRival(&decision, scratch.directions)
        return decision
    }

    private func fillRival(_ decision: inout PointDecision, _ directions: [DirectionEvidence]) {
        for other in directions where other.way != decision.way {
            // A way of less than 64 segments here has one that is at least so much of its sum.
            guard other.probability * 64 > decision.rivalConfidence else { continue }
            let sum = probability(ofWay: other.way, other.isForward, directions)
            if decision.rivalWay == nil || sum > decision.rivalConfidence {
                (decision.rivalWay, decision.rivalConfidence) = (other.way, min(1, sum))
            }
        }
    }

    private func fillPlace(
        _ decision: inout PointDecision,
        _ direction: DirectionEvidence,
        _ evidence: PieceEvidence,
        _ point: ProjectedPoint
    ) {
        let foot = direction.isForward ? evidence.forward : evidence.backward
        let (v, w) = (foot.vertex, foot.vertex + 1)
        decision.offset = offset(direction, evidence, point)
        decision.place = ProjectedPoint(
            x: columns.vertexX[v] + (columns.vertexX[w] - columns.vertexX[v]) * foot.fraction,
            y: columns.vertexY[v] + (columns.vertexY[w] - columns.vertexY[v]) * foot.fraction
        )
        let (first, second) = (columns.vertexNode[v], columns.vertexNode[w])
        (decision.from, decision.to) = direction.isForward ? (first, second) : (second, first)
    }
}
