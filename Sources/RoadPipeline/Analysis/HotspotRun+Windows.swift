import RoadAnalysis
package import RoadModel
package import RoadStore

extension HotspotRun {
    /// Cuts the network into units again and counts crashes on all of them, those without any too.
    ///
    /// - Parameters:
    ///   - store: The workspace.
    ///   - events: The crashes of the period.
    ///   - metres: Length of sections.
    /// - Returns: The lists; `nil` without crashes.
    /// - Throws: `.networkMissing`.
    package static func recut(
        _ store: Store,
        _ events: [CrashEvent],
        metres: Double = 1000
    ) throws(IntakeError) -> Outcome? {
        guard let first = events.map(\.day).min(), let last = events.map(\.day).max(),
            let window = DateWindow(first: first, last: last)
        else { return nil }
        var options = Options(sectionLength: Metres(metres))
        options.analysis.rankDraws = 0
        options.analysis.listsEmptyUnits = true
        return try analyse(
            NetworkImport.open(store.currentNetwork(), in: store),
            events,
            violations: [],
            window: window,
            options: options
        )
    }

    /// The rank of the section that holds most of some crashes, when sections are cut shorter or
    /// longer.
    package static func windowRanks(
        _ store: Store,
        events: [CrashEvent],
        crashes: Set<ObservationID>
    ) throws(IntakeError) -> [(metres: Double, rank: Int)] {
        var ranks: [(metres: Double, rank: Int)] = []
        for metres in [500.0, 2000] {
            let sections = try recut(store, events, metres: metres)?.sections.hotspots ?? []
            let best = sections.max { one, other in
                let shared = [one, other].map { unit in
                    unit.crashIDs.count { crashes.contains($0) }
                }
                return (shared[0], other.rank) < (shared[1], one.rank)
            }
            guard let best, best.crashIDs.contains(where: { crashes.contains($0) }) else {
                continue
            }
            ranks.append((metres, best.rank))
        }
        return ranks
    }
}
