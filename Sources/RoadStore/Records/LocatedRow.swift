package import RoadModel

/// What is put on the network.
package enum ObservationKind: String, Sendable, Codable, CaseIterable {
    /// A violation seen by a complex.
    case violation
    /// A crash.
    case crash

    /// The letter in front of the number in ids that people type, for example `V17`, `C4`.
    package var letter: String {
        switch self {
        case .violation: "V"
        case .crash: "C"
        }
    }
}

/// A violation or crash as the matcher needs it.
package struct LocatableRow: Sendable, Hashable {
    /// What it is.
    package var kind: ObservationKind
    /// Its stored number.
    package var id: ObservationID
    /// Where it was seen; `nil` without coordinates.
    package var location: GeodeticCoordinate?
    /// One-sigma accuracy; `nil` when not stated.
    package var accuracy: Metres?
    /// Direction of travel from true north.
    package var heading: Degrees?
    /// Road name, index or place in words.
    package var roadText: String
    /// Road and kilometre, or street, in words; empty when the card has none.
    package var placeText = ""
    /// Speed limit that the device worked with.
    package var limit: MetresPerSecond?
}

/// Where a violation or crash lies on the network, or why it has no place there.
package struct LocatedRow: Sendable, Hashable, Codable {
    /// What it is.
    package var kind: ObservationKind
    /// Its stored number.
    package var id: ObservationID
    /// The place; `nil` when there is none.
    package var reference: LinearReference?
    /// Probability of the directed segment, in `[0, 1]`.
    package var probability: Double?
    /// Probability of the road, both directions together.
    package var roadProbability: Double?
    /// The best segment of another road.
    package var runnerUp: SegmentID?
    /// Its probability.
    package var runnerUpProbability: Double?
    /// The place on the line, WGS 84.
    package var place: GeodeticCoordinate?
    /// Why there is no place.
    package var reason: UnlocatedReason?
    /// The junction that is certain where its arms are not; `nil` when the segment is likely enough.
    ///
    /// The crash then lies at the end of the likeliest arm by convention.
    package var junction: Int64?

    /// Makes a row.
    package init(
        kind: ObservationKind,
        id: ObservationID,
        reference: LinearReference?,
        probability: Double?,
        roadProbability: Double?,
        runnerUp: SegmentID?,
        runnerUpProbability: Double?,
        place: GeodeticCoordinate?,
        reason: UnlocatedReason?,
        junction: Int64? = nil
    ) {
        (self.kind, self.id, self.reference) = (kind, id, reference)
        (self.probability, self.roadProbability) = (probability, roadProbability)
        (self.runnerUp, self.runnerUpProbability) = (runnerUp, runnerUpProbability)
        (self.place, self.reason, self.junction) = (place, reason, junction)
    }
}

/// A run of matching or analysis: what was asked and what came out, for the record.
package struct RunRecord: Sendable, Hashable, Codable {
    /// Its number in this workspace.
    package var number: Int64
    /// The kind of run, for example `match`.
    package var kind: String
    /// The network used.
    package var networkID: Int64?
    /// Parameters as JSON.
    package var parameters: String
    /// Program and version.
    package var software: String
    /// When it began.
    package var started: Timestamp
    /// Result in figures as JSON.
    package var summary: String

    /// Makes a record; the store gives the number.
    package init(
        kind: String,
        networkID: Int64?,
        parameters: String,
        software: String,
        started: Timestamp,
        summary: String
    ) {
        number = 0
        (self.kind, self.networkID, self.parameters) = (kind, networkID, parameters)
        (self.software, self.started, self.summary) = (software, started, summary)
    }
}
