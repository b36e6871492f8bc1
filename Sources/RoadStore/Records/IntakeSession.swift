import Foundation
import GRDB
package import RoadModel

/// One file on its way into the store: everything it adds is committed together or not at all.
package final class IntakeSession {
    let db: Database
    let intakeID: Int64
    let keys: PersonalKeys
    var devices: DeviceIntern
    /// The first flights stored, for the receipt, and the number of the others.
    var flights: [FlightBrief] = []
    var flightsNotListed = 0
    /// Corrections stored so far, for the ledger: one leaf each.
    var corrections: [[String: String]] = []
    /// The digest of the passages stored so far.
    let passages = RowRecorder()
    private var counts = IntakeCounts()
    private var byReason: [RejectReason: Int] = [:]
    private var statements: [String: BulkInsert] = [:]

    init(_ db: Database, intakeID: Int64, keys: PersonalKeys) throws {
        (self.db, self.intakeID, self.keys) = (db, intakeID, keys)
        devices = try DeviceIntern(db)
    }

    /// The prepared form of an INSERT, made once a file.
    func statement(_ sql: String, recorder: RowRecorder? = nil) throws -> BulkInsert {
        if let known = statements[sql] { return known }
        let made = try BulkInsert(db, sql: sql, recorder: recorder)
        statements[sql] = made
        return made
    }

    func count(accepted: Int = 0, duplicate: Int = 0) {
        counts.accepted += accepted
        counts.duplicate += duplicate
    }

    /// Stores records that were set aside, each of them counted.
    package func quarantine(_ rejects: [Reject]) throws(IntakeError) {
        do {
            let insert = try statement(
                """
                INSERT INTO quarantine (intake_id, line, byte_offset, reason, field, found,
                    expected, proposal) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
            )
            for reject in rejects {
                insert.bind(1, intakeID)
                insert.bind(2, reject.place.line)
                insert.bind(3, reject.place.byteOffset)
                insert.bind(4, reject.reason.rawValue)
                insert.bind(5, reject.field)
                insert.bind(6, reject.found)
                insert.bind(7, reject.expected)
                insert.bind(8, reject.proposal)
                _ = try insert.insert()
                byReason[reject.reason, default: 0] += 1
            }
            counts.quarantined += rejects.count
        } catch { throw IntakeError.io(subject: "quarantine", error) }
    }

    func finish(_ opening: IntakeOpening, closing: IntakeClosing) throws -> Receipt {
        try devices.store(db)
        let recordsIn = counts.accepted + counts.duplicate + counts.quarantined
        try db.execute(
            sql: """
                UPDATE intake SET format = ?, records_in = ?, accepted = ?, duplicate = ?,
                    quarantined = ?, completeness = ?, notes = ? WHERE id = ?
                """,
            arguments: [
                closing.format, recordsIn, counts.accepted, counts.duplicate,
                counts.quarantined, closing.completeness, jsonText(closing.notes), intakeID,
            ]
        )
        return Receipt(
            number: intakeID,
            sha256: opening.stored.digest.hex,
            kind: opening.kind,
            name: opening.name,
            format: closing.format,
            bytes: opening.stored.size,
            received: opening.received,
            recordsIn: recordsIn,
            accepted: counts.accepted,
            duplicate: counts.duplicate,
            quarantined: counts.quarantined,
            quarantinedByReason: Dictionary(
                uniqueKeysWithValues: byReason.map { ($0.key.rawValue, $0.value) }
            ),
            completeness: closing.completeness,
            notes: closing.notes,
            flights: flights,
            flightsNotListed: flightsNotListed > 0 ? flightsNotListed : nil,
            isRepeat: false
        )
    }
}

struct IntakeCounts {
    var accepted = 0
    var duplicate = 0
    var quarantined = 0
}

/// What is known of a file before it is read.
package struct IntakeOpening: Sendable {
    /// What the file is.
    package var kind: IntakeKind
    /// Its name as received.
    package var name: String
    /// Its place in the object store.
    package var stored: ObjectStore.Stored
    /// When it was received.
    package var received: Timestamp
    /// Name and version of the program.
    package var software: String
    /// The receipt's number when it is a reading of a file received before; else the next.
    package var number: Int64?
    /// With which options it is read, as JSON: what a second reading needs.
    package var options: String

    /// Makes an opening.
    package init(
        kind: IntakeKind,
        name: String,
        stored: ObjectStore.Stored,
        received: Timestamp,
        software: String,
        options: String = "{}"
    ) {
        (self.kind, self.name, self.stored) = (kind, name, stored)
        (self.received, self.software, self.options) = (received, software, options)
    }
}

/// What is known of a file once it has been read.
package struct IntakeClosing: Sendable {
    /// The format that its content shows.
    package var format: String
    /// Share of the file that could be read, in `[0, 1]`.
    package var completeness: Double
    /// Things a person should know.
    package var notes: [String]

    /// Makes a closing.
    package init(format: String, completeness: Double = 1, notes: [String] = []) {
        (self.format, self.completeness, self.notes) = (format, completeness, notes)
    }
}

/// A list of texts as JSON.
func jsonText(_ texts: [String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(texts) else { return "[]" }
    return String(decoding: bytes, as: UTF8.self)
}

/// The inverse of `jsonText`; a damaged text gives an empty list.
func textList(_ json: String) -> [String] {
    (try? JSONDecoder().decode([String].self, from: Data(json.utf8))) ?? []
}
