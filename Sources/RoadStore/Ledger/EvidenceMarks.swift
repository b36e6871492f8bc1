import GRDB

/// How far each table of evidence reaches before a file is taken in, so that its own rows can be
/// told apart afterwards.
struct EvidenceMarks {
    private let last: [EvidenceTable: Int64]

    /// Marks the end of every table.
    init(_ db: Database) throws {
        var last: [EvidenceTable: Int64] = [:]
        for table in EvidenceTable.allCases { last[table] = try Self.end(table, db) }
        self.last = last
    }

    /// Marks that stand before every row.
    static let beginning = EvidenceMarks(last: [:])

    private init(last: [EvidenceTable: Int64]) { self.last = last }

    /// Digests of the rows that came in since; tables without any are left out.
    ///
    /// Digests in `known` were taken while the rows were stored.
    func digests(_ db: Database, known: [RowDigest] = []) throws -> [RowDigest] {
        try EvidenceTable.allCases.compactMap { table in
            if let digest = known.first(where: { $0.table == table }) { return digest }
            let (first, end) = ((last[table] ?? 0) + 1, try Self.end(table, db))
            guard first <= end else { return nil }
            let digest = try RowHash.of(table, first, end, db)
            return digest.rows == 0 ? nil : digest
        }
    }

    private static func end(_ table: EvidenceTable, _ db: Database) throws -> Int64 {
        // Rows of a flight go with the flight's number.
        let (key, name) =
            table.belongsToFlight
            ? ("fid", EvidenceTable.flights.rawValue) : (table.key, table.rawValue)
        return try Int64.fetchOne(db, sql: "SELECT max(\(key)) FROM \(name)") ?? 0
    }
}
