/// Violations of one kind in the report's period, the two chains of evidence apart.
package struct ViolationCount: Hashable, Sendable, Codable {
    /// The kind's code, for example `SPEED_INSTANT`.
    package var kind: String
    /// The kind's name; `nil` takes it from the catalogue, else the code is shown.
    package var name: LocalizedText?
    /// Fixed by roadside complexes.
    package var automatic: Int
    /// Observed from a drone.
    package var drone: Int

    /// Makes a row.
    package init(kind: String, name: LocalizedText? = nil, automatic: Int, drone: Int) {
        (self.kind, self.name, self.automatic, self.drone) = (kind, name, automatic, drone)
    }
}
