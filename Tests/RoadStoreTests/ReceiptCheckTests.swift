import Foundation
import RoadModel
import RoadStore
import TestKit
import Testing

@Suite("Receipt check")
struct ReceiptCheckTests {
    private static func issue(_ folder: ScratchFolder) throws -> (
        store: Store, text: String, Receipt
    ) {
        let store = try Store(workspace: Workspace.create(at: folder.path("w")))
        let path = try folder.write("a file", to: "flight.log")
        let opening = IntakeOpening(
            kind: .flights,
            name: "flight.log",
            stored: try ObjectStore(workspace: store.workspace).put(path),
            received: Timestamp(microseconds: 1_760_000_000_000_000),
            software: "test"
        )
        let receipt = try store.takeIn(opening) { session in
            try session.quarantine([Reject(place: SourcePlace(byteOffset: 3), reason: .badTime)])
            return IntakeClosing(format: "test", completeness: 0.5, notes: ["Жарты"])
        }
        let seal = try #require(receipt.ledger)
        let words = "Түбіртек 1\nSHA-256 \(receipt.sha256)"
        return (store, try store.signed(words) + "\n" + seal.proof, receipt)
    }

    @Test("needs nothing but the text and a public key")
    func valid() throws {
        let folder = try ScratchFolder()
        let (store, text, receipt) = try Self.issue(folder)
        let key = try #require(try store.ledgerKeys()?.present)
        let again = try NoteVerifier(text: key.text)
        #expect(again == key)
        let check = try ReceiptCheck(text, subject: "r", keys: LedgerKeys(again))
        #expect(check.faults == [])
        #expect(check.receipt.sha256 == receipt.sha256)
        #expect(check.receipt.quarantined == 1)
        #expect(check.receipt.notes == ["Жарты"])
        let json = String(decoding: try JSONEncoder().encode(receipt), as: UTF8.self)
        #expect(try ReceiptCheck(json, subject: "r", keys: LedgerKeys(again)).faults == [])
    }

    @Test("finds every changed character of the text")
    func changed() throws {
        let folder = try ScratchFolder()
        let (store, text, _) = try Self.issue(folder)
        let key = try #require(try store.ledgerKeys()?.present)
        var bytes = Array(text.utf8)
        var missed: [Int] = []
        for index in bytes.indices {
            let kept = bytes[index]
            bytes[index] = kept == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
            let forged = String(decoding: bytes, as: UTF8.self)
            bytes[index] = kept
            do {
                if try ReceiptCheck(forged, subject: "r", keys: LedgerKeys(key)).faults.isEmpty {
                    missed.append(index)
                }
            } catch {
                // What cannot be read is not taken for valid either.
                continue
            }
        }
        // Base 64 has unused bits at an end; they carry nothing.
        #expect(missed.count <= 4, "unnoticed at \(missed)")
    }

    @Test("finds changed figures in the JSON, another file and another key")
    func forged() throws {
        let (folder, other) = (try ScratchFolder(), try ScratchFolder())
        let (store, text, receipt) = try Self.issue(folder)
        let (foreign, _, _) = try Self.issue(other)
        let key = try #require(try store.ledgerKeys()?.present)
        var better = receipt
        (better.quarantined, better.accepted) = (0, 1)
        let json = String(decoding: try JSONEncoder().encode(better), as: UTF8.self)
        #expect(try !ReceiptCheck(json, subject: "r", keys: LedgerKeys(key)).faults.isEmpty)
        let path = try folder.write("another file", to: "other.log")
        let digest = try ObjectStore.digest(of: path)
        let check = try ReceiptCheck(text, subject: "r", keys: LedgerKeys(key), original: digest)
        #expect(check.faults.count == 1)
        let wrong = try #require(try foreign.ledgerKeys()?.present)
        #expect(try !ReceiptCheck(text, subject: "r", keys: LedgerKeys(wrong)).faults.isEmpty)
        let none = #expect(throws: IntakeError.self) {
            try ReceiptCheck("no receipt", subject: "r", keys: LedgerKeys(key))
        }
        #expect(none?.code == .formatUnknown)
    }

    @Test("a level above countersigns what continues, and refuses what was cut or rewritten")
    func witness() throws {
        let (low, high) = (try ScratchFolder(), try ScratchFolder())
        let (store, _, _) = try Self.issue(low)
        let (above, _, _) = try Self.issue(high)
        let key = try #require(try store.ledgerKeys()?.present)
        let now = Timestamp(microseconds: 1_770_000_000_000_000)
        func ask(_ since: Int) throws -> Checkpoint {
            let request = WitnessRequest(
                old: since,
                proof: try store.consistencyProof(from: since),
                checkpoint: try #require(try store.checkpoint())
            )
            return try above.countersign(
                try WitnessRequest(text: request.text, subject: "request"),
                verifier: key,
                software: "test",
                at: now
            )
        }
        let first = try ask(0)
        let witness = try #require(try above.ledgerKeys()?.present)
        let line = NoteVerifier(
            name: witness.name,
            kind: .cosignature,
            publicKey: witness.publicKey
        )
        #expect(first.note.isSigned(by: line))
        #expect(first.note.isSigned(by: key))
        #expect(!first.note.isSigned(by: witness))
        try store.record(.export, software: "test", detail: ["file": "report.html"])
        let second = try ask(first.size)
        #expect(second.size == first.size + 1)
        try store.record(.export, software: "test", detail: ["file": "report.gpkg"])
        #expect(throws: IntakeError.self) { try ask(0) }
        // The ledger as it was before, presented again: entries are missing.
        let old = WitnessRequest(old: 0, proof: [], checkpoint: first)
        let refused = #expect(throws: IntakeError.self) {
            try above.countersign(old, verifier: key, software: "test", at: now)
        }
        #expect(refused?.code == .verificationFailed)
    }
}
