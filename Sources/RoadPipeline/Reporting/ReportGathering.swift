import Foundation
import RoadAnalysis
import RoadModel
import RoadNetwork
import RoadReport
import RoadStore

/// Everything a report draws on, read once from the workspace.
struct ReportGathering {
    let store: Store
    let options: ReportOptions
    let network: CompiledNetwork
    let version: NetworkVersion
    let crashes: [CrashEvent]
    let coverage: DateWindow
    let period: ReportPeriod
    let earlier: ReportPeriod?
    let hotspots: [Hotspot]
    let hotspotRun: RunRecord?
    let matchRun: RunRecord?

    init(_ store: Store, _ options: ReportOptions) throws(IntakeError) {
        (self.store, self.options) = (store, options)
        version = try store.currentNetwork()
        network = try NetworkImport.open(version, in: store)
        crashes = try store.crashEvents()
        coverage = try AnalysisPeriod.window(of: crashes, from: nil, to: nil)
        period = try Self.period(coverage, year: options.year)
        earlier = Self.periodBefore(period, coverage)
        hotspots = try store.hotspots()
        hotspotRun = try store.latestRun("hotspots")
        matchRun = try store.latestRun("match")
        let isMatched = matchRun?.networkID == version.number
        guard isMatched, hotspotRun?.networkID == version.number else {
            throw IntakeError(
                .insufficient,
                subject: store.workspace.root.path,
                detail: isMatched
                    ? "No hotspot list has been made on the current network yet."
                    : "Nothing has been put on the current network yet.",
                remedy: !isMatched
                    ? "Run 'jol match run', then 'jol hotspots run', then repeat."
                    : "Run 'jol hotspots run', then repeat."
            )
        }
    }

    /// The year asked for, else the last whole year, else the last year so far.
    private static func period(
        _ coverage: DateWindow,
        year: Int?
    ) throws(IntakeError) -> ReportPeriod {
        let isWhole = coverage.last.month == 12
        let latest = coverage.last.year
        let hasEarlierWhole = coverage.first.year < latest
        let chosen = year ?? (isWhole || !hasEarlierWhole ? latest : latest - 1)
        guard let first = CivilDate(year: chosen, month: 1, day: 1),
            let last = CivilDate(year: chosen, month: 12, day: 31),
            coverage.first <= last, first <= coverage.last
        else {
            throw IntakeError(
                .badArgument,
                subject: "--year \(chosen)",
                detail: "The crashes cover \(coverage.first) to \(coverage.last).",
                remedy: "Give a year inside these days."
            )
        }
        return ReportPeriod(first: max(first, coverage.first), last: min(last, coverage.last))
    }

    /// The same days one year earlier, where the crashes cover them.
    private static func periodBefore(
        _ period: ReportPeriod,
        _ coverage: DateWindow
    ) -> ReportPeriod? {
        func shifted(_ day: CivilDate) -> CivilDate? {
            let isLeapDay = day.month == 2 && day.day == 29
            return CivilDate(
                year: day.year - 1,
                month: day.month,
                day: isLeapDay ? 28 : day.day
            )
        }
        guard let first = shifted(period.first), let last = shifted(period.last),
            coverage.first <= first
        else { return nil }
        return ReportPeriod(first: first, last: last)
    }
}
