import Foundation
import GRDB
import RoadModel
import RoadStore
import TestKit
import Testing

@Suite("Workspaces of other versions")
struct SchemaMigrationTests {
    private static func edit(_ workspace: Workspace, _ sql: String) throws {
        let queue = try DatabaseQueue(path: workspace.database.path)
        try queue.write { db in try db.execute(sql: sql) }
    }

    @Test("an earlier one is brought up to date, and its rows are vouched for from then on")
    func earlier() throws {
        let folder = try ScratchFolder()
        let workspace = try Workspace.create(at: folder.path("w"))
        try Self.edit(
            workspace,
            """
            DROP TABLE ledger; DROP TABLE ledger_nodes; DROP TABLE checkpoints;
            DROP TABLE witnessed; DROP TABLE batteries;
            ALTER TABLE intake DROP COLUMN options; ALTER TABLE intake DROP COLUMN ledger_entry;
            DELETE FROM jol_schema; INSERT INTO jol_schema VALUES (2);
            INSERT INTO intake (id, sha256, kind, name, format, bytes, received_us, software,
                records_in, accepted, duplicate, quarantined, completeness, notes)
                VALUES (7, 'ab', 'crashes', 'old.csv', 'csv', 1, 2, 'jol 0', 1, 0, 0, 1, 1, '[]');
            INSERT INTO quarantine (intake_id, byte_offset, reason, field, found, expected,
                proposal) VALUES (7, 5, 'row.bad_time', '', '', '', '');
            """
        )
        // Reading is enough: the first command that opens the workspace brings it up to date.
        let store = try Store(workspace: workspace, access: .reading)
        let old = try #require(try store.receipts().first)
        #expect(old.number == 7)
        #expect(old.ledger == nil)
        #expect(try store.checkpoint()?.size == 2)
        let before = Set(ArchiveCheck.run(store).findings.map(\.code))
        // Its object was never there in this test; everything else is sound.
        #expect(before == [.rowsChanged])
        try Self.edit(workspace, "UPDATE quarantine SET reason = 'row.field_count'")
        let findings = ArchiveCheck.run(store).findings
        #expect(findings.contains { $0.code == .rowsChanged && $0.subject == "entry 1" })
    }

    @Test("fingerprints of records of version 4 are hidden, and rows are vouched for anew")
    func fingerprints() throws {
        let folder = try ScratchFolder()
        let workspace = try Workspace.create(at: folder.path("w"))
        let rows: [(kind: String, plate: String, second: Int64)] = [
            ("PASSAGE", "123ABC98", 1), ("SPEED_INSTANT", "124ABC98", 2),
        ]
        func keys() throws -> [Int64] {
            let queue = try DatabaseQueue(path: workspace.database.path)
            return try queue.read { db in
                try Int64.fetchAll(
                    db,
                    sql:
                        "SELECT record_key FROM passages UNION ALL SELECT record_key FROM violations"
                )
            }
        }
        _ = try RecordSamples.take(folder, Store(workspace: workspace), "a", rows)
        try Self.edit(
            workspace,
            """
            DROP TABLE holds; DROP TABLE erasures;
            DELETE FROM jol_schema; INSERT INTO jol_schema VALUES (4);
            """
        )
        let before = try keys()
        let reader = try Store(workspace: workspace, access: .reading, waitSeconds: 0)
        #expect(Set(try keys()).isDisjoint(with: before))
        #expect(ArchiveCheck.run(reader).findings.filter { $0.code != .stateChanged }.isEmpty)
    }

    @Test("a later one, and a database that is not Jol's, are refused and left alone")
    func later() throws {
        let folder = try ScratchFolder()
        let workspace = try Workspace.create(at: folder.path("w"))
        try Self.edit(workspace, "INSERT INTO jol_schema VALUES (99)")
        let newer = #expect(throws: IntakeError.self) { try Store(workspace: workspace) }
        #expect(newer?.code == .workspaceVersion)
        #expect(newer?.detail.contains("99") == true)
        try Self.edit(workspace, "DROP TABLE jol_schema")
        let foreign = #expect(throws: IntakeError.self) { try Store(workspace: workspace) }
        #expect(foreign?.code == .workspaceVersion)
    }

    @Test("a register of version 5 gets the kind of road, and its rows are vouched for anew")
    func register() throws {
        let folder = try ScratchFolder()
        let workspace = try Workspace.create(at: folder.path("w"))
        var period = DevicePeriod(serial: "K1")
        period.road = .rural
        do {
            let store = try Store(workspace: workspace, access: .writing)
            #expect(try store.enter([period], software: "jol").added == 1)
            #expect(try store.register() == [period])
        }
        try Self.edit(
            workspace,
            """
            ALTER TABLE device_register DROP COLUMN road;
            DELETE FROM jol_schema; INSERT INTO jol_schema VALUES (5);
            """
        )
        let store = try Store(workspace: workspace, access: .reading)
        period.road = nil
        #expect(try store.register() == [period])
        #expect(ArchiveCheck.run(store).findings.isEmpty)
        try Self.edit(workspace, "UPDATE device_register SET road = 'rural'")
        #expect(!ArchiveCheck.run(store).findings.isEmpty)
    }
}
