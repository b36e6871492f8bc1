import GRDBSQLite

extension Store {
    /// The version of the SQLite library in use.
    package static var sqliteVersion: (text: String, hasWALResetBug: Bool) {
        let number = sqlite3_libversion_number()
        // Versions 3.7.0 to 3.51.2; sqlite.org, release log of 3.51.3.
        return (String(cString: sqlite3_libversion()), number >= 3_007_000 && number <= 3_051_002)
    }
}
