package import RoadAnalysis
import RoadModel
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
