import Glibc
import RoadModel
import RoadNetwork

/// How an observation's answer compares with the truth, for calibration.
package struct PointAppraisal: Sendable {
    /// Probability given to the true way in the true direction; 0 when it was no candidate.
    package var truthProbability: Double
    /// Probability given to the answer.
    package var confidence: Double
    /// Whether the answer is the truth.
    package var isRight: Bool
    /// Log of the density of the observation over all roads, up to what no constant changes.
    package var logDensity: Double

    /// The appraisal of a point that no road was near to.
    package static let lost = PointAppraisal(
        truthProbability: 0,
        confidence: 0,
        isRight: false,
        logDensity: -40
    )
}

/// How far the search looks, whatever the constants say.
package struct SearchReach: Sendable {
    /// Radius within which segments are candidates, in metres.
    package var candidates: Double
    /// Radius within which strays lie, in metres.
    package var strays: Double

    /// - Parameters:
    ///   - candidates: Radius within which segments are candidates, in metres.
    ///   - strays: Radius within which strays lie, in metres; above 0.
    package init(candidates: Double, strays: Double) {
        (self.candidates, self.strays) = (candidates, strays)
    }
}

extension PointMatcher {
    /// Radius of the search around an observation, in metres.
    package func radius(of observation: PointObservation) -> Double {
        ErrorLaw(observation, parameters).radius
    }

    /// Compares an answer with the truth.
    ///
    /// - Parameters:
    ///   - observation: The observation.
    ///   - way: The true way; 0 when unknown.
    ///   - isForward: Whether traffic ran along the way's nodes.
    ///   - reach: How far candidates and strays lie; `nil` for the constants' radius. Constants are
    ///     compared over one and the same candidates only when it is given.
    ///   - scratch: Reused memory.
    /// - Returns: `nil` when no road is near.
    package func appraise(
        _ observation: PointObservation,
        way: Int64,
        isForward: Bool,
        reach: SearchReach? = nil,
        scratch: inout PointMatchScratch
    ) -> PointAppraisal? {
        guard weigh(observation, reach: reach, &scratch) == nil else { return nil }
        let winner = winner(nil, scratch.directions, scratch.pieces)
        let answer = scratch.directions[winner.row]
        // Weights are relative to the laws' peaks; the density needs the peaks themselves.
        let law = ErrorLaw(observation, parameters)
        var peak = -log(law.sigma)
        let heading = HeadingLikelihood(observation, parameters)
        if heading.kappa > 0 { peak -= log(VonMises.normaliser(heading.kappa)) }
        let sum = scratch.directions.reduce(0.0) { $0 + $1.weight }
        return PointAppraisal(
            truthProbability: probability(ofWay: way, isForward, scratch.directions),
            confidence: min(1, winner.probability),
            isRight: answer.way == way && answer.isForward == isForward,
            logDensity: log(sum) + peak
        )
    }
}
