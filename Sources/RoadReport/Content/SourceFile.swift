package import RoadModel

/// One received file: who came in, who stayed, who was set aside, who found a place.
package struct SourceFile: Hashable, Sendable, Codable {
    /// A number of records with one reason.
    package struct Tally<Reason: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
        /// Why.
        package var reason: Reason
        /// How many.
        package var count: Int

        /// Makes a tally.
        package init(_ reason: Reason, _ count: Int) { (self.reason, self.count) = (reason, count) }
    }

    /// The file's name as received, without folders.
    package var label: String
    /// What it holds.
    package var kind: SourceKind
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    package var sha256: String
    /// Records seen.
    package var received: Int
    /// Records accepted.
    package var accepted: Int
    /// Records that were in the workspace already.
    package var duplicate: Int
    /// Records set aside, by reason.
    package var quarantined: [Tally<RejectReason>]
    /// Accepted records with a place on the network; `nil` for a flight log, which needs none.
    package var located: Int?
    /// Accepted records without a place on the network, by reason.
    package var unlocated: [Tally<UnlocatedReason>]
    /// Accepted records that are counted and not placed: passages without a violation.
    package var needNoPlace: Int

    /// Makes a line of the table.
    package init(
        label: String,
        kind: SourceKind,
        sha256: String,
        received: Int,
        accepted: Int,
        duplicate: Int,
        quarantined: [Tally<RejectReason>] = [],
        located: Int? = nil,
        unlocated: [Tally<UnlocatedReason>] = [],
        needNoPlace: Int = 0
    ) {
        (self.label, self.kind, self.sha256) = (label, kind, sha256)
        (self.received, self.accepted, self.duplicate) = (received, accepted, duplicate)
        (self.quarantined, self.located, self.unlocated) = (quarantined, located, unlocated)
        self.needNoPlace = needNoPlace
    }
}
