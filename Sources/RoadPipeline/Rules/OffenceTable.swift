package import RoadLaw
package import RoadModel

/// Violations of a table, one a row, to be held against the law.
///
/// Columns: `kind` and `date`; where known `speed`, `limit` (or `excess`), `code` (the part that an
/// officer named), `earlier` (`592-2@2025-01-15`, several parted by `;`), `delivered`. Names of the
/// order-971 export (`event_type`, `event_time`, `speed_measured`, `speed_limit`) are read as well.
package enum OffenceTable {
    /// Reads the violations.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell.
    package static func read(_ table: AnalysisTable) throws(IntakeError) -> [OffenceReport] {
        func name(_ names: [String]) -> String? { names.first { table.contains($0) } }
        let kind = name(["kind", "event_type"]) ?? "kind"
        let date = name(["date", "event_time", "day"]) ?? "date"
        let speed = name(["speed", "speed_kmh", "speed_measured"])
        let limit = name(["limit", "limit_kmh", "speed_limit"])
        let excess = name(["excess", "excess_kmh"])
        let rows = try PackRows(table)
        var reports: [OffenceReport] = []
        for row in 0..<table.rowCount {
            let text = try rows.required(kind, row).uppercased()
            guard let known = ViolationKind(rawValue: text) else {
                throw table.badCell(row, kind, "a kind such as SPEED_INSTANT")
            }
            // Times keep their own offset: the first ten characters are the local day.
            guard let day = AnalysisSeries.date(String(try rows.required(date, row).prefix(10)))
            else { throw table.badCell(row, date, "a day like 2024-12-04") }
            var report = OffenceReport(kind: known, day: day)
            if let speed { report.speedKmh = try rows.number(speed, row) }
            if let limit { report.limitKmh = try rows.number(limit, row) }
            if let excess, let above = try rows.number(excess, row), report.speedKmh == nil {
                (report.speedKmh, report.limitKmh) = (above, 0)
            }
            if table.contains("code") {
                let code = try rows.text("code", row)
                report.namedCode = code.isEmpty ? nil : code
            }
            if table.contains("delivered") {
                report.deliveredOn = try rows.date("delivered", row)
            }
            if table.contains("earlier") {
                let cell = try rows.text("earlier", row)
                guard let earlier = Self.earlier(cell) else {
                    throw table.badCell(row, "earlier", "offences such as 592-2@2025-01-15")
                }
                report.earlier = earlier
            }
            reports.append(report)
        }
        return reports
    }

    /// Reads earlier offences such as `592-2@2025-01-15;592-3@2025-02-01`; `nil` when unreadable.
    package static func earlier(_ text: String) -> [OffenceReport.Earlier]? {
        var list: [OffenceReport.Earlier] = []
        for piece in text.split(whereSeparator: { $0 == ";" || $0 == " " }) {
            let parts = piece.split(separator: "@")
            guard parts.count == 2, let day = AnalysisSeries.date(String(parts[1])) else {
                return nil
            }
            list.append(.init(code: String(parts[0]), day: day))
        }
        return list
    }

    /// Reads a day such as `2024-12-04`; `nil` when there is none.
    package static func day(_ text: String) -> CivilDate? {
        text.utf8.count == 10 ? AnalysisSeries.date(text) : nil
    }
}
