package import RoadAnalysis
package import RoadModel
package import RoadStore

/// Compares years of a workspace's own crashes.
package enum TrendRun {
    /// What can be counted, in the order of a report.
    package static let measures = ["killed", "injured", "crashes", "children"]

    /// Compares every year with the year before it.
    ///
    /// - Parameters:
    ///   - crashes: Current crash cards.
    ///   - window: The days for which counts are complete.
    ///   - measures: What to count.
    ///   - phi: A variance factor from elsewhere; `nil` estimates it from people per crash.
    ///   - breaks: Known changes of the recording rule.
    ///   - options: Level and leap day.
    /// - Returns: One row a measure and pair of years; empty when no two years can be compared.
    package static func yearOverYear(
        _ crashes: [CrashEvent],
        window: DateWindow,
        measures: [String],
        phi: Double? = nil,
        breaks: [RecordingBreak] = [],
        options: YearOverYearOptions = YearOverYearOptions()
    ) -> [YearOverYearChange] {
        var daily: [DailyCount] = []
        var evidence: [String: VarianceEvidence] = [:]
        for measure in measures {
            var perCrash: [Int] = []
            for crash in crashes where window.first <= crash.day && crash.day <= window.last {
                let count = count(measure, crash)
                daily.append(
                    DailyCount(area: "all", measure: measure, date: crash.day, count: count)
                )
                perCrash.append(count)
            }
            // One crash counts once, so crashes themselves do not come in clusters.
            evidence[measure] = VarianceEvidence(
                phi: phi,
                eventsPerCrash: measure == "crashes" ? [] : perCrash
            )
        }
        return YearOverYear.compare(
            daily: daily,
            coverage: window,
            evidence: evidence,
            breaks: breaks,
            options: options
        )
    }

    /// The p-values of all year-over-year changes that may be compared: columns `change` and `p`.
    ///
    /// - Throws: `.insufficient` when no two years can be compared.
    package static func probabilities(
        _ crashes: [CrashEvent],
        window: DateWindow,
        measures: [String],
        breaks: [RecordingBreak]
    ) throws(IntakeError) -> AnalysisTable {
        var cells: [[String]] = [[], []]
        for row in yearOverYear(crashes, window: window, measures: measures, breaks: breaks) {
            // Years under different rules have no p-value to adjust.
            guard [.change, .noEvidence].contains(row.change.verdict.code) else { continue }
            let years = "\(row.windowBefore.first.year)-\(row.windowAfter.first.year)"
            cells[0].append(
                "\(row.change.measure) \(years)"
                    + (row.kind == .yearToDate ? " to \(row.windowAfter.last)" : "")
            )
            cells[1].append("\(row.change.overdispersed.p)")
        }
        guard !cells[1].isEmpty else {
            throw IntakeError(
                .insufficient,
                subject: "crashes",
                detail: "No two years of the workspace's crashes can be compared.",
                remedy: "Add cards of a second year, or name a table with a column of p-values."
            )
        }
        return AnalysisTable(
            subject: "crashes",
            header: ["change", "p"],
            places: cells[0].indices.map { SourcePlace(line: $0 + 2, byteOffset: 0) },
            allowsDecimalComma: false,
            cells: cells
        )
    }

    /// How much one crash adds to a measure.
    package static func count(_ measure: String, _ crash: CrashEvent) -> Int {
        switch measure {
        case "killed": crash.killed
        case "injured": crash.injured
        case "children": crash.children ?? 0
        default: 1
        }
    }
}
