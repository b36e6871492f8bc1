import RoadAnalysis
package import RoadModel
import RoadStore

/// The latest hotspot run of a workspace as a table of sites with the share of days that complexes
/// already watch, for the question where the next one would help most.
package struct WorkspaceCover: Sendable {
    /// A row a unit and calendar year, with the column `covered`.
    package let sites: AnalysisTable

    /// Reads the units of one kind.
    ///
    /// - Throws: `.workspaceMissing`, `.insufficient` without a run.
    package init(_ folder: String?, _ unit: AnalysisUnit) throws(IntakeError) {
        let store = try Store(workspace: Workspace.find(folder), access: .reading)
        let hotspots = try store.hotspots()
        let events = try store.crashEvents()
        var rowOf: [ObservationID: Int] = [:]
        for (row, event) in events.enumerated() { rowOf[event.id] = row }
        let listed = Set(hotspots.flatMap(\.crashIDs)).compactMap { rowOf[$0] }.sorted()
        let days = listed.map { events[$0].day.daysSinceEpoch }
        guard let first = days.min(), let last = days.max(),
            let all = try HotspotRun.recut(store, listed.map { events[$0] })
        else {
            throw IntakeError(
                .insufficient,
                subject: "hotspots",
                detail: "The workspace has no hotspot list.",
                remedy: "Run 'jol hotspots run', or name a table of sites."
            )
        }
        let units = (unit == .section ? all.sections : all.segments).hotspots
        var covered: [String: Double] = [:]
        for hotspot in hotspots where hotspot.unit == unit && hotspot.violations > 0 {
            let watched = Set(try store.records(on: hotspot.parts).days.map(\.day))
            covered[hotspot.id] = min(1, Double(watched.count) / Double(last - first + 1))
        }
        let years = Set(listed.map { events[$0].day.year }).sorted()
        sites = try WorkspaceSites.table(
            WorkspaceSites.siteRows(units, events, rowOf, years, of: hotspots, covered),
            "hotspots"
        )
    }
}
