import Foundation
import GRDB
package import RoadModel

/// Where a receipt stands in the ledger, with the proof of it.
package struct LedgerSeal: Sendable, Hashable, Codable {
    /// The entry's number, from 0.
    package var entry: Int
    /// The proof as text (c2sp.org/tlog-proof).
    package var proof: String
}

extension Store {
    /// The proof of an entry in the ledger as it stood right after it.
    static func seal(_ entry: Int, _ db: Database) throws -> LedgerSeal? {
        let found = try Row.fetchOne(
            db,
            sql: """
                SELECT l.body, c.note FROM ledger l JOIN checkpoints c ON c.size = l.entry + 1
                WHERE l.entry = ?
                """,
            arguments: [entry]
        )
        guard let found else { return nil }
        let proof = LedgerProof(
            entry: try found.field("body"),
            index: entry,
            path: try LedgerWriter.tree(db).inclusion(entry, entry + 1),
            checkpoint: try Checkpoint(text: try found.field("note"), subject: "checkpoint")
        )
        return LedgerSeal(entry: entry, proof: proof.text)
    }

    /// What the ledger's signatures are checked with; `nil` before the first entry.
    package func ledgerKeys() throws(IntakeError) -> LedgerKeys? {
        try read { db in try LedgerWriter.keys(db) }
    }

    /// Makes a new signing key, vouched for by the present one, which is then destroyed.
    ///
    /// - Parameters:
    ///   - reason: Why, for the ledger.
    ///   - software: Name and version of the program.
    /// - Returns: The keys with the new one.
    /// - Throws: `.insufficient` before the first entry, `.verificationFailed` without the present
    ///   key, `.io`.
    package func renewLedgerKey(
        reason: String,
        software: String
    ) throws(IntakeError) -> LedgerKeys {
        guard let present = try ledgerKeys()?.present else {
            throw IntakeError(
                .insufficient,
                subject: "key",
                detail: "The ledger has no entry yet, and so no key to renew.",
                remedy: "Take in a first file; its key is new."
            )
        }
        try write { db in
            let ledger = try LedgerWriter(db, workspace, software: software)
            let next = try LedgerKey.makeNext(workspace, name: present.name)
            try ledger.add(.key, signedAlsoBy: next) {
                $0.detail = [
                    "verifier": next.verifier(.ed25519).text, "before": present.text,
                    "reason": reason,
                ]
            }
        }
        try LedgerKey.install(workspace)
        return try ledgerKeys() ?? LedgerKeys(present)
    }

    /// The signed state of the ledger; `nil` before the first entry.
    package func checkpoint() throws(IntakeError) -> Checkpoint? {
        try read { db in
            try String.fetchOne(
                db,
                sql: "SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1"
            ).map { try Checkpoint(text: $0, subject: "checkpoint") }
        }
    }

    /// What a witness needs that saw `old` entries before: the hashes that lead from there to the
    /// present state.
    ///
    /// - Throws: `.badArgument` when the ledger never had that size.
    package func consistencyProof(from old: Int) throws(IntakeError) -> [LedgerHash] {
        let present = try checkpoint()?.size ?? 0
        guard old >= 0, old <= present else {
            throw IntakeError(
                .badArgument,
                subject: "--since \(old)",
                detail: "The ledger has \(present) entries.",
                remedy: "Give the size that the witness saw last; 0 when it saw none."
            )
        }
        return try read { db in try LedgerWriter.tree(db).consistency(old, present) }
    }

    /// Writes an entry of its own, for what happens outside the tables: exports, backups.
    ///
    /// - Returns: The entry's number.
    @discardableResult
    package func record(
        _ kind: LedgerKind,
        software: String,
        detail: [String: String]
    ) throws(IntakeError) -> Int {
        try write { db in
            try LedgerWriter(db, workspace, software: software).add(kind) { $0.detail = detail }
        }
    }
}
