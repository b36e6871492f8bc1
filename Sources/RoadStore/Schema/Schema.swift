import GRDB
import RoadModel

/// The tables of `jol.gpkg` and their version.
///
/// The file is a valid GeoPackage 1.3 (OGC 12-128r17): application id, contents and geometry
/// tables are the standard's; Jol's version stands in `jol_schema`. Feature tables cannot be
/// STRICT because the standard's type names are not SQLite's; all others are.
enum Schema {
    /// The version this program writes and reads.
    static let version = 6

    /// `GPKG` as the standard asks for in the file header.
    static let applicationID = 0x4750_4B47

    static func create(_ db: Database) throws {
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = 10300")
        try db.execute(sql: GeoPackageTables.definition)
        try db.execute(sql: WorkspaceTables.definition)
        try db.execute(sql: LedgerTables.definition)
        try db.execute(sql: RetentionTables.definition)
        for layer in WorkspaceTables.layers {
            try GeoPackageTables.register(layer, in: db)
        }
        try db.execute(
            sql: "INSERT INTO jol_schema (version) VALUES (?)",
            arguments: [version]
        )
    }

    /// The version of a workspace's tables.
    ///
    /// - Throws: `.workspaceVersion` when the file is not Jol's, or newer than this program.
    static func version(_ db: Database, path: String) throws -> Int {
        guard try db.tableExists("jol_schema"),
            let found = try Int.fetchOne(db, sql: "SELECT max(version) FROM jol_schema")
        else {
            throw IntakeError(
                .workspaceVersion,
                subject: path,
                detail: "The file is a database, but not one of Jol's.",
                remedy: "Name a folder made by 'jol init'."
            )
        }
        guard found <= version else {
            throw IntakeError(
                .workspaceVersion,
                subject: path,
                detail: "The workspace has schema \(found), this program reads \(version).",
                remedy: "Use the newer version of Jol that wrote it."
            )
        }
        return found
    }
}
