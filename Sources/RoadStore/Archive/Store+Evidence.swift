import GRDB
package import RoadModel

extension Store {
    /// With which options the file of a receipt was read, as JSON.
    package func readingOptions(ofReceipt number: Int64) throws(IntakeError) -> String {
        try read { db in
            try String.fetchOne(
                db,
                sql: "SELECT options FROM intake WHERE id = ?",
                arguments: [number]
            ) ?? "{}"
        }
    }

    /// Digests of the rows of a receipt as they are, by table.
    ///
    /// Empty when it came in before there was a ledger. The row of the receipt itself is left out:
    /// it names the program. That the rows are those the ledger vouches for, the check of the archive
    /// says.
    package func rowDigests(ofReceipt number: Int64) throws(IntakeError) -> [String: String] {
        try read { db in
            let body = try String.fetchOne(
                db,
                sql: """
                    SELECT l.body FROM intake i JOIN ledger l ON l.entry = i.ledger_entry
                    WHERE i.id = ?
                    """,
                arguments: [number]
            )
            guard let body else { return [:] }
            var digests: [String: String] = [:]
            for rows in try LedgerEntry(text: body).rows where rows.table != .intake {
                let now = try RowHash.of(rows.table, rows.first, rows.last, db)
                digests[rows.table.rawValue] = "\(now.rows) \(now.sha256)"
            }
            return digests
        }
    }

    /// The ledger's entries for people: number, kind, time and what they concern.
    package func ledgerLines(
        of kind: LedgerKind? = nil,
        last limit: Int = .max
    ) throws(IntakeError) -> [LedgerLine] {
        try read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT body FROM ledger WHERE kind = coalesce(?, kind)
                    ORDER BY entry DESC LIMIT ?
                    """,
                arguments: [kind?.rawValue, limit]
            ).reversed().map { body in
                let entry = try LedgerEntry(text: body)
                return LedgerLine(
                    entry: entry.entry,
                    kind: entry.kind,
                    recorded: entry.recorded,
                    clockWentBackwards: entry.clockWentBackwards ?? false,
                    receipt: entry.receipt?.number,
                    file: entry.receipt?.name,
                    rows: entry.rows.reduce(0) { $0 + $1.rows },
                    detail: entry.detail
                )
            }
        }
    }
}

/// One entry of the ledger in a list.
package struct LedgerLine: Sendable, Hashable, Codable {
    /// Its number, from 0.
    package var entry: Int
    /// What it records.
    package var kind: LedgerKind
    /// When it was written, RFC 3339.
    package var recorded: String
    /// Whether the clock stood before that of the entry before.
    package var clockWentBackwards: Bool
    /// The receipt it concerns.
    package var receipt: Int64?
    /// That receipt's file.
    package var file: String?
    /// Rows it vouches for.
    package var rows: Int
    /// Whatever else it says.
    package var detail: [String: String]
}
