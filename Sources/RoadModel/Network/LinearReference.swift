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
    /// The place in words has no meaning or more than one.
    case wordsAmbiguous = "locate.words_ambiguous"
    /// The network has no such road, or no such kilometre on it.
    case wordsUnknown = "locate.words_unknown"
}

/// One segment considered for an observation, with the evidence for and against it.
package struct Candidate: Hashable, Sendable, Codable {
    /// Where on the network the observation would be.
    package var reference: LinearReference
    /// Every piece of evidence; together they make the score.
    package var terms: EvidenceTerms
    /// Sum of the terms.
    package var score: Double
    /// Probability among all candidates, in `[0, 1]`.
    package var probability: Double
    /// Difference between the observed and the segment's heading; `nil` when none is known.
    package var headingDifference: Degrees?

    /// Makes a candidate; the score is the sum of the terms.
    package init(
        reference: LinearReference,
        terms: EvidenceTerms,
        probability: Double,
        headingDifference: Degrees?
    ) {
        (self.reference, self.terms, score) = (reference, terms, terms.sum)
        (self.probability, self.headingDifference) = (probability, headingDifference)
    }
}
