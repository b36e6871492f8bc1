package import RoadAnalysis
package import RoadModel
package import RoadStore

/// The days an analysis covers.
package enum AnalysisPeriod {
    /// The days that the stored crashes cover: whole months from the first crash to the last.
    ///
    /// - Returns: `nil` without crashes.
    package static func coverage(of crashes: [CrashEvent]) -> DateWindow? {
        guard let first = crashes.map(\.day).min(), let last = crashes.map(\.day).max(),
            let start = CivilDate(year: first.year, month: first.month, day: 1),
            let end = CivilDate(
                year: last.year,
                month: last.month,
                day: CivilDate.days(inMonth: last.month, year: last.year)
            )
        else { return nil }
        return DateWindow(first: start, last: end)
    }

    /// Coverage narrowed to what the user asked for.
    ///
    /// - Throws: `.insufficient` without crashes, `.badArgument` for an empty period.
    package static func window(
        of crashes: [CrashEvent],
        from: CivilDate?,
        to: CivilDate?
    ) throws(IntakeError) -> DateWindow {
        guard let coverage = coverage(of: crashes) else {
            throw IntakeError(
                .insufficient,
                subject: "crashes",
                detail: "The workspace holds no crashes.",
                remedy: "Add crash cards: 'jol crashes add FILE'."
            )
        }
        if let from, from > coverage.last, to == nil {
            throw IntakeError(
                .badArgument,
                subject: "--from \(from)",
                detail: "The crashes end on \(coverage.last).",
                remedy: "Give a day inside \(coverage.first) to \(coverage.last)."
            )
        }
        guard let window = DateWindow(first: from ?? coverage.first, last: to ?? coverage.last)
        else {
            throw IntakeError(
                .badArgument,
                subject: "--from, --to",
                detail: "The period ends before it begins.",
                remedy: "Give two days as YYYY-MM-DD, the earlier one first."
            )
        }
        return window
    }
}
