import RoadModel

/// Collects nodes and roads while the world is drawn.
struct WorldBuilder {
    /// What to draw.
    let plan: LayoutPlan
    /// The plane on which it is drawn.
    let board = DrawingBoard()
    /// Vertices so far; a node's index is its position here.
    private(set) var nodes: [WorldPoint] = []
    /// The drawing's coordinates of each node.
    private(set) var drawn: [PlanPoint] = []
    /// Roads so far.
    private(set) var roads: [WorldRoad] = []
    /// Everything else on the map.
    var details = WorldDetails()

    /// First identifier of a road; far from any real one.
    static let firstRoadID: Int64 = 9_800_001
    /// First identifier of a node.
    static let firstNodeID: Int64 = 98_000_001

    /// Starts an empty map.
    init(plan: LayoutPlan) { self.plan = plan }

    /// Adds a node and returns its index.
    mutating func node(_ point: PlanPoint) -> Int {
        nodes.append(board.worldPoint(point))
        drawn.append(point)
        return nodes.count - 1
    }

    /// Adds a road through nodes and returns its index; repeated neighbours are joined.
    @discardableResult
    mutating func road(_ line: [Int], _ traits: RoadTraits) -> Int {
        var cleaned: [Int] = []
        for node in line where cleaned.last != node { cleaned.append(node) }
        let id = Self.firstRoadID + Int64(roads.count)
        roads.append(WorldRoad(id: id, nodes: cleaned, traits: traits))
        return roads.count - 1
    }

    /// Adds nodes of a straight line strictly between two nodes, no further apart than
    /// `spacing` metres, and returns the whole line.
    mutating func line(from a: Int, to b: Int, spacing: Double = 250) -> [Int] {
        let start = drawn[a]
        let step = drawn[b] - start
        let parts = max(1, Int((step.length / spacing).rounded(.up)))
        var indices = [a]
        for k in 1..<max(parts, 1) {
            indices.append(node(start + step * (Double(k) / Double(parts))))
        }
        indices.append(b)
        return indices
    }

    /// Adds nodes of a smooth curve between two nodes that passes the given points.
    ///
    /// Centripetal weights are not needed: the controls are kilometres apart. Catmull and Rom,
    /// "A class of local interpolating splines", 1974.
    mutating func curve(
        from a: Int,
        through controls: [PlanPoint],
        to b: Int,
        spacing: Double = 250
    ) -> [Int] {
        let points = [drawn[a]] + controls + [drawn[b]]
        var indices = [a]
        for k in 0..<(points.count - 1) {
            let p1 = points[k]
            let p2 = points[k + 1]
            let p0 = k > 0 ? points[k - 1] : p1 + (p1 - p2)
            let p3 = k + 2 < points.count ? points[k + 2] : p2 + (p2 - p1)
            let parts = max(1, Int(((p2 - p1).length / spacing).rounded(.up)))
            for step in 1...parts where !(k == points.count - 2 && step == parts) {
                let t = Double(step) / Double(parts)
                indices.append(node(Self.catmullRom(p0, p1, p2, p3, t)))
            }
        }
        indices.append(b)
        return indices
    }

    private static func catmullRom(
        _ p0: PlanPoint,
        _ p1: PlanPoint,
        _ p2: PlanPoint,
        _ p3: PlanPoint,
        _ t: Double
    ) -> PlanPoint {
        let linear = (p2 - p0) * t
        let square = (p0 * 2 - p1 * 5 + p2 * 4 - p3) * (t * t)
        let cube = (p1 * 3 - p0 - p2 * 3 + p3) * (t * t * t)
        return (p1 * 2 + linear + square + cube) * 0.5
    }
}
