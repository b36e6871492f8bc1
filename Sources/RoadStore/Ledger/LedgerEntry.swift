import Foundation
import RoadModel

/// What the ledger records.
package enum LedgerKind: String, Sendable, Codable, CaseIterable {
    /// A signing key became valid.
    case key
    /// The tables were brought to a newer form; rows taken in before are vouched for from here on.
    case schema
    /// A file was taken in.
    case intake
    /// A receipt under which nothing had been accepted was taken back.
    case withdrawn
    /// Rows were entered into the device register.
    case register
    /// A field of a record was corrected; one entry a correction.
    case correction
    /// Records were taken out of the quarantine by a repair that a person confirmed.
    case repair
    /// Borders of regions were taken in.
    case regions
    /// A road network became the current one.
    case network
    /// Observations were put on the network.
    case match
    /// Hotspots were ranked.
    case hotspots
    /// Results left the workspace.
    case export
    /// Personal data was read, by whom and why.
    case access
    /// Records were put under a legal hold.
    case hold
    /// A legal hold was lifted.
    case release
    /// Personal data was erased.
    case erasure
    /// Files received before were sealed.
    case sealing
    /// A backup was made.
    case backup
    /// A ledger of a lower level was countersigned.
    case witness
}

/// One entry of the ledger: a leaf of its tree is the JSON text of this, as it was first written.
struct LedgerEntry: Hashable, Sendable, Codable {
    /// The form of the entry.
    var version = 1
    /// Its number, from 0.
    var entry: Int
    var kind: LedgerKind
    /// When it was written, RFC 3339 in UTC.
    var recorded: String
    /// Present when the clock stood before that of the entry before.
    var clockWentBackwards: Bool?
    /// Program and version that wrote it; empty when not known.
    var software: String
    /// SHA-256 over the definitions of all tables.
    var schemaSHA256: String
    /// The receipt of an intake.
    var receipt: Receipt?
    /// Rows that came in.
    var rows: [RowDigest] = []
    /// States of tables after it.
    var states: [StateDigest] = []
    /// Whatever else the kind needs, by name.
    var detail: [String: String] = [:]

    func encoded() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    init(
        entry: Int,
        kind: LedgerKind,
        recorded: Timestamp,
        software: String,
        schemaSHA256: String
    ) {
        (self.entry, self.kind) = (entry, kind)
        self.recorded = recorded.description
        (self.software, self.schemaSHA256) = (software, schemaSHA256)
    }

    init(text: String) throws {
        self = try JSONDecoder().decode(LedgerEntry.self, from: Data(text.utf8))
    }
}
