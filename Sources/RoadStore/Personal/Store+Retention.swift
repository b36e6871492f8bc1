import GRDB
package import RoadModel

/// What is erased of one received file.
package struct Erasure: Sendable, Hashable, Codable {
    /// Its receipt.
    package var receipt: Int64
    /// Its name as received.
    package var file: String
    /// Its SHA-256, which is kept.
    package var sha256: String
    /// Pseudonyms of passages.
    package var passages = 0
    /// Pseudonyms of violations.
    package var violations = 0
    /// Whether the received file's content goes too: all its records are due.
    package var isObject = false
    /// The class that its last record belonged to.
    package var retentionClass = RetentionClass.other
}

/// What a retention run does, or would do.
package struct RetentionReport: Sendable, Hashable, Codable {
    /// What is due and erased.
    package var erasures: [Erasure] = []
    /// Receipts with something due that a hold keeps.
    package var held: [Int64] = []
    /// Receipts that were looked at.
    package var receipts = 0
    /// Files whose erasure was put down before and is finished now.
    package var finished = 0

    /// Nothing looked at yet.
    package init() {}
}

extension Store {
    /// Whether the content of a received file was erased.
    package func isErased(_ digest: ContentDigest) throws(IntakeError) -> Bool {
        try read { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM erasures WHERE sha256 = ? AND is_object = 1)
                    """,
                arguments: [digest.hex]
            ) ?? false
        }
    }

    /// Erases personal data whose time is over and that no hold keeps.
    ///
    /// Erased are pseudonyms of records, and received files whose every record is due. The rows
    /// themselves stay, without who. Each erasure is an entry of the ledger with the digests of the
    /// rows as they are from then on.
    ///
    /// - Parameters:
    ///   - now: The moment that ages are counted to.
    ///   - only: A receipt to erase whatever its age; `nil` for all that are due.
    ///   - who: Who runs it.
    ///   - why: Why.
    ///   - software: Name and version of the program.
    ///   - isTrial: Whether it is only looked at.
    /// - Returns: What was erased, and what holds kept.
    /// - Throws: `.io`, `.verificationFailed` without the ledger's key.
    package func retain(
        now: Timestamp,
        only: Int64? = nil,
        who: String,
        why: String,
        software: String,
        isTrial: Bool
    ) throws(IntakeError) -> RetentionReport {
        let objects = ObjectStore(workspace: workspace)
        var report = RetentionReport()
        // What an interrupted run put down and did not finish.
        if !isTrial { report.finished = try finishErasures(objects) }
        let receipts = try receipts().filter { $0.kind.holdsPersonalData }
        let holds = try holds()
        try write(keeping: !isTrial) { db in
            let rows = try ReceivedRows(db)
            for receipt in receipts where only == nil || receipt.number == only {
                report.receipts += 1
                let mine = holds.filter { $0.receipt == receipt.number }
                let sweep = RetentionSweep(
                    db,
                    receipt,
                    now: only == nil ? now : nil,
                    held: [
                        .violations: LegalHold.records(.violation, mine),
                        .passages: LegalHold.records(.passage, mine),
                    ],
                    rows: rows
                )
                guard let erasure = try sweep.due() else { continue }
                guard !mine.contains(where: { $0.record == nil }) else {
                    report.held.append(receipt.number)
                    continue
                }
                var kept = erasure
                if !mine.isEmpty { kept.isObject = false }
                if !mine.isEmpty, erasure.isObject { report.held.append(receipt.number) }
                guard kept.isObject || kept.passages + kept.violations > 0 else { continue }
                report.erasures.append(kept)
                try erase(kept, sweep, db, (now, who, why, software), isTrial: isTrial)
            }
        }
        if !isTrial { _ = try finishErasures(objects) }
        return report
    }

    private func erase(
        _ erasure: Erasure,
        _ sweep: RetentionSweep,
        _ db: Database,
        _ order: (now: Timestamp, who: String, why: String, software: String),
        isTrial: Bool
    ) throws {
        let ranges = try sweep.erasePseudonyms()
        guard !isTrial else { return }
        try db.execute(
            sql: """
                INSERT INTO erasures (intake_id, sha256, class, before_us, pseudonyms, is_object,
                    why, who, erased_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                erasure.receipt, erasure.sha256, erasure.retentionClass.rawValue,
                order.now.microseconds, erasure.passages + erasure.violations,
                erasure.isObject ? 1 : 0, order.why, order.who, order.now.microseconds,
            ]
        )
        try LedgerWriter(db, workspace, software: order.software).add(.erasure) { entry in
            entry.detail = [
                "receipt": "\(erasure.receipt)", "sha256": erasure.sha256,
                "class": erasure.retentionClass.rawValue, "passages": "\(erasure.passages)",
                "violations": "\(erasure.violations)", "who": order.who, "why": order.why,
            ]
            entry.detail["object"] = erasure.isObject ? "erased" : nil
            entry.rows = try ranges.map { range in
                try RowHash.of(range.table, range.first, range.last, db)
            }
            entry.states = [try RowHash.of(.erasures, db)]
        }
    }

    /// Removes the content of files whose erasure the ledger states and that no other receipt needs.
    private func finishErasures(_ objects: ObjectStore) throws(IntakeError) -> Int {
        let due = try read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT e.sha256 FROM erasures e WHERE e.is_object = 1 AND NOT EXISTS
                        (SELECT 1 FROM intake i WHERE i.sha256 = e.sha256 AND NOT EXISTS
                            (SELECT 1 FROM erasures f
                             WHERE f.intake_id = i.id AND f.is_object = 1))
                    """
            )
        }
        var count = 0
        for sha in due where try objects.erase(ContentDigest(hex: sha)) { count += 1 }
        return count
    }
}
