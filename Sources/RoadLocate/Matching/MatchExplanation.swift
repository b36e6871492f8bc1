package import RoadModel
package import RoadNetwork

/// Why an observation was put where it was: every figure behind the decision, no words.
package struct MatchExplanation: Sendable {
    /// One candidate with what speaks for and against it.
    package struct Row: Sendable {
        /// The candidate; its terms add up to its score.
        package var candidate: Candidate
        /// Name, class, way, limit and the rest of the segment.
        package var segment: SegmentAttributes
        /// Distance of the observation from the segment.
        package var distance: Metres
        /// The same in sigmas of the error law in its direction.
        package var sigmas: Double
        /// Direction of travel of the segment where it is nearest, clockwise from grid north.
        package var bearing: Degrees
        /// Which of the observation's roads it belongs to: 0 the winner, then by probability.
        package var road: Int
        /// Probability of that road, both directions and continuing pieces together.
        package var roadProbability: Double
    }

    /// The observation.
    package var observation: PointObservation
    /// The answer.
    package var match: PointMatch
    /// Sigma that was used: the observation's and the map's together.
    package var sigma: Metres
    /// The stated error ellipse in the network's axes; `nil` when the error is alike in every direction.
    package var ellipse: ErrorEllipse?
    /// Search radius.
    package var radius: Metres
    /// Probability a road needs.
    package var roadThreshold: Double
    /// The reported candidates in the order of the answer.
    package var rows: [Row]
    /// How many directed segments lay within the radius.
    package var segmentsConsidered: Int

    /// Difference of the scores of winner and best rival on another road, in natural-log units;
    /// `nil` without a rival.
    package var margin: Double? {
        guard let first = rows.first, let rival = rows.first(where: { $0.road != 0 }) else {
            return nil
        }
        return first.candidate.score - rival.candidate.score
    }
}

extension PointMatcher {
    /// Matches one observation and says why; for people, not for millions of points.
    package func explain(
        _ observation: PointObservation,
        scratch: inout PointMatchScratch
    ) -> MatchExplanation {
        let match = match(observation, scratch: &scratch)
        let law = ErrorLaw(observation, parameters)
        var explanation = MatchExplanation(
            observation: observation,
            match: match,
            sigma: Metres(law.sigma),
            ellipse: law.isRound ? nil : observation.further?.covariance.map(ErrorEllipse.init),
            radius: Metres(law.radius),
            roadThreshold: parameters.roadThreshold,
            rows: [],
            segmentsConsidered: 0
        )
        guard !match.candidates.isEmpty else { return explanation }
        explanation.segmentsConsidered = scratch.directions.count
        var roads: [Int] = []
        for candidate in match.candidates {
            let segment = candidate.reference.segment
            guard
                let direction = scratch.directions.first(where: { $0.segment == segment.rawValue })
            else { continue }
            let road = scratch.pieces[direction.piece].road
            if !roads.contains(road) { roads.append(road) }
            let distance = abs(candidate.reference.offset.value)
            let (dx, dy) = displacement(
                direction,
                scratch.pieces[direction.piece],
                observation.point
            )
            explanation.rows.append(
                MatchExplanation.Row(
                    candidate: candidate,
                    segment: network.segment(segment),
                    distance: Metres(distance),
                    sigmas: law.squaredSigmas(dx: dx, dy: dy).squareRoot(),
                    bearing: bearing(of: direction, scratch),
                    road: roads.firstIndex(of: road) ?? 0,
                    roadProbability: scratch.pieces.reduce(0) {
                        $0 + ($1.road == road ? $1.probability : 0)
                    }
                )
            )
        }
        return explanation
    }
}
