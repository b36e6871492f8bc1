import Foundation
import RoadModel
import RoadStore
import TestKit
import Testing

@Suite("Sealing files that lie as they came")
struct SealingTests {
    private let folder: ScratchFolder
    private let store: Store
    private let objects: ObjectStore
    private let digest: ContentDigest

    /// A workspace as an earlier version left it: the file of complexes lies plain.
    init() throws {
        folder = try ScratchFolder()
        store = try Store(workspace: Workspace.create(at: folder.path("w")))
        objects = ObjectStore(workspace: store.workspace)
        let stored = try objects.put(try folder.write("plate 123ABC01\n", to: "export.csv"))
        digest = stored.digest
        let opening = IntakeOpening(
            kind: .complexes,
            name: "export.csv",
            stored: stored,
            received: Timestamp(microseconds: 1_764_000_000_000_000),
            software: "test"
        )
        _ = try store.takeIn(opening) { _ in IntakeClosing(format: "test") }
    }

    private var isPlain: Bool {
        FileManager.default.fileExists(atPath: objects.path(of: digest))
    }

    @Test("a trial says what it would do and does nothing")
    func trial() throws {
        #expect(ArchiveCheck.run(store).unsealed == 1)
        let report = try store.sealReceived(software: "test", isTrial: true)
        #expect(report.sealed == [1])
        #expect(isPlain)
    }

    @Test("the plain form goes, the sealed one opens to the same bytes, and the ledger says so")
    func seal() throws {
        let report = try store.sealReceived(software: "test", isTrial: false)
        #expect(report.sealed == [1])
        #expect(!isPlain)
        let opened = try objects.open(digest)
        #expect(FileManager.default.contents(atPath: opened.path) == Data("plate 123ABC01\n".utf8))
        let check = ArchiveCheck.run(store)
        #expect(check.isSound, "\(check.findings)")
        #expect(check.opened == 1)
        #expect(check.unsealed == 0)
        #expect(try store.ledgerLines(of: .sealing).count == 1)
        // A second run finds nothing to do.
        let again = try store.sealReceived(software: "test", isTrial: false)
        #expect(again.sealed.isEmpty)
        #expect(again.before == 1)
    }

    @Test("what an interrupted run left half done the next one finishes")
    func interrupted() throws {
        // Sealed, and the power went before the ledger was written.
        _ = try objects.put(objects.path(of: digest), sealing: try store.personalKeys())
        #expect(isPlain)
        #expect(try store.sealReceived(software: "test", isTrial: false).sealed == [1])
        #expect(!isPlain)
        #expect(ArchiveCheck.run(store).isSound)
    }

    @Test("a file that is not what was received is not sealed over")
    func another() throws {
        let path = objects.path(of: digest)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try Data("plate 999ZZZ01\n".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: IntakeError.self) {
            try store.sealReceived(software: "test", isTrial: false)
        }
        #expect(isPlain)
    }
}
