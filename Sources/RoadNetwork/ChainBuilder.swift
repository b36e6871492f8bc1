import RoadGeometry
import RoadModel

/// Joins the pieces of one road into chains; see ``RoadChains`` for the rules.
struct ChainBuilder {
    private let network: CompiledNetwork
    private let segments: [UInt32]
    private var leaving: [UInt32: [UInt32]] = [:]
    private var degree: [UInt32: Int] = [:]
    private var entering: [UInt32: [UInt32]] = [:]
    private var used: Set<UInt32> = []

    /// The least cosine of a turn that a chain follows: 100°.
    private static let sharpestTurn = -0.173_648

    init(_ network: CompiledNetwork, pieces: [UInt32]) {
        self.network = network
        let c = network.columns
        segments = pieces.flatMap { piece in
            [c.pieceForward[piece], c.pieceBackward[piece]].filter { $0 != CompiledNetwork.none }
        }
        for segment in segments {
            leaving[c.segmentStart[segment], default: []].append(segment)
            entering[c.segmentEnd[segment], default: []].append(segment)
        }
        for piece in pieces {
            guard let segment = segmentOf(piece) else { continue }
            degree[c.segmentStart[segment], default: 0] += 1
            degree[c.segmentEnd[segment], default: 0] += 1
        }
    }

    /// The chains, in the order in which they were begun.
    mutating func build() -> [[RoadChain.Part]] {
        var chains: [[RoadChain.Part]] = []
        let starts = segments.map { (rank: rank($0), sum: startSum($0), segment: $0) }
            .sorted { ($0.rank, $0.sum, $0.segment) < ($1.rank, $1.sum, $1.segment) }
        for start in starts {
            // Where the road goes on from there by a straighter way, the start itself is left over.
            while !isUsed(start.segment) { chains.append(walk(from: head(of: start.segment))) }
        }
        return chains
    }

    /// The first segment of what leads to a segment and is not used yet; on a ring itself.
    private func head(of segment: UInt32) -> UInt32 {
        let pieces = network.columns.segmentPiece
        var (head, passed) = (segment, Set([pieces[segment]]))
        while let before = predecessor(of: head) {
            guard passed.insert(pieces[before]).inserted else {
                return pieces[before] == pieces[segment] ? segment : head
            }
            head = before
        }
        return head
    }

    private func segmentOf(_ piece: UInt32) -> UInt32? {
        let c = network.columns
        let forward = c.pieceForward[piece]
        let segment = forward == CompiledNetwork.none ? c.pieceBackward[piece] : forward
        return segment == CompiledNetwork.none ? nil : segment
    }

    private func rank(_ segment: UInt32) -> Int {
        let node = network.columns.segmentStart[segment]
        if degree[node] == 1 { return 0 }
        return entering[node] == nil ? 1 : 2
    }

    private func startSum(_ segment: UInt32) -> Double {
        let v = endVertex(segment, atStart: true)
        return network.columns.vertexX[v] + network.columns.vertexY[v]
    }

    private func isUsed(_ segment: UInt32) -> Bool {
        used.contains(network.columns.segmentPiece[segment])
    }

    private mutating func walk(from start: UInt32) -> [RoadChain.Part] {
        let c = network.columns
        var parts: [RoadChain.Part] = []
        var chainage = Metres(0)
        var current: UInt32? = start
        while let segment = current {
            used.insert(c.segmentPiece[segment])
            let length = network.length(piece: c.segmentPiece[segment])
            parts.append(
                RoadChain.Part(
                    segment: SegmentID(rawValue: segment),
                    start: chainage,
                    length: length
                )
            )
            chainage = chainage + length
            current = successor(of: segment)
        }
        return parts
    }

    private func successor(of segment: UInt32) -> UInt32? {
        let onward = leaving[network.columns.segmentEnd[segment], default: []]
        return straightest(of: onward) { cosine(from: segment, to: $0) }
    }

    private func predecessor(of segment: UInt32) -> UInt32? {
        let piece = network.columns.segmentPiece[segment]
        let before = entering[network.columns.segmentStart[segment], default: []]
            .filter { network.columns.segmentPiece[$0] != piece }
        return straightest(of: before) { cosine(from: $0, to: segment) }
    }

    private func straightest(of segments: [UInt32], _ cosine: (UInt32) -> Double) -> UInt32? {
        var best: UInt32?
        var bestCosine = Self.sharpestTurn
        for segment in segments where !isUsed(segment) {
            let own = cosine(segment)
            if own > bestCosine { (best, bestCosine) = (segment, own) }
        }
        return best
    }

    /// The cosine of the turn from the end of a segment into the start of another.
    private func cosine(from segment: UInt32, to next: UInt32) -> Double {
        let arriving = direction(segment, atStart: false)
        let going = direction(next, atStart: true)
        return arriving.0 * going.0 + arriving.1 * going.1
    }

    /// The unit direction of travel in the first or last line of a segment.
    private func direction(_ segment: UInt32, atStart: Bool) -> (Double, Double) {
        let c = network.columns
        let sign = c.segmentForward[segment] == 1 ? 1 : -1
        let v = endVertex(segment, atStart: atStart)
        let w = atStart ? v + sign : v - sign
        let scale: Double = atStart ? 1 : -1
        let dx = (c.vertexX[w] - c.vertexX[v]) * scale
        let dy = (c.vertexY[w] - c.vertexY[v]) * scale
        let length = (dx * dx + dy * dy).squareRoot()
        return length > 0 ? (dx / length, dy / length) : (0, 0)
    }

    private func endVertex(_ segment: UInt32, atStart: Bool) -> Int {
        let rows = network.vertices(piece: network.columns.segmentPiece[segment])
        let isFirst = (network.columns.segmentForward[segment] == 1) == atStart
        return isFirst ? rows.lowerBound : rows.upperBound - 1
    }
}
