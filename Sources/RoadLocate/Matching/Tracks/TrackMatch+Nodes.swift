package import RoadModel
package import RoadNetwork

extension TrackMatch {
    /// The lines driven, in order, as pairs of nodes: those of the source, or where it has none those
    /// that the compiler numbered.
    ///
    /// Lines of images that were compiled before it numbered them are left out. The first and the last line of a part are
    /// those on which it begins and ends.
    package func nodePairs(_ network: CompiledNetwork) -> [(from: Int64, to: Int64)] {
        nodePairsByPart(network).flatMap(\.self)
    }

    /// The same, those of each part together.
    package func nodePairsByPart(_ network: CompiledNetwork) -> [[(from: Int64, to: Int64)]] {
        parts.map { part in
            var pairs: [(from: Int64, to: Int64)] = []
            for (row, segment) in part.segments.enumerated() {
                Self.appendPairs(
                    of: segment,
                    network,
                    low: row == 0 ? part.startMeasure : -.infinity,
                    high: row == part.segments.count - 1 ? part.endMeasure : .infinity,
                    to: &pairs
                )
            }
            return pairs
        }
    }

    /// All lines of some segments as pairs of source nodes.
    package static func nodePairs(
        _ segments: [SegmentID],
        _ network: CompiledNetwork
    ) -> [(from: Int64, to: Int64)] {
        var pairs: [(from: Int64, to: Int64)] = []
        for segment in segments {
            appendPairs(of: segment, network, low: -.infinity, high: .infinity, to: &pairs)
        }
        return pairs
    }

    private static func appendPairs(
        of segment: SegmentID,
        _ network: CompiledNetwork,
        low: Double,
        high: Double,
        to pairs: inout [(from: Int64, to: Int64)]
    ) {
        guard network.contains(segment) else { return }
        let c = network.columns
        let piece = c.segmentPiece[segment.rawValue]
        let rows = network.vertices(piece: piece)
        let total = c.vertexMeasure[rows.upperBound - 1]
        let isForward = c.segmentForward[segment.rawValue] == 1
        for k in 0..<(rows.count - 1) {
            let v = isForward ? rows.lowerBound + k : rows.upperBound - 2 - k
            let start = isForward ? c.vertexMeasure[v] : total - c.vertexMeasure[v + 1]
            let end = isForward ? c.vertexMeasure[v + 1] : total - c.vertexMeasure[v]
            guard end >= low, start <= high else { continue }
            let (a, b) = (c.vertexNode[v], c.vertexNode[v + 1])
            guard a != 0, b != 0 else { continue }
            pairs.append(isForward ? (a, b) : (b, a))
        }
    }
}
