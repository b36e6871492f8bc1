package import RoadModel
import RoadNetwork

/// A junction that is certain although its arms compete.
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

/// Finds the junction at which a crash happened when no single arm is likely enough.
///
/// A crash on a crossing belongs to all its roads. It is put at the end of the likeliest arm, which
/// is a convention, and marked with its junction, so that analyses can treat it as what it is.
struct JunctionRule: Sendable {
    let network: CompiledNetwork
    let threshold: Double
    /// Half the width of a large crossing, in metres: how far from the node it still is the junction.
    private static let reach = 15.0

    init(network: CompiledNetwork, threshold: Double) {
        (self.network, self.threshold) = (network, threshold)
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
