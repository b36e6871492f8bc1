import Foundation
import RoadModel
import RoadStore
import TestKit
import Testing

@Suite("Store")
struct StoreTests {
    private static let now = Timestamp(microseconds: 1_760_000_000_000_000)

    private static func crash(_ id: String, killed: Int = 0, injured: Int = 1) -> Crash {
        Crash(
            place: SourcePlace(line: 2, byteOffset: 40),
            sourceID: id,
            time: Timestamp(microseconds: 1_700_000_000_000_000),
            zoneOffsetSeconds: 21_600,
            rawTime: "2023-11-15T04:13:20+06:00",
            location: GeodeticCoordinate(latitude: Degrees(48.7), longitude: Degrees(66.9)),
            accuracy: Metres(5),
            roadText: "KAZ98",
            heading: Degrees(90),
            severity: killed > 0 ? .fatal : .slight,
            killed: killed,
            injured: injured,
            children: nil,
            type: "collision",
            conditions: ""
        )
    }

    private static func opening(
        _ folder: ScratchFolder,
        _ store: Store,
        _ text: String,
        name: String = "a.csv"
    ) throws -> IntakeOpening {
        let path = try folder.write(text, to: "source-\(text.hashValue)")
        return IntakeOpening(
            kind: .crashes,
            name: name,
            stored: try ObjectStore(workspace: store.workspace).put(path),
            received: now,
            software: "test"
        )
    }

    private static func store(_ folder: ScratchFolder) throws -> Store {
        try Store(workspace: Workspace.create(at: folder.path("w")))
    }

    @Test("a new workspace is found from inside it and refused a second time")
    func create() throws {
        let folder = try ScratchFolder()
        let workspace = try Workspace.create(at: folder.path("w"))
        #expect(workspace.exists)
        #expect(throws: IntakeError.self) { try Workspace.create(at: folder.path("w")) }
        let found = try Workspace.find(folder.path("w"))
        #expect(found.database.path == workspace.database.path)
        let missing = #expect(throws: IntakeError.self) {
            try Workspace.find(folder.path("elsewhere"))
        }
        #expect(missing?.code == .workspaceMissing)
    }

    @Test("an object lies under the SHA-256 of its content")
    func objects() throws {
        let folder = try ScratchFolder()
        let workspace = try Workspace.create(at: folder.path("w"))
        let stored = try ObjectStore(workspace: workspace).put(try folder.write("abc", to: "f"))
        // FIPS 180-4, the one-block example.
        #expect(
            stored.digest.hex
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(stored.size == 3)
        #expect(stored.isNew)
        #expect(FileManager.default.contents(atPath: stored.path) == Data("abc".utf8))
        let again = try ObjectStore(workspace: workspace).put(try folder.write("abc", to: "g"))
        #expect(again.path == stored.path)
        #expect(!again.isNew)
        let names = try FileManager.default.contentsOfDirectory(atPath: workspace.objects.path)
        #expect(names == ["ba"], "no temporary file is left behind")
    }

    @Test("the same content again gives the first receipt and reads nothing")
    func sameFileTwice() throws {
        let folder = try ScratchFolder()
        let store = try Self.store(folder)
        let first = try store.takeIn(try Self.opening(folder, store, "x")) { session in
            try session.add([Self.crash("1"), Self.crash("2")])
            return IntakeClosing(format: "test")
        }
        #expect(first.accepted == 2)
        var calls = 0
        let second = try store.takeIn(try Self.opening(folder, store, "x", name: "b.csv")) { _ in
            calls += 1
            return IntakeClosing(format: "test")
        }
        #expect(calls == 0)
        #expect(second.isRepeat)
        #expect(second.number == first.number)
        #expect(second.name == "a.csv")
        #expect(try store.crashEvents().count == 2)
    }

    @Test("an intake that fails half way leaves nothing behind")
    func rollback() throws {
        struct Broken: Error {}
        let folder = try ScratchFolder()
        let store = try Self.store(folder)
        #expect(throws: IntakeError.self) {
            try store.takeIn(try Self.opening(folder, store, "x")) { session in
                try session.add([Self.crash("1")])
                try session.quarantine([
                    Reject(place: SourcePlace(byteOffset: 0), reason: .badTime)
                ])
                throw Broken()
            }
        }
        #expect(try store.crashEvents().isEmpty)
        #expect(try store.receipts().isEmpty)
        #expect(try store.quarantined(limit: 10).isEmpty)
    }

    @Test("in = accepted + duplicate + quarantined, reason by reason")
    func counts() throws {
        let folder = try ScratchFolder()
        let store = try Self.store(folder)
        _ = try store.takeIn(try Self.opening(folder, store, "x")) { session in
            try session.add([Self.crash("1"), Self.crash("2")])
            return IntakeClosing(format: "test")
        }
        let receipt = try store.takeIn(try Self.opening(folder, store, "y")) { session in
            try session.add([Self.crash("2"), Self.crash("3")])
            try session.quarantine([
                Reject(place: SourcePlace(line: 4, byteOffset: 9), reason: .badTime, field: "time"),
                Reject(place: SourcePlace(line: 5, byteOffset: 19), reason: .badTime),
                Reject(place: SourcePlace(line: 6, byteOffset: 29), reason: .speedRange),
            ])
            return IntakeClosing(format: "test", completeness: 0.5, notes: ["a «note»"])
        }
        #expect(receipt.accepted == 1)
        #expect(receipt.duplicate == 1)
        #expect(receipt.quarantined == 3)
        #expect(receipt.recordsIn == 5)
        #expect(receipt.quarantinedByReason == ["row.bad_time": 2, "row.speed_range": 1])
        let stored = try #require(try store.receipts().last)
        #expect(stored == receipt)
        let rejects = try store.quarantined(intake: receipt.number, reason: .badTime, limit: 9)
        #expect(rejects.map(\.line) == [4, 5])
        #expect(rejects.map(\.byteOffset) == [9, 19])
    }

    @Test("a crash card that changed becomes a new version and is counted once")
    func newVersion() throws {
        let folder = try ScratchFolder()
        let store = try Self.store(folder)
        _ = try store.takeIn(try Self.opening(folder, store, "x")) { session in
            try session.add([Self.crash("1", killed: 0, injured: 2)])
            return IntakeClosing(format: "test")
        }
        let receipt = try store.takeIn(try Self.opening(folder, store, "y")) { session in
            try session.add([Self.crash("1", killed: 1, injured: 1)])
            return IntakeClosing(format: "test")
        }
        #expect(receipt.accepted == 1)
        let events = try store.crashEvents()
        #expect(events.map(\.killed) == [1])
        #expect(try store.crashCardCount() == 2)
    }

    @Test("two writers do not meet: the second is told that the workspace is busy")
    func busy() throws {
        let folder = try ScratchFolder()
        let workspace = try Workspace.create(at: folder.path("w"))
        let first = try Store(workspace: workspace)
        #expect(try first.receipts().isEmpty)
        let error = #expect(throws: IntakeError.self) {
            try Store(workspace: workspace, waitSeconds: 0)
        }
        #expect(error?.code == .workspaceBusy)
        // Reading goes on while another process writes.
        #expect(try Store(workspace: workspace, access: .reading).receipts().isEmpty)
    }

    @Test("a database of another schema is refused")
    func otherDatabase() throws {
        let folder = try ScratchFolder()
        _ = try folder.write("", to: "jol.gpkg")
        let error = #expect(throws: IntakeError.self) {
            try Store(workspace: Workspace.find(folder.url.path))
        }
        #expect(error?.code == .workspaceVersion)
    }
}
