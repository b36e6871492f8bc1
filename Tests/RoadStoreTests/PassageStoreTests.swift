import Foundation
import RoadModel
import RoadStore
import TestKit
import Testing

@Suite("Complex records in the store")
struct PassageStoreTests {
    @Test("passages and violations go their ways, equal records are stored once")
    func duplicates() throws {
        let folder = try ScratchFolder()
        let store = try Store(workspace: Workspace.create(at: folder.path("w")))
        let first = try RecordSamples.take(
            folder,
            store,
            "a",
            [
                ("PASSAGE", "123ABC98", 10), ("SPEED_INSTANT", "123ABC98", 20),
                ("SPEED_INSTANT", "124ABC98", 20), ("PASSAGE", "123ABC98", 10),
            ]
        )
        #expect(first.accepted == 3)
        #expect(first.duplicate == 1)
        let second = try RecordSamples.take(
            folder,
            store,
            "b",
            [("PASSAGE", "123ABC98", 10), ("PASSAGE", "123ABC98", 11)]
        )
        #expect(second.accepted == 1)
        #expect(second.duplicate == 1)
        let counts = try store.complexRecordCounts()
        #expect(counts.passages == 2)
        #expect(counts.violations == 2)
        let devices = try store.devices()
        #expect(devices.count == 1)
        #expect(devices.first?.records == 4)
        #expect(devices.first?.violations == 2)
        #expect(devices.first?.name == "Камера «Көкжиек»")
    }

    @Test("no plate stands in the database, and equal plates share a pseudonym")
    func pseudonyms() throws {
        let folder = try ScratchFolder()
        let workspace = try Workspace.create(at: folder.path("w"))
        let store = try Store(workspace: workspace)
        _ = try RecordSamples.take(
            folder,
            store,
            "a",
            [("PASSAGE", "777XYZ98", 1), ("PASSAGE", "777XYZ98", 2)]
        )
        let copy = folder.path("copy.gpkg")
        try store.snapshot(to: copy)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
        #expect(bytes.range(of: Data("SIM-1".utf8)) != nil, "the probe finds what is there")
        #expect(bytes.range(of: Data("777XYZ98".utf8)) == nil)
        let key = workspace.keys.appendingPathComponent("pseudonym.key").path
        let attributes = try FileManager.default.attributesOfItem(atPath: key)
        #expect(attributes[.posixPermissions] as? Int == 0o400)
    }
}
