import Foundation
import GRDB
import RoadModel
import RoadStore
import TestKit
import Testing

@Suite("Archive")
struct ArchiveTests {
    private static let received = Timestamp(microseconds: 1_760_000_000_000_000)

    private static func crash(_ id: String, killed: Int = 1) -> Crash {
        Crash(
            place: SourcePlace(line: 2, byteOffset: 40),
            sourceID: id,
            time: Timestamp(microseconds: 1_700_000_000_000_000),
            zoneOffsetSeconds: 18_000,
            rawTime: "2023-11-14T22:13:20+05:00",
            location: GeodeticCoordinate(latitude: Degrees(48.7), longitude: Degrees(66.9)),
            accuracy: Metres(5),
            roadText: "KAZ98",
            heading: nil,
            severity: .fatal,
            killed: killed,
            injured: 0,
            children: nil,
            type: "collision",
            conditions: ""
        )
    }

    @discardableResult
    private static func add(
        _ name: String,
        _ crashes: [Crash],
        to store: Store,
        _ folder: ScratchFolder
    ) throws -> Receipt {
        let path = try folder.write("content of \(name)", to: "source-\(name)")
        let opening = IntakeOpening(
            kind: .crashes,
            name: name,
            stored: try ObjectStore(workspace: store.workspace).put(path),
            received: received,
            software: "test"
        )
        return try store.takeIn(opening) { session in
            try session.add(crashes)
            try session.quarantine([Reject(place: SourcePlace(byteOffset: 9), reason: .badTime)])
            return IntakeClosing(format: "test")
        }
    }

    /// A workspace with three receipts.
    private static func archive(_ folder: ScratchFolder) throws -> (store: Store, [Receipt]) {
        let store = try Store(workspace: Workspace.create(at: folder.path("w")))
        let receipts = try (1...3).map { number in
            try add(
                "file \(number)",
                [crash("K-\(number)"), crash("L-\(number)")],
                to: store,
                folder
            )
        }
        return (store, receipts)
    }

    /// Changes the database behind the program's back.
    private static func edit(_ store: Store, _ sql: String) throws {
        // A forger does not let references stand in the way.
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(
            path: store.workspace.database.path,
            configuration: configuration
        )
        try queue.write { db in
            try db.execute(sql: "DROP TRIGGER ledger_stays; DROP TRIGGER ledger_keeps;")
            try db.execute(sql: sql)
        }
    }

    private static func codes(_ store: Store, against issued: [String] = []) -> Set<ArchiveFault> {
        let report = ArchiveCheck.run(store, against: issued.map { ("kept", $0) })
        return Set(report.findings.map(\.code))
    }

    @Test("of untouched files is sound, and says what was looked at")
    func sound() throws {
        let folder = try ScratchFolder()
        let (store, receipts) = try Self.archive(folder)
        let report = ArchiveCheck.run(store, against: [("a", receipts[0].ledger?.proof ?? "")])
        #expect(report.findings == [])
        #expect(report.isSound)
        #expect(report.objects == 3)
        #expect(report.receipts == 3)
        // Two cards with their details, one quarantined record and the receipt's own row, three
        // times.
        #expect(report.rows == 18)
        #expect(report.entries == 4)
        #expect(report.checkpoints == 4)
        #expect(report.compared == 1)
    }

    @Test("without anything received is not called sound")
    func empty() throws {
        let folder = try ScratchFolder()
        let store = try Store(workspace: Workspace.create(at: folder.path("w")))
        let report = ArchiveCheck.run(store)
        #expect(!report.isSound)
        #expect(report.findings.map(\.code) == [.nothingChecked])
    }

    @Test(
        "shows every kind of forgery",
        arguments: [
            ("UPDATE crashes SET killed = 0 WHERE fid = 3", ArchiveFault.rowsChanged),
            ("DELETE FROM crashes WHERE fid = 3", .rowsChanged),
            ("DELETE FROM quarantine WHERE id = 2", .rowsChanged),
            ("UPDATE intake SET name = 'x' WHERE id = 2", .rowsChanged),
            ("UPDATE crashes SET is_current = 0 WHERE fid = 3", .stateChanged),
            (
                """
                INSERT INTO quarantine (intake_id, byte_offset, reason, field, found, expected,
                    proposal) VALUES (3, 1, 'x', '', '', '', '')
                """, .rowsUnaccounted
            ),
            (
                "UPDATE ledger SET body = replace(body, 'test', 'tess') WHERE entry = 1",
                .treeDamaged
            ),
            ("DELETE FROM ledger WHERE entry = 1", .entryDamaged),
            (
                "UPDATE ledger_nodes SET hash = zeroblob(32) WHERE level = 0 AND position = 2",
                .treeDamaged
            ),
            ("DELETE FROM checkpoints WHERE size = 2", .checkpointInvalid),
            (
                "UPDATE checkpoints SET note = upper(note) WHERE size = 4",
                .checkpointInvalid
            ),
            ("CREATE TABLE other (x INTEGER)", .schemaChanged),
        ]
    )
    func forgeries(sql: String, expected: ArchiveFault) throws {
        let folder = try ScratchFolder()
        let (store, _) = try Self.archive(folder)
        try Self.edit(store, sql)
        let codes = Self.codes(store)
        #expect(codes.contains(expected))
    }

    @Test("shows a received file that was changed or deleted")
    func objects() throws {
        let folder = try ScratchFolder()
        let (store, receipts) = try Self.archive(folder)
        let objects = ObjectStore(workspace: store.workspace)
        let first = objects.path(of: ContentDigest(hex: receipts[0].sha256))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: first)
        try Data("Content of file 1".utf8).write(to: URL(fileURLWithPath: first))
        try FileManager.default.removeItem(
            atPath: objects.path(of: ContentDigest(hex: receipts[1].sha256))
        )
        #expect(Self.codes(store) == [.objectChanged, .objectMissing])
    }

    @Test("whose end was cut off is found out by a receipt kept elsewhere, and by nothing else")
    func cut() throws {
        let folder = try ScratchFolder()
        let (store, receipts) = try Self.archive(folder)
        let kept = try #require(receipts[2].ledger?.proof)
        try Self.edit(
            store,
            """
            DELETE FROM ledger WHERE entry = 3; DELETE FROM checkpoints WHERE size = 4;
            DELETE FROM ledger_nodes WHERE (position + 1) << level = 4;
            DELETE FROM crash_details
                WHERE crash_id IN (SELECT fid FROM crashes WHERE intake_id = 3);
            DELETE FROM crashes WHERE intake_id = 3; DELETE FROM quarantine WHERE intake_id = 3;
            DELETE FROM intake WHERE id = 3;
            """
        )
        // The triggers are gone too, which a careful forger would put back.
        let queue = try DatabaseQueue(path: store.workspace.database.path)
        try queue.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER ledger_stays BEFORE UPDATE ON ledger
                        BEGIN SELECT raise(ABORT, 'entries of the ledger are never changed'); END;
                    CREATE TRIGGER ledger_keeps BEFORE DELETE ON ledger
                        BEGIN SELECT raise(ABORT, 'entries of the ledger are never deleted'); END;
                    """
            )
        }
        let alone = Self.codes(store).subtracting([.schemaChanged])
        #expect(alone == [])
        let cut = Self.codes(store, against: [kept])
        #expect(cut.contains(.ledgerCut))
        let early = Self.codes(store, against: [receipts[0].ledger?.proof ?? ""])
        #expect(!early.contains(.ledgerCut))
    }

    @Test(
        "fits its own checkpoint, bare and as a witness is asked, and says when a file is neither"
    )
    func checkpoints() throws {
        let folder = try ScratchFolder()
        let (store, _) = try Self.archive(folder)
        let checkpoint = try #require(try store.checkpoint())
        let request = WitnessRequest(
            old: 2,
            proof: try store.consistencyProof(from: 2),
            checkpoint: checkpoint
        )
        #expect(Self.codes(store, against: [checkpoint.note.text, request.text]) == [])
        let bare = request.text.replacingOccurrences(of: "old 2", with: "old x")
        #expect(Self.codes(store, against: ["no receipt"]) == [.issuedUnreadable])
        #expect(Self.codes(store, against: [bare]) == [.issuedUnreadable])
    }

    @Test("of another workspace does not fit a receipt of this one")
    func foreign() throws {
        let (one, two) = (try ScratchFolder(), try ScratchFolder())
        let (_, receipts) = try Self.archive(one)
        let (other, _) = try Self.archive(two)
        let kept = try #require(receipts[0].ledger?.proof)
        #expect(Self.codes(other, against: [kept]) == [.ledgerRewritten])
    }

    @Test("has the same content digest in whatever order the files came, and however often")
    func order() throws {
        let (one, two) = (try ScratchFolder(), try ScratchFolder())
        let (store, _) = try Self.archive(one)
        let other = try Store(workspace: Workspace.create(at: two.path("w")))
        for number in [3, 1, 3, 2, 1] {
            let crashes = [Self.crash("K-\(number)"), Self.crash("L-\(number)")]
            try Self.add("file \(number)", crashes, to: other, two)
        }
        let digest = ArchiveCheck.run(store).contentSHA256
        #expect(digest == ArchiveCheck.run(other).contentSHA256)
        try Self.add("file 4", [Self.crash("K-4")], to: other, two)
        #expect(digest != ArchiveCheck.run(other).contentSHA256)
    }

    @Test("is the same after a backup, and the backup takes no files in without the keys")
    func backup() throws {
        let folder = try ScratchFolder()
        let (store, receipts) = try Self.archive(folder)
        let summary = try ArchiveCopy.run(store, to: folder.path("copy"))
        #expect(summary.objects == 3)
        #expect(summary.entries == 4)
        let copy = try Store(workspace: Workspace.find(folder.path("copy")), access: .reading)
        let report = ArchiveCheck.run(copy, against: [("r", receipts[2].ledger?.proof ?? "")])
        #expect(report.findings == [])
        #expect(report.contentSHA256 == ArchiveCheck.run(store).contentSHA256)
        let writer = try Store(workspace: Workspace.find(folder.path("copy")))
        let refused = #expect(throws: IntakeError.self) {
            try Self.add("file 9", [Self.crash("K-9")], to: writer, folder)
        }
        #expect(refused?.code == .verificationFailed)
        #expect(throws: IntakeError.self) { try ArchiveCopy.run(store, to: folder.path("copy")) }
    }
}
