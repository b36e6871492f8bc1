import RoadGeometry
import RoadModel

/// The midpoints of equal steps along a piece, in the new version's system.
struct CrosswalkWalk {
    /// Easting of each midpoint.
    private(set) var x: [Double] = []
    /// Northing of each midpoint.
    private(set) var y: [Double] = []
    /// Grid bearing of the line at each midpoint.
    private(set) var bearing: [Degrees] = []

    /// Walks a piece in at least one step.
    init(
        _ network: CompiledNetwork,
        _ piece: UInt32,
        step: Double,
        _ project: ((inout [Double], inout [Double]) -> Void)?
    ) {
        let c = network.columns
        let length = network.length(piece: piece).value
        let count = max(1, Int((length / step).rounded(.up)))
        let rows = network.vertices(piece: piece)
        var lineX = rows.map { c.vertexX[$0] }
        var lineY = rows.map { c.vertexY[$0] }
        let measures = rows.map { c.vertexMeasure[$0] }
        project?(&lineX, &lineY)
        var v = 0
        for i in 0..<count {
            let measure = length * (Double(i) + 0.5) / Double(count)
            while v < lineX.count - 2, measures[v + 1] < measure { v += 1 }
            let (dx, dy) = (lineX[v + 1] - lineX[v], lineY[v + 1] - lineY[v])
            let line = measures[v + 1] - measures[v]
            let share = line > 0 ? min(max((measure - measures[v]) / line, 0), 1) : 0
            x.append(lineX[v] + share * dx)
            y.append(lineY[v] + share * dy)
            // Of the line itself: a chord across a corner runs neither way.
            bearing.append(GridBearing.of(dx: dx, dy: dy))
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
