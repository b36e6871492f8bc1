import RoadModel

/// The drawn map, cut at its junctions.
struct SimulatedWorld {
    /// Vertices; a node's index is its position here.
    let nodes: [WorldPoint]
    /// Roads.
    let roads: [WorldRoad]
    /// Posts, turn restrictions, settlements, rivers.
    let details: WorldDetails
    /// Stretches between junctions, in the order of the roads.
    let pieces: [RoadPiece]
    /// Pieces that touch each node, by node index.
    let piecesAtNode: [Int: [Int]]

    private let plan: LayoutPlan

    /// Draws the world of a size; it does not depend on the seed.
    init(size: WorldSize) {
        plan = LayoutPlan(size: size)
        var builder = WorldBuilder(plan: plan)
        let gates = builder.drawTown()
        let overpass = builder.drawHighway(from: gates.east)
        builder.drawCountry(gates: gates, overpass: overpass)
        nodes = builder.nodes
        roads = builder.roads
        details = builder.details
        pieces = Self.cut(builder.roads, builder.nodes)
        var touching: [Int: [Int]] = [:]
        for (index, piece) in pieces.enumerated() {
            touching[piece.from, default: []].append(index)
            if piece.to != piece.from { touching[piece.to, default: []].append(index) }
        }
        piecesAtNode = touching
    }

    /// The road of a piece.
    func traits(of piece: RoadPiece) -> RoadTraits { roads[piece.road].traits }

    /// Identifier of a node in the map file.
    func nodeID(_ index: Int) -> Int64 { WorldBuilder.firstNodeID + Int64(index) }

    /// Kilometres of all roads, each carriageway counted.
    var kilometres: Double { pieces.reduce(0) { $0 + $1.length } / 1000 }

    /// Metres from the highway's zero post to the foot of a place, to the metre.
    func highwayPost(longitude: Double, latitude: Double) -> Int {
        let point = DrawingBoard().planPoint(longitude: longitude, latitude: latitude)
        let station = min(max(point.x - plan.ringRadius, 0), plan.highwayLength)
        return Int(plan.highwayLength(to: station).rounded())
    }

    /// Cuts roads at their ends and at every node that more than one road passage uses.
    private static func cut(_ roads: [WorldRoad], _ nodes: [WorldPoint]) -> [RoadPiece] {
        var uses = [Int](repeating: 0, count: nodes.count)
        for road in roads {
            for node in road.nodes { uses[node] += 1 }
        }
        var pieces: [RoadPiece] = []
        for (index, road) in roads.enumerated() {
            var start = 0
            for end in 1..<max(road.nodes.count, 1)
            where uses[road.nodes[end]] > 1 || end == road.nodes.count - 1 {
                let part = road.nodes[start...end]
                pieces.append(
                    RoadPiece(
                        road: index,
                        from: road.nodes[start],
                        to: road.nodes[end],
                        points: part.map { nodes[$0] }
                    )
                )
                start = end
            }
        }
        return pieces
    }
}
