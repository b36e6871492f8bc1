package import RoadLocate
package import RoadModel
package import RoadNetwork
package import RoadStore

/// Why one observation lies where it lies: everything that a sentence about it needs.
package struct ExplainedMatch: Sendable {
    /// The observation.
    package var observation: LocatableRow
    /// What the matcher says now; `nil` when the observation has no usable coordinates.
    package var match: PointMatch?
    /// The junction that is certain although its arms compete; crashes only.
    package var junction: JunctionPlace?
    /// The candidates with what the network knows of them, in the matcher's order.
    package var candidates: [(candidate: Candidate, segment: SegmentAttributes)]
    /// What is stored; `nil` when matching has not run since the record came in.
    package var stored: LocatedRow?
    /// The threshold in force.
    package var threshold: Double
}

extension MatchRun {
    /// Explains the place of one observation.
    ///
    /// - Throws: `.notFound` when the workspace has no such observation.
    package static func explain(
        _ kind: ObservationKind,
        _ id: ObservationID,
        in store: Store,
        parameters: PointMatcherParameters
    ) throws(IntakeError) -> ExplainedMatch {
        guard let row = try store.locatable(kind, id: id) else {
            throw IntakeError(
                .notFound,
                subject: "\(kind.letter)\(id.rawValue)",
                detail: "The workspace holds no \(kind.rawValue) with this number.",
                remedy: "Numbers stand in the tables violations and crashes, column fid: "
                    + "V17 is violation 17, C4 is crash 4."
            )
        }
        let network = try NetworkImport.open(try store.currentNetwork(), in: store)
        let batch = MatchBatch(network: network, parameters: parameters, threads: 1)
        let observation = try batch.observations(of: [row]).first ?? nil
        let answer = observation.map { batch.explain(row, $0) }
        let match = answer?.match
        return ExplainedMatch(
            observation: row,
            match: match,
            junction: answer?.junction,
            candidates: (match?.candidates ?? []).map {
                ($0, network.segment($0.reference.segment))
            },
            stored: try store.located(kind, id: id),
            threshold: parameters.roadThreshold
        )
    }
}
