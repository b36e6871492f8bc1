import Glibc
import RoadGeometry
import RoadModel
import RoadNetwork

extension PointMatcher {
    /// Collects every piece within the radius with what speaks for it, into an empty scratch.
    func gather(
        _ observation: PointObservation,
        _ law: ErrorLaw,
        _ heading: HeadingLikelihood,
        _ scratch: inout PointMatchScratch
    ) {
        scratch.pieces.removeAll(keepingCapacity: true)
        scratch.directions.removeAll(keepingCapacity: true)
        scratch.order.removeAll(keepingCapacity: true)
        runs.find(
            x: observation.point.x,
            y: observation.point.y,
            radius: law.radius,
            into: &scratch.hits
        )
        // Sound: rows are those of the image's runs, which are checked when it is opened.
        let (x, y) = (columns.vertexX.firstRow, columns.vertexY.firstRow)
        let (px, py) = (observation.point.x, observation.point.y)
        // A little more than the square of the radius, for which the lines are measured.
        let beyond = law.radiusSquared * (1 + 1e-9)
        var piece = PieceEvidence.nothing
        // Runs are numbered piece by piece, so the runs of a piece stand together.
        for hit in scratch.hits {
            let run = runs.runs[Int(hit)]
            let row = run.piece
            if row != piece.piece {
                if piece.mass > 0 { scratch.pieces.append(piece) }
                piece = .nothing
                piece.piece = row
                piece.road = scratch.pieces.count
            }
            let first = Int(run.vertex)
            let last = first + Int(run.lines)
            let stops = stopLines[Int(hit)]
            let ahead = stops.contains(.ahead) ? last : -1
            let behind = stops.contains(.behind) ? first : -1
            var (bx, by) = (x[at: first], y[at: first])
            for vertex in first..<last {
                let (ax, ay) = (bx, by)
                (bx, by) = (x[at: vertex + 1], y[at: vertex + 1])
                let (dx, dy) = (bx - ax, by - ay)
                let squared = dx * dx + dy * dy
                // Most lines that lie too far off are told before a root and two quotients.
                let (qx, qy) = (px - ax, py - ay)
                let (dot, turned) = (qx * dx + qy * dy, qy * dx - qx * dy)
                guard turned * turned <= beyond * squared,
                    dot >= 0 || qx * qx + qy * qy <= beyond
                else { continue }
                let length = squared.squareRoot()
                guard length > 0 else { continue }
                let (ux, uy) = (dx / length, dy / length)
                let along = (px - ax) * ux + (py - ay) * uy
                let across = ux * (py - ay) - uy * (px - ax)
                let foot = min(max(along, 0), length)
                let rest = along - foot
                guard across * across + rest * rest <= law.radiusSquared else { continue }
                let mass = law.mass(
                    ux: ux,
                    uy: uy,
                    across: across,
                    from: -along,
                    to: length - along
                )
                let turn = heading.cost(ux: ux, uy: uy)
                var likeliest = foot
                if !law.isRound {
                    let lead = law.lead(ux: ux, uy: uy, across: across)
                    likeliest = min(max(along + lead, 0), length)
                }
                let (ex, ey) = (ax + ux * likeliest - px, ay + uy * likeliest - py)
                let place = law.squaredSigmas(dx: ex, dy: ey) / 2
                let fraction = likeliest / length
                piece.mass += mass
                piece.forward.add(
                    vertex + 1 == ahead ? mass + stop(bx - px, by - py, law) : mass,
                    heading.likelihood(turn.along),
                    place + min(turn.along, heading.limit),
                    vertex,
                    fraction
                )
                piece.backward.add(
                    vertex == behind ? mass + stop(ax - px, ay - py, law) : mass,
                    heading.likelihood(turn.against),
                    place + min(turn.against, heading.limit),
                    vertex,
                    fraction
                )
            }
        }
        if piece.mass > 0 { scratch.pieces.append(piece) }
    }

    /// The weight of the queue at a stop line so far from the point.
    @inline(__always)
    private func stop(_ dx: Double, _ dy: Double, _ law: ErrorLaw) -> Double {
        law.stop(
            squaredSigmas: law.squaredSigmas(dx: dx, dy: dy),
            metres: parameters.stopLineMetres
        )
    }
}

/// Where a run's lines have a stop line of a junction ahead.
struct StopLines: OptionSet {
    let rawValue: UInt8
    /// At the end of its last line, for those who drive along the vertices.
    static let ahead = StopLines(rawValue: 1)
    /// At the start of its first line, for those who drive against them.
    static let behind = StopLines(rawValue: 2)

    /// The stop lines of every run of a network.
    static func all(_ network: CompiledNetwork, _ tree: RunTree) -> [StopLines] {
        let c = network.columns
        func isJunction(_ segment: UInt32) -> Bool {
            guard segment != CompiledNetwork.none else { return false }
            let node = Int(c.segmentEnd[segment])
            return c.outStart[node + 1] - c.outStart[node] > 2
        }
        return (0..<c.runPiece.count).map { row in
            let run = tree.runs[row]
            var lines: StopLines = []
            if run.vertex + run.lines + 1 == c.pieceVertexStart[Int(run.piece) + 1],
                isJunction(c.pieceForward[run.piece])
            {
                lines.insert(.ahead)
            }
            if run.vertex == c.pieceVertexStart[run.piece],
                isJunction(c.pieceBackward[run.piece])
            {
                lines.insert(.behind)
            }
            return lines
        }
    }
}

extension SenseEvidence {
    /// Adds a line; its place is taken when it costs less.
    @inline(__always)
    fileprivate mutating func add(
        _ mass: Double,
        _ likelihood: Double,
        _ cost: Double,
        _ vertex: Int,
        _ fraction: Double
    ) {
        self.mass += mass
        headed += mass * likelihood
        if cost < self.cost { (self.cost, self.vertex, self.fraction) = (cost, vertex, fraction) }
    }
}
