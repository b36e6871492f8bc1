/// A table or chart of the report, as the reconciliation names it.
package enum ReportTable: String, Hashable, Sendable, Codable, CaseIterable {
    /// Counted in the store.
    case store
    /// The headline's comparison.
    case headline
    /// Monthly counts.
    case months
    /// Yearly counts.
    case years
    /// Violations by kind.
    case violations
    /// The list of flights.
    case flights
    /// The table of received files.
    case sources
    /// The parts of a sum: accepted, duplicate, quarantined.
    case parts
    /// The table of match quality.
    case matching
}
