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
            var (bx, by) = (x[at: first], y[at: first])
            for vertex in first..<last {
                let (ax, ay) = (bx, by)
                (bx, by) = (x[at: vertex + 1], y[at: vertex + 1])
                let (dx, dy) = (bx - ax, by - ay)
                let length = (dx * dx + dy * dy).squareRoot()
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
                let place =
                    law.squaredSigmas(dx: ax + ux * foot - px, dy: ay + uy * foot - py) / 2
                let fraction = foot / length
                piece.mass += mass
                piece.forward.add(
                    mass + stop(vertex + 1, row, isForward: true, bx - px, by - py, law),
                    heading.likelihood(turn.along),
                    place + min(turn.along, heading.limit),
                    vertex,
                    fraction
                )
                piece.backward.add(
                    mass + stop(vertex, row, isForward: false, ax - px, ay - py, law),
                    heading.likelihood(turn.against),
                    place + min(turn.against, heading.limit),
                    vertex,
                    fraction
                )
            }
        }
        if piece.mass > 0 { scratch.pieces.append(piece) }
    }

    /// The weight of the queue at a stop line, when a vertex is the end of the piece in a direction
    /// and a junction.
    @inline(__always)
    private func stop(
        _ vertex: Int,
        _ piece: UInt32,
        isForward: Bool,
        _ dx: Double,
        _ dy: Double,
        _ law: ErrorLaw
    ) -> Double {
        let segment: UInt32
        if isForward {
            guard vertex + 1 == Int(columns.pieceVertexStart[Int(piece) + 1]) else { return 0 }
            segment = columns.pieceForward[piece]
        } else {
            guard vertex == Int(columns.pieceVertexStart[piece]) else { return 0 }
            segment = columns.pieceBackward[piece]
        }
        guard segment != CompiledNetwork.none else { return 0 }
        let node = Int(columns.segmentEnd[segment])
        guard columns.outStart[node + 1] - columns.outStart[node] > 2 else { return 0 }
        return law.stop(
            squaredSigmas: law.squaredSigmas(dx: dx, dy: dy),
            metres: parameters.stopLineMetres
        )
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
