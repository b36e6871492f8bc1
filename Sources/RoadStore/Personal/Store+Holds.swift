import GRDB
package import RoadModel

/// A legal hold: what it covers is not erased, however old it is.
package struct LegalHold: Sendable, Hashable, Codable {
    /// Its number.
    package var number: Int64
    /// The receipt whose file and records it covers, or whose record.
    package var receipt: Int64
    /// `violation`, `passage` or `crash` when it covers one record.
    package var recordKind: String?
    /// The number of that record.
    package var record: Int64?
    /// Why it was placed.
    package var why: String
    /// Who placed it.
    package var who: String
    /// When it was placed.
    package var placed: Timestamp
    /// When it was lifted; `nil` while it holds.
    package var released: Timestamp?
    /// Who lifted it.
    package var releasedBy: String?
    /// Why it was lifted.
    package var releasedWhy: String?

    /// The records of a kind that holds cover one by one.
    static func records(_ kind: RecordKind, _ holds: [LegalHold]) -> Set<Int64> {
        Set(holds.filter { $0.recordKind == kind.rawValue }.compactMap(\.record))
    }
}

/// A record that belongs to a receipt.
package enum RecordKind: String, Sendable, Codable, CaseIterable {
    /// An offence that a complex recorded.
    case violation
    /// A vehicle that passed a complex.
    case passage
    /// A crash card.
    case crash

    /// The table that holds such records.
    package var tableName: String { place.table }

    /// The table and the column of its number.
    var place: (table: String, key: String) {
        switch self {
        case .violation: ("violations", "fid")
        case .passage: ("passages", "id")
        case .crash: ("crashes", "fid")
        }
    }
}

extension Store {
    /// The receipt that a record came with.
    ///
    /// - Throws: `.notFound`.
    package func receipt(
        ofRecord number: Int64,
        _ kind: RecordKind
    ) throws(IntakeError) -> Int64 {
        let found = try read { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT intake_id FROM \(kind.place.table) WHERE \(kind.place.key) = ?
                    """,
                arguments: [number]
            )
        }
        if let found { return found }
        throw IntakeError(
            .notFound,
            subject: "\(kind.rawValue) \(number)",
            detail: "The workspace holds no record of this number.",
            remedy: "The numbers stand in the column \(kind.place.key) of \(kind.place.table)."
        )
    }

    /// Places a hold on a receipt, or on one record of it.
    ///
    /// - Throws: `.notFound` for a receipt that is not there.
    package func hold(
        receipt: Int64,
        record: (kind: RecordKind, number: Int64)? = nil,
        who: String,
        why: String,
        at time: Timestamp,
        software: String
    ) throws(IntakeError) -> LegalHold {
        try write { db in
            let isKnown = try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM intake WHERE id = ?)",
                arguments: [receipt]
            )
            guard isKnown == true else {
                throw IntakeError(
                    .notFound,
                    subject: "receipt \(receipt)",
                    detail: "The workspace holds no receipt of this number.",
                    remedy: "'jol receipt list' shows the numbers."
                )
            }
            try db.execute(
                sql: """
                    INSERT INTO holds (intake_id, record_kind, record_id, why, who, placed_us)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    receipt, record?.kind.rawValue, record?.number, why, who, time.microseconds,
                ]
            )
            let number = db.lastInsertedRowID
            try LedgerWriter(db, workspace, software: software).add(.hold) { entry in
                entry.detail = [
                    "hold": "\(number)", "receipt": "\(receipt)", "who": who, "why": why,
                ]
                entry.detail["record"] = record.map { "\($0.kind.rawValue) \($0.number)" }
                entry.states = [try RowHash.of(.holds, db)]
            }
            return try Self.holds(db, "WHERE id = ?", [number])[0]
        }
    }

    /// Lifts a hold.
    ///
    /// - Throws: `.notFound` when there is none of this number that still holds.
    package func release(
        hold number: Int64,
        who: String,
        why: String,
        at time: Timestamp,
        software: String
    ) throws(IntakeError) -> LegalHold {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE holds SET released_us = ?, released_by = ?, released_why = ?
                    WHERE id = ? AND released_us IS NULL
                    """,
                arguments: [time.microseconds, who, why, number]
            )
            guard db.changesCount == 1 else {
                throw IntakeError(
                    .notFound,
                    subject: "hold \(number)",
                    detail: "There is no hold of this number, or it was lifted before.",
                    remedy: "'jol archive hold list' shows the numbers."
                )
            }
            try LedgerWriter(db, workspace, software: software).add(.release) { entry in
                entry.detail = ["hold": "\(number)", "who": who, "why": why]
                entry.states = [try RowHash.of(.holds, db)]
            }
            return try Self.holds(db, "WHERE id = ?", [number])[0]
        }
    }

    /// All holds, oldest first; lifted ones only when asked for.
    package func holds(withReleased: Bool = false) throws(IntakeError) -> [LegalHold] {
        try read { db in
            try Self.holds(db, withReleased ? "" : "WHERE released_us IS NULL", [])
        }
    }

    private static func holds(
        _ db: Database,
        _ condition: String,
        _ arguments: StatementArguments
    ) throws -> [LegalHold] {
        try Row.fetchAll(
            db,
            sql: "SELECT * FROM holds \(condition) ORDER BY id",
            arguments: arguments
        ).map { row in
            LegalHold(
                number: try row.field("id"),
                receipt: try row.field("intake_id"),
                recordKind: try row.field("record_kind"),
                record: try (row.field("record_id") as Int64?),
                why: try row.field("why"),
                who: try row.field("who"),
                placed: Timestamp(microseconds: try row.field("placed_us")),
                released: try (row.field("released_us") as Int64?).map(Timestamp.init),
                releasedBy: try row.field("released_by"),
                releasedWhy: try row.field("released_why")
            )
        }
    }

    /// Puts down in the ledger that personal data was read.
    ///
    /// `what` names what was read, without any personal data in it.
    package func recordAccess(
        _ what: String,
        who: String,
        reason: String,
        software: String
    ) throws(IntakeError) {
        try record(
            .access,
            software: software,
            detail: ["what": what, "who": who, "reason": reason]
        )
    }
}
