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
        network.findRuns(
            near: observation.point,
            radiusMetres: law.radius,
            scratch: &scratch.tree
        )
        // Runs are numbered piece by piece, so the runs of a piece stand together.
        for run in scratch.tree.items {
            let first = Int(columns.runVertex[run])
            let piece = columns.runPiece[run]
            for vertex in first..<(first + Int(columns.runLines[run])) {
                add(vertex, piece, observation.point, law, heading, &scratch.pieces)
            }
        }
    }

    @inline(__always)
    private func add(
        _ vertex: Int,
        _ piece: UInt32,
        _ point: ProjectedPoint,
        _ law: ErrorLaw,
        _ heading: HeadingLikelihood,
        _ pieces: inout [PieceEvidence]
    ) {
        let ax = columns.vertexX[vertex]
        let ay = columns.vertexY[vertex]
        let length = columns.vertexMeasure[vertex + 1] - columns.vertexMeasure[vertex]
        guard length > 0 else { return }
        let (px, py) = (point.x - ax, point.y - ay)
        let ux = (columns.vertexX[vertex + 1] - ax) / length
        let uy = (columns.vertexY[vertex + 1] - ay) / length
        let along = px * ux + py * uy
        let across = ux * py - uy * px
        let foot = min(max(along, 0), length)
        let distanceSquared = across * across + (along - foot) * (along - foot)
        guard distanceSquared <= law.radiusSquared else { return }
        let mass = law.mass(ux: ux, uy: uy, across: across, from: -along, to: length - along)
        let turn = heading.cost(ux: ux, uy: uy)
        let along1 = heading.likelihood(turn.along)
        let against1 = heading.likelihood(turn.against)
        if pieces.last?.piece != piece {
            pieces.append(
                PieceEvidence(
                    piece: piece,
                    road: pieces.count,
                    mass: 0,
                    forward: .nothing,
                    backward: .nothing,
                    probability: 0
                )
            )
        }
        let (fx, fy) = (ax + ux * foot - point.x, ay + uy * foot - point.y)
        let place = law.squaredSigmas(dx: fx, dy: fy) / 2
        let fraction = foot / length
        let row = pieces.count - 1
        pieces[row].mass += mass
        pieces[row].forward.add(
            mass,
            stop(atEndOf: vertex, piece, isForward: true, point, law),
            along1,
            place + min(turn.along, heading.limit),
            vertex,
            fraction
        )
        pieces[row].backward.add(
            mass,
            stop(atEndOf: vertex, piece, isForward: false, point, law),
            against1,
            place + min(turn.against, heading.limit),
            vertex,
            fraction
        )
    }

    /// The weight of the queue at a stop line, when the line leads to a junction.
    @inline(__always)
    private func stop(
        atEndOf vertex: Int,
        _ piece: UInt32,
        isForward: Bool,
        _ point: ProjectedPoint,
        _ law: ErrorLaw
    ) -> Double {
        let segment: UInt32
        let end: Int
        if isForward {
            end = vertex + 1
            guard end + 1 == Int(columns.pieceVertexStart[Int(piece) + 1]) else { return 0 }
            segment = columns.pieceForward[piece]
        } else {
            end = vertex
            guard end == Int(columns.pieceVertexStart[piece]) else { return 0 }
            segment = columns.pieceBackward[piece]
        }
        guard segment != CompiledNetwork.none else { return 0 }
        let node = Int(columns.segmentEnd[segment])
        guard columns.outStart[node + 1] - columns.outStart[node] > 2 else { return 0 }
        let distance = law.squaredSigmas(
            dx: columns.vertexX[end] - point.x,
            dy: columns.vertexY[end] - point.y
        )
        return law.stop(squaredSigmas: distance, metres: parameters.stopLineMetres)
    }
}

extension SenseEvidence {
    /// Adds a line; its place is taken when it costs less.
    @inline(__always)
    fileprivate mutating func add(
        _ mass: Double,
        _ stop: Double,
        _ likelihood: Double,
        _ cost: Double,
        _ vertex: Int,
        _ fraction: Double
    ) {
        self.mass += mass + stop
        headed += (mass + stop) * likelihood
        if cost < self.cost { (self.cost, self.vertex, self.fraction) = (cost, vertex, fraction) }
    }
}
