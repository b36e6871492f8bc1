import RoadGeometry
import RoadModel

/// Looks for lines of one level that cross where the map has no junction.
struct CrossingChecks {
    /// What was found.
    private(set) var findings: [NetworkFinding] = []
    private let network: CompiledNetwork
    private var reported: Set<UInt64> = []

    /// Compares every line with the lines whose boxes meet its own.
    init(_ network: CompiledNetwork, _ limits: NetworkValidation.Limits) {
        self.network = network
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
            network.findRuns(near: centre, radiusMetres: radius, scratch: &scratch)
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
        guard flagsA == flagsB else { return }
        for v in Int(c.runVertex[a])..<(Int(c.runVertex[a]) + Int(c.runLines[a])) {
            for w in Int(c.runVertex[b])..<(Int(c.runVertex[b]) + Int(c.runLines[b])) {
                if a == b, w <= v + 1 { continue }
                if pieceA == pieceB, abs(v - w) <= 1 { continue }
                guard let point = crossing(v, w) else { continue }
                report(pieceA, pieceB, point)
            }
        }
    }

    private mutating func report(_ a: UInt32, _ b: UInt32, _ point: ProjectedPoint) {
        let c = network.columns
        let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
        guard reported.insert(key).inserted else { return }
        findings.append(
            NetworkFinding(
                a == b ? .selfCrossing : .crossingUnconnected,
                way: c.pieceWay[a],
                otherWay: a == b ? 0 : c.pieceWay[b],
                at: point
            )
        )
    }

    /// The inner point two lines share; `nil` for lines that only touch at their ends.
    private func crossing(_ v: Int, _ w: Int) -> ProjectedPoint? {
        let c = network.columns
        let (ax, ay) = (c.vertexX[v], c.vertexY[v])
        let (bx, by) = (c.vertexX[w], c.vertexY[w])
        let (dx, dy) = (c.vertexX[v + 1] - ax, c.vertexY[v + 1] - ay)
        let (ex, ey) = (c.vertexX[w + 1] - bx, c.vertexY[w + 1] - by)
        let cross = dx * ey - dy * ex
        guard cross != 0 else { return nil }
        let s = ((bx - ax) * ey - (by - ay) * ex) / cross
        let t = ((bx - ax) * dy - (by - ay) * dx) / cross
        let margin = 1e-6
        guard s > margin, s < 1 - margin, t > margin, t < 1 - margin else { return nil }
        return ProjectedPoint(x: ax + s * dx, y: ay + s * dy)
    }
}
