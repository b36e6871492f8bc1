import RoadGeometry
import RoadModel

/// Looks for lines of one level that cross or touch where the map has no junction: also where each
/// has a node of its own at the same place.
struct CrossingChecks {
    /// What was found.
    private(set) var findings: [NetworkFinding] = []
    private let network: CompiledNetwork
    /// Pairs that are not looked at, and those that were found.
    private var done: Set<PiecePair>
    /// A vertex nearer to a line touches it: the grain of a map of seven decimals, in metres.
    private static let touchMetres = 0.01
    /// Lines nearer to their junction cannot help to touch, in metres.
    private static let junctionMetres = 0.1

    /// Compares every line with the lines whose boxes meet its own.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - duplicates: Pairs of pieces with the same line, which are told as such.
    init(_ network: CompiledNetwork, without duplicates: Set<PiecePair>) {
        (self.network, done) = (network, duplicates)
        let c = network.columns
        var scratch = RTreeScratch()
        for run in 0..<c.runPiece.count {
            let box = PlanarBox(
                minX: c.treeBoxes[4 * run],
                minY: c.treeBoxes[4 * run + 1],
                maxX: c.treeBoxes[4 * run + 2],
                maxY: c.treeBoxes[4 * run + 3]
            )
            let centre = ProjectedPoint(
                x: (box.minX + box.maxX) / 2,
                y: (box.minY + box.maxY) / 2
            )
            // The circle around the box; a run has few lines, so it is hardly larger.
            let width = box.maxX - box.minX
            let height = box.maxY - box.minY
            let radius = (width * width + height * height).squareRoot() / 2
            network.findRuns(
                near: centre,
                radiusMetres: radius + Self.touchMetres,
                scratch: &scratch
            )
            for other in scratch.items where Int(other) >= run { compare(UInt32(run), other) }
        }
    }

    private mutating func compare(_ a: UInt32, _ b: UInt32) {
        let c = network.columns
        let (pieceA, pieceB) = (c.runPiece[a], c.runPiece[b])
        guard c.pieceLevel[pieceA] == c.pieceLevel[pieceB] else { return }
        let apart: SegmentFlags = [.bridge, .tunnel]
        let flagsA = SegmentFlags(rawValue: c.pieceFlags[pieceA]).intersection(apart)
        let flagsB = SegmentFlags(rawValue: c.pieceFlags[pieceB]).intersection(apart)
        // A bridge without a level still does not meet what runs below it.
        guard flagsA == flagsB, !done.contains(PiecePair(pieceA, pieceB)) else { return }
        for v in Int(c.runVertex[a])..<(Int(c.runVertex[a]) + Int(c.runLines[a])) {
            for w in Int(c.runVertex[b])..<(Int(c.runVertex[b]) + Int(c.runLines[b])) {
                if a == b, w <= v + 1 { continue }
                if pieceA == pieceB, areNeighbours(v, w) { continue }
                guard let point = crossing(v, w) ?? touch(v, w, pieceA, pieceB) else { continue }
                return report(pieceA, pieceB, point)
            }
        }
    }

    /// Whether two lines of one piece follow each other, or nearly so.
    private func areNeighbours(_ v: Int, _ w: Int) -> Bool {
        let (first, second) = (min(v, w), max(v, w))
        let c = network.columns
        return second <= first + 1
            || c.vertexMeasure[second] - c.vertexMeasure[first + 1] < Self.junctionMetres
    }

    private mutating func report(_ a: UInt32, _ b: UInt32, _ point: ProjectedPoint) {
        let c = network.columns
        done.insert(PiecePair(a, b))
        findings.append(
            NetworkFinding(
                a == b ? .selfCrossing : .crossingUnconnected,
                way: c.pieceWay[a],
                otherWay: a == b ? 0 : c.pieceWay[b],
                at: point
            )
        )
    }

    /// The point two lines have in common; `nil` for lines that meet in a node.
    private func crossing(_ v: Int, _ w: Int) -> ProjectedPoint? {
        guard !meetInNode(v, w) else { return nil }
        let c = network.columns
        let (ax, ay) = (c.vertexX[v], c.vertexY[v])
        let (bx, by) = (c.vertexX[w], c.vertexY[w])
        let (dx, dy) = (c.vertexX[v + 1] - ax, c.vertexY[v + 1] - ay)
        let (ex, ey) = (c.vertexX[w + 1] - bx, c.vertexY[w + 1] - by)
        let cross = dx * ey - dy * ex
        guard cross != 0 else { return nil }
        let s = ((bx - ax) * ey - (by - ay) * ex) / cross
        let t = ((bx - ax) * dy - (by - ay) * dx) / cross
        guard s >= 0, s <= 1, t >= 0, t <= 1 else { return nil }
        return ProjectedPoint(x: ax + s * dx, y: ay + s * dy)
    }

    /// Where an end of one line all but lies on the other, away from a junction of their pieces.
    private func touch(_ v: Int, _ w: Int, _ a: UInt32, _ b: UInt32) -> ProjectedPoint? {
        guard !meetInNode(v, w) else { return nil }
        for (vertex, line) in [(v, w), (v + 1, w), (w, v), (w + 1, v)]
        where touches(vertex, line) && !(a != b && meet(a, b, near: place(vertex))) {
            return place(vertex)
        }
        return nil
    }

    private func meetInNode(_ v: Int, _ w: Int) -> Bool {
        isOneNode(v, w) || isOneNode(v, w + 1) || isOneNode(v + 1, w) || isOneNode(v + 1, w + 1)
    }

    private func place(_ v: Int) -> ProjectedPoint {
        ProjectedPoint(x: network.columns.vertexX[v], y: network.columns.vertexY[v])
    }

    /// Whether two vertices are one node; without nodes, whether they lie at one place, which the
    /// import made a junction.
    private func isOneNode(_ v: Int, _ w: Int) -> Bool {
        let c = network.columns
        guard c.vertexNode[v] != 0 else { return place(v) == place(w) }
        return c.vertexNode[v] == c.vertexNode[w]
    }

    private func touches(_ vertex: Int, _ line: Int) -> Bool {
        let (point, a, b) = (place(vertex), place(line), place(line + 1))
        let foot = LineFoot(x: point.x, y: point.y, ax: a.x, ay: a.y, bx: b.x, by: b.y)
        return foot.distanceSquared <= Self.touchMetres * Self.touchMetres
    }

    /// Whether pieces meet in a node so near to a point that they touch there for that reason.
    private func meet(_ a: UInt32, _ b: UInt32, near point: ProjectedPoint) -> Bool {
        let (first, second) = (network.vertices(piece: a), network.vertices(piece: b))
        for v in [first.lowerBound, first.upperBound - 1] {
            for w in [second.lowerBound, second.upperBound - 1] where isOneNode(v, w) {
                if place(v).distance(to: point).value < Self.junctionMetres { return true }
            }
        }
        return false
    }
}
