import Crypto
import Foundation
import GRDB
import RoadModel
import RoadStore
import TestKit
import Testing

@Suite("Personal data")
struct PersonalDataTests {
    private static func store(_ folder: ScratchFolder) throws -> Store {
        try Store(workspace: Workspace.create(at: folder.path("w")))
    }

    @Test(
        "a sealed file comes back byte for byte and shows nothing of itself",
        arguments: [1, 40, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20]
    )
    func sealed(count: Int) throws {
        let folder = try ScratchFolder()
        let store = try Self.store(folder)
        let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
        let source = folder.path("source")
        try bytes.write(to: URL(fileURLWithPath: source))
        let objects = ObjectStore(workspace: store.workspace)
        let (stored, plain) = try objects.put(source, sealing: try store.personalKeys())
        #expect(stored.size == count)
        #expect(stored.digest == (try ObjectStore.digest(of: source)))
        #expect(FileManager.default.contents(atPath: plain.path) == bytes)
        let opened = try objects.open(stored.digest)
        #expect(FileManager.default.contents(atPath: opened.path) == bytes)
        let lying = try #require(FileManager.default.contents(atPath: stored.path))
        #expect(lying.count == count + 40 + 16 * ((count + (1 << 20) - 1) >> 20))
        if count >= 40 { #expect(lying.range(of: bytes.prefix(40)) == nil) }
        // The same file again lies there already, and its digest is that of what lies there.
        let (again, _) = try objects.put(source, sealing: try store.personalKeys())
        #expect(!again.isNew)
        #expect(again.sealed == stored.sealed)
    }

    @Test("no byte of a sealed file can be changed and nothing cut off unnoticed")
    func changed() throws {
        let folder = try ScratchFolder()
        let store = try Self.store(folder)
        let source = folder.path("source")
        try Data(repeating: 7, count: (2 << 20) + 5).write(to: URL(fileURLWithPath: source))
        let objects = ObjectStore(workspace: store.workspace)
        let (stored, _) = try objects.put(source, sealing: try store.personalKeys())
        let whole = try Data(contentsOf: URL(fileURLWithPath: stored.path))
        func opens(_ bytes: Data) throws -> Bool {
            try bytes.write(to: URL(fileURLWithPath: stored.path))
            return (try? objects.open(stored.digest)) != nil
        }
        #expect(try opens(whole))
        for place in [0, 7, 8, 39, 40, 1 << 20, whole.count - 17, whole.count - 1] {
            var bytes = whole
            bytes[place] ^= 4
            #expect(try !opens(bytes), "byte \(place)")
        }
        let piece = (1 << 20) + 16
        for end in [0, 39, 40, 40 + piece, 40 + 2 * piece, whole.count - 1] {
            #expect(try !opens(whole.prefix(end)), "cut at \(end)")
        }
        let swapped =
            whole.prefix(40) + whole[40 + piece..<40 + 2 * piece] + whole[40..<40 + piece]
            + whole.suffix(from: 40 + 2 * piece)
        #expect(try !opens(Data(swapped)))
    }

    @Test("a pseudonym is the HMAC of the plate under the key")
    func pseudonym() throws {
        let folder = try ScratchFolder()
        let store = try Self.store(folder)
        _ = try RecordSamples.take(folder, store, "a", [("PASSAGE", "777XYZ98", 1)])
        let key = try Data(
            contentsOf: store.workspace.keys.appendingPathComponent("pseudonym.key")
        )
        let expected = HMAC<SHA256>.authenticationCode(
            for: Data("777XYZ98".utf8),
            using: SymmetricKey(data: key)
        )
        let queue = try DatabaseQueue(path: store.workspace.database.path)
        let found = try queue.read {
            try Data.fetchOne($0, sql: "SELECT plate_pseudonym FROM passages")
        }
        #expect(found == Data(expected.prefix(16)))
    }

    @Test("equal records have equal fingerprints under one key and others under another")
    func fingerprints() throws {
        let folder = try ScratchFolder()
        func fingerprint(_ name: String) throws -> Int64? {
            let store = try Store(workspace: Workspace.create(at: folder.path(name)))
            _ = try RecordSamples.take(folder, store, "file-\(name)", [("PASSAGE", "777XYZ98", 1)])
            let queue = try DatabaseQueue(path: store.workspace.database.path)
            return try queue.read { try Int64.fetchOne($0, sql: "SELECT record_key FROM passages") }
        }
        #expect(try fingerprint("one") != fingerprint("two"))
    }
}

@Suite("Retention")
struct RetentionTests {
    private static let day: Int64 = 86_400

    private static func run(
        _ store: Store,
        atDay days: Int64,
        isTrial: Bool = false
    ) throws -> RetentionReport {
        try store.retain(
            now: Timestamp(microseconds: days * day * 1_000_000),
            who: "tester",
            why: "retention",
            software: "test",
            isTrial: isTrial
        )
    }

    private static func pseudonyms(_ store: Store) throws -> [Int] {
        let queue = try DatabaseQueue(path: store.workspace.database.path)
        return try queue.read { db in
            try ["passages", "violations"].map { table in
                try Int.fetchOne(db, sql: "SELECT count(plate_pseudonym) FROM \(table)") ?? -1
            }
        }
    }

    @Test("classes are erased when their time is over, and the archive stays sound")
    func classes() throws {
        let folder = try ScratchFolder()
        let store = try Store(workspace: Workspace.create(at: folder.path("w")))
        _ = try RecordSamples.take(
            folder,
            store,
            "a",
            [
                ("PASSAGE", "123ABC98", 0), ("SPEED_INSTANT", "124ABC98", 20),
                ("PASSAGE", "125ABC98", 300 * Self.day),
            ]
        )
        let trial = try Self.run(store, atDay: 100, isTrial: true)
        #expect(trial.erasures.map(\.passages) == [1])
        #expect(try Self.pseudonyms(store) == [2, 1])
        #expect(try Self.run(store, atDay: 30).erasures.isEmpty)
        #expect(try Self.run(store, atDay: 100).erasures.map(\.passages) == [1])
        #expect(try Self.pseudonyms(store) == [1, 1])
        #expect(ArchiveCheck.run(store).findings.isEmpty)
        // Nothing is erased twice.
        #expect(try Self.run(store, atDay: 100).erasures.isEmpty)
        let last = try Self.run(store, atDay: 1200)
        #expect(last.erasures.first?.isObject == true)
        #expect(try Self.pseudonyms(store) == [0, 0])
        let report = ArchiveCheck.run(store)
        #expect(report.findings.isEmpty)
        #expect(report.erased == 1)
        #expect(try store.ledgerLines(of: .erasure).count == 2)
    }

    @Test("a hold keeps a file and one record, and nothing else")
    func holds() throws {
        let folder = try ScratchFolder()
        let store = try Store(workspace: Workspace.create(at: folder.path("w")))
        for (name, second) in [("a", Int64(0)), ("b", 50), ("c", 90)] {
            _ = try RecordSamples.take(
                folder,
                store,
                name,
                [
                    ("SPEED_INSTANT", "12\(name)ABC98", second),
                    ("SPEED_INSTANT", "13\(name)ABC98", second),
                ]
            )
        }
        let now = Timestamp(microseconds: 0)
        let hold = try store.hold(
            receipt: 1,
            who: "judge",
            why: "case 1",
            at: now,
            software: "test"
        )
        _ = try store.hold(
            receipt: 2,
            record: (.violation, 3),
            who: "judge",
            why: "case 2",
            at: now,
            software: "test"
        )
        let report = try Self.run(store, atDay: 4000)
        #expect(report.held == [1, 2])
        #expect(report.erasures.map(\.receipt) == [2, 3])
        #expect(report.erasures.map(\.isObject) == [false, true])
        #expect(try Self.pseudonyms(store) == [0, 3])
        #expect(ArchiveCheck.run(store).findings.isEmpty)
        _ = try store.release(
            hold: hold.number,
            who: "judge",
            why: "closed",
            at: now,
            software: "test"
        )
        #expect(throws: IntakeError.self) {
            try store.release(hold: hold.number, who: "", why: "", at: now, software: "")
        }
        #expect(try Self.run(store, atDay: 4000).erasures.map(\.receipt) == [1])
        #expect(try Self.pseudonyms(store) == [0, 1])
        #expect(ArchiveCheck.run(store).findings.isEmpty)
    }

    @Test("an erased pseudonym put back, and an erased file put back, are found")
    func restored() throws {
        let folder = try ScratchFolder()
        let store = try Store(workspace: Workspace.create(at: folder.path("w")))
        let receipt = try RecordSamples.take(folder, store, "a", [("PASSAGE", "123ABC98", 0)])
        let digest = ContentDigest(hex: receipt.sha256)
        _ = try Self.run(store, atDay: 1200)
        #expect(try store.isErased(digest))
        let queue = try DatabaseQueue(path: store.workspace.database.path)
        try queue.write { try $0.execute(sql: "UPDATE passages SET plate_pseudonym = x'00'") }
        let path = ObjectStore(workspace: store.workspace).path(of: digest)
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
            withIntermediateDirectories: true
        )
        try Data("a".utf8).write(to: URL(fileURLWithPath: path))
        let codes = Set(ArchiveCheck.run(store).findings.map(\.code))
        #expect(codes == [.rowsChanged, .objectKept])
    }
}

@Suite("Proofs of single records")
struct RecordProofTests {
    @Test("a violation is proven by its row, and a changed row is not")
    func violation() throws {
        let folder = try ScratchFolder()
        let store = try Store(workspace: Workspace.create(at: folder.path("w")))
        _ = try RecordSamples.take(
            folder,
            store,
            "a",
            (0..<7).map { ("SPEED_INSTANT", "12\($0)ABC98", Int64($0)) }
        )
        let keys = try #require(try store.ledgerKeys())
        for number in 1...7 as ClosedRange<Int64> {
            var proof = try #require(try store.proof(ofRecord: number, .violation))
            #expect(try proof.faults(keys) == [])
            #expect(try proof.fields()["fid"] == .integer(number))
            #expect(try proof.fields()["speed_kmh"] == .real(101))
            var row = try #require(Data(base64Encoded: proof.row))
            row[row.count - 1] ^= 1
            proof.row = row.base64EncodedString()
            #expect(try proof.faults(keys).count == 1)
        }
        #expect(try store.proof(ofRecord: 8, .violation) == nil)
        let queue = try DatabaseQueue(path: store.workspace.database.path)
        try queue.write {
            try $0.execute(sql: "UPDATE violations SET speed_kmh = 59 WHERE fid = 3")
        }
        let refused = #expect(throws: IntakeError.self) {
            try store.proof(ofRecord: 2, .violation)
        }
        #expect(refused?.code == .verificationFailed)
    }
}

/// Records of a complex, taken in.
enum RecordSamples {
    static func batch(_ rows: [(kind: String, plate: String, second: Int64)]) -> PassageBatch {
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
            batch.longitudeDegrees.append(-0.0)
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

    static func take(
        _ folder: ScratchFolder,
        _ store: Store,
        _ text: String,
        _ rows: [(kind: String, plate: String, second: Int64)]
    ) throws -> Receipt {
        let (stored, _) = try ObjectStore(workspace: store.workspace)
            .put(try folder.write(text, to: text), sealing: try store.personalKeys())
        return try store.takeIn(
            IntakeOpening(
                kind: .complexes,
                name: text,
                stored: stored,
                received: Timestamp(microseconds: 0),
                software: "test"
            )
        ) { session in
            try session.add(batch(rows))
            return IntakeClosing(format: "test")
        }
    }
}
