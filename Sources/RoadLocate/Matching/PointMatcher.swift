import Glibc
import RoadGeometry
import RoadModel
package import RoadNetwork

/// Puts single observations on a network: which road, which direction, how sure.
///
/// Every directed segment within the radius is a candidate. Its likelihood is the observation's
/// error law integrated along its line, because a vehicle may be anywhere on it:
/// `∫ N(p − l(s), σ) h(θ(s)) ds`, with `h` the likelihood of the heading, a floor for stray
/// observations, and the name and class terms as factors. A stub at a junction therefore weighs as
/// little as it is short, and pieces of one road add up instead of competing. Probabilities
/// are the normalised likelihoods.
///
/// An observation is *located* when the probability of one road reaches the threshold. A road is
/// both directions of a piece, the pieces of its way, pieces that continue it, and the other
/// carriageway; see `RoadGrouping`.
///
/// The Gaussian emission follows P. Newson, J. Krumm, "Hidden Markov map matching through noise
/// and sparseness", 2009, section 3.1; the integral along the line is this module's own.
package struct PointMatcher: Sendable {
    /// The network.
    package let network: CompiledNetwork
    /// The constants.
    package let parameters: PointMatcherParameters
    let columns: NetworkColumns

    /// Makes a matcher; it may be shared between threads, a scratch may not.
    package init(
        _ network: CompiledNetwork,
        parameters: PointMatcherParameters = PointMatcherParameters()
    ) {
        (self.network, self.parameters) = (network, parameters)
        columns = network.columns
    }

    /// Matches one observation.
    package func match(
        _ observation: PointObservation,
        scratch: inout PointMatchScratch
    ) -> PointMatch {
        let point = observation.point
        guard point.x.isFinite, point.y.isFinite else { return .nothing(.noCoordinates) }
        let sigma = sigmaMetres(observation)
        let radius = radiusMetres(sigmaMetres: sigma)
        let extent = network.projectedExtent
        guard extent.distanceSquared(x: point.x, y: point.y) <= radius * radius else {
            return .nothing(.outsideNetwork)
        }
        gather(observation, sigmaMetres: sigma, radiusMetres: radius, &scratch)
        guard !scratch.pieces.isEmpty else { return .nothing(.noCandidate) }
        score(observation, &scratch)
        group(&scratch)
        return report(observation, &scratch)
    }

    /// The error law's sigma, map included.
    func sigmaMetres(_ observation: PointObservation) -> Double {
        let stated = observation.sigma.value
        let isKnown = stated.isFinite && stated > 0
        let own =
            isKnown ? max(parameters.minimumSigmaMetres, stated) : parameters.unknownSigmaMetres
        let map = parameters.mapSigmaMetres
        return (own * own + map * map).squareRoot()
    }

    /// The search radius: `radiusSigmas` sigmas, within the least and the greatest radius.
    func radiusMetres(sigmaMetres sigma: Double) -> Double {
        min(
            parameters.maximumRadiusMetres,
            max(parameters.minimumRadiusMetres, parameters.radiusSigmas * sigma)
        )
    }

    /// Turns evidence into terms, scores and probabilities.
    private func score(_ observation: PointObservation, _ scratch: inout PointMatchScratch) {
        let names = NameLikelihood(network, parameters)
        var best = -Double.infinity
        for row in scratch.pieces.indices {
            let piece = scratch.pieces[row].piece
            let pieceMass = scratch.pieces[row].mass
            let distanceTerm = log(pieceMass)
            let nameTerm = names.term(observation.names, label: columns.pieceLabel[piece])
            let forward = columns.pieceForward[piece]
            let backward = columns.pieceBackward[piece]
            let priorTerm = prior(piece, observation)
            for isForward in [true, false] {
                let segment = isForward ? forward : backward
                guard segment != CompiledNetwork.none else { continue }
                let mass =
                    isForward ? scratch.pieces[row].forwardMass : scratch.pieces[row].backwardMass
                let headingTerm = log(mass / pieceMass)
                let sum = distanceTerm + headingTerm + nameTerm + priorTerm
                best = max(best, sum)
                scratch.directions.append(
                    DirectionEvidence(
                        piece: row,
                        segment: segment,
                        isForward: isForward,
                        distanceTerm: distanceTerm,
                        headingTerm: headingTerm,
                        nameTerm: nameTerm,
                        priorTerm: priorTerm,
                        score: sum,
                        probability: 0
                    )
                )
            }
        }
        var total = 0.0
        for i in scratch.directions.indices {
            let weight = exp((scratch.directions[i].score - best) / parameters.temperature)
            scratch.directions[i].probability = weight
            total += weight
        }
        for i in scratch.directions.indices {
            scratch.directions[i].probability /= total
            let row = scratch.directions[i].piece
            scratch.pieces[row].probability += scratch.directions[i].probability
        }
    }

    /// The term of class, access and the stated limit, for one direction of travel.
    private func prior(_ piece: UInt32, _ observation: PointObservation) -> Double {
        let flags = SegmentFlags(rawValue: columns.pieceFlags[piece])
        var term = parameters.classPrior(network.roadClass(piece: piece))
        if flags.contains(.restrictedAccess) { term += parameters.restrictedAccess }
        let limit = columns.pieceLimit[piece]
        if let stated = observation.limitKmh, limit != 0, !flags.contains(.impliedLimit),
            abs(stated - Double(limit)) > 5
        {
            term += parameters.limitDiffers
        }
        return term
    }
}

extension PointMatch {
    /// No candidate, for a reason.
    static func nothing(_ reason: UnlocatedReason) -> PointMatch {
        .unlocated(UnlocatedPoint(reason: reason, candidates: [], roadProbability: 0))
    }
}
