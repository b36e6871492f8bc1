import RoadModel
import RoadNetwork

/// The connected stretches of roads shut to general traffic: a yard, a works, forest roads.
struct ShutStretches {
    /// Stands for a road open to general traffic.
    static let open = UInt32.max

    /// The stretch of each piece, or `open`.
    let stretch: [UInt32]
    private let network: CompiledNetwork

    /// Joins shut pieces that meet at a node.
    init(_ network: CompiledNetwork) {
        self.network = network
        let c = network.columns
        let isShut = (0..<network.pieceCount).map {
            SegmentFlags(rawValue: c.pieceFlags[$0]).contains(.restrictedAccess)
        }
        // Union–find over nodes with halving of paths.
        var above = (0..<UInt32(network.nodeCount)).map { $0 }
        func top(_ node: UInt32) -> UInt32 {
            var node = node
            while above[Int(node)] != node {
                above[Int(node)] = above[Int(above[Int(node)])]
                node = above[Int(node)]
            }
            return node
        }
        for piece in isShut.indices where isShut[piece] {
            let (a, b) = (top(c.pieceStart[piece]), top(c.pieceEnd[piece]))
            above[Int(max(a, b))] = min(a, b)
        }
        stretch = isShut.indices.map { isShut[$0] ? top(c.pieceStart[$0]) : Self.open }
    }

    /// The stretches of places that all lie on shut roads; none where one lies on an open road.
    func common(to places: [LinearReference]) -> Set<UInt32> {
        let found = Set(
            places.map { stretch[Int(network.columns.segmentPiece[$0.segment.rawValue])] }
        )
        return found.contains(Self.open) ? [] : found
    }
}
