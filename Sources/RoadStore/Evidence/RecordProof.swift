import Foundation
import GRDB
package import RoadModel

/// That a row stands in the ledger as it is: its bytes, its way to the root over its file's rows, and
/// the proof of the entry that states this root.
package struct RecordProof: Sendable, Hashable, Codable {
    /// The table.
    package var table: String
    /// The row as it went into its digest, base 64.
    package var row: String
    /// Its place among the rows of the entry, from 0.
    package var index: Int
    /// How many rows the entry vouches for.
    package var count: Int
    /// The hashes beside its way to the root, base 64.
    package var path: [String]
    /// The proof of the entry (c2sp.org/tlog-proof).
    package var entry: String

    /// What the row says, by column.
    ///
    /// - Throws: `.formatDamaged` when the bytes are not a row of this table.
    package func fields() throws(IntakeError) -> StoredRow {
        guard let table = EvidenceTable(rawValue: table), let data = Data(base64Encoded: row),
            let values = RowBytes.values(Array(data)), values.count == table.columnNames.count
        else { throw Self.damaged("The row's bytes are not a row of \(table).") }
        return Dictionary(uniqueKeysWithValues: zip(table.columnNames, values))
    }

    /// What does not hold, in sentences; empty when the row is what the ledger vouches for.
    package func faults(_ keys: LedgerKeys) throws(IntakeError) -> [String] {
        guard let proof = try LedgerProof.find(in: entry, subject: "record")?.proof,
            let stated = try? LedgerEntry(text: proof.entry),
            let data = Data(base64Encoded: row)
        else { throw Self.damaged("The entry's proof is not whole.") }
        var faults: [String] = []
        if !proof.checkpoint.note.isSigned(by: keys) {
            faults.append("The entry of the record is not signed by the key \(keys.name).")
        }
        if !proof.isIncluded || stated.entry != proof.index {
            faults.append("The entry of the record is not part of the signed ledger.")
        }
        let hashes = path.compactMap { LedgerHash(base64: $0) }
        let isThere = stated.rows.contains { rows in
            guard rows.table.rawValue == table, rows.rows == count, hashes.count == path.count,
                let root = rows.root.flatMap({ LedgerHash(base64: $0) })
            else { return false }
            return MerkleProof.includes(
                LedgerHash.leaf(data),
                at: index,
                size: count,
                root: root,
                proof: hashes
            )
        }
        if !isThere { faults.append("The row is not one that the ledger vouches for.") }
        return faults
    }

    private static func damaged(_ detail: String) -> IntakeError {
        IntakeError(
            .formatDamaged,
            subject: "record",
            detail: detail,
            remedy: "Have the evidence packed again: 'jol evidence pack'."
        )
    }
}

extension Store {
    /// The proof of a record; `nil` when its file came in before rows had a root of their own, and
    /// for passages, which have none.
    ///
    /// - Throws: `.verificationFailed` when the rows are not those that the ledger vouches for.
    package func proof(
        ofRecord number: Int64,
        _ kind: RecordKind
    ) throws(IntakeError) -> RecordProof? {
        try read { db in
            guard let table = EvidenceTable(rawValue: kind.place.table) else { return nil }
            let entries = try LedgerReading(db).active
            var found: (entry: Int, rows: RowDigest)?
            for entry in entries {
                for rows in entry.rows where rows.table == table && rows.root != nil {
                    if (rows.first...rows.last).contains(number) { found = (entry.entry, rows) }
                }
            }
            guard let found else { return nil }
            let leaves = try RowHash.leaves(table, found.rows.first, found.rows.last, db)
            let row = try RowHash.bytes(table, number, db)
            let leaf = LedgerHash.leaf(Data(row))
            let tree = MerkleTree(leaves: leaves)
            guard !row.isEmpty, let index = leaves.firstIndex(of: leaf),
                tree.root(leaves.count).base64 == found.rows.root,
                let seal = try Self.seal(found.entry, db)
            else {
                throw IntakeError(
                    .verificationFailed,
                    subject: "\(kind.rawValue) \(number)",
                    detail: "The rows are not those that entry \(found.entry) vouches for.",
                    remedy:
                        "Run 'jol archive verify'; restore before anything is taken for evidence."
                )
            }
            return RecordProof(
                table: table.rawValue,
                row: Data(row).base64EncodedString(),
                index: index,
                count: leaves.count,
                path: tree.inclusion(index, leaves.count).map(\.base64),
                entry: seal.proof
            )
        }
    }

    /// Rows of what belongs to a record, by the name of their table.
    package func surroundings(
        ofRecord number: Int64,
        _ kind: RecordKind
    ) throws(IntakeError) -> [String: [StoredRow]] {
        let (table, key) = kind.place
        var queries = [table: "SELECT * FROM \(table) WHERE \(key) = ?1"]
        switch kind {
        case .violation, .passage:
            let device = "(SELECT device_id FROM \(table) WHERE \(key) = ?1)"
            queries["devices"] = "SELECT * FROM devices WHERE id = \(device)"
            queries["device_register"] = """
                SELECT * FROM device_register
                WHERE serial = (SELECT serial FROM devices WHERE id = \(device)) ORDER BY id
                """
        case .crash:
            let card = """
                (SELECT c.source_id, coalesce(d.source, '') FROM crashes c
                 LEFT JOIN crash_details d ON d.crash_id = c.fid WHERE c.fid = ?1)
                """
            queries["crash_details"] = "SELECT * FROM crash_details WHERE crash_id = ?1"
            queries["crash_vehicles"] = """
                SELECT * FROM crash_vehicles WHERE (source_id, source) = \(card) ORDER BY id
                """
            queries["crash_participants"] = """
                SELECT * FROM crash_participants WHERE (source_id, source) = \(card) ORDER BY id
                """
            queries["corrections"] = """
                SELECT * FROM corrections WHERE (source_id, source) = \(card) ORDER BY id
                """
            queries["crash_effective"] = "SELECT * FROM crash_effective WHERE fid = ?1"
            queries["versions"] = """
                SELECT fid, intake_id, is_current, content_key FROM crashes
                WHERE source_id = (SELECT source_id FROM crashes WHERE fid = ?1) ORDER BY fid
                """
        }
        queries["holds"] = """
            SELECT * FROM holds WHERE intake_id = (SELECT intake_id FROM \(table) WHERE \(key) = ?1)
            """
        let wanted = queries
        return try read { db in
            try wanted.mapValues { query in
                try Row.fetchAll(db, sql: query, arguments: [number]).map { row in
                    Dictionary(
                        zip(row.columnNames, row.databaseValues.map(StoredValue.init)),
                        uniquingKeysWith: { first, _ in first }
                    )
                }
            }
        }
    }
}
