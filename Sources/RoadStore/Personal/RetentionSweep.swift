import GRDB
import RoadModel

/// What of one received file is due, and the erasing of it in the database.
struct RetentionSweep {
    private let db: Database
    private let receipt: Receipt
    /// The moment ages are counted to; `nil` when everything is due.
    private let now: Timestamp?
    private let held: [EvidenceTable: Set<Int64>]
    /// Which rows came with the file.
    private let rows: ReceivedRows

    init(
        _ db: Database,
        _ receipt: Receipt,
        now: Timestamp?,
        held: [EvidenceTable: Set<Int64>],
        rows: ReceivedRows
    ) {
        (self.db, self.receipt, self.rows) = (db, receipt, rows)
        (self.now, self.held) = (now, held)
    }

    private func cutoff(_ kept: RetentionClass) -> Int64 {
        now.map { kept.cutoff($0).microseconds } ?? .max
    }

    /// What is due; `nil` when nothing is, or all of it is gone already.
    func due() throws -> Erasure? {
        var erasure = Erasure(receipt: receipt.number, file: receipt.name, sha256: receipt.sha256)
        erasure.passages = try count(.passages, .other)
        erasure.violations = try count(.violations, .offence)
        (erasure.isObject, erasure.retentionClass) = try isFileDue()
        return erasure.isObject || erasure.passages + erasure.violations > 0 ? erasure : nil
    }

    private func count(_ table: EvidenceTable, _ kept: RetentionClass) throws -> Int {
        guard let span = rows.span(of: table, in: receipt.number) else { return 0 }
        return try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM \(table.rawValue) \(condition(table))",
            arguments: [span.first, span.last, receipt.number, cutoff(kept)]
        ) ?? 0
    }

    /// Rows of the receipt that are due and still say whose vehicle it was.
    private func condition(_ table: EvidenceTable) -> String {
        let held = (held[table] ?? []).sorted().map(String.init).joined(separator: ", ")
        return """
            WHERE \(table.key) BETWEEN ? AND ? AND intake_id = ? AND observed_us < ?
                AND plate_pseudonym IS NOT NULL AND \(table.key) NOT IN (\(held))
            """
    }

    /// Whether every record of the file is due, and the class of the one that is kept longest.
    private func isFileDue() throws -> (Bool, RetentionClass) {
        let isGone = try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM erasures WHERE intake_id = ? AND is_object = 1)",
            arguments: [receipt.number]
        )
        var longest = RetentionClass.other
        var isDue = true
        var newest: Int64?
        for (table, kept) in [
            (EvidenceTable.passages, RetentionClass.other), (.violations, .offence),
            (.crashes, .crime),
        ] {
            guard let span = rows.span(of: table, in: receipt.number) else { continue }
            let last = try Int64.fetchOne(
                db,
                sql: """
                    SELECT max(observed_us) FROM \(table.rawValue)
                    WHERE \(table.key) BETWEEN ? AND ? AND intake_id = ?
                    """,
                arguments: [span.first, span.last, receipt.number]
            )
            guard let last else { continue }
            newest = max(newest ?? last, last)
            longest = kept
            isDue = isDue && last < cutoff(kept)
        }
        // Records that were set aside, and duplicates, have no time of their own here: they are taken
        // to be as old as the newest record of their file, or as its receipt.
        if receipt.kind != .complexes { longest = .crime }
        if receipt.duplicate > 0, longest == .other { longest = .offence }
        if newest == nil || receipt.quarantined + receipt.duplicate > 0 {
            isDue = isDue && (newest ?? receipt.received.microseconds) < cutoff(longest)
        }
        return (isDue && isGone != true, longest)
    }

    /// Takes the pseudonyms out of the rows that are due.
    ///
    /// - Returns: The ranges of rows, as the ledger knows them, that hold such rows.
    func erasePseudonyms() throws -> [RowDigest.Range] {
        var touched: [RowDigest.Range] = []
        for (table, kept) in [
            (EvidenceTable.passages, RetentionClass.other), (.violations, .offence),
        ] {
            guard let span = rows.span(of: table, in: receipt.number) else { continue }
            try db.execute(
                sql: """
                    UPDATE \(table.rawValue) SET plate_pseudonym = NULL \(condition(table))
                    """,
                arguments: [span.first, span.last, receipt.number, cutoff(kept)]
            )
            if db.changesCount > 0 { touched += rows.vouched(span) }
        }
        return touched
    }
}

/// Which rows came with which file, by the ledger.
struct ReceivedRows {
    private var spans: [Int64: [EvidenceTable: RowDigest.Range]] = [:]
    private let ranges: [RowDigest.Range]
    private let isOlder: Set<Int64>

    init(_ db: Database) throws {
        let reading = try LedgerReading(db)
        for entry in reading.entries {
            guard entry.kind == .intake, let receipt = entry.receipt else { continue }
            spans[receipt.number] = Dictionary(
                entry.rows.map { ($0.table, $0.range) },
                uniquingKeysWith: { first, _ in first }
            )
        }
        ranges = reading.active.flatMap(\.rows).map(\.range)
        let all = try Int64.fetchAll(db, sql: "SELECT id FROM intake")
        isOlder = Set(all).subtracting(spans.keys)
    }

    /// The rows of a table that came with a receipt, or among which they are.
    func span(of table: EvidenceTable, in receipt: Int64) -> RowDigest.Range? {
        // From before there was a ledger: they may be anywhere.
        isOlder.contains(receipt)
            ? RowDigest.Range(table: table, first: 0, last: .max) : spans[receipt]?[table]
    }

    /// The ranges that the ledger vouches for as they are now and that touch these rows.
    func vouched(_ span: RowDigest.Range) -> [RowDigest.Range] {
        ranges.filter {
            $0.table == span.table && $0.first <= span.last && $0.last >= span.first
        }
    }
}
