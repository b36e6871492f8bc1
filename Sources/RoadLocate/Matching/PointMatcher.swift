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
    /// Those of hot loops.
    let lines: RoadLines
    /// The index over the network's lines.
    let runs: RunTree
    /// Stop lines of `runs`.
    let stopLines: [StopLines]
    private(set) var priors: PointPriors

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
        lines = RoadLines(network.columns)
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
