/// A place on the network: how far along which directed segment, and how far beside it.
package struct LinearReference: Hashable, Sendable, Codable, BitwiseCopyable {
    /// The directed segment.
    package var segment: SegmentID
    /// Distance from the segment's start along its line.
    package var measure: Metres
    /// Distance from the line, positive to the right of the direction of travel.
    package var offset: Metres

    /// Makes a reference.
    package init(segment: SegmentID, measure: Metres, offset: Metres) {
        (self.segment, self.measure, self.offset) = (segment, measure, offset)
    }
}

/// Why an observation has no place on the network; the raw value is the stable code.
package enum UnlocatedReason: String, Sendable, Codable, CaseIterable {
    /// The observation has no coordinates.
    case noCoordinates = "locate.no_coordinates"
    /// No segment within the search radius.
    case noCandidate = "locate.no_candidate"
    /// Several segments compete and none is likely enough.
    case ambiguous = "locate.ambiguous"
    /// The observation lies outside the network's extent.
    case outsideNetwork = "locate.outside_network"
}

/// One segment considered for an observation, with the evidence for and against it.
///
/// The terms are natural-log likelihoods; they and the prior add up to `score`.
package struct Candidate: Hashable, Sendable, Codable {
    /// Where on the network the observation would be.
    package var reference: LinearReference
    /// Score from the distance to the line.
    package var distanceTerm: Double
    /// Score from the difference of headings; 0 when none is known.
    package var headingTerm: Double
    /// Score from road name or index; 0 when none is given.
    package var nameTerm: Double
    /// Score from the class of the road.
    package var priorTerm: Double
    /// Sum of the terms.
    package var score: Double
    /// Probability among all candidates, in `[0, 1]`.
    package var probability: Double
    /// Difference between the observed and the segment's heading; `nil` when none is known.
    package var headingDifference: Degrees?

    /// Makes a candidate.
    package init(
        reference: LinearReference,
        distanceTerm: Double,
        headingTerm: Double,
        nameTerm: Double,
        priorTerm: Double,
        score: Double,
        probability: Double,
        headingDifference: Degrees?
    ) {
        (self.reference, self.distanceTerm) = (reference, distanceTerm)
        (self.headingTerm, self.nameTerm, self.priorTerm) = (headingTerm, nameTerm, priorTerm)
        (self.score, self.probability) = (score, probability)
        self.headingDifference = headingDifference
    }
}
