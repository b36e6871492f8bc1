import Foundation
import RoadModel
import RoadStore
import TestKit
import Testing

@Suite("Complex records in the store")
struct PassageStoreTests {
    private static func batch(_ rows: [(kind: String, plate: String, second: Int64)])
        -> PassageBatch
    {
        var batch = PassageBatch()
        for (index, row) in rows.enumerated() {
            batch.places.append(SourcePlace(line: index + 2, byteOffset: 100 * index))
            batch.utcMicroseconds.append(row.second * 1_000_000)
            batch.zoneOffsetSeconds.append(18_000)
            batch.rawTime.append("raw \(row.second)")
            batch.deviceName.append("Камера «Көкжиек»")
            batch.deviceSerial.append("SIM-1")
            batch.eventType.append(row.kind)
            batch.direction.append("receding")
            batch.headingDegrees.append(90)
            batch.latitudeDegrees.append(48.7)
            batch.longitudeDegrees.append(66.9)
            batch.accuracyMetres.append(5)
            batch.placeText.append("KAZ98, 3 км")
            batch.certificate.append("BA-1")
            batch.certificateValidUntil.append("2027-01-01")
            batch.vehicleKind.append("passenger")
            batch.plate.append(row.plate)
            batch.speedKmh.append(101)
            batch.limitKmh.append(.nan)
            batch.lane.append(0)
            batch.deviceMode.append("production")
        }
        return batch
    }

    private static func take(
        _ folder: ScratchFolder,
        _ store: Store,
        _ text: String,
        _ batch: PassageBatch
    ) throws -> Receipt {
        let stored = try ObjectStore(workspace: store.workspace)
            .put(try folder.write(text, to: text))
        return try store.takeIn(
            IntakeOpening(
                kind: .complexes,
                name: text,
                stored: stored,
                received: Timestamp(microseconds: 0),
                software: "test"
            )
        ) { session in
            try session.add(batch)
            return IntakeClosing(format: "test")
        }
    }

    @Test("passages and violations go their ways, equal records are stored once")
    func duplicates() throws {
        let folder = try ScratchFolder()
        let store = try Store(workspace: Workspace.create(at: folder.path("w")))
        let first = try Self.take(
            folder,
            store,
            "a",
            Self.batch([
                ("PASSAGE", "123ABC98", 10), ("SPEED_INSTANT", "123ABC98", 20),
                ("SPEED_INSTANT", "124ABC98", 20), ("PASSAGE", "123ABC98", 10),
            ])
        )
        #expect(first.accepted == 3)
        #expect(first.duplicate == 1)
        let second = try Self.take(
            folder,
            store,
            "b",
            Self.batch([("PASSAGE", "123ABC98", 10), ("PASSAGE", "123ABC98", 11)])
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
        _ = try Self.take(
            folder,
            store,
            "a",
            Self.batch([("PASSAGE", "777XYZ98", 1), ("PASSAGE", "777XYZ98", 2)])
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
