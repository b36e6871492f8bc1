import Foundation
package import RoadModel

/// Checks a receipt far from the workspace that issued it: with its text and a public key only.
package struct ReceiptCheck: Sendable, Hashable, Codable {
    /// The receipt as the ledger holds it.
    package let receipt: Receipt
    /// Its entry, from 0.
    package let entry: Int
    /// The ledger's name.
    package let ledger: String
    /// Entries of the ledger when it was issued.
    package let size: Int
    /// When the entry was written.
    package let recorded: String
    /// What does not hold, in sentences; empty when everything does.
    package let faults: [String]

    /// Checks a receipt's text or JSON.
    ///
    /// - Parameters:
    ///   - text: The content of `NAME.receipt.txt`, `NAME.receipt.json` or a `.tlog-proof`.
    ///   - subject: Its name, for errors.
    ///   - keys: The ledger's public keys.
    ///   - original: The digest of the file that was received, when it is at hand.
    /// - Throws: `.formatUnknown` when there is no proof in it, `.formatDamaged`.
    package init(
        _ text: String,
        subject: String,
        keys: LedgerKeys,
        original: ContentDigest? = nil
    ) throws(IntakeError) {
        let printed = (try? JSONDecoder().decode(Printed.self, from: Data(text.utf8)))
        let source = printed?.receipt?.ledger?.proof ?? printed?.ledger?.proof ?? text
        guard let (before, proof) = try LedgerProof.find(in: source, subject: subject),
            let entry = try? LedgerEntry(text: proof.entry), let receipt = entry.receipt
        else {
            throw IntakeError(
                .formatUnknown,
                subject: subject,
                detail: "The file holds no proof of an intake.",
                remedy: "Give NAME.receipt.txt or NAME.receipt.json as Jol wrote it."
            )
        }
        (self.receipt, self.entry, ledger) = (receipt, proof.index, proof.checkpoint.origin)
        (size, recorded) = (proof.checkpoint.size, entry.recorded)
        var faults: [String] = []
        if !proof.checkpoint.note.isSigned(by: keys) {
            faults.append("The ledger's state is not signed by the key \(keys.name).")
        }
        if !proof.isIncluded || entry.entry != proof.index {
            faults.append("The entry is not part of the signed ledger.")
        }
        if printed == nil {
            let note = try? SignedNote(text: before.trimmedAtEnd, subject: subject)
            if !(note?.isSigned(by: keys) ?? false) {
                faults.append("The receipt's text was changed after it was signed.")
            } else if !before.contains(receipt.sha256) {
                faults.append("Text and proof belong to different receipts.")
            }
        } else if let shown = Self.facts(printed?.receipt, text), shown != Self.facts(receipt) {
            faults.append("The figures shown are not those that were signed.")
        }
        if let original, original.hex != receipt.sha256 {
            faults.append("The file is not the one that was received: its SHA-256 is \(original).")
        }
        self.faults = faults
    }

    private struct Printed: Codable {
        var receipt: Receipt?
        var ledger: LedgerSeal?
    }

    private static func facts(_ nested: Receipt?, _ text: String) -> Receipt? {
        let shown =
            nested ?? (try? JSONDecoder().decode(Receipt.self, from: Data(text.utf8)))
        return shown.map(facts)
    }

    /// A receipt without what is not part of the entry.
    private static func facts(_ receipt: Receipt) -> Receipt {
        var facts = receipt
        (facts.ledger, facts.isRepeat) = (nil, false)
        return facts
    }
}

extension Store {
    /// A text signed with the ledger's key, as the upper part of a receipt.
    ///
    /// - Throws: `.verificationFailed` when the key is missing or another one, `.insufficient`
    ///   before the first entry.
    package func signed(_ text: String) throws(IntakeError) -> String {
        guard let known = try ledgerKeys()?.present else {
            throw IntakeError(
                .insufficient,
                subject: "key",
                detail: "The ledger has no entry yet, and so no key.",
                remedy: "Take in a first file, then repeat."
            )
        }
        let signer = try LedgerKey.read(workspace, matching: known)
        var note = SignedNote(body: text.hasSuffix("\n") ? text : text + "\n")
        do { try note.sign(signer) } catch { throw IntakeError.io(subject: "receipt", error) }
        return note.text
    }
}

extension String {
    /// Without blank lines at the end: a receipt and the proof under it are set apart by one.
    fileprivate var trimmedAtEnd: String {
        var text = self[...]
        while text.hasSuffix("\n\n") { text = text.dropLast() }
        return String(text)
    }
}
