import GRDB
import GRDBSQLite
import RoadModel

/// One prepared INSERT that many rows go through, without an allocation per value.
///
/// GRDB's own argument arrays cost ten times as much per row as SQLite does. The statement is
/// GRDB's and lives as long as this struct holds it, so the handle stays valid.
struct BulkInsert {
    private let statement: Statement
    private let handle: OpaquePointer
    private let recorder: RowRecorder?
    // SQLite copies what it is given before the call returns, so no buffer has to outlive it.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    /// Prepares an INSERT; `recorder` is told of every value bound, in the order of the columns.
    init(_ db: Database, sql: String, recorder: RowRecorder? = nil) throws {
        self.recorder = recorder
        statement = try db.makeStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    func bind(_ index: Int32, _ value: Int64) {
        sqlite3_bind_int64(handle, index, value)
        recorder?.add(value)
    }

    func bind(_ index: Int32, _ value: Int) { bind(index, Int64(value)) }

    func bind(_ index: Int32, _ value: Int?) {
        if let value { bind(index, value) } else { bindNull(index) }
    }

    /// Binds a number; `nan` stands for "missing" in columns and becomes NULL.
    func bind(_ index: Int32, _ value: Double) {
        if value.isNaN {
            bindNull(index)
        } else {
            // SQLite keeps no sign of zero in a whole number.
            let value = value == 0 ? 0 : value
            sqlite3_bind_double(handle, index, value)
            recorder?.add(value)
        }
    }

    func bindNull(_ index: Int32) {
        sqlite3_bind_null(handle, index)
        recorder?.addNull()
    }

    func bind(_ index: Int32, _ text: String) {
        var text = text
        text.withUTF8 { bytes in bindText(index, bytes) }
        recorder?.add(text: text.utf8)
    }

    func bind(_ index: Int32, utf8 bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { bindText(index, $0) }
        recorder?.add(text: bytes)
    }

    func bind(_ index: Int32, blob: some Collection<UInt8>) {
        let done: Void? = blob.withContiguousStorageIfAvailable { bytes in
            _ = sqlite3_bind_blob(
                handle,
                index,
                bytes.baseAddress,
                Int32(bytes.count),
                Self.copied
            )
        }
        guard done != nil else { return bind(index, blob: Array(blob)) }
        recorder?.add(blob: blob)
    }

    private func bindText(_ index: Int32, _ bytes: UnsafeBufferPointer<UInt8>) {
        // An empty buffer has no address, and SQLite would take that for NULL.
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            sqlite3_bind_text(handle, index, "", 0, Self.copied)
            return
        }
        start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { characters in
            _ = sqlite3_bind_text(handle, index, characters, Int32(bytes.count), Self.copied)
        }
    }

    /// Inserts the bound row and makes the statement ready for the next.
    ///
    /// - Returns: Whether a row was added; `false` when `OR IGNORE` met an equal one.
    func insert() throws -> Bool {
        let connection = sqlite3_db_handle(handle)
        let before = sqlite3_total_changes64(connection)
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE else {
            let message = String(cString: sqlite3_errmsg(connection))
            sqlite3_reset(handle)
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
        }
        sqlite3_reset(handle)
        let isStored = sqlite3_total_changes64(connection) != before
        recorder?.finish(storedAs: isStored ? sqlite3_last_insert_rowid(connection) : nil)
        return isStored
    }
}
