/// Tables of legal holds and of what was erased.
enum RetentionTables {
    static let definition = """
        CREATE TABLE holds (
            id INTEGER PRIMARY KEY, intake_id INTEGER NOT NULL, record_kind TEXT,
            record_id INTEGER, why TEXT NOT NULL, who TEXT NOT NULL, placed_us INTEGER NOT NULL,
            released_us INTEGER, released_by TEXT, released_why TEXT) STRICT;
        CREATE TABLE erasures (
            id INTEGER PRIMARY KEY, intake_id INTEGER NOT NULL, sha256 TEXT NOT NULL,
            class TEXT NOT NULL, before_us INTEGER NOT NULL, pseudonyms INTEGER NOT NULL,
            is_object INTEGER NOT NULL, why TEXT NOT NULL, who TEXT NOT NULL,
            erased_us INTEGER NOT NULL) STRICT;
        CREATE INDEX erasures_file ON erasures (sha256);
        """
}
