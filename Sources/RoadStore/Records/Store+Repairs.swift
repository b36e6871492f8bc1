import GRDB
package import RoadModel

/// A repair or a retry of quarantined records, as the ledger keeps it.
package struct RepairOrder: Sendable, Hashable {
    /// The receipt whose records are meant.
    package var receipt: Int64
    /// Numbers of the records in the quarantine.
    package var records: [Int64]
    /// Rules and options under which they were read again, as JSON.
    package var rules: String
    /// Who confirmed it.
    package var who: String
    /// Why.
    package var why: String

    /// Makes an order.
    package init(receipt: Int64, records: [Int64], rules: String, who: String, why: String) {
        (self.receipt, self.records, self.rules) = (receipt, records, rules)
        (self.who, self.why) = (who, why)
    }
}

/// What became of one record of a repair.
package struct RepairOutcome: Sendable, Hashable, Codable {
    /// Its number in the quarantine.
    package var record: Int64
    /// Its line.
    package var line: Int?
    /// The card's number.
    package var card: String
    /// `accepted` or `duplicate`.
    package var outcome: String
}

/// A step by which the content of a workspace came about.
package enum RebuildStep: Sendable {
    /// A file was taken in.
    case intake(Receipt)
    /// Records were taken out of the quarantine; the ledger's entry and what it vouches for.
    case repair(RepairOrder, entry: Int)
}

extension Store {
    /// Takes records out of the quarantine: `read` gives the cards they have become.
    ///
    /// The quarantine keeps its rows and the receipt its counts; the repair stands beside them with
    /// who and why, and is a leaf of the ledger.
    ///
    /// - Returns: What became of each record, in the order of the quarantine.
    package func repair(
        _ order: RepairOrder,
        software: String,
        isTrial: Bool,
        _ read: () throws -> [(record: QuarantinedRecord, crash: Crash)]
    ) throws(IntakeError) -> [RepairOutcome] {
        try write(keeping: !isTrial) { db in
            let ledger = isTrial ? nil : try LedgerWriter(db, workspace, software: software)
            let keys = try PersonalKeys(workspace: workspace, mayMake: true)
            let marks = try EvidenceMarks(db)
            let session = try IntakeSession(db, intakeID: order.receipt, keys: keys)
            var outcomes: [RepairOutcome] = []
            for (record, crash) in try read() {
                let fate = try CrashWriter(session).add(crash)
                let (outcome, number) =
                    switch fate {
                    case .stored(let number): ("accepted", number)
                    case .duplicate(let number): ("duplicate", number)
                    }
                try db.execute(
                    sql: """
                        INSERT INTO repairs (quarantine_id, rules, who, why, outcome, crash_id)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        record.number, order.rules, order.who, order.why, outcome, number,
                    ]
                )
                outcomes.append(
                    RepairOutcome(
                        record: record.number,
                        line: record.line,
                        card: crash.sourceID,
                        outcome: outcome
                    )
                )
            }
            guard !outcomes.isEmpty else { return [] }
            try ledger?.add(.repair) { entry in
                entry.rows = try marks.digests(db)
                entry.states = [
                    try RowHash.of(.crashVersions, db), try RowHash.of(.partVersions, db),
                ]
                entry.detail = [
                    "receipt": "\(order.receipt)", "rules": order.rules, "who": order.who,
                    "why": order.why,
                    "records": outcomes.map { "\($0.record)" }.joined(separator: ","),
                ]
            }
            return outcomes
        }
    }

    /// The receipts and repairs in the order in which they happened.
    package func rebuildSteps() throws(IntakeError) -> [RebuildStep] {
        let receipts = try receipts()
        return try read { db in
            let bodies = try String.fetchAll(
                db,
                sql: "SELECT body FROM ledger WHERE kind = 'repair' ORDER BY entry"
            )
            let entries = try Row.fetchAll(db, sql: "SELECT id, ledger_entry FROM intake")
            var entryOf: [Int64: Int] = [:]
            for row in entries { entryOf[try row.field("id")] = try row.field("ledger_entry") }
            var steps = receipts.map { (entryOf[$0.number] ?? -1, RebuildStep.intake($0)) }
            for body in bodies {
                let entry = try LedgerEntry(text: body)
                let order = RepairOrder(
                    receipt: entry.detail["receipt"].flatMap { Int64($0) } ?? 0,
                    records: (entry.detail["records"] ?? "").split(separator: ",")
                        .compactMap { Int64($0) },
                    rules: entry.detail["rules"] ?? "",
                    who: entry.detail["who"] ?? "",
                    why: entry.detail["why"] ?? ""
                )
                steps.append((entry.entry, .repair(order, entry: entry.entry)))
            }
            return steps.enumerated()
                .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
                .map(\.element.1)
        }
    }

    /// What the ledger says of the rows of one entry, by table; the last repair's for `nil`.
    package func rowDigests(ofEntry number: Int?) throws(IntakeError) -> [String: String] {
        try read { db in
            let body = try String.fetchOne(
                db,
                sql: number == nil
                    ? "SELECT body FROM ledger WHERE kind = 'repair' ORDER BY entry DESC LIMIT 1"
                    : "SELECT body FROM ledger WHERE entry = ?",
                arguments: number.map { [$0] } ?? []
            )
            guard let body else { return [:] }
            var digests: [String: String] = [:]
            for rows in try LedgerEntry(text: body).rows {
                digests[rows.table.rawValue] = "\(rows.rows) \(rows.sha256)"
            }
            return digests
        }
    }
}
