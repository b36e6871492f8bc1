package import RoadAnalysis
package import RoadModel

/// Figures that were published, each with its days, its source and what is known of it.
///
/// Columns: `id`, `scope`, `from`, `to`, `measure`, `value`, `value_before`, `percent`, `status`
/// (published, rounded, derived, claim), `source`, `note`.
package struct PublishedFigures: Sendable {
    /// One figure.
    package struct Figure: Sendable, Hashable {
        /// Stable name.
        package var id: String
        /// The territory or road.
        package var scope: String
        /// The days.
        package var window: DateWindow
        /// What is counted.
        package var measure: String
        /// The figure; `nil` when only a change was published.
        package var value: Int?
        /// The earlier figure that stands beside it.
        package var before: Int?
        /// The change that was printed, in percent.
        package var percent: PublishedPercent?
        /// published, rounded, derived or claim.
        package var status: String
        /// Who published it.
        package var source: String
    }

    /// The figures by name.
    package let figures: [String: Figure]

    /// Reads a ledger; `nil` reads the one built in.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell.
    package init(file: String? = nil) throws(IntakeError) {
        let table = try BuiltInRules.table(.publishedFigures, file: file)
        let ids = try table.texts("id")
        let scopes = try table.texts("scope")
        let from = try table.texts("from")
        let to = try table.texts("to")
        let measures = try table.texts("measure")
        let values = try table.numbers("value", .count, allowsMissing: true)
        let before = try table.numbers("value_before", .count, allowsMissing: true)
        let percents = try table.texts("percent")
        let statuses = try table.texts("status")
        let sources = try table.texts("source")
        var figures: [String: Figure] = [:]
        for row in ids.indices {
            guard let first = AnalysisSeries.date(from[row]),
                let last = AnalysisSeries.date(to[row]),
                let window = DateWindow(first: first, last: last)
            else { throw table.badCell(row, "to", "a last day that follows the first") }
            guard percents[row].isEmpty || PublishedPercent(percents[row]) != nil else {
                throw table.badCell(row, "percent", "a percentage as printed, or nothing")
            }
            guard !sources[row].isEmpty else { throw table.badCell(row, "source", "who says so") }
            guard figures[ids[row]] == nil else { throw table.badCell(row, "id", "a new name") }
            figures[ids[row]] = Figure(
                id: ids[row],
                scope: scopes[row],
                window: window,
                measure: measures[row],
                value: values[row].isNaN ? nil : Int(values[row]),
                before: before[row].isNaN ? nil : Int(before[row]),
                percent: PublishedPercent(percents[row]),
                status: statuses[row],
                source: sources[row]
            )
        }
        self.figures = figures
    }

    /// A figure that a report needs.
    ///
    /// - Throws: `.notFound` when the ledger lacks it.
    package func figure(_ id: String) throws(IntakeError) -> Figure {
        if let found = figures[id] { return found }
        throw IntakeError(
            .notFound,
            subject: "published figure \(id)",
            detail: "The ledger of published figures has no row of this name.",
            remedy: "Add it to the ledger, or use the one built in."
        )
    }

    /// Deaths of a fatal crash in the last months of 2025: what clusters the counts of deaths.
    ///
    /// - Throws: `.notFound` when the ledger lacks a figure.
    package func deathsPerFatalCrash() throws(IntakeError) -> Double {
        Double(try value("d326-2025-killed")) / Double(max(1, try value("d327-2025-fatal")))
    }

    /// How many people one crash kills or hurts on average, where nothing nearer is known.
    ///
    /// `nil` for crashes, each of which counts once.
    package static func peoplePerCrash(_ measure: String) throws(IntakeError) -> Double? {
        let ledger = try PublishedFigures()
        switch measure {
        case "crashes": return nil
        case "injured":
            return Double(try ledger.value("y2024-injured"))
                / Double(max(1, try ledger.value("y2024-crashes")))
        default: return try ledger.deathsPerFatalCrash()
        }
    }

    /// A figure's value.
    ///
    /// - Throws: `.notFound` when the ledger lacks it.
    package func value(_ id: String) throws(IntakeError) -> Int {
        let found = try figure(id)
        if let value = found.value { return value }
        throw IntakeError(
            .notFound,
            subject: "published figure \(id)",
            detail: "The ledger gives no value here.",
            remedy: "Add it to the ledger, or use the one built in."
        )
    }
}
