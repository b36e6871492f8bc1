import RoadAnalysis
package import RoadModel
import RoadStore

/// The latest hotspot run of a workspace as tables, so that one explanation serves both.
package struct WorkspaceSites: Sendable {
    /// The units of the kind that was asked for.
    package let sites: AnalysisTable
    /// Their crashes.
    package let events: AnalysisTable
    /// Violations that complexes saw on the unit.
    package let violations: AnalysisTable
    /// Vehicles that those complexes recorded.
    package let traffic: RecordedTraffic?
    /// Minutes that drones were over the unit.
    package let droneMinutes: Double
    /// Ranks of the section that holds most of the unit's crashes, by length of sections in metres.
    package let windows: [(metres: Double, rank: Int)]

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
        let events = try store.crashEvents()
        var rowOf: [ObservationID: Int] = [:]
        for (row, event) in events.enumerated() { rowOf[event.id] = row }
        let listed = Set(hotspots.flatMap(\.crashIDs)).compactMap { rowOf[$0] }.sorted()
        // Lists leave units without crashes out; a model needs them as well.
        let all = try HotspotRun.recut(store, listed.map { events[$0] })
        var units = (unit == .section ? all?.sections : all?.segments)?.hotspots ?? []
        if !units.contains(where: { $0.id == id }) { units = hotspots.filter { $0.unit == unit } }
        let years = Set(listed.map { events[$0].day.year }).sorted()
        sites = try WorkspaceSites.table(
            WorkspaceSites.siteRows(units, events, rowOf, years, of: hotspots),
            "hotspots"
        )
        self.events = try WorkspaceSites.table(
            WorkspaceSites.crashRows(units, events, rowOf),
            "crashes"
        )
        let own = hotspots.first { $0.id == id }
        let records = try store.records(on: own?.parts ?? [])
        violations = try WorkspaceSites.table(
            WorkspaceSites.violationRows(id, records),
            "violations"
        )
        traffic = RecordedTraffic(records.days)
        droneMinutes =
            try own.map { unit throws(IntakeError) in
                try DroneCover.minutes(store, over: unit)
            } ?? 0
        windows =
            unit == .section
            ? try HotspotRun.windowRanks(
                store,
                events: listed.map { events[$0] },
                crashes: Set(own?.crashIDs ?? [])
            ) : []
    }

    /// A row a unit and calendar year.
    static func siteRows(
        _ units: [Hotspot],
        _ events: [CrashEvent],
        _ rowOf: [ObservationID: Int],
        _ years: [Int],
        of listed: [Hotspot],
        _ covered: [String: Double]? = nil
    ) -> String {
        // Rates are per kilometre and year of the run's own period.
        let whole = listed.first { $0.crashes > 0 && ($0.rate.value ?? 0) > 0 }.map { unit in
            Double(unit.crashes) / ((unit.rate.value ?? 1) * unit.length.value / 1000)
        }
        let share = (whole ?? Double(years.count)) / Double(max(1, years.count))
        var text = "site,year,years,crashes,length_km,road,fatal,injury,serious"
        text += covered == nil ? "\n" : ",covered\n"
        for hotspot in units {
            for year in years {
                var (all, fatal, injury, serious) = (0, 0, 0, 0)
                for row in hotspot.crashIDs.compactMap({ rowOf[$0] })
                where events[row].day.year == year {
                    all += 1
                    if events[row].severity == .serious { serious += 1 }
                    if events[row].killed > 0 {
                        fatal += 1
                    } else if events[row].injured > 0 {
                        injury += 1
                    }
                }
                text += "\(quoted(hotspot.id)),\(year),\(share),\(all),"
                text += "\(hotspot.length.value / 1000),\(quoted(hotspot.road)),"
                text += "\(fatal),\(injury),\(serious)"
                if let covered { text += ",\(covered[hotspot.id] ?? 0)" }
                text += "\n"
            }
        }
        return text
    }

    private static func crashRows(
        _ units: [Hotspot],
        _ events: [CrashEvent],
        _ rowOf: [ObservationID: Int]
    ) -> String {
        var text =
            "site,crash_id,date,type,severity,hour,light,weather,users,junction,killed,injured\n"
        for hotspot in units {
            for row in hotspot.crashIDs.compactMap({ rowOf[$0] }) {
                let event = events[row]
                let name =
                    event.cardNumber.isEmpty ? "C\(event.id.rawValue)" : event.cardNumber
                let conditions = CrashWords.conditions(event.conditions)
                text += "\(quoted(hotspot.id)),\(quoted(name)),\(event.day),"
                let kind = CrashWords.kind(event.type)
                text += "\(quoted(kind)),\(event.severity.rawValue),"
                text += "\(event.hour),\(quoted(conditions.light)),"
                text += "\(quoted(conditions.weather)),"
                text += "\(quoted(CrashWords.users(kind, children: event.children ?? 0))),"
                text += "\(event.isAtJunction ? 1 : 0),"
                text += "\(event.killed),\(event.injured)\n"
            }
        }
        return text
    }

    private static func violationRows(_ id: String, _ records: StretchRecords) -> String {
        // A table has a row; this one is of no site, so that none means 0 and not unknown.
        var text = "site,violation,speed,limit,hour\nnone of these,,,,\n"
        for violation in records.violations {
            text += "\(quoted(id)),\(quoted(violation.kind)),"
            text += "\(violation.speed.map { "\($0)" } ?? ""),"
            text += "\(violation.limit.map { "\($0)" } ?? ""),\(violation.hour)\n"
        }
        return text
    }

    static func table(
        _ text: String,
        _ subject: String
    ) throws(IntakeError) -> AnalysisTable {
        try AnalysisTable([UInt8](text.utf8).span, subject: subject)
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
