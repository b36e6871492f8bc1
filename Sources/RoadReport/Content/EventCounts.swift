/// How many events of each kind there are, counted once in the store.
package struct EventCounts: Hashable, Sendable, Codable {
    /// Crashes.
    package var crashes: Int
    /// People killed.
    package var killed: Int
    /// People injured.
    package var injured: Int
    /// Violations fixed by complexes.
    package var violations: Int
    /// Violations observed from drones, the other chain of evidence.
    package var droneViolations: Int
    /// Passages without a violation.
    package var passages: Int
    /// Drone flights.
    package var flights: Int

    /// Makes the counts.
    package init(
        crashes: Int = 0,
        killed: Int = 0,
        injured: Int = 0,
        violations: Int = 0,
        droneViolations: Int = 0,
        passages: Int = 0,
        flights: Int = 0
    ) {
        (self.crashes, self.killed, self.injured) = (crashes, killed, injured)
        (self.violations, self.droneViolations) = (violations, droneViolations)
        (self.passages, self.flights) = (passages, flights)
    }
}
