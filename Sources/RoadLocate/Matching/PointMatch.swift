package import RoadModel

/// The answer to one observation.
package enum PointMatch: Sendable, Equatable {
    /// The road is likely enough.
    case located(LocatedPoint)
    /// It is not, or there is none.
    case unlocated(UnlocatedPoint)

    /// The candidates, most probable first; the best one of a located point comes first.
    package var candidates: [Candidate] {
        switch self {
        case .located(let point): point.candidates
        case .unlocated(let point): point.candidates
        }
    }

    /// Probability of the most probable road; 0 without candidates.
    package var roadProbability: Double {
        switch self {
        case .located(let point): point.roadProbability
        case .unlocated(let point): point.roadProbability
        }
    }
}

/// An observation that has a place on the network.
package struct LocatedPoint: Sendable, Equatable {
    /// The place.
    package var best: Candidate
    /// The best candidate on another road; `nil` when no other road is near.
    package var runnerUp: Candidate?
    /// All reported candidates: the best one, then by probability.
    package var candidates: [Candidate]
    /// Probability of the road: the sum over both directions and over the pieces that continue
    /// one another, in `[0, 1]`.
    package var roadProbability: Double
    /// Whether the direction of travel is a guess: the road is known, its side is not.
    package var isDirectionUndetermined: Bool
}

/// An observation that has no place on the network.
package struct UnlocatedPoint: Sendable, Equatable {
    /// Why not.
    package var reason: UnlocatedReason
    /// What competes, most probable first; empty when nothing is near.
    package var candidates: [Candidate]
    /// Probability of the most probable road; 0 without candidates.
    package var roadProbability: Double
}
