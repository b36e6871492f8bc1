import Foundation
import GRDB
package import RoadModel

/// A checkpoint on its way to a witness (the body of c2sp.org/tlog-witness): the size the witness
/// saw last, the hashes that lead on from there, and the checkpoint.
package struct WitnessRequest: Sendable, Hashable {
    /// The size that the witness saw last; 0 for none.
    package var old: Int
    /// The hashes that show that nothing before was changed.
    package var proof: [LedgerHash]
    /// The present state.
    package var checkpoint: Checkpoint

    /// The request as text.
    package var text: String {
        (["old \(old)"] + proof.map(\.base64)).joined(separator: "\n") + "\n\n"
            + checkpoint.note.text
    }

    /// Reads a request; a bare checkpoint is one from a witness that saw nothing before.
    ///
    /// - Throws: `.formatDamaged`.
    package init(text: String, subject: String) throws(IntakeError) {
        guard text.hasPrefix("old "), let gap = text.range(of: "\n\n") else {
            (old, proof) = (0, [])
            checkpoint = try Checkpoint(text: text, subject: subject)
            return
        }
        let lines = text[..<gap.lowerBound].split(separator: "\n")
        let hashes = lines.dropFirst().compactMap { LedgerHash(base64: String($0)) }
        guard let old = Int(lines[0].dropFirst(4)), old >= 0, hashes.count == lines.count - 1
        else {
            throw IntakeError(
                .formatDamaged,
                subject: subject,
                detail: "The size seen before or a hash cannot be read.",
                remedy: "Make the file anew: 'jol archive checkpoint --since SIZE --out FILE'."
            )
        }
        (self.old, proof) = (old, hashes)
        checkpoint = try Checkpoint(text: String(text[gap.upperBound...]), subject: subject)
    }

    /// Makes a request.
    package init(old: Int, proof: [LedgerHash], checkpoint: Checkpoint) {
        (self.old, self.proof, self.checkpoint) = (old, proof, checkpoint)
    }
}

extension Store {
    /// Countersigns the checkpoint of a lower level's ledger, after checking that it continues the
    /// one seen before.
    ///
    /// - Parameters:
    ///   - request: What the lower level handed over.
    ///   - verifier: That level's key; needed the first time, and when the level has renewed it.
    ///   - software: Name and version of the program.
    ///   - time: When it was seen.
    /// - Returns: The checkpoint with this workspace's line under it.
    /// - Throws: `.verificationFailed` when the signature, the size or the proof does not hold.
    package func countersign(
        _ request: WitnessRequest,
        verifier: NoteVerifier?,
        software: String,
        at time: Timestamp
    ) throws(IntakeError) -> Checkpoint {
        try write { db in
            var checkpoint = request.checkpoint
            let seen = try Row.fetchOne(
                db,
                sql: "SELECT verifier, size, note FROM witnessed WHERE origin = ?",
                arguments: [checkpoint.origin]
            )
            let known = try seen.map { try NoteVerifier(text: $0.field("verifier")) }
            // Whoever names a new key has asked its owner; the proof still rules out another history.
            guard let key = verifier ?? known else {
                throw Self.refused(
                    checkpoint.origin,
                    "This ledger has not been seen before, and no key was given.",
                    "Pass its verifier key with --key, as its owner printed it."
                )
            }
            guard checkpoint.note.isSigned(by: key) else {
                throw Self.refused(
                    checkpoint.origin,
                    "The checkpoint is not signed by the key known for this ledger.",
                    "Ask the owner whether the key was renewed, and then pass the new one with --key."
                )
            }
            if let seen {
                let before = try Checkpoint(text: try seen.field("note"), subject: "witnessed")
                try Self.requireContinuation(request, before)
            }
            let ledger = try LedgerWriter(db, workspace, software: software)
            try ledger.cosign(&checkpoint, at: time)
            try db.execute(
                sql: """
                    INSERT INTO witnessed VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (origin) DO UPDATE SET verifier = excluded.verifier,
                        size = excluded.size, note = excluded.note, seen_us = excluded.seen_us
                    """,
                arguments: [
                    checkpoint.origin, key.text, checkpoint.size, request.checkpoint.note.text,
                    time.microseconds,
                ]
            )
            try ledger.add(.witness) {
                $0.detail = [
                    "ledger": checkpoint.origin, "size": "\(checkpoint.size)",
                    "root": checkpoint.root.base64, "key": key.text,
                ]
            }
            return checkpoint
        }
    }

    private static func requireContinuation(
        _ request: WitnessRequest,
        _ before: Checkpoint
    ) throws(IntakeError) {
        let now = request.checkpoint
        guard now.size >= before.size else {
            throw refused(
                now.origin,
                "It was seen with \(before.size) entries and now has \(now.size): it was cut.",
                "Do not sign. Ask the owner, and keep both checkpoints."
            )
        }
        let continues = MerkleProof.isConsistent(
            old: (before.size, before.root),
            new: (now.size, now.root),
            proof: request.old == before.size ? request.proof : []
        )
        guard continues else {
            throw refused(
                now.origin,
                request.old == before.size
                    ? "The \(before.size) entries seen before are not its beginning."
                    : "The proof begins at \(request.old), the last size seen was \(before.size).",
                "Ask for 'jol archive checkpoint --since \(before.size) --out FILE'."
            )
        }
    }

    private static func refused(_ origin: String, _ detail: String, _ remedy: String) -> IntakeError
    {
        IntakeError(.verificationFailed, subject: origin, detail: detail, remedy: remedy)
    }
}
