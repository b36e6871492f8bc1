import GRDB
package import RoadModel

extension Store {
    /// The receipt of a file that was received before, or `nil`.
    package func receipt(
        of digest: ContentDigest,
        kind: IntakeKind
    ) throws(IntakeError) -> Receipt? {
        try read { db in
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: "SELECT * FROM intake WHERE sha256 = ? AND kind = ?",
                    arguments: [digest.hex, kind.rawValue]
                )
            else { return nil }
            return try Self.receipt(row, db, isRepeat: true)
        }
    }

    /// All receipts, oldest first; of one kind when given.
    package func receipts(kind: IntakeKind? = nil) throws(IntakeError) -> [Receipt] {
        try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT * FROM intake WHERE kind = coalesce(?, kind) ORDER BY id",
                arguments: [kind?.rawValue]
            )
            return try rows.map { try Self.receipt($0, db, isRepeat: false) }
        }
    }

    /// Takes back a receipt under which no record was accepted, so that the file can be read again
    /// with other options.
    private static func forget(
        _ receipt: Receipt,
        _ db: Database,
        _ ledger: LedgerWriter?
    ) throws {
        let number = receipt.number
        try ledger?.add(.withdrawn) {
            $0.detail = ["receipt": "\(number)", "sha256": receipt.sha256]
        }
        try db.execute(sql: "DELETE FROM quarantine WHERE intake_id = ?", arguments: [number])
        try db.execute(sql: "DELETE FROM intake WHERE id = ?", arguments: [number])
    }

    /// Takes one file in: `body` stores its records through the session, and either everything is
    /// committed with a receipt or, when it throws, nothing has changed.
    ///
    /// The same content again returns the first receipt and does not call `body`, unless no record
    /// was accepted the first time: then it is read anew, since a wrong option may have been why.
    /// A trial does all of it and takes it back.
    package func takeIn(
        _ opening: IntakeOpening,
        isTrial: Bool = false,
        _ body: (IntakeSession) throws -> IntakeClosing
    ) throws(IntakeError) -> Receipt {
        let first = try receipt(of: opening.stored.digest, kind: opening.kind)
        if let first {
            if !first.isUseless { return first }
            if try isErased(opening.stored.digest) { return first }
            if try hasRepairs(first.number) { return first }
        }
        return try write(keeping: !isTrial) { db in
            // A trial leaves no trace, not even the ledger's key.
            let ledger =
                isTrial ? nil : try LedgerWriter(db, workspace, software: opening.software)
            let keys = try PersonalKeys(workspace: workspace, mayMake: try Self.isNew(db))
            if let first { try Self.forget(first, db, ledger) }
            let marks = try EvidenceMarks(db)
            let number = try Self.insert(opening, db)
            let session = try IntakeSession(db, intakeID: number, keys: keys)
            let closing = try body(session)
            var receipt = try session.finish(opening, closing: closing)
            let entry = try ledger?.add(.intake) { entry in
                entry.receipt = receipt
                entry.detail["sealed"] = opening.stored.sealed?.hex
                // With the receipt this is what a reading needs when the database is lost.
                if opening.options != "{}" { entry.detail["options"] = opening.options }
                let passages = session.passages.digest(.passages)
                entry.rows = try marks.digests(db, known: passages.map { [$0] } ?? [])
                entry.states = [try RowHash.of(.devices, db)]
                if opening.kind == .crashes {
                    entry.states.append(try RowHash.of(.crashVersions, db))
                    entry.states.append(try RowHash.of(.partVersions, db))
                }
                if opening.kind == .regions {
                    entry.states.append(try RowHash.of(.regions, db))
                }
            }
            guard let entry else { return receipt }
            for correction in session.corrections {
                try ledger?.add(.correction) { $0.detail = correction }
            }
            try db.execute(
                sql: "UPDATE intake SET ledger_entry = ? WHERE id = ?",
                arguments: [entry, number]
            )
            receipt.ledger = try Self.seal(entry, db)
            return receipt
        }
    }

    /// Whether records of a receipt have left the quarantine: then it is of use after all.
    private func hasRepairs(_ receipt: Int64) throws(IntakeError) -> Bool {
        try read { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM repairs r
                        JOIN quarantine q ON q.id = r.quarantine_id WHERE q.intake_id = ?)
                    """,
                arguments: [receipt]
            ) ?? false
        }
    }

    /// The keys of personal data; they are made with the first file that may hold plates.
    package func personalKeys() throws(IntakeError) -> PersonalKeys {
        try PersonalKeys(workspace: workspace, mayMake: try read(Self.isNew))
    }

    /// Whether nothing can have been protected with a key yet.
    private static func isNew(_ db: Database) throws -> Bool {
        let kinds = IntakeKind.allCases.filter(\.holdsPersonalData).map { "'\($0.rawValue)'" }
        return try
            !(Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM intake
                        WHERE kind IN (\(kinds.joined(separator: ", "))))
                    """
            ) ?? false)
    }

    private static func insert(_ opening: IntakeOpening, _ db: Database) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO intake (id, sha256, kind, name, format, bytes, received_us, software,
                    records_in, accepted, duplicate, quarantined, completeness, notes, options)
                VALUES (?, ?, ?, ?, '', ?, ?, ?, 0, 0, 0, 0, 1, '[]', ?)
                """,
            arguments: [
                opening.number, opening.stored.digest.hex, opening.kind.rawValue, opening.name,
                opening.stored.size, opening.received.microseconds, opening.software,
                opening.options,
            ]
        )
        return db.lastInsertedRowID
    }

    /// Records that were set aside, in the order they were found; with `isOpen` only those that no
    /// repair has taken out.
    package func quarantined(
        intake: Int64? = nil,
        reason: RejectReason? = nil,
        number: Int64? = nil,
        isOpen: Bool = false,
        limit: Int
    ) throws(IntakeError) -> [QuarantinedRecord] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT q.*, i.name AS file, i.kind AS kind, r.rules, r.who, r.outcome
                    FROM quarantine q JOIN intake i ON i.id = q.intake_id
                    LEFT JOIN repairs r ON r.quarantine_id = q.id
                    WHERE q.intake_id = coalesce(?, q.intake_id)
                      AND q.reason = coalesce(?, q.reason) AND q.id = coalesce(?, q.id)
                      AND (? = 0 OR r.id IS NULL)
                    ORDER BY q.id LIMIT ?
                    """,
                arguments: [intake, reason?.rawValue, number, isOpen ? 1 : 0, limit]
            ).map { row in
                QuarantinedRecord(
                    number: try row.field("id"),
                    receipt: try row.field("intake_id"),
                    file: try row.field("file"),
                    line: try (row.field("line") as Int?),
                    byteOffset: try row.field("byte_offset"),
                    reason: try row.field("reason"),
                    field: try row.field("field"),
                    found: try row.field("found"),
                    expected: try row.field("expected"),
                    proposal: try row.field("proposal"),
                    kind: try row.field("kind"),
                    repairedBy: try row.field("who"),
                    outcome: try row.field("outcome")
                )
            }
        }
    }

    private static func flights(of receipt: Int64, _ db: Database) throws -> [FlightBrief] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT fid, start_us, end_us, fixes, distance_m, max_height_m FROM flights
                WHERE intake_id = ? ORDER BY fid LIMIT \(Receipt.mostFlights)
                """,
            arguments: [receipt]
        ).map { row in
            FlightBrief(
                number: try row.field("fid"),
                startUTC: try (row.field("start_us") as Int64?).map(Timestamp.init),
                endUTC: try (row.field("end_us") as Int64?).map(Timestamp.init),
                fixes: try row.field("fixes"),
                kilometres: try (row.field("distance_m") as Double) / 1000,
                maxHeightMetres: try row.field("max_height_m")
            )
        }
    }

    private static func receipt(_ row: Row, _ db: Database, isRepeat: Bool) throws -> Receipt {
        let number: Int64 = try row.field("id")
        let reasons = try Row.fetchAll(
            db,
            sql: "SELECT reason, count(*) AS n FROM quarantine WHERE intake_id = ? GROUP BY 1",
            arguments: [number]
        )
        var byReason: [String: Int] = [:]
        for reason in reasons {
            byReason[try reason.field("reason")] = try reason.field("n")
        }
        let listed = try flights(of: number, db)
        var notListed: Int?
        if listed.count == Receipt.mostFlights {
            let all = try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM flights WHERE intake_id = ?",
                arguments: [number]
            )
            notListed = all.flatMap { $0 > listed.count ? $0 - listed.count : nil }
        }
        return Receipt(
            number: number,
            sha256: try row.field("sha256"),
            kind: IntakeKind(rawValue: try row.field("kind")) ?? .complexes,
            name: try row.field("name"),
            format: try row.field("format"),
            bytes: try row.field("bytes"),
            received: Timestamp(microseconds: try row.field("received_us")),
            recordsIn: try row.field("records_in"),
            accepted: try row.field("accepted"),
            duplicate: try row.field("duplicate"),
            quarantined: try row.field("quarantined"),
            quarantinedByReason: byReason,
            completeness: try row.field("completeness"),
            notes: textList(try row.field("notes")),
            flights: listed,
            flightsNotListed: notListed,
            isRepeat: isRepeat,
            ledger: try (row.field("ledger_entry") as Int?).flatMap { try seal($0, db) }
        )
    }
}

/// A record that was set aside, with its file.
package struct QuarantinedRecord: Sendable, Hashable, Codable {
    /// Its number in the quarantine.
    package var number: Int64
    /// The receipt of its file.
    package var receipt: Int64
    /// The file's name as received.
    package var file: String
    /// The line, from 1.
    package var line: Int?
    /// The byte offset, from 0.
    package var byteOffset: Int
    /// Where it stands in its file.
    package var place: SourcePlace { SourcePlace(line: line, byteOffset: byteOffset) }
    /// The reason's code.
    package var reason: String
    /// The column or field at fault.
    package var field: String
    /// What was found.
    package var found: String
    /// What was expected.
    package var expected: String
    /// A repair that a person may confirm.
    package var proposal: String
    /// What the file is.
    package var kind: String
    /// Who confirmed a repair; `nil` while the record is set aside.
    package var repairedBy: String?
    /// What became of it then: `accepted` or `duplicate`.
    package var outcome: String?
}
