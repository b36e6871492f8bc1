import Crypto
import Foundation
import GRDB
import RoadModel

/// Adds entries to the ledger inside the transaction of what they record, so that neither can be
/// there without the other.
struct LedgerWriter {
    private let db: Database
    private let signer: NoteSigner
    private let software: String
    private let schemaSHA256: String

    /// Opens the ledger for adding; an empty one begins with the entry of its key.
    ///
    /// - Throws: `.verificationFailed` when the key in the keys folder is not the ledger's.
    init(_ db: Database, _ workspace: Workspace, software: String) throws {
        self.db = db
        self.software = software
        schemaSHA256 = try Self.schemaDigest(db)
        let known = try Self.verifier(db)
        guard let known else {
            signer = try LedgerKey.read(workspace) ?? LedgerKey.make(workspace)
            try add(.key) { $0.detail = ["verifier": signer.verifier(.ed25519).text] }
            return
        }
        signer = try LedgerKey.read(workspace, matching: known)
    }

    /// The verifier of the ledger's present key; `nil` for an empty ledger.
    static func verifier(_ db: Database) throws -> NoteVerifier? { try keys(db)?.present }

    /// The ledger's keys; `nil` for an empty ledger.
    static func keys(_ db: Database) throws -> LedgerKeys? {
        let bodies = try String.fetchAll(
            db,
            sql: "SELECT body FROM ledger WHERE kind = 'key' ORDER BY entry DESC"
        )
        let keys = try bodies.compactMap { body in
            try LedgerEntry(text: body).detail["verifier"].map { try NoteVerifier(text: $0) }
        }
        return keys.first.map { LedgerKeys($0, earlier: Array(keys.dropFirst())) }
    }

    /// SHA-256 over the definitions of all tables, indexes and triggers.
    static func schemaDigest(_ db: Database) throws -> String {
        let definitions = try String.fetchAll(
            db,
            sql: """
                SELECT type || ' ' || name || char(10) || sql FROM sqlite_schema
                WHERE sql IS NOT NULL ORDER BY type, name
                """
        )
        return LedgerHash(SHA256.hash(data: Data(definitions.joined(separator: "\n").utf8))).hex
    }

    static func tree(_ db: Database) -> MerkleTree<any Error> {
        MerkleTree { level, position in
            let bytes = try Data.fetchOne(
                db,
                sql: "SELECT hash FROM ledger_nodes WHERE level = ? AND position = ?",
                arguments: [level, position]
            )
            guard let bytes, let hash = LedgerHash(bytes) else {
                throw IntakeError(
                    .verificationFailed,
                    subject: "ledger",
                    detail: "A node of the ledger's tree is missing or malformed.",
                    remedy: "Run 'jol archive verify' and restore a backup."
                )
            }
            return hash
        }
    }

    /// Adds an entry and signs the state with it.
    ///
    /// - Parameters:
    ///   - kind: What it records.
    ///   - next: The key that follows, when the entry is about it: both sign.
    ///   - fill: Completes the entry.
    /// - Returns: The entry's number.
    /// - Throws: What `fill` throws, and what the database does.
    @discardableResult
    func add(
        _ kind: LedgerKind,
        signedAlsoBy next: NoteSigner? = nil,
        _ fill: (inout LedgerEntry) throws -> Void
    ) throws -> Int {
        let last = try Row.fetchOne(
            db,
            sql: "SELECT entry, recorded_us FROM ledger ORDER BY entry DESC LIMIT 1"
        )
        let number = try last.map { try ($0.field("entry") as Int) + 1 } ?? 0
        let now = Timestamp(
            microseconds: Int64((Date().timeIntervalSince1970 * 1e6).rounded())
        )
        var entry = LedgerEntry(
            entry: number,
            kind: kind,
            recorded: now,
            software: software,
            schemaSHA256: schemaSHA256
        )
        if let last, try (last.field("recorded_us") as Int64) > now.microseconds {
            entry.clockWentBackwards = true
        }
        try fill(&entry)
        entry.states.append(try RowHash.of(.frame, db))
        let body = try entry.encoded()
        try db.execute(
            sql: "INSERT INTO ledger VALUES (?, ?, ?, ?)",
            arguments: [number, kind.rawValue, now.microseconds, body]
        )
        try addLeaf(LedgerHash.leaf(Data(body.utf8)), at: number)
        var checkpoint = try Checkpoint(
            size: number + 1,
            root: try Self.tree(db).root(number + 1),
            signer: signer
        )
        if let next { try checkpoint.sign(next) }
        try db.execute(
            sql: "INSERT INTO checkpoints VALUES (?, ?)",
            arguments: [number + 1, checkpoint.note.text]
        )
        return number
    }

    private func addLeaf(_ leaf: LedgerHash, at number: Int) throws {
        var (level, position, hash) = (0, number, leaf)
        while true {
            try db.execute(
                sql: "INSERT INTO ledger_nodes VALUES (?, ?, ?)",
                arguments: [level, position, Data(hash.bytes)]
            )
            guard position & 1 == 1 else { return }
            hash = LedgerHash.node(try Self.tree(db).complete(level, position - 1), hash)
            (level, position) = (level + 1, position >> 1)
        }
    }

    /// Signs as a witness with the ledger's own key.
    func cosign(_ checkpoint: inout Checkpoint, at time: Timestamp) throws {
        try checkpoint.cosign(signer, at: time)
    }
}
