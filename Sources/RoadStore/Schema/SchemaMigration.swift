import GRDB

/// Brings the tables of an earlier version to the present form, in one transaction.
///
/// Versions have only ever added tables and columns, so the difference to a new workspace is what
/// is missing. Rows that were stored before are vouched for from this entry of the ledger on.
enum SchemaMigration {
    /// - Parameters:
    ///   - db: Inside a transaction.
    ///   - old: The version found.
    ///   - workspace: Where the ledger's key is or will be.
    /// - Throws: What SQLite and the key throw.
    static func run(_ db: Database, from old: Int, _ workspace: Workspace) throws {
        let model = try DatabaseQueue()
        let wanted = try model.write { fresh in
            try Schema.create(fresh)
            return try definitions(fresh)
        }
        for (name, sql, kind) in wanted where kind == "table" {
            guard try db.tableExists(name) else {
                try db.execute(sql: sql)
                continue
            }
            let known = Set(try db.columns(in: name).map(\.name))
            let columns = try model.read { try $0.columns(in: name) }
            for column in columns where !known.contains(column.name) {
                try db.execute(sql: addition(of: column, to: name))
            }
        }
        let present = Set(
            try String.fetchAll(db, sql: "SELECT type || ' ' || name FROM sqlite_schema")
        )
        for (name, sql, kind) in wanted
        where kind != "table" && !present.contains("\(kind) \(name)") {
            try db.execute(sql: sql)
        }
        for layer in WorkspaceTables.layers {
            let isKnown = try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM gpkg_contents WHERE table_name = ?)",
                arguments: [layer.table]
            )
            if isKnown != true { try GeoPackageTables.register(layer, in: db) }
        }
        try db.execute(
            sql: "INSERT INTO jol_schema (version) VALUES (?)",
            arguments: [Schema.version]
        )
        let hasHidden = try old < 5 && hideFingerprints(db, workspace)
        let ledger = try LedgerWriter(db, workspace, software: "jol, schema \(Schema.version)")
        try ledger.add(.schema) { entry in
            entry.detail = ["from": "\(old)", "to": "\(Schema.version)"]
            guard old < 3 || hasHidden else {
                // Version 6 gave the register a column, and its rows are read with all of them.
                if old < 6 { entry.states = [try RowHash.of(.deviceRegister, db)] }
                return
            }
            entry.rows = try EvidenceMarks.beginning.digests(db)
            entry.states = try StateTable.allCases.filter { $0 != .frame }
                .map { try RowHash.of($0, db) }
        }
    }

    /// Until version 4 fingerprints of records stood as they are, and plates could be tried against
    /// them.
    ///
    /// - Returns: Whether there were any.
    private static func hideFingerprints(_ db: Database, _ workspace: Workspace) throws -> Bool {
        let tables = ["passages", "violations"]
        let hasRows = try tables.contains { table in
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(table))") ?? false
        }
        guard hasRows else { return false }
        let secret = try PersonalKeys.required(by: workspace).record
        let hidden = DatabaseFunction("jol_hidden", argumentCount: 1, pure: true) { values in
            Int64.fromDatabaseValue(values[0]).map(secret.hidden)
        }
        db.add(function: hidden)
        defer { db.remove(function: hidden) }
        for table in tables {
            try db.execute(sql: "UPDATE \(table) SET record_key = jol_hidden(record_key)")
        }
        return true
    }

    private static func definitions(
        _ db: Database
    ) throws -> [(name: String, sql: String, kind: String)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT name, sql, type FROM sqlite_schema
                WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid
                """
        ).map { (try $0.field("name"), try $0.field("sql"), try $0.field("type")) }
    }

    private static func addition(of column: ColumnInfo, to table: String) -> String {
        var sql = "ALTER TABLE \(table) ADD COLUMN \(column.name) \(column.type)"
        if column.isNotNull { sql += " NOT NULL" }
        if let value = column.defaultValueSQL { sql += " DEFAULT \(value)" }
        return sql
    }
}
