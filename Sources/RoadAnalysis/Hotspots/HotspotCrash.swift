package import RoadModel

/// One crash as a hotspot list counts it.
package struct HotspotCrash: Hashable, Sendable, Codable {
    /// The stored crash.
    package var id: ObservationID
    /// People killed, not negative.
    package var killed: Int
    /// People injured, not negative.
    package var injured: Int

    /// Makes a crash.
    package init(id: ObservationID, killed: Int, injured: Int) {
        (self.id, self.killed, self.injured) = (id, killed, injured)
    }
}
