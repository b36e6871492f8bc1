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

extension PointMatcher {
    /// Compares an answer with the truth.
    ///
    /// - Parameters:
    ///   - observation: The observation.
    ///   - way: The true way; 0 when unknown.
    ///   - isForward: Whether traffic ran along the way's nodes.
    ///   - scratch: Reused memory.
    /// - Returns: `nil` when no road is near.
    package func appraise(
        _ observation: PointObservation,
        way: Int64,
        isForward: Bool,
        scratch: inout PointMatchScratch
    ) -> PointAppraisal? {
        guard weigh(observation, &scratch) == nil else { return nil }
        let winner = winner(nil, scratch.directions, scratch.pieces)
        let answer = scratch.directions[winner.row]
        // Weights are relative to the laws' peaks; the density needs the peaks themselves.
        let law = ErrorLaw(observation, parameters)
        var peak = -log(law.sigma)
        let heading = HeadingLikelihood(observation, parameters)
        if heading.kappa > 0 { peak += log(heading.kappa) / 2 }
        let sum = scratch.directions.reduce(0.0) { $0 + $1.weight }
        return PointAppraisal(
            truthProbability: probability(ofWay: way, isForward, scratch.directions),
            confidence: min(1, winner.probability),
            isRight: answer.way == way && answer.isForward == isForward,
            logDensity: log(sum) + peak
        )
    }
}
