import RoadModel
import RoadStore

/// One rebuild under way.
struct Rebuild {
    /// Where the received files are.
    let source: Workspace
    /// The database to compare with; `nil` when it is lost.
    let store: Store?
    /// What the receipts say that were issued, where the database is lost.
    let issued: [Int64: IssuedReceipt]
    let target: Store
    /// Whether the new workspace gets the received files too.
    let keepsObjects: Bool
    private(set) var report = ArchiveRebuild.Report()
    /// Receipts whose rows are compared in the end.
    private var readAgain: [Receipt] = []

    init(
        source: Workspace,
        store: Store?,
        issued: [IssuedReceipt] = [],
        target: Store,
        keepsObjects: Bool
    ) {
        (self.source, self.store, self.target) = (source, store, target)
        self.keepsObjects = keepsObjects
        self.issued = Dictionary(
            issued.map { ($0.receipt.number, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private static func finding(_ receipt: Receipt, _ detail: String) -> ArchiveRebuild.Finding {
        ArchiveRebuild.Finding(receipt: receipt.number, name: receipt.name, detail: detail)
    }

    private func options(_ receipt: Receipt) throws(IntakeError) -> ReadingRecord {
        if let store {
            return ReadingRecord.read(try store.readingOptions(ofReceipt: receipt.number))
        }
        return ReadingRecord.read(issued[receipt.number]?.options ?? "{}")
    }

    /// Reads a file again, under the number it had.
    ///
    /// What was erased stays so: rows of a file whose content is gone are taken over as they are,
    /// and rows without a pseudonym get none.
    mutating func read(_ receipt: Receipt) throws(IntakeError) {
        let record = try options(receipt)
        let digest = ContentDigest(hex: receipt.sha256)
        let objects = ObjectStore(workspace: source)
        if let store, try store.isErased(digest) {
            try target.takeOver(receipt, sealed: nil, from: store, software: Software.name)
            try target.takeOverErasures(of: receipt.number, from: store, software: Software.name)
            report.erased += 1
            return
        }
        let sealed: ContentDigest?
        do throws(IntakeError) {
            let kept = ObjectStore(workspace: target.workspace)
            sealed = keepsObjects ? try kept.keep(digest, from: objects) : nil
        } catch {
            guard error.code != .diskFull else { throw error }
            report.different.append(Self.finding(receipt, "It is not there: \(error.detail)"))
            return
        }
        guard record.usesKeychains != true else {
            if let store {
                try target.takeOver(receipt, sealed: sealed, from: store, software: Software.name)
            }
            report.skipped.append(Self.finding(receipt, "It was read with keys that are not kept."))
            return
        }
        var intake = FileIntake(store: target, received: receipt.received)
        intake.given = ObjectStore.Stored(
            digest: digest,
            size: receipt.bytes,
            path: objects.path(of: digest),
            isNew: false,
            sealed: sealed
        )
        intake.givenNumber = receipt.number
        intake.givenName = receipt.name
        do throws(IntakeError) {
            intake.givenCopy = try objects.open(digest)
            let again = try ArchiveRebuild.take(receipt.kind, record, intake)
            report.files += 1
            report.records += again.recordsIn
        } catch {
            guard ![.diskFull, .io].contains(error.code) else { throw error }
            report.different.append(
                Self.finding(receipt, "It cannot be read any more: \(error.detail)")
            )
            return
        }
        if let store {
            try target.takeOverErasures(of: receipt.number, from: store, software: Software.name)
        }
        guard receipt.ledger != nil else {
            report.skipped.append(Self.finding(receipt, "It came in before there was a ledger."))
            return
        }
        readAgain.append(receipt)
    }

    /// Confirms a repair again, and compares what came of it.
    mutating func repair(_ order: RepairOrder, _ entry: Int) throws(IntakeError) {
        guard let store else { return }
        let kept = try store.receipts().first { $0.number == order.receipt }
        if let kept, try store.isErased(ContentDigest(hex: kept.sha256)) {
            report.skipped.append(
                Self.finding(
                    kept,
                    "Its content was erased; the repair, entry \(entry), is not made again."
                )
            )
            return
        }
        let outcomes = try QuarantineRepair.run(
            order,
            objects: ObjectStore(workspace: source),
            target,
            isTrial: false
        )
        let before = try store.rowDigests(ofEntry: entry)
        let after = outcomes.isEmpty ? [:] : try target.rowDigests(ofEntry: nil)
        let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        guard !changed.isEmpty else { return }
        report.different.append(
            ArchiveRebuild.Finding(
                receipt: order.receipt,
                name: "repair, entry \(entry)",
                detail: "Other rows in " + changed.sorted().joined(separator: ", ") + "."
            )
        )
    }

    /// Holds the rows of every file that was read again against those of the workspace.
    mutating func compare() throws(IntakeError) {
        for receipt in readAgain {
            let before =
                if let store { try store.rowDigests(ofReceipt: receipt.number) } else {
                    issued[receipt.number]?.rowDigests ?? [:]
                }
            let after = try target.rowDigests(ofReceipt: receipt.number)
            let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
            if changed.isEmpty {
                report.equal += 1
            } else {
                report.different.append(
                    Self.finding(
                        receipt,
                        "Other rows in " + changed.sorted().joined(separator: ", ") + "."
                    )
                )
            }
        }
    }
}
