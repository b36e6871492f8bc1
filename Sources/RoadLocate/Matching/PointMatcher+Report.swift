import RoadGeometry
import RoadModel
import RoadNetwork

extension PointMatcher {
    /// Chooses road, way, direction and segment, in this order, and builds the answer.
    func report(
        _ observation: PointObservation,
        _ scratch: inout PointMatchScratch
    ) -> PointMatch {
        let road = mostProbableRoad(scratch.pieces)
        let isLocated = road.probability >= parameters.roadThreshold
        let winner = winner(isLocated ? road.row : nil, scratch.directions, scratch.pieces).row
        scratch.order.append(contentsOf: scratch.directions.indices)
        scratch.order.sort { a, b in
            if (a == winner) != (b == winner) { return a == winner }
            let (first, second) = (scratch.directions[a], scratch.directions[b])
            return first.probability != second.probability
                ? first.probability > second.probability : first.segment < second.segment
        }
        let reported = scratch.pieces[scratch.directions[winner].piece].road
        let rival = scratch.order.first {
            scratch.pieces[scratch.directions[$0].piece].road != reported
        }
        var candidates: [Candidate] = []
        candidates.reserveCapacity(parameters.reportedCandidates + 1)
        for row in scratch.order.prefix(max(1, parameters.reportedCandidates)) {
            candidates.append(candidate(row, observation, &scratch))
        }
        let runnerUp = rival.map { candidate($0, observation, &scratch) }
        if let runnerUp, !candidates.contains(where: { $0.reference == runnerUp.reference }) {
            candidates.append(runnerUp)
        }
        guard isLocated else {
            return .unlocated(
                UnlocatedPoint(
                    reason: .ambiguous,
                    candidates: candidates,
                    roadProbability: road.probability
                )
            )
        }
        let share = senseProbability(winner, road.row, scratch) / road.probability
        return .located(
            LocatedPoint(
                best: candidates[0],
                runnerUp: runnerUp,
                candidates: candidates,
                roadProbability: min(1, road.probability),
                isDirectionUndetermined: share < parameters.directionThreshold
            )
        )
    }

    func mostProbableRoad(_ pieces: [PieceEvidence]) -> (row: Int, probability: Double) {
        var best = (row: 0, probability: -1.0)
        for i in pieces.indices where pieces[i].road == i {
            var sum = 0.0
            for k in i..<pieces.count where pieces[k].road == i {
                sum += pieces[k].probability
            }
            if sum > best.probability { best = (i, sum) }
        }
        return best
    }

    /// The directed segment to report: the most probable one of the way and direction whose
    /// segments together are the most probable, on a road or, with `nil`, anywhere.
    func winner(
        _ road: Int?,
        _ directions: [DirectionEvidence],
        _ pieces: [PieceEvidence]
    ) -> (row: Int, probability: Double) {
        var best = (row: 0, probability: -1.0)
        var bestOwn = -1.0
        for i in directions.indices {
            let direction = directions[i]
            if let road, pieces[direction.piece].road != road { continue }
            // Of the directions that make up a greater sum one is at least so much of it.
            guard direction.probability * Double(directions.count) > best.probability
            else { continue }
            let sum = probability(ofWay: direction.way, direction.isForward, directions)
            if sum > best.probability
                || sum == best.probability && direction.probability > bestOwn
            {
                (best, bestOwn) = ((i, sum), direction.probability)
            }
        }
        return best
    }

    /// The probability of a way in one direction.
    func probability(
        ofWay way: Int64,
        _ isForward: Bool,
        _ directions: [DirectionEvidence]
    ) -> Double {
        var sum = 0.0
        for other in directions where other.way == way && other.isForward == isForward {
            sum += other.probability
        }
        return sum
    }

    /// The probability that traffic runs in the winner's sense, over the whole road.
    private func senseProbability(_ winner: Int, _ road: Int, _ scratch: PointMatchScratch)
        -> Double
    {
        let own = travel(scratch.directions[winner], scratch)
        var sum = 0.0
        for direction in scratch.directions where scratch.pieces[direction.piece].road == road {
            let other = travel(direction, scratch)
            if own.dx * other.dx + own.dy * other.dy > 0 { sum += direction.probability }
        }
        return sum
    }

    /// The displacement of travel along the line on which a direction's foot lies.
    private func travel(
        _ direction: DirectionEvidence,
        _ scratch: PointMatchScratch
    ) -> (dx: Double, dy: Double) {
        let evidence = scratch.pieces[direction.piece]
        let v = direction.isForward ? evidence.forward.vertex : evidence.backward.vertex
        let sign: Double = direction.isForward ? 1 : -1
        return (
            sign * (columns.vertexX[v + 1] - columns.vertexX[v]),
            sign * (columns.vertexY[v + 1] - columns.vertexY[v])
        )
    }

    /// The direction of travel at a direction's foot.
    func bearing(of direction: DirectionEvidence, _ scratch: PointMatchScratch) -> Degrees {
        let (dx, dy) = travel(direction, scratch)
        return GridBearing.of(dx: dx, dy: dy)
    }

    private func candidate(
        _ row: Int,
        _ observation: PointObservation,
        _ scratch: inout PointMatchScratch
    ) -> Candidate {
        let direction = scratch.directions[row]
        let evidence = scratch.pieces[direction.piece]
        let bearing = bearing(of: direction, scratch)
        return Candidate(
            reference: reference(direction, evidence, observation.point),
            terms: terms(direction, observation, &scratch),
            probability: direction.probability,
            headingDifference: observation.heading.map { bearing.separation(from: $0) }
        )
    }

    /// The place of a direction's foot, measured in the direction of travel.
    func reference(
        _ direction: DirectionEvidence,
        _ evidence: PieceEvidence,
        _ point: ProjectedPoint
    ) -> LinearReference {
        let foot = direction.isForward ? evidence.forward : evidence.backward
        let v = foot.vertex
        let from = columns.vertexMeasure[v]
        let along = from + (columns.vertexMeasure[v + 1] - from) * foot.fraction
        let length = network.length(piece: evidence.piece)
        return LinearReference(
            segment: SegmentID(rawValue: direction.segment),
            measure: direction.isForward ? Metres(along) : length - Metres(along),
            offset: offset(direction, evidence, point)
        )
    }

    /// The distance of a point from a direction's foot, positive to the right of the direction of travel.
    func offset(
        _ direction: DirectionEvidence,
        _ evidence: PieceEvidence,
        _ point: ProjectedPoint
    ) -> Metres {
        let foot = direction.isForward ? evidence.forward : evidence.backward
        let v = foot.vertex
        let (ax, ay) = (columns.vertexX[v], columns.vertexY[v])
        let (dx, dy) = (columns.vertexX[v + 1] - ax, columns.vertexY[v + 1] - ay)
        let (ex, ey) = displacement(direction, evidence, point)
        let distance = (ex * ex + ey * ey).squareRoot()
        let right: Double
        if foot.fraction > 0, foot.fraction < 1 {
            // Beside the inside of a line its direction alone tells the side.
            let isLeft = dx * (point.y - ay) - dy * (point.x - ax) > 0
            right = isLeft ? -distance : distance
        } else {
            right = distance * cornerSide(v, foot.fraction, evidence.piece, point)
        }
        return Metres(direction.isForward ? right : -right)
    }

    /// From a point to a direction's foot, in metres.
    func displacement(
        _ direction: DirectionEvidence,
        _ evidence: PieceEvidence,
        _ point: ProjectedPoint
    ) -> (dx: Double, dy: Double) {
        let foot = direction.isForward ? evidence.forward : evidence.backward
        let v = foot.vertex
        let (ax, ay) = (columns.vertexX[v], columns.vertexY[v])
        let (dx, dy) = (columns.vertexX[v + 1] - ax, columns.vertexY[v + 1] - ay)
        return (ax + dx * foot.fraction - point.x, ay + dy * foot.fraction - point.y)
    }

    /// On which side of a piece a point lies whose foot is a vertex: 1 right, −1 left.
    private func cornerSide(
        _ vertex: Int,
        _ fraction: Double,
        _ piece: UInt32,
        _ point: ProjectedPoint
    ) -> Double {
        let rows = network.vertices(piece: piece)
        let line = vertex - rows.lowerBound
        return columns.vertexX.withSpan(rows) { x in
            columns.vertexY.withSpan(rows) { y in
                var nearest = LineFoot(
                    x: point.x,
                    y: point.y,
                    ax: x[line],
                    ay: y[line],
                    bx: x[line + 1],
                    by: y[line + 1]
                )
                nearest.fraction = fraction
                return Polyline.sideSign(of: point, line: line, foot: nearest, x: x, y: y)
            }
        }
    }
}
