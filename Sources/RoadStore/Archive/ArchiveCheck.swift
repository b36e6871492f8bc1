import Crypto
import Foundation
import GRDB
import RoadModel

/// Checks that an archive is what was received: objects, rows, ledger, signatures.
///
/// A check never stops at the first fault, and it never trusts the database to be readable.
package struct ArchiveCheck {
    private let store: Store
    private var report = ArchiveReport()

    /// Checks a workspace.
    ///
    /// - Parameters:
    ///   - store: Opened for reading.
    ///   - issued: Receipts and checkpoints kept elsewhere, by the name they are reported under.
    ///   - verifier: The key to trust; `nil` takes the ledger's own word for it.
    ///   - progress: Told of bytes of objects read.
    /// - Returns: What was checked and found.
    package static func run(
        _ store: Store,
        against issued: [(name: String, text: String)] = [],
        trusting verifier: NoteVerifier? = nil,
        progress: (Int) -> Void = { _ in }
    ) -> ArchiveReport {
        var check = ArchiveCheck(store: store)
        check.database()
        let ledger = check.ledger(trusting: verifier)
        check.rows(ledger)
        check.states(ledger)
        check.content()
        check.objects(ledger, progress)
        for one in issued { check.compare(one.name, one.text, ledger) }
        if check.report.objects + check.report.entries == 0 {
            check.report.add(
                .nothingChecked,
                store.workspace.root.path,
                "The workspace has received nothing yet."
            )
        }
        return check.report
    }

    private init(store: Store) { self.store = store }

    private mutating func read<Value>(_ what: String, _ body: (Database) throws -> Value) -> Value?
    {
        do throws(IntakeError) { return try store.read(body) } catch {
            report.add(.databaseDamaged, what, error.detail)
            return nil
        }
    }

    private mutating func database() {
        let messages = read("integrity") { db in
            try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
                + Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map {
                    "a row of \(try $0.field("table") as String) refers to nothing"
                }
        }
        for message in messages ?? [] where message != "ok" {
            report.add(.databaseDamaged, "integrity", message)
        }
    }

    // MARK: Rows

    private mutating func rows(_ ledger: LedgerReading) {
        var accounted: [EvidenceTable: Int] = [:]
        for entry in ledger.active {
            for expected in entry.rows {
                accounted[expected.table, default: 0] += expected.rows
                let name = expected.table.rawValue
                let found = read(name) { db in
                    try RowHash.of(expected.table, expected.first, expected.last, db)
                }
                report.rows += found?.rows ?? 0
                guard let found, !expected.vouches(for: found) else { continue }
                report.add(
                    .rowsChanged,
                    Self.name(of: entry),
                    found.rows == expected.rows
                        ? "Rows \(expected.first) to \(expected.last) of \(name) were changed."
                        : "Rows \(expected.first) to \(expected.last) of \(name): \(found.rows) "
                            + "instead of \(expected.rows)."
                )
            }
        }
        for table in EvidenceTable.allCases {
            let count = read(table.rawValue) { db in
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.rawValue)") ?? 0
            }
            guard let count, count != accounted[table] ?? 0 else { continue }
            report.add(
                .rowsUnaccounted,
                table.rawValue,
                "The table holds \(count) rows, the ledger speaks of \(accounted[table] ?? 0)."
            )
        }
        report.receipts = ledger.active.count { $0.receipt != nil }
    }

    private static func name(of entry: LedgerEntry) -> String {
        guard let receipt = entry.receipt else { return "entry \(entry.entry)" }
        return "receipt \(receipt.number) (\(receipt.name)), entry \(entry.entry)"
    }

    private mutating func states(_ ledger: LedgerReading) {
        var latest: [StateTable: (digest: StateDigest, entry: Int)] = [:]
        for entry in ledger.entries {
            for state in entry.states { latest[state.table] = (state, entry.entry) }
        }
        for (table, expected) in latest.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let found = read(table.rawValue) { db in try RowHash.of(table, db) }
            report.states += 1
            guard let found, found != expected.digest else { continue }
            report.add(
                .stateChanged,
                table.rawValue,
                "The table is not what entry \(expected.entry) left: \(found.rows) rows now, "
                    + "\(expected.digest.rows) then."
            )
        }
        guard let last = ledger.entries.last else { return }
        let schema = read("sqlite_schema") { db in try LedgerWriter.schemaDigest(db) }
        if let schema, schema != last.schemaSHA256 {
            report.add(
                .schemaChanged,
                "sqlite_schema",
                "Tables, indexes or triggers are not defined as entry \(last.entry) found them."
            )
        }
    }

    private mutating func content() {
        let digest = read("content") { db in try ContentDigestOfRows.of(db) }
        report.contentSHA256 = digest ?? ""
    }

    // MARK: Objects

    private mutating func objects(_ ledger: LedgerReading, _ progress: (Int) -> Void) {
        let known = read("intake") { db in
            try Row.fetchAll(
                db,
                sql: "SELECT id, sha256, name, bytes, kind FROM intake ORDER BY id"
            ).map {
                Received(
                    number: try $0.field("id"),
                    sha: try $0.field("sha256"),
                    name: try $0.field("name"),
                    bytes: try $0.field("bytes"),
                    mayHoldPlates: IntakeKind(rawValue: try $0.field("kind"))?.holdsPersonalData
                        ?? false
                )
            }
        }
        let check = ObjectCheck(store.workspace, ledger)
        var seen = Set<String>()
        for file in known ?? [] where seen.insert(file.sha).inserted {
            guard file.sha.count == 64, file.sha.allSatisfy(\.isHexDigit) else {
                report.add(.rowsChanged, file.subject, "The receipt's SHA-256 is malformed.")
                continue
            }
            check.check(file, &report, progress)
        }
        for network in ledger.networks {
            seen.insert(network.source)
            network.check(store.workspace, &report, progress)
        }
        report.unreferenced = ObjectStore(workspace: store.workspace).all().count { name in
            !seen.contains(String(name.prefix(64)))
        }
    }

    // MARK: Ledger

    private mutating func ledger(trusting verifier: NoteVerifier?) -> LedgerReading {
        let reading = read("ledger") { db in try LedgerReading(db) }
        guard let reading else { return LedgerReading() }
        report.entries = reading.entries.count
        report.checkpoints = reading.checkpoints.count
        report.clockWentBackwards = reading.entries.count { $0.clockWentBackwards == true }
        report.verifier = reading.keys.last?.verifier.text ?? ""
        report.root = reading.root.base64
        report.findings += reading.findings(trusting: verifier)
        return reading
    }

    private mutating func compare(_ name: String, _ text: String, _ ledger: LedgerReading) {
        report.compared += 1
        do throws(IntakeError) {
            report.findings += try ledger.compare(name, text)
        } catch {
            report.add(.issuedUnreadable, name, error.detail)
        }
    }
}
