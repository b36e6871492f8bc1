/// The tables of the ledger.
enum LedgerTables {
    /// Entries are only ever added; the triggers guard against mistakes, the tree against people.
    static let definition = """
        CREATE TABLE ledger (
            entry INTEGER PRIMARY KEY, kind TEXT NOT NULL, recorded_us INTEGER NOT NULL,
            body TEXT NOT NULL) STRICT;
        CREATE TABLE ledger_nodes (
            level INTEGER NOT NULL, position INTEGER NOT NULL, hash BLOB NOT NULL,
            PRIMARY KEY (level, position)) STRICT, WITHOUT ROWID;
        CREATE TABLE checkpoints (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
        CREATE TABLE witnessed (
            origin TEXT PRIMARY KEY, verifier TEXT NOT NULL, size INTEGER NOT NULL,
            note TEXT NOT NULL, seen_us INTEGER NOT NULL) STRICT;
        CREATE TRIGGER ledger_stays BEFORE UPDATE ON ledger
            BEGIN SELECT raise(ABORT, 'entries of the ledger are never changed'); END;
        CREATE TRIGGER ledger_keeps BEFORE DELETE ON ledger
            BEGIN SELECT raise(ABORT, 'entries of the ledger are never deleted'); END;
        """
}
