import Glibc
import RoadGeometry
import RoadModel
package import RoadNetwork

/// Puts single observations on a network: which road, which direction, how sure.
///
/// Every directed segment within the radius is a candidate. Its likelihood is the observation's
/// error law integrated along its line, because a vehicle may be anywhere on it:
/// `∫ N(p − l(s), σ) h(θ(s)) w(s) ds`, with `h` the likelihood of the heading, `w` 1 plus a queue
/// at the stop line of a junction ahead, a floor for stray observations, and name, kilometre post,
/// known site, level, limit, class and traffic as factors. A stub at a junction therefore weighs
/// as little as it is short, and pieces of one road add up instead of competing. Probabilities are
/// the normalised likelihoods.
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
    package private(set) var parameters: PointMatcherParameters
    /// Traffic of the network's segments.
    package let traffic: TrafficShare
    /// The kilometres of the network's roads; `nil` when nobody states any.
    package let referencing: LinearReferencing?
    let columns: NetworkColumns
    /// The index over the network's lines.
    let runs: RunTree
    /// Stop lines of `runs`.
    let stopLines: [StopLines]
    private var priors: PointPriors

    /// Makes a matcher; it may be shared between threads, a scratch may not.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - parameters: The constants.
    ///   - traffic: What `TrafficShare(network)` found, or `.none`.
    ///   - referencing: The network's kilometres, where observations state some.
    package init(
        _ network: CompiledNetwork,
        parameters: PointMatcherParameters = PointMatcherParameters(),
        traffic: TrafficShare = .none,
        referencing: LinearReferencing? = nil
    ) {
        (self.network, self.parameters, self.traffic) = (network, parameters, traffic)
        self.referencing = referencing
        columns = network.columns
        runs = RunTree(network)
        stopLines = StopLines.all(network, runs)
        priors = PointPriors(network, parameters, traffic)
    }

    /// The same matcher with other constants; the index over the lines is shared.
    package func with(_ parameters: PointMatcherParameters) -> PointMatcher {
        var copy = self
        copy.parameters = parameters
        copy.priors = PointPriors(network, parameters, traffic)
        return copy
    }

    /// The same matcher for a source whose silence about names weighs as much as said.
    package func judgingSilence(as term: Double) -> PointMatcher {
        var copy = self
        copy.parameters.nameIsUnexpected = term
        return copy
    }

    /// Matches one observation.
    package func match(
        _ observation: PointObservation,
        scratch: inout PointMatchScratch
    ) -> PointMatch {
        if let reason = weigh(observation, &scratch) { return .nothing(reason) }
        group(&scratch)
        return report(observation, &scratch)
    }

    /// Fills a scratch with candidates and their probabilities, or says why there are none.
    func weigh(
        _ observation: PointObservation,
        reach: SearchReach? = nil,
        _ scratch: inout PointMatchScratch
    ) -> UnlocatedReason? {
        let point = observation.point
        guard point.x.isFinite, point.y.isFinite else { return .noCoordinates }
        let law = ErrorLaw(observation, parameters, reach: reach)
        let extent = network.projectedExtent
        guard extent.distanceSquared(x: point.x, y: point.y) <= law.radiusSquared else {
            return .outsideNetwork
        }
        gather(observation, law, HeadingLikelihood(observation, parameters), &scratch)
        guard !scratch.pieces.isEmpty else { return .noCandidate }
        score(observation, &scratch)
        return nil
    }

    /// Turns evidence into weights and probabilities.
    private func score(_ observation: PointObservation, _ scratch: inout PointMatchScratch) {
        var total = 0.0
        let isHeaded = observation.heading != nil
        for row in scratch.pieces.indices {
            let piece = scratch.pieces[row].piece
            var common = priors.factor(ofPiece: piece)
            if !observation.names.isSilent {
                common *= nameFactor(observation.names, columns.pieceLabel[piece], &scratch.names)
            }
            if observation.limitKmh != nil || observation.further != nil {
                common *= exp(statedTerms(piece, row, observation, &scratch).sum)
            }
            let way = columns.pieceWay[piece]
            let forward = columns.pieceForward[piece]
            if forward != CompiledNetwork.none {
                let weight =
                    scratch.pieces[row].forward.headed * common
                    * priors.factor(ofSegment: forward, isHeaded: isHeaded)
                total += append(row, forward, isForward: true, way, weight, &scratch.directions)
            }
            let backward = columns.pieceBackward[piece]
            if backward != CompiledNetwork.none {
                let weight =
                    scratch.pieces[row].backward.headed * common
                    * priors.factor(ofSegment: backward, isHeaded: isHeaded)
                total += append(row, backward, isForward: false, way, weight, &scratch.directions)
            }
        }
        for i in scratch.directions.indices {
            let probability = scratch.directions[i].probability / total
            scratch.directions[i].probability = probability
            scratch.pieces[scratch.directions[i].piece].probability += probability
        }
    }

    @inline(__always)
    private func append(
        _ row: Int,
        _ segment: UInt32,
        isForward: Bool,
        _ way: Int64,
        _ weight: Double,
        _ directions: inout [DirectionEvidence]
    ) -> Double {
        let sharpened =
            parameters.temperature == 1 ? weight : pow(weight, 1 / parameters.temperature)
        directions.append(
            DirectionEvidence(
                piece: row,
                segment: segment,
                isForward: isForward,
                way: way,
                weight: weight,
                probability: sharpened
            )
        )
        return sharpened
    }

    /// Every term of a direction; their sum is the logarithm of its weight.
    func terms(
        _ direction: DirectionEvidence,
        _ observation: PointObservation,
        _ scratch: inout PointMatchScratch
    ) -> EvidenceTerms {
        let evidence = scratch.pieces[direction.piece]
        let sense = direction.isForward ? evidence.forward : evidence.backward
        var terms = statedTerms(evidence.piece, direction.piece, observation, &scratch)
        terms.distance = log(evidence.mass)
        terms.junction = log(sense.mass / evidence.mass)
        terms.heading = log(sense.headed / sense.mass)
        if !observation.names.isSilent {
            terms.name = log(
                nameFactor(observation.names, columns.pieceLabel[evidence.piece], &scratch.names)
            )
        }
        terms.roadClass = log(priors.factor(ofPiece: evidence.piece))
        terms.traffic = log(
            priors.factor(ofSegment: direction.segment, isHeaded: observation.heading != nil)
        )
        return terms
    }
}

extension PointMatch {
    /// No candidate, for a reason.
    static func nothing(_ reason: UnlocatedReason) -> PointMatch {
        .unlocated(UnlocatedPoint(reason: reason, candidates: [], roadProbability: 0))
    }
}
