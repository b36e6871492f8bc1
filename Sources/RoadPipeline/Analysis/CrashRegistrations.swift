package import RoadAnalysis
package import RoadModel
package import RoadStore

/// The workspace's crashes with the day on which each card first came in.
///
/// Cards hold no date of registration, so that the first receipt stands for it: what a control
/// centre could know on a day is what it had received by then.
package enum CrashRegistrations {
    /// Columns `event`, `registered` and `count`, one row a crash that counts.
    ///
    /// - Parameters:
    ///   - crashes: Current cards.
    ///   - receipts: The UTC day of each card's first receipt.
    ///   - window: Days of the crashes.
    ///   - area: Part of a road's name or a box; `nil` is everywhere.
    ///   - measure: killed, injured, crashes or children.
    /// - Returns: The table.
    /// - Throws: `.insufficient` without a crash, or when all cards came in on one day, because
    ///   one delivery tells nothing of delays.
    package static func table(
        _ crashes: [CrashEvent],
        receipts: [ObservationID: CivilDate],
        window: DateWindow,
        area: String?,
        measure: String
    ) throws(IntakeError) -> AnalysisTable {
        var cells = [[String]](repeating: [], count: 3)
        var deliveries: Set<CivilDate> = []
        for crash in crashes where window.first <= crash.day && crash.day <= window.last {
            guard area.map({ CrashSeriesTable.contains($0, crash) }) ?? true,
                let received = receipts[crash.id]
            else { continue }
            deliveries.insert(received)
            let count = TrendRun.count(measure, crash)
            guard count > 0 else { continue }
            cells[0].append(crash.day.description)
            // The receipt's day is UTC's; a crash of the same night is a day ahead at its place.
            cells[1].append(max(received, crash.day).description)
            cells[2].append("\(count)")
        }
        guard deliveries.count > 1 else {
            throw IntakeError(
                .insufficient,
                subject: "crashes",
                detail: deliveries.first.map { "All cards came in on \($0): no delays are known." }
                    ?? "No crash lies in the area and the period.",
                remedy: "Add cards as they arrive, or name a table with registration dates: "
                    + "'jol trends nowcast T.csv --event COLUMN --registered COLUMN'."
            )
        }
        return AnalysisTable(
            subject: "crashes",
            header: ["event", "registered", "count"],
            places: cells[0].indices.map { SourcePlace(line: $0 + 2, byteOffset: 0) },
            allowsDecimalComma: false,
            cells: cells
        )
    }
}
