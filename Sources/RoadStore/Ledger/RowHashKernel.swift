import Crypto
import GRDB
import GRDBSQLite

/// Digests of rows as SQLite holds them, whatever their types.
///
/// A value is its type's number, then eight bytes (integers and reals, little-endian) or its
/// length in four bytes and its bytes (texts, blobs). SQLite's own accessors are used because
/// GRDB's rows cost ten times as much and trap on damaged data.
enum RowHash {
    static func of(_ table: EvidenceTable, _ first: Int64, _ last: Int64, _ db: Database)
        throws -> RowDigest
    {
        guard !table.hasRoot else { return try rooted(table, first, last, db) }
        var hashing = Hashing()
        try hashing.add(table.query, [first, last], db)
        return RowDigest(
            table: table,
            first: first,
            last: last,
            rows: hashing.rows,
            sha256: hashing.finish()
        )
    }

    private static func rooted(
        _ table: EvidenceTable,
        _ first: Int64,
        _ last: Int64,
        _ db: Database
    ) throws -> RowDigest {
        var hashing = Hashing()
        var whole = SHA256()
        var root = RowRoot()
        try hashing.each(table.query, [first, last], db) { row in
            whole.update(data: row)
            root.add(LedgerHash.leaf(row))
        }
        return RowDigest(
            table: table,
            first: first,
            last: last,
            rows: hashing.rows,
            sha256: LedgerHash(whole.finalize()).hex,
            root: root.root.base64
        )
    }

    /// The leaves of the tree over rows.
    static func leaves(
        _ table: EvidenceTable,
        _ first: Int64,
        _ last: Int64,
        _ db: Database
    ) throws -> [LedgerHash] {
        var hashing = Hashing()
        var leaves: [LedgerHash] = []
        try hashing.each(table.query, [first, last], db) { leaves.append(LedgerHash.leaf($0)) }
        return leaves
    }

    /// One row as it goes into its digest; empty when there is none.
    static func bytes(_ table: EvidenceTable, _ number: Int64, _ db: Database) throws -> [UInt8] {
        var hashing = Hashing()
        var bytes: [UInt8] = []
        try hashing.each(table.query, [number, number], db) { bytes = $0 }
        return bytes
    }

    static func of(_ table: StateTable, _ db: Database) throws -> StateDigest {
        var hashing = Hashing()
        for query in table.queries { try hashing.add(query, [], db) }
        return StateDigest(table: table, rows: hashing.rows, sha256: hashing.finish())
    }

    /// A digest of what two workspaces with the same facts share, in whatever order the facts came:
    /// the sum of the hashes of all rows of the query.
    static func unordered(_ query: String, _ db: Database) throws -> (rows: Int, sum: [UInt64]) {
        var hashing = Hashing()
        var sum: [UInt64] = [0, 0, 0, 0]
        try hashing.each(query, [], db) { row in
            let digest = SHA256.hash(data: row)
            digest.withUnsafeBytes { bytes in
                for lane in 0..<4 {
                    sum[lane] &+= bytes.loadUnaligned(fromByteOffset: 8 * lane, as: UInt64.self)
                }
            }
        }
        return (hashing.rows, sum)
    }

    private struct Hashing {
        private var hash = SHA256()
        private(set) var rows = 0
        private var buffer: [UInt8] = []

        mutating func add(_ sql: String, _ arguments: [Int64], _ db: Database) throws {
            try each(sql, arguments, db, keeping: 1 << 16) { _ in }
        }

        /// Calls `body` with each row's bytes; with `keeping` they go into the digest instead, in
        /// pieces of about that size.
        mutating func each(
            _ sql: String,
            _ arguments: [Int64],
            _ db: Database,
            keeping: Int = 0,
            _ body: ([UInt8]) -> Void
        ) throws {
            let statement = try db.makeStatement(sql: sql)
            let handle = statement.sqliteStatement
            for (index, argument) in arguments.enumerated() {
                sqlite3_bind_int64(handle, Int32(index + 1), argument)
            }
            let columns = sqlite3_column_count(handle)
            defer { sqlite3_reset(handle) }
            while true {
                let code = sqlite3_step(handle)
                guard code == SQLITE_ROW else {
                    guard code == SQLITE_DONE else {
                        throw DatabaseError(
                            resultCode: ResultCode(rawValue: code),
                            message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
                        )
                    }
                    break
                }
                rows += 1
                for column in 0..<columns { append(handle, column) }
                if keeping == 0 {
                    body(buffer)
                    buffer.removeAll(keepingCapacity: true)
                } else if buffer.count >= keeping {
                    flush()
                }
            }
            flush()
        }

        private mutating func flush() {
            hash.update(data: buffer)
            buffer.removeAll(keepingCapacity: true)
        }

        private mutating func append(_ handle: OpaquePointer, _ column: Int32) {
            switch sqlite3_column_type(handle, column) {
            case SQLITE_INTEGER:
                buffer.append(1)
                append(UInt64(bitPattern: sqlite3_column_int64(handle, column)))
            case SQLITE_FLOAT:
                buffer.append(2)
                append(sqlite3_column_double(handle, column).bitPattern)
            case SQLITE_TEXT:
                let text = sqlite3_column_text(handle, column)
                append(3, UnsafeRawPointer(text), sqlite3_column_bytes(handle, column))
            case SQLITE_BLOB:
                let blob = sqlite3_column_blob(handle, column)
                append(4, blob, sqlite3_column_bytes(handle, column))
            default:
                buffer.append(0)
            }
        }

        private mutating func append(_ number: UInt64) {
            withUnsafeBytes(of: number.littleEndian) { buffer.append(contentsOf: $0) }
        }

        // The pointer is SQLite's and valid until the next step of the statement.
        private mutating func append(_ type: UInt8, _ start: UnsafeRawPointer?, _ count: Int32) {
            buffer.append(type)
            withUnsafeBytes(of: UInt32(bitPattern: count).littleEndian) {
                buffer.append(contentsOf: $0)
            }
            guard let start, count > 0 else { return }
            buffer.append(contentsOf: UnsafeRawBufferPointer(start: start, count: Int(count)))
        }

        mutating func finish() -> String {
            LedgerHash(hash.finalize()).hex
        }
    }
}
