import RoadGeometry
import RoadModel

/// The midpoints of equal steps along a piece, in the new version's system.
struct CrosswalkWalk {
    /// Easting of each midpoint.
    private(set) var x: [Double] = []
    /// Northing of each midpoint.
    private(set) var y: [Double] = []
    /// Grid bearing of each step.
    private(set) var bearing: [Degrees] = []

    /// Walks a piece in at least one step.
    init(
        _ network: CompiledNetwork,
        _ piece: UInt32,
        step: Double,
        _ project: ((inout [Double], inout [Double]) -> Void)?
    ) {
        let segment = SegmentID(rawValue: network.columns.pieceForward[piece])
        let length = network.length(piece: piece).value
        let count = max(1, Int((length / step).rounded(.up)))
        var endX: [Double] = []
        var endY: [Double] = []
        for i in 0...(2 * count) {
            let reference = LinearReference(
                segment: segment,
                measure: Metres(length * Double(i) / Double(2 * count)),
                offset: Metres(0)
            )
            guard let point = network.point(at: reference) else { continue }
            endX.append(point.x)
            endY.append(point.y)
        }
        project?(&endX, &endY)
        for i in stride(from: 1, to: endX.count - 1, by: 2) {
            x.append(endX[i])
            y.append(endY[i])
            bearing.append(
                GridBearing.of(dx: endX[i + 1] - endX[i - 1], dy: endY[i + 1] - endY[i - 1])
            )
        }
    }

    /// A midpoint.
    func point(_ i: Int) -> ProjectedPoint { ProjectedPoint(x: x[i], y: y[i]) }
}

/// The successor of one step.
enum CrosswalkStep {
    /// Lines that turn away by more than this are no successors.
    private static let widestTurn = 40.0

    /// The nearest piece within the tolerance that runs the same way or the opposite one.
    static func successor(
        of point: ProjectedPoint,
        bearing: Degrees,
        level: Int8,
        in network: CompiledNetwork,
        tolerance: Metres,
        scratch: inout RTreeScratch
    ) -> (piece: UInt32, isAlong: Bool)? {
        guard point.x.isFinite, point.y.isFinite else { return nil }
        let c = network.columns
        network.findRuns(near: point, radiusMetres: tolerance.value, scratch: &scratch)
        var best: (cost: Double, piece: UInt32, isAlong: Bool)?
        for run in scratch.items {
            let piece = c.runPiece[run]
            let first = Int(c.runVertex[run])
            for v in first..<(first + Int(c.runLines[run])) {
                let foot = LineFoot(
                    x: point.x,
                    y: point.y,
                    ax: c.vertexX[v],
                    ay: c.vertexY[v],
                    bx: c.vertexX[v + 1],
                    by: c.vertexY[v + 1]
                )
                let distance = foot.distanceSquared.squareRoot()
                guard distance <= tolerance.value else { continue }
                let own = GridBearing.of(
                    dx: c.vertexX[v + 1] - c.vertexX[v],
                    dy: c.vertexY[v + 1] - c.vertexY[v]
                )
                let turn = own.separation(from: bearing).value
                let isAlong = turn <= 90
                guard min(turn, 180 - turn) <= widestTurn else { continue }
                // Another level is taken only where nothing else lies there.
                let cost = distance + (c.pieceLevel[piece] == level ? 0 : tolerance.value)
                if cost < best?.cost ?? .infinity { best = (cost, piece, isAlong) }
            }
        }
        return best.map { ($0.piece, $0.isAlong) }
    }
}
