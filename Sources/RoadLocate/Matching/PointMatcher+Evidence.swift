import Glibc
import RoadGeometry
import RoadModel
import RoadNetwork

extension PointMatcher {
    /// Collects every piece within the radius with what speaks for it, into an empty scratch.
    func gather(
        _ observation: PointObservation,
        sigmaMetres sigma: Double,
        radiusMetres radius: Double,
        _ scratch: inout PointMatchScratch
    ) {
        scratch.pieces.removeAll(keepingCapacity: true)
        scratch.directions.removeAll(keepingCapacity: true)
        scratch.order.removeAll(keepingCapacity: true)
        network.findRuns(near: observation.point, radiusMetres: radius, scratch: &scratch.tree)
        let law = ErrorLaw(sigma: sigma, radius: radius, strayShare: parameters.strayShare)
        let heading = HeadingLikelihood(observation, parameters)
        // Runs are numbered piece by piece, so the runs of a piece stand together.
        for run in scratch.tree.items {
            let first = Int(columns.runVertex[run])
            let piece = columns.runPiece[run]
            for vertex in first..<(first + Int(columns.runLines[run])) {
                add(vertex, piece, observation, law, heading, &scratch.pieces)
            }
        }
    }

    @inline(__always)
    private func add(
        _ vertex: Int,
        _ piece: UInt32,
        _ observation: PointObservation,
        _ law: ErrorLaw,
        _ heading: HeadingLikelihood,
        _ pieces: inout [PieceEvidence]
    ) {
        let ax = columns.vertexX[vertex]
        let ay = columns.vertexY[vertex]
        let length = columns.vertexMeasure[vertex + 1] - columns.vertexMeasure[vertex]
        guard length > 0 else { return }
        let ux = (columns.vertexX[vertex + 1] - ax) / length
        let uy = (columns.vertexY[vertex + 1] - ay) / length
        let along = (observation.point.x - ax) * ux + (observation.point.y - ay) * uy
        let across = ux * (observation.point.y - ay) - uy * (observation.point.x - ax)
        let foot = min(max(along, 0), length)
        let distanceSquared = across * across + (along - foot) * (along - foot)
        guard distanceSquared <= law.radiusSquared else { return }
        let mass = law.mass(across: across, from: -along, to: length - along)
        let (forward, backward) = heading.of(ux: ux, uy: uy)
        let peak = law.peak(distanceSquared)
        if pieces.last?.piece != piece {
            let nothing = FootEvidence(
                vertex: vertex,
                fraction: 0,
                likelihood: -1,
                distanceSquared: .infinity
            )
            pieces.append(
                PieceEvidence(
                    piece: piece,
                    road: pieces.count,
                    mass: 0,
                    forwardMass: 0,
                    backwardMass: 0,
                    distanceSquared: .infinity,
                    forwardFoot: nothing,
                    backwardFoot: nothing,
                    probability: 0
                )
            )
        }
        let row = pieces.count - 1
        pieces[row].mass += mass
        pieces[row].forwardMass += mass * forward
        pieces[row].backwardMass += mass * backward
        pieces[row].distanceSquared = min(pieces[row].distanceSquared, distanceSquared)
        pieces[row].forwardFoot.improve(
            vertex,
            foot / length,
            likelihood: peak * forward,
            distanceSquared
        )
        pieces[row].backwardFoot.improve(
            vertex,
            foot / length,
            likelihood: peak * backward,
            distanceSquared
        )
    }
}

extension FootEvidence {
    /// Takes another place when it is more likely, or as likely and nearer.
    mutating func improve(
        _ vertex: Int,
        _ fraction: Double,
        likelihood: Double,
        _ distanceSquared: Double
    ) {
        guard
            likelihood > self.likelihood
                || likelihood == self.likelihood && distanceSquared < self.distanceSquared
        else { return }
        self = FootEvidence(
            vertex: vertex,
            fraction: fraction,
            likelihood: likelihood,
            distanceSquared: distanceSquared
        )
    }
}
