import GRDB
package import RoadModel

extension Store {
    /// Takes over the rows of a receipt whose file cannot be read again, as another workspace has
    /// them, and puts them into this one's ledger.
    ///
    /// - Parameters:
    ///   - receipt: The receipt.
    ///   - sealed: The digest of the file's sealed form, when it is there.
    ///   - other: Where the rows are.
    ///   - software: Name and version of the program.
    /// - Throws: `.io`, `.verificationFailed` without the ledger's key.
    package func takeOver(
        _ receipt: Receipt,
        sealed: ContentDigest?,
        from other: Store,
        software: String
    ) throws(IntakeError) {
        let number = receipt.number
        let rows = try other.read { db in try Self.rows(of: number, db) }
        let ranges = rows.compactMap(\.range)
        try write { db in
            let ledger = try LedgerWriter(db, workspace, software: software)
            for table in rows {
                for row in table.rows { try Self.insert(row, into: table.name, db) }
            }
            try Self.recount(rows.first?.rows ?? [], db)
            let entry = try ledger.add(.intake) { entry in
                entry.receipt = receipt
                entry.receipt?.ledger = nil
                entry.detail["sealed"] = sealed?.hex
                entry.rows = try ranges.map { try RowHash.of($0.table, $0.first, $0.last, db) }
                entry.states = [try RowHash.of(.devices, db)]
                if receipt.kind == .crashes {
                    entry.states.append(try RowHash.of(.crashVersions, db))
                    entry.states.append(try RowHash.of(.partVersions, db))
                }
            }
            try db.execute(
                sql: "UPDATE intake SET ledger_entry = ? WHERE id = ?",
                arguments: [entry, number]
            )
        }
    }

    /// The rows of a receipt by table: those of the complexes first, its own next.
    private static func rows(
        of receipt: Int64,
        _ db: Database
    ) throws -> [(name: String, range: RowDigest.Range?, rows: [Row])] {
        let body = try String.fetchOne(
            db,
            sql: """
                SELECT l.body FROM intake i JOIN ledger l ON l.entry = i.ledger_entry
                WHERE i.id = ?
                """,
            arguments: [receipt]
        )
        let own = RowDigest.Range(table: .intake, first: receipt, last: receipt)
        let ranges = try body.map { try LedgerEntry(text: $0).rows.map(\.range) } ?? []
        let devices = try Self.devices(of: receipt, db)
        return try [("devices", nil, devices)]
            + ([own] + ranges.filter { $0.table != .intake }).map { range in
                let columns = range.table.key == "rowid" ? "rowid, *" : "*"
                let query = """
                    SELECT \(columns) FROM \(range.table.rawValue)
                    WHERE \(range.table.key) BETWEEN ? AND ?
                    """
                let found = try Row.fetchAll(db, sql: query, arguments: [range.first, range.last])
                return (range.table.rawValue, range, found)
            }
    }

    private static func devices(of receipt: Int64, _ db: Database) throws -> [Row] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM devices WHERE id IN
                    (SELECT device_id FROM passages WHERE intake_id = ?1
                     UNION SELECT device_id FROM violations WHERE intake_id = ?1)
                """,
            arguments: [receipt]
        )
    }

    /// Counts anew what complexes did, as far as the rows here tell.
    private static func recount(_ devices: [Row], _ db: Database) throws {
        let numbers = try devices.map { String(try $0.field("id") as Int64) }
        guard !numbers.isEmpty else { return }
        try db.execute(
            sql: """
                WITH seen AS (SELECT device_id, observed_us, 0 AS offence FROM passages
                    UNION ALL SELECT device_id, observed_us, 1 FROM violations),
                sums AS (SELECT device_id, min(observed_us) AS first, max(observed_us) AS last,
                    count(*) AS passages, sum(offence) AS violations FROM seen GROUP BY 1)
                UPDATE devices SET first_us = s.first, last_us = s.last, passages = s.passages,
                    violations = s.violations FROM sums s
                WHERE s.device_id = devices.id AND devices.id IN (\(numbers.joined(separator: ",")))
                """
        )
    }

    private static func insert(_ row: Row, into table: String, _ db: Database) throws {
        let names = row.columnNames.map { $0.quotedDatabaseIdentifier }.joined(separator: ", ")
        let marks = row.columnNames.map { _ in "?" }.joined(separator: ", ")
        // A receipt's place in the ledger is another one here.
        let values = zip(row.columnNames, row.databaseValues).map {
            $0 == "ledger_entry" ? .null : $1
        }
        try db.execute(
            sql: "INSERT OR IGNORE INTO \(table) (\(names)) VALUES (\(marks))",
            arguments: StatementArguments(values)
        )
    }

    /// Erases of a receipt what another workspace has erased of it: takes over what is written of the
    /// erasures, and takes the pseudonyms out of the same rows.
    ///
    /// - Throws: `.io`, `.verificationFailed` without the ledger's key.
    package func takeOverErasures(
        of receipt: Int64,
        from other: Store,
        software: String
    ) throws(IntakeError) {
        let (erasures, gone) = try other.read { db in try Self.erased(of: receipt, db) }
        guard !erasures.isEmpty else { return }
        try write { db in
            let ledger = try LedgerWriter(db, workspace, software: software)
            let rows = try ReceivedRows(db)
            var touched: [RowDigest.Range] = []
            for (kind, numbers) in gone where !numbers.isEmpty {
                let (table, key) = kind.place
                let change = "UPDATE \(table) SET plate_pseudonym = NULL WHERE \(key) = ?"
                for number in numbers { try db.execute(sql: change, arguments: [number]) }
                let evidence: EvidenceTable = kind == .passage ? .passages : .violations
                if let span = rows.span(of: evidence, in: receipt) { touched += rows.vouched(span) }
            }
            for (index, erasure) in erasures.enumerated() {
                try Self.insert(erasure, into: "erasures", db)
                try ledger.add(.erasure) { entry in
                    entry.detail = [
                        "receipt": "\(receipt)", "sha256": try erasure.field("sha256"),
                        "class": try erasure.field("class"), "who": try erasure.field("who"),
                        "why": try erasure.field("why"),
                    ]
                    if try erasure.field("is_object") as Int == 1 {
                        entry.detail["object"] = "erased"
                    }
                    entry.states = [try RowHash.of(.erasures, db)]
                    guard index == 0 else { return }
                    entry.rows = try touched.map {
                        try RowHash.of($0.table, $0.first, $0.last, db)
                    }
                }
            }
        }
    }

    /// What is written of the erasures of a receipt, and which of its rows have no pseudonym.
    private static func erased(
        of receipt: Int64,
        _ db: Database
    ) throws -> ([Row], [(RecordKind, [Int64])]) {
        let erasures = try Row.fetchAll(
            db,
            sql: "SELECT * FROM erasures WHERE intake_id = ? ORDER BY id",
            arguments: [receipt]
        )
        guard !erasures.isEmpty else { return ([], []) }
        let gone = try [RecordKind.passage, .violation].map { kind in
            let (table, key) = kind.place
            let numbers = try Int64.fetchAll(
                db,
                sql: """
                    SELECT \(key) FROM \(table) WHERE intake_id = ? AND plate_pseudonym IS NULL
                    """,
                arguments: [receipt]
            )
            return (kind, numbers)
        }
        return (erasures, gone)
    }
}
