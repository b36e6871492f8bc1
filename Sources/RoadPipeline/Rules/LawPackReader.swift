package import RoadLaw
package import RoadModel

/// Reads the law of road offences from the packs of `GeoData/rules`.
package enum LawPackReader {
    /// Reads `offences-kz.csv`, `mrp-kz.csv`, `violation-kinds-kz.csv`, `fine-procedure-kz.csv`.
    ///
    /// - Throws: `.componentMissing` when a pack is in no folder, `.columnMissing`,
    ///   `.formatDamaged` with the line of a bad cell.
    package static func read(_ packs: RulePacks) throws(IntakeError) -> LawPack {
        LawPack(
            parts: try parts(AnalysisTable.read(packs.path("offences-kz.csv"))),
            indices: try indices(AnalysisTable.read(packs.path("mrp-kz.csv"))),
            kinds: try kinds(AnalysisTable.read(packs.path("violation-kinds-kz.csv"))),
            procedure: try procedure(AnalysisTable.read(packs.path("fine-procedure-kz.csv")))
        )
    }

    /// Reads `class-limits-kz.csv`.
    ///
    /// - Throws: As `read`.
    package static func classLimits(_ packs: RulePacks) throws(IntakeError) -> ClassLimits {
        let table = try AnalysisTable.read(packs.path("class-limits-kz.csv"))
        let rows = try PackRows(table)
        var limits: [ClassLimits.Row] = []
        for row in 0..<table.rowCount {
            guard let from = try rows.date("from", row) else {
                throw table.badCell(row, "from", "a day like 2025-01-01")
            }
            guard let road = LimitedRoad(rawValue: try rows.required("road", row)) else {
                let known = LimitedRoad.allCases.map(\.rawValue).joined(separator: ", ")
                throw table.badCell(row, "road", "one of \(known)")
            }
            guard let vehicle = VehicleClass(named: try rows.required("class", row)) else {
                let known = VehicleClass.allCases.dropFirst().map(\.name).joined(separator: ", ")
                throw table.badCell(row, "class", "one of \(known)")
            }
            guard let kmh = try rows.number("kmh", row), kmh > 0, kmh <= 200 else {
                throw table.badCell(row, "kmh", "km/h above 0")
            }
            limits.append(.init(from: from, road: road, vehicle: vehicle, kmh: kmh))
        }
        return ClassLimits(limits)
    }

    private static func parts(_ table: AnalysisTable) throws(IntakeError) -> [OffencePart] {
        let rows = try PackRows(table)
        var parts: [OffencePart] = []
        for row in 0..<table.rowCount {
            let joint = try rows.text("sanction_joint", row)
            guard
                let sanction = Sanction(joint: joint, measures: try rows.text("sanction", row))
            else {
                throw table.badCell(row, "sanction", "measures such as arrest:15d")
            }
            let fixation = try rows.text("fixation", row)
            guard let fixation = OffencePart.Fixation(rawValue: fixation) else {
                throw table.badCell(row, "fixation", "photo, drone or nothing")
            }
            parts.append(
                OffencePart(
                    code: try rows.required("code", row),
                    validFrom: try rows.date("valid_from", row),
                    validTo: try rows.date("valid_to", row),
                    fineIndices: try rows.number("fine_mrp", row).map { Int($0) },
                    sanction: sanction,
                    repeatOf: try rows.text("repeat_of", row).split(separator: " ")
                        .map(String.init),
                    fixation: fixation,
                    automaticFrom: try rows.date("automatic_from", row),
                    excessFromKmh: try rows.number("excess_from_kmh", row),
                    excessToKmh: try rows.number("excess_to_kmh", row),
                    certainty: try rows.certainty(row),
                    text: OffencePart.Text(
                        kk: try rows.required("text_kk", row),
                        ru: try rows.required("text_ru", row),
                        en: try rows.required("text_en", row),
                        isKazakhOfficial: try rows.text("kk_official", row) == "yes"
                    ),
                    source: try rows.required("source", row),
                    note: try rows.text("note", row)
                )
            )
        }
        return parts
    }

    private static func indices(
        _ table: AnalysisTable
    ) throws(IntakeError) -> [LawPack.MonthlyIndex] {
        let rows = try PackRows(table)
        var indices: [LawPack.MonthlyIndex] = []
        for row in 0..<table.rowCount {
            guard let from = try rows.date("valid_from", row) else {
                throw table.badCell(row, "valid_from", "a day like 2025-01-01")
            }
            guard let tenge = try rows.number("tenge", row) else {
                throw table.badCell(row, "tenge", "a number of tenge")
            }
            let source = try rows.required("source", row)
            indices.append(.init(validFrom: from, tenge: Int(tenge), source: source))
        }
        return indices
    }

    private static func kinds(_ table: AnalysisTable) throws(IntakeError) -> [LawPack.KindRule] {
        let rows = try PackRows(table)
        var kinds: [LawPack.KindRule] = []
        for row in 0..<table.rowCount {
            guard let kind = ViolationKind(rawValue: try rows.text("kind", row)) else {
                throw table.badCell(row, "kind", "a kind of violation such as SPEED_INSTANT")
            }
            kinds.append(
                .init(
                    kind: kind,
                    code: try rows.required("code", row),
                    certainty: try rows.certainty(row),
                    source: try rows.required("source", row)
                )
            )
        }
        return kinds
    }

    private static func procedure(_ table: AnalysisTable) throws(IntakeError) -> FineProcedure {
        let rows = try PackRows(table)
        var values: [String: Int] = [:]
        for row in 0..<table.rowCount {
            values[try rows.required("key", row)] = try rows.number("value", row).map { Int($0) }
        }
        func value(_ key: String) throws(IntakeError) -> Int {
            if let value = values[key] { return value }
            throw IntakeError(
                .formatDamaged,
                subject: table.subject,
                detail: "There is no row '\(key)'.",
                remedy: "Add the row, or take the pack of Jol's checkout."
            )
        }
        return FineProcedure(
            halfDays: try value("half_days"),
            halfSharePercent: try value("half_share_percent"),
            decidedDays: try value("decided_days"),
            repeatMonths: try value("repeat_months")
        )
    }
}

/// Cells of a rule pack, with errors that name line and column.
struct PackRows {
    private let table: AnalysisTable
    private let columns: [String: [String]]

    init(_ table: AnalysisTable) throws(IntakeError) {
        self.table = table
        var columns: [String: [String]] = [:]
        for name in table.header { columns[name] = try table.texts(name) }
        self.columns = columns
    }

    func text(_ column: String, _ row: Int) throws(IntakeError) -> String {
        if let cells = columns[column] { return cells[row] }
        return try table.texts(column)[row]
    }

    func required(_ column: String, _ row: Int) throws(IntakeError) -> String {
        let text = try text(column, row)
        guard !text.isEmpty else { throw table.badCell(row, column, "a value") }
        return text
    }

    func date(_ column: String, _ row: Int) throws(IntakeError) -> CivilDate? {
        let text = try text(column, row)
        if text.isEmpty { return nil }
        guard text.utf8.count == 10, let date = AnalysisSeries.date(text) else {
            throw table.badCell(row, column, "a day like 2024-12-04, or nothing")
        }
        return date
    }

    func number(_ column: String, _ row: Int) throws(IntakeError) -> Double? {
        let text = try text(column, row)
        if text.isEmpty { return nil }
        guard let number = table.number(text), number >= 0, number < 1e9 else {
            throw table.badCell(row, column, "a number of 0 or more, or nothing")
        }
        return number
    }

    func certainty(_ row: Int) throws(IntakeError) -> OffencePart.Certainty {
        guard let known = OffencePart.Certainty(rawValue: try text("certainty", row)) else {
            throw table.badCell(row, "certainty", "stated, inferred or not-stated")
        }
        return known
    }
}
