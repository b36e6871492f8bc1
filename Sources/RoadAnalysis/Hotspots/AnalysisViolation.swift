package import RoadModel

/// A violation that has a place on the network.
package struct AnalysisViolation: Hashable, Sendable, Codable {
    /// The stored violation.
    package var id: ObservationID
    /// Where it lies.
    package var reference: LinearReference

    /// Makes a violation.
    package init(id: ObservationID, reference: LinearReference) {
        (self.id, self.reference) = (id, reference)
    }
}
