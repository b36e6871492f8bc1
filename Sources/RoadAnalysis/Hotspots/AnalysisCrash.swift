package import RoadModel

/// A crash that has a place on the network.
package struct AnalysisCrash: Hashable, Sendable, Codable {
    /// The stored crash.
    package var id: ObservationID
    /// Where it lies.
    package var reference: LinearReference
    /// People killed.
    package var killed: Int
    /// People injured.
    package var injured: Int
    /// Type of crash as written; empty when unknown.
    package var type: String
    /// When it happened.
    package var time: Timestamp

    /// Makes a crash.
    package init(
        id: ObservationID,
        reference: LinearReference,
        killed: Int,
        injured: Int,
        type: String,
        time: Timestamp
    ) {
        (self.id, self.reference, self.killed) = (id, reference, killed)
        (self.injured, self.type, self.time) = (injured, type, time)
    }
}
