/// A figure of the metric catalogue: defined once, shown in several tables.
package enum Metric: String, Hashable, Sendable, Codable, CaseIterable {
    /// Records that came in: accepted, duplicate or quarantined.
    case recordsReceived
    /// Accepted records that were to be placed: located or unlocated.
    case recordsToPlace
    /// Records with a place on the network.
    case recordsLocated
    /// Crashes in the workspace.
    case crashesStored
    /// Passages and violations of complexes in the workspace.
    case complexRecordsStored
    /// Crashes in a period.
    case crashesInPeriod
    /// People killed in a period.
    case killedInPeriod
    /// People injured in a period.
    case injuredInPeriod
    /// Violations fixed by complexes in the report's period.
    case violationsInPeriod
    /// Violations observed from drones in the report's period.
    case droneViolationsInPeriod
    /// Flights in the report's period.
    case flightsInPeriod
}
