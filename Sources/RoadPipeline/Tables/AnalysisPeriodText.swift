package import RoadAnalysis
import RoadModel

/// Periods as people write them on a command line.
package enum AnalysisPeriodText {
    /// Reads one period of a series: `2023`, `2023-05` or `2023-05-31`; `nil` for anything else.
    package static func period(_ text: String) -> DateWindow? {
        if text.utf8.count == 10, let day = AnalysisSeries.date(text) {
            return DateWindow(first: day, last: day)
        }
        return window(text)
    }

    /// Reads `2023`, `2023-05` or `2023-01-01..2023-06-30`; `nil` for anything else.
    package static func window(_ text: String) -> DateWindow? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 3, parts[1].isEmpty, parts[0].utf8.count == 10,
            parts[2].utf8.count == 10, let first = AnalysisSeries.date(parts[0]),
            let last = AnalysisSeries.date(parts[2])
        {
            return DateWindow(first: first, last: last)
        }
        guard parts.count == 1 else { return nil }
        if text.utf8.count == 7, let first = AnalysisSeries.date(text),
            let last = CivilDate(
                year: first.year,
                month: first.month,
                day: CivilDate.days(inMonth: first.month, year: first.year)
            )
        {
            return DateWindow(first: first, last: last)
        }
        guard text.utf8.count == 4, text.utf8.allSatisfy({ (48...57).contains($0) }),
            let year = Int(text), let first = CivilDate(year: year, month: 1, day: 1),
            let last = CivilDate(year: year, month: 12, day: 31)
        else { return nil }
        return DateWindow(first: first, last: last)
    }
}
