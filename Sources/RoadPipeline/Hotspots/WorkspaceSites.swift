package import RoadModel
import RoadStore

/// The latest hotspot run of a workspace as tables, so that one explanation serves both.
package struct WorkspaceSites: Sendable {
    /// The units of the kind that was asked for.
    package let sites: AnalysisTable
    /// Their crashes.
    package let events: AnalysisTable

    /// Reads the run that a unit belongs to.
    ///
    /// - Throws: `.workspaceMissing`, `.insufficient` without a run, `.notFound` for the unit.
    package init(_ folder: String?, like id: String) throws(IntakeError) {
        let store = try Store(workspace: Workspace.find(folder), access: .reading)
        let hotspots = try store.hotspots()
        guard !hotspots.isEmpty else {
            throw IntakeError(
                .insufficient,
                subject: "hotspots",
                detail: "The workspace has no hotspot list.",
                remedy: "Run 'jol hotspots run', or name a table of sites."
            )
        }
        guard let unit = hotspots.first(where: { $0.id == id })?.unit else {
            throw IntakeError(
                .notFound,
                subject: id,
                detail: "The latest hotspot list has no such unit.",
                remedy: "'jol hotspots list' shows them."
            )
        }
        let units = hotspots.filter { $0.unit == unit }
        var text = "site,crashes,length_km,road,fatal,injury\n"
        var rows = "site,crash_id,date,type,severity,hour,killed,injured\n"
        var crashes: [ObservationID: Int] = [:]
        let events = try store.crashEvents()
        for (row, event) in events.enumerated() { crashes[event.id] = row }
        for hotspot in units {
            var (fatal, injury) = (0, 0)
            for crash in hotspot.crashIDs {
                guard let row = crashes[crash] else { continue }
                let event = events[row]
                if event.killed > 0 { fatal += 1 } else if event.injured > 0 { injury += 1 }
                let date = "\(event.day)"
                let name = WorkspaceSites.quoted(hotspot.id)
                rows += "\(name),\(crash.rawValue),\(date),\(WorkspaceSites.quoted(event.type)),"
                rows += "\(event.severity.rawValue),,\(event.killed),\(event.injured)\n"
            }
            let length = hotspot.length.value / 1000
            text += "\(WorkspaceSites.quoted(hotspot.id)),\(hotspot.crashes),\(length),"
            text += "\(WorkspaceSites.quoted(hotspot.road)),\(fatal),\(injury)\n"
        }
        sites = try WorkspaceSites.table(text, "hotspots")
        self.events = try WorkspaceSites.table(rows, "crashes")
    }

    private static func table(
        _ text: String,
        _ subject: String
    ) throws(IntakeError) -> AnalysisTable {
        try AnalysisTable([UInt8](text.utf8).span, subject: subject)
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
