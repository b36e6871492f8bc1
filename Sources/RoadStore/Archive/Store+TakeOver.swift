import GRDB
package import RoadModel

extension Store {
    /// Takes over the rows of a receipt whose file is gone, as another workspace has them.
    ///
    /// - Throws: `.io`.
    package func takeOver(_ receipt: Receipt, from other: Store) throws(IntakeError) {
        let number = receipt.number
        let rows = try other.read { db in
            let body = try String.fetchOne(
                db,
                sql: """
                    SELECT l.body FROM intake i JOIN ledger l ON l.entry = i.ledger_entry
                    WHERE i.id = ?
                    """,
                arguments: [number]
            )
            var tables: [(name: String, rows: [Row])] = [
                ("intake", try Row.fetchAll(db, sql: "SELECT * FROM intake WHERE id = \(number)"))
            ]
            let ranges = try body.map { try LedgerEntry(text: $0).rows } ?? []
            for range in ranges where range.table != .intake {
                let query = """
                    SELECT * FROM \(range.table.rawValue) WHERE \(range.table.key) BETWEEN ? AND ?
                    """
                let found = try Row.fetchAll(db, sql: query, arguments: [range.first, range.last])
                tables.append((range.table.rawValue, found))
            }
            tables.insert(("devices", try Self.devices(of: number, db)), at: 0)
            return tables
        }
        try write { db in
            for table in rows {
                for row in table.rows { try Self.insert(row, into: table.name, db) }
            }
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

    private static func insert(_ row: Row, into table: String, _ db: Database) throws {
        let names = row.columnNames.map { $0.quotedDatabaseIdentifier }.joined(separator: ", ")
        let marks = row.columnNames.map { _ in "?" }.joined(separator: ", ")
        try db.execute(
            sql: "INSERT OR IGNORE INTO \(table) (\(names)) VALUES (\(marks))",
            arguments: StatementArguments(row.databaseValues)
        )
    }

    /// Takes the pseudonyms out of those rows of a receipt that have none any more in another
    /// workspace, where the ledger says that they were erased.
    package func dropPseudonyms(
        of receipt: Int64,
        like other: Store
    ) throws(IntakeError) {
        let gone = try other.read { db in
            let isErased = try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM erasures WHERE intake_id = ?)",
                arguments: [receipt]
            )
            guard isErased == true else { return [(String, [Int64])]() }
            return try [RecordKind.passage, .violation].map { kind in
                let (table, key) = kind.place
                let numbers = try Int64.fetchAll(
                    db,
                    sql: """
                        SELECT \(key) FROM \(table)
                        WHERE intake_id = ? AND plate_pseudonym IS NULL
                        """,
                    arguments: [receipt]
                )
                return ("\(table) SET plate_pseudonym = NULL WHERE \(key) = ?", numbers)
            }
        }
        guard !gone.isEmpty else { return }
        try write { db in
            for (change, numbers) in gone {
                for number in numbers {
                    try db.execute(sql: "UPDATE \(change)", arguments: [number])
                }
            }
        }
    }
}
