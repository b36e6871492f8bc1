import Foundation
import GRDB
import RoadModel
import RoadStore
import TestKit
import Testing

@Suite("Renewal of the ledger's key")
struct KeyRenewalTests {
    /// A workspace with a receipt under its first key, and a second one under a renewed key.
    private struct World {
        let folder: ScratchFolder
        let store: Store
        let first: String
        let second: String
        let before: LedgerKeys
        let after: LedgerKeys

        init() throws {
            folder = try ScratchFolder()
            store = try Store(workspace: Workspace.create(at: folder.path("w")))
            first = try Self.issue("one", store, folder)
            before = try #require(try store.ledgerKeys())
            after = try store.renewLedgerKey(reason: "an officer left", software: "test")
            second = try Self.issue("two", store, folder)
        }

        static func issue(_ name: String, _ store: Store, _ folder: ScratchFolder) throws -> String
        {
            let opening = IntakeOpening(
                kind: .flights,
                name: name,
                stored: try ObjectStore(workspace: store.workspace)
                    .put(try folder.write("file \(name)", to: name)),
                received: Timestamp(microseconds: 1_760_000_000_000_000),
                software: "test"
            )
            let receipt = try store.takeIn(opening) { _ in IntakeClosing(format: "test") }
            let seal = try #require(receipt.ledger)
            return try store.signed("SHA-256 \(receipt.sha256)") + "\n" + seal.proof
        }

        var keyFile: URL { store.workspace.keys.appendingPathComponent("ledger.key") }
        var nextFile: URL { store.workspace.keys.appendingPathComponent("ledger.key.next") }
    }

    @Test("old and new receipts hold under the ledger's keys, and new ones not under the old key")
    func receipts() throws {
        let world = try World()
        #expect(world.after.earlier == [world.before.present])
        #expect(world.after.present != world.before.present)
        #expect(world.after.name == world.before.name)
        let read = try LedgerKeys(text: world.after.text)
        #expect(read == world.after)
        for text in [world.first, world.second] {
            #expect(try ReceiptCheck(text, subject: "r", keys: read).faults == [])
        }
        #expect(try ReceiptCheck(world.first, subject: "r", keys: world.before).faults == [])
        #expect(try !ReceiptCheck(world.second, subject: "r", keys: world.before).faults.isEmpty)
        for key in world.after.all {
            let report = ArchiveCheck.run(
                world.store,
                against: [("first", world.first), ("second", world.second)],
                trusting: key
            )
            #expect(report.findings == [])
        }
    }

    /// Whoever holds the database but not the key could write himself an entry with a key of his own.
    @Test("a key that the one before did not vouch for is found")
    func unvouched() throws {
        let world = try World()
        let queue = try DatabaseQueue(path: world.store.workspace.database.path)
        try queue.write { db in
            let size = try #require(
                try Int.fetchOne(db, sql: "SELECT max(entry) + 1 FROM ledger WHERE kind = 'key'")
            )
            let note = try #require(
                try String.fetchOne(
                    db,
                    sql: "SELECT note FROM checkpoints WHERE size = ?",
                    arguments: [size]
                )
            )
            let id = Data(world.before.present.id).base64EncodedString().prefix(5)
            let lines = note.split(separator: "\n", omittingEmptySubsequences: false)
            let kept = lines.filter { !$0.contains(" \(id)") }
            #expect(kept.count == lines.count - 1)
            try db.execute(
                sql: "UPDATE checkpoints SET note = ? WHERE size = ?",
                arguments: [kept.joined(separator: "\n"), size]
            )
        }
        let report = ArchiveCheck.run(world.store, trusting: world.before.present)
        #expect(report.findings.map(\.code) == [.checkpointInvalid])
    }

    @Test("a program stopped between the ledger's word and the key file goes on with the new key")
    func stoppedBetween() throws {
        let world = try World()
        let files = FileManager.default
        try files.moveItem(at: world.keyFile, to: world.nextFile)
        try Data(repeating: 7, count: 32).write(to: world.keyFile)
        _ = try World.issue("three", world.store, world.folder)
        #expect(!files.fileExists(atPath: world.nextFile.path))
        #expect(ArchiveCheck.run(world.store).findings == [])
        try Data(repeating: 7, count: 32).write(to: world.nextFile)
        _ = try World.issue("four", world.store, world.folder)
        #expect(ArchiveCheck.run(world.store).findings == [])
    }

    @Test("the key file is its owner's alone, and another key stops every intake")
    func keyFile() throws {
        let world = try World()
        let attributes = try FileManager.default.attributesOfItem(atPath: world.keyFile.path)
        #expect((attributes[.posixPermissions] as? Int) == 0o400)
        try FileManager.default.removeItem(at: world.keyFile)
        try Data(repeating: 7, count: 32).write(to: world.keyFile)
        let refused = #expect(throws: IntakeError.self) {
            try World.issue("three", world.store, world.folder)
        }
        #expect(refused?.code == .verificationFailed)
        #expect(throws: IntakeError.self) {
            try world.store.renewLedgerKey(reason: "theft", software: "test")
        }
    }

    @Test("a witness takes the new key only from whoever names it, and only for the same history")
    func witness() throws {
        let world = try World()
        let above = try Store(workspace: Workspace.create(at: world.folder.path("above")))
        _ = try World.issue("deed", above, world.folder)
        let seen = try #require(
            try LedgerProof.find(in: world.first, subject: "first")?.proof.checkpoint
        )
        func ask(_ checkpoint: Checkpoint, since: Int, _ key: NoteVerifier?) throws {
            let request = WitnessRequest(
                old: since,
                proof: since == 0 ? [] : try world.store.consistencyProof(from: since),
                checkpoint: checkpoint
            )
            _ = try above.countersign(
                request,
                verifier: key,
                software: "test",
                at: Timestamp(microseconds: 1_770_000_000_000_000)
            )
        }
        let latest = try #require(try world.store.checkpoint())
        try ask(seen, since: 0, world.before.present)
        #expect(throws: IntakeError.self) { try ask(latest, since: seen.size, nil) }
        #expect(throws: IntakeError.self) { try ask(latest, since: 0, world.after.present) }
        try ask(latest, since: seen.size, world.after.present)
        try ask(latest, since: latest.size, nil)
    }
}
