import Glibc
package import RoadAnalysis
package import RoadModel
import RoadStatistics

/// The ministry's statement on 2025, worked through from published figures alone.
///
/// Road deaths are said to have fallen by 10 %, and the fall is linked with drones and cameras. No
/// count of 2025 was published. Everything here is computed from the ledger of published figures.
package struct MinistryClaim: Sendable {
    /// Deaths of the year before.
    package let before: Int
    /// The middle of what the claim allows for the year.
    package let after: Int
    /// What the percentage allows, if it was rounded to whole percent.
    package let allowed: WholeRange
    /// The comparison at φ = 1 and at higher ones.
    package let changes: [(phi: Double, change: TrendChange)]
    /// The φ from which the fall cannot be told from chance.
    package let turningPhi: Double
    /// The most that the sections' own published effect can do nationally.
    package let ceiling: MeasureCeiling
    /// Two agencies on eight months of 2025.
    package let agencies: AgencyReconciliation
    /// Their counts.
    package let agencyCounts: (Int, Int)
    /// Crashes across the change of rule.
    package let crashes: TrendChange
    /// The severity index of both years.
    package let severity: (before: SeverityIndex, after: SeverityIndex)
    /// A part of the year against a whole one.
    package let partYear: TrendChange
    /// The region's statement, checked.
    package let region: (claim: PublishedClaim, check: ClaimCheck)
    /// Its parts, checked.
    package let parts: (claim: PublishedClaim, check: ClaimCheck)
    /// Deaths per fatal crash, and φ if they follow the geometric law.
    package let deathsPerCrash: Double
    /// The earlier first half-year that fell without the measure.
    package let earlierFall: (before: WholeRange, after: Int, percent: Double)
    /// Deaths of single years as published.
    package let years: [PublishedFigures.Figure]
    /// The claim's own row.
    package let statement: PublishedFigures.Figure
    let ledger: PublishedFigures

    /// Works the statement through.
    ///
    /// - Throws: `.notFound` when the ledger lacks a figure; what the ledger's reader throws.
    package init(_ ledger: PublishedFigures) throws(IntakeError) {
        self.ledger = ledger
        let breaks = try BreakLedger.read(nil)
        statement = try ledger.figure("y2025-killed")
        let base = try ledger.value("y2024-killed")
        guard let percent = statement.percent else {
            throw Self.absent("y2025-killed", "a percentage")
        }
        let check = PublishedClaim(before: Double(base), percent: percent).check
        guard let range = check.impliedAfter else { throw Self.absent("y2025-killed", "a base") }
        let middle = Int((Double(base) * (1 + percent.value / 100)).rounded())
        (before, after, allowed) = (base, middle, range)
        // Deaths per fatal crash of the last months: φ is 2m − 1 where they follow the geometric
        // law (digest trends-02).
        let mean = try ledger.deathsPerFatalCrash()
        deathsPerCrash = mean
        let y2024 = try ledger.figure("y2024-killed").window
        let windows = (y2024, statement.window)
        var rows: [(phi: Double, change: TrendChange)] = []
        for phi in [1, 2 * mean - 1, 2.5, 4] {
            let change = ChangeAnalysis.compare(
                measure: "killed",
                before: ChangePeriod(count: base, window: windows.0),
                after: ChangePeriod(count: middle, window: windows.1),
                variance: VarianceEvidence(phi: phi),
                breaks: breaks.filter { $0.concerns(area: nil) }
            )
            if let change { rows.append((phi, change)) }
        }
        changes = rows
        let logRatio = log(Double(middle) / Double(base))
        let z = NormalDistribution.criticalValue(level: 0.95)
        turningPhi = logRatio * logRatio / (z * z * (1 / Double(base) + 1 / Double(middle)))
        ceiling = try Self.ceiling(ledger, percent.value)
        agencies = try Self.agencies(ledger)
        agencyCounts = (try ledger.value("m8-2025-mia"), try ledger.value("m8-2025-clssa"))
        crashes = try Self.compared(ledger, "y2023-crashes", "y2024-crashes", breaks)
        severity = try Self.severity(ledger)
        partYear = try Self.compared(ledger, "y2024-killed", "d326-2025-killed", breaks)
        let abai = try ledger.figure("m8-2025-abai-killed")
        let region = PublishedClaim(
            before: abai.before.map { Double($0) },
            after: abai.value.map { Double($0) },
            percent: abai.percent
        )
        self.region = (region, region.check)
        let parts = PublishedClaim(
            whole: try ledger.value("m8-2025-abai-crashes"),
            parts: ledger.figures.values.filter { $0.measure == "share" }
                .sorted { $0.id < $1.id }
                .compactMap { row in
                    row.value.flatMap { count in
                        row.percent.map { PublishedClaim.Part(count: count, share: $0) }
                    }
                }
        )
        self.parts = (parts, parts.check)
        let early = try ledger.figure("h1-2017-killed")
        let fall = PublishedClaim(after: early.value.map { Double($0) }, percent: early.percent)
        guard let implied = fall.check.impliedBefore, let value = early.value,
            let printed = early.percent
        else { throw Self.absent("h1-2017-killed", "a count and a percentage") }
        earlierFall = (implied, value, printed.value)
        years = ledger.figures.values
            .filter { $0.id.hasPrefix("y") && $0.measure == "killed" && $0.value != nil }
            .sorted { $0.window.first < $1.window.first }
    }

    private static func ceiling(
        _ ledger: PublishedFigures,
        _ claimed: Double
    ) throws(IntakeError) -> MeasureCeiling {
        let roads = try ledger.value("h1-2025-republican-killed")
        let all = try ledger.value("h1-2025-killed")
        let effect = try ledger.figure("highways-8-2025").percent?.value ?? 0
        let part = MeasureCeiling.Part(
            name: "republican roads",
            share: Double(roads) / Double(max(1, all)),
            ratio: 1 + effect / 100
        )
        guard let ceiling = MeasureCeiling([part], claimedPercent: claimed) else {
            throw absent("highways-8-2025", "a share and a change")
        }
        return ceiling
    }

    private static func agencies(
        _ ledger: PublishedFigures
    ) throws(IntakeError) -> AgencyReconciliation {
        let (first, second) = (
            try ledger.figure("m8-2025-mia"), try ledger.figure("m8-2025-clssa")
        )
        let result = AgencyReconciliation(
            AgencyReconciliation.Count(events: first.value ?? 0, until: first.window.last),
            AgencyReconciliation.Count(events: second.value ?? 0, until: second.window.last),
            from: first.window.first
        )
        guard let result else { throw absent("m8-2025-mia", "counts with their days") }
        return result
    }

    private static func compared(
        _ ledger: PublishedFigures,
        _ earlier: String,
        _ later: String,
        _ breaks: [RecordingBreak]
    ) throws(IntakeError) -> TrendChange {
        let (a, b) = (try ledger.figure(earlier), try ledger.figure(later))
        let change = ChangeAnalysis.compare(
            measure: b.measure,
            before: ChangePeriod(count: a.value ?? 0, window: a.window),
            after: ChangePeriod(count: b.value ?? 0, window: b.window),
            breaks: breaks.filter { $0.concerns(area: nil) }
        )
        guard let change else { throw absent(later, "a count") }
        return change
    }

    private static func severity(
        _ ledger: PublishedFigures
    ) throws(IntakeError) -> (before: SeverityIndex, after: SeverityIndex) {
        guard
            let before = SeverityIndex(
                killed: try ledger.value("y2023-killed"),
                injured: try ledger.value("y2023-injured")
            ),
            let after = SeverityIndex(
                killed: try ledger.value("y2024-killed"),
                injured: try ledger.value("y2024-injured")
            )
        else { throw absent("y2024-injured", "counts") }
        return (before, after)
    }

    private static func absent(_ id: String, _ what: String) -> IntakeError {
        IntakeError(
            .insufficient,
            subject: "published figure \(id)",
            detail: "The page needs \(what) here.",
            remedy: "Complete the row in the ledger, or use the one built in."
        )
    }
}
