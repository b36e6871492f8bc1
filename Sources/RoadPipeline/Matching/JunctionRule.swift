import RoadLocate
package import RoadModel
import RoadNetwork

/// A junction that is certain, whether one of its arms is or not.
package struct JunctionPlace: Sendable, Hashable {
    /// The junction: its node in the source, or its row where the source has none.
    package var junction: Int64
    /// The likeliest arm.
    package var candidate: Candidate
    /// The likeliest candidate that is no arm of the junction; `nil` when all are.
    package var runnerUp: Candidate?
    /// Probability that the crash lies on an arm of the junction.
    package var probability: Double
}

/// Finds the junction at which a crash happened.
///
/// A crash on a crossing belongs to all its roads. Where no arm is likely enough alone it is put at
/// the end of the likeliest, which is a convention; it is marked with its junction in any case, so
/// that analyses can treat it as what it is.
struct JunctionRule: Sendable {
    let network: CompiledNetwork
    let threshold: Double
    /// Pieces that meet at each node.
    private let degrees: [UInt8]
    /// Half the width of a large crossing, in metres: how far from the node it still is the junction.
    private static let reach = 15.0

    init(network: CompiledNetwork, threshold: Double) {
        (self.network, self.threshold) = (network, threshold)
        let columns = network.columns
        var degrees = [UInt8](repeating: 0, count: network.nodeCount)
        for piece in 0..<network.pieceCount {
            for node in [columns.pieceStart[piece], columns.pieceEnd[piece]] {
                degrees[Int(node)] += degrees[Int(node)] < 255 ? 1 : 0
            }
        }
        self.degrees = degrees
    }

    /// The junction whose arms together reach the threshold, or `nil`.
    func place(_ candidates: [Candidate], sigma: Metres) -> JunctionPlace? {
        var nodes: [UInt32: (probability: Double, arms: [Int])] = [:]
        for (index, candidate) in candidates.enumerated() {
            for node in near(candidate, within: Self.reach + 2 * sigma.value) {
                nodes[node, default: (0, [])].probability += candidate.probability
                nodes[node, default: (0, [])].arms.append(index)
            }
        }
        let best = nodes.max { a, b in
            (a.value.probability, b.key) < (b.value.probability, a.key)
        }
        guard let best, best.value.probability >= threshold, let arm = best.value.arms.first
        else { return nil }
        let source = network.columns.nodeSource[best.key]
        let other = candidates.indices.first { !best.value.arms.contains($0) }
        return JunctionPlace(
            junction: source == 0 ? Int64(best.key) : source,
            candidate: candidates[arm],
            runnerUp: other.map { candidates[$0] },
            probability: best.value.probability
        )
    }

    /// The junction on which a crash lies whose road is certain, or `nil`.
    ///
    /// It lies there when seven tenths of the error's law do. That a street is certain says nothing
    /// against it: of two that cross, one may carry nearly all of the traffic.
    func place(of point: LocatedPoint, at place: ProjectedPoint, sigma: Metres) -> JunctionPlace? {
        let columns = network.columns
        let segment = point.best.reference.segment.rawValue
        // 0.52 is the 70 % point of the normal law.
        let reach = Self.reach - 0.52 * sigma.value
        let spots = [columns.segmentStart[segment], columns.segmentEnd[segment]].map {
            (node: $0, distance: distance(of: $0, along: segment, from: place))
        }
        let nearest = spots.filter { degrees[Int($0.node)] >= 3 }
            .min { ($0.distance, $0.node) < ($1.distance, $1.node) }
        guard let nearest, nearest.distance <= reach else { return nil }
        let source = columns.nodeSource[nearest.node]
        return JunctionPlace(
            junction: source == 0 ? Int64(nearest.node) : source,
            candidate: point.best,
            runnerUp: point.runnerUp,
            probability: point.roadProbability
        )
    }

    private func distance(
        of node: UInt32,
        along segment: UInt32,
        from place: ProjectedPoint
    ) -> Double {
        let columns = network.columns
        let piece = columns.segmentPiece[segment]
        let rows = network.vertices(piece: piece)
        let vertex = columns.pieceStart[piece] == node ? rows.lowerBound : rows.upperBound - 1
        let end = ProjectedPoint(x: columns.vertexX[vertex], y: columns.vertexY[vertex])
        return end.distance(to: place).value
    }

    private func near(_ candidate: Candidate, within metres: Double) -> [UInt32] {
        let segment = candidate.reference.segment.rawValue
        let columns = network.columns
        let length = network.length(piece: columns.segmentPiece[segment]).value
        var nodes: [UInt32] = []
        if candidate.reference.measure.value <= metres {
            nodes.append(columns.segmentStart[segment])
        }
        if length - candidate.reference.measure.value <= metres {
            nodes.append(columns.segmentEnd[segment])
        }
        // A loop begins and ends at one node, which must not count twice.
        return nodes.count == 2 && nodes[0] == nodes[1] ? [nodes[0]] : nodes
    }
}
