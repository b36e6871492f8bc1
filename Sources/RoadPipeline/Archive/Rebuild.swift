import RoadModel
import RoadStore

/// One rebuild under way.
struct Rebuild {
    let store: Store
    let target: Store
    private(set) var report = ArchiveRebuild.Report()
    /// Receipts whose rows are compared in the end.
    private var readAgain: [Receipt] = []

    init(store: Store, target: Store) { (self.store, self.target) = (store, target) }

    private static func finding(_ receipt: Receipt, _ detail: String) -> ArchiveRebuild.Finding {
        ArchiveRebuild.Finding(receipt: receipt.number, name: receipt.name, detail: detail)
    }

    /// Reads a file again, under the number it had.
    ///
    /// What was erased stays so: rows of a file whose content is gone are taken over as they are,
    /// and rows without a pseudonym get none.
    mutating func read(_ receipt: Receipt) throws(IntakeError) {
        let record = ReadingRecord.read(try store.readingOptions(ofReceipt: receipt.number))
        let digest = ContentDigest(hex: receipt.sha256)
        if try store.isErased(digest) {
            try target.takeOver(receipt, from: store)
            report.skipped.append(
                Self.finding(receipt, "Its content was erased; its rows were taken over.")
            )
            return
        }
        guard record.usesKeychains != true else {
            report.skipped.append(Self.finding(receipt, "It was read with keys that are not kept."))
            return
        }
        let objects = ObjectStore(workspace: store.workspace)
        var intake = FileIntake(store: target, received: receipt.received)
        intake.given = ObjectStore.Stored(
            digest: digest,
            size: receipt.bytes,
            path: objects.path(of: digest),
            isNew: false
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
        try target.dropPseudonyms(of: receipt.number, like: store)
        guard receipt.ledger != nil else {
            report.skipped.append(Self.finding(receipt, "It came in before there was a ledger."))
            return
        }
        readAgain.append(receipt)
    }

    /// Confirms a repair again, and compares what came of it.
    mutating func repair(_ order: RepairOrder, _ entry: Int) throws(IntakeError) {
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
            objects: ObjectStore(workspace: store.workspace),
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
            let before = try store.rowDigests(ofReceipt: receipt.number)
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
