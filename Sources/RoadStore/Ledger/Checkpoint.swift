import Foundation
package import RoadModel

/// The state of a ledger at one size, signed by its owner (c2sp.org/tlog-checkpoint).
package struct Checkpoint: Hashable, Sendable {
    /// The ledger's name.
    package let origin: String
    /// Number of entries.
    package let size: Int
    /// The root over them.
    package let root: LedgerHash
    /// The note it came in, or is sent in.
    package private(set) var note: SignedNote

    init(size: Int, root: LedgerHash, signer: NoteSigner) throws {
        (origin, self.size, self.root) = (signer.name, size, root)
        note = SignedNote(body: "\(origin)\n\(size)\n\(root.base64)\n")
        try note.sign(signer)
    }

    /// Reads a checkpoint.
    ///
    /// - Throws: `.formatDamaged`.
    package init(text: String, subject: String) throws(IntakeError) {
        note = try SignedNote(text: text, subject: subject)
        let lines = note.body.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, !lines[0].isEmpty, let size = Int(lines[1]), size >= 0,
            "\(size)" == lines[1], let root = LedgerHash(base64: String(lines[2]))
        else {
            throw IntakeError(
                .formatDamaged,
                subject: subject,
                detail: "A checkpoint has three lines: ledger, number of entries, root.",
                remedy: "Take the file again from where it was issued."
            )
        }
        (origin, self.size, self.root) = (String(lines[0]), size, root)
    }

    /// Adds the signature of another key of the same ledger.
    mutating func sign(_ signer: NoteSigner) throws { try note.sign(signer) }

    mutating func cosign(_ signer: NoteSigner, at time: Timestamp) throws {
        try note.cosign(signer, secondsSince1970: time.microseconds / 1_000_000)
    }
}

/// A proof that an entry stands in a ledger (c2sp.org/tlog-proof): all that a receipt needs to be
/// checked far from the workspace.
package struct LedgerProof: Hashable, Sendable {
    /// The entry's own bytes.
    package var entry: String
    /// Its number, from 0.
    package var index: Int
    /// The hashes beside its way to the root.
    package var path: [LedgerHash]
    /// The signed state of the ledger.
    package var checkpoint: Checkpoint

    private static let header = "c2sp.org/tlog-proof@v1"

    /// The proof as text.
    package var text: String {
        let extra = Data(entry.utf8).base64EncodedString()
        return (["\(Self.header)", "extra \(extra)", "index \(index)"] + path.map(\.base64))
            .joined(separator: "\n") + "\n\n" + checkpoint.note.text
    }

    init(entry: String, index: Int, path: [LedgerHash], checkpoint: Checkpoint) {
        (self.entry, self.index) = (entry, index)
        (self.path, self.checkpoint) = (path, checkpoint)
    }

    /// Finds and reads the proof inside a text, such as a receipt.
    ///
    /// - Returns: The proof and what stands before it; `nil` when there is none.
    /// - Throws: `.formatDamaged` when it is incomplete.
    package static func find(
        in text: String,
        subject: String
    ) throws(IntakeError) -> (before: String, proof: LedgerProof)? {
        guard let start = text.range(of: header) else { return nil }
        return (
            String(text[..<start.lowerBound]),
            try LedgerProof(text: String(text[start.lowerBound...]), subject: subject)
        )
    }

    private init(text: String, subject: String) throws(IntakeError) {
        guard let gap = text.range(of: "\n\n") else {
            throw Self.damaged(subject, "It breaks off before the checkpoint.")
        }
        let lines = text[..<gap.lowerBound].split(separator: "\n")
        guard lines.count >= 3, lines[1].hasPrefix("extra "), lines[2].hasPrefix("index "),
            let data = Data(base64Encoded: String(lines[1].dropFirst(6))),
            let entry = String(bytes: data, encoding: .utf8),
            let index = Int(lines[2].dropFirst(6)), index >= 0
        else { throw Self.damaged(subject, "Its entry or its number cannot be read.") }
        var path: [LedgerHash] = []
        for line in lines.dropFirst(3) {
            guard let hash = LedgerHash(base64: String(line)) else {
                throw Self.damaged(subject, "A hash cannot be read.")
            }
            path.append(hash)
        }
        self.init(
            entry: entry,
            index: index,
            path: path,
            checkpoint: try Checkpoint(text: String(text[gap.upperBound...]), subject: subject)
        )
    }

    /// Whether the entry stands in the ledger whose state the checkpoint states.
    package var isIncluded: Bool {
        MerkleProof.includes(
            LedgerHash.leaf(Data(entry.utf8)),
            at: index,
            size: checkpoint.size,
            root: checkpoint.root,
            proof: path
        )
    }

    private static func damaged(_ subject: String, _ detail: String) -> IntakeError {
        IntakeError(
            .formatDamaged,
            subject: subject,
            detail: "The proof under the receipt is not whole. \(detail)",
            remedy: "Take the receipt again: 'jol receipt show NUMBER --out FILE'."
        )
    }
}
