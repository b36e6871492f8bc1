import Foundation
import RoadIngest
package import RoadModel
package import RoadStore

/// Reads every received file again, in the order of the receipts, into a new workspace, and holds
/// the rows against those that the ledger vouches for.
///
/// The objects are the truth and the database a projection of them: this shows that it is.
package enum ArchiveRebuild {
    /// What a rebuild found.
    package struct Report: Sendable, Hashable, Codable {
        /// Files read again.
        package var files = 0
        /// Records in them.
        package var records = 0
        /// Files whose rows came out equal.
        package var equal = 0
        /// Files that could not be read again, with the reason.
        package var skipped: [Finding] = []
        /// Files whose rows came out different.
        package var different: [Finding] = []
    }

    /// One file of which something is to be said.
    package struct Finding: Sendable, Hashable, Codable {
        /// Its receipt.
        package var receipt: Int64
        /// Its name.
        package var name: String
        /// What is to be said.
        package var detail: String
    }

    /// Rebuilds into a folder, which must be new or empty.
    ///
    /// - Throws: `.outputExists`, `.io`, `.diskFull`.
    package static func run(
        _ store: Store,
        into folder: String,
        progress: any ProgressSink = SilentProgress()
    ) throws(IntakeError) -> Report {
        var copy = try Workspace.create(at: folder)
        // The same pseudonyms come out only with the same key.
        copy.keysFolder = store.workspace.keys
        let target = try Store(workspace: copy)
        let steps = try store.rebuildSteps()
        let total = try store.receipts().reduce(0) { $0 + $1.bytes }
        var report = Report()
        var done = 0
        for step in steps {
            progress.advance(to: done, of: total, unit: .bytes)
            switch step {
            case .intake(let receipt):
                done += receipt.bytes
                try read(receipt, from: store, into: target, &report)
            case .repair(let order, let entry):
                try repair(order, entry, from: store, into: target, &report)
            }
        }
        return report
    }

    private static func read(
        _ receipt: Receipt,
        from store: Store,
        into target: Store,
        _ report: inout Report
    ) throws(IntakeError) {
        func finding(_ detail: String) -> Finding {
            Finding(receipt: receipt.number, name: receipt.name, detail: detail)
        }
        let record = ReadingRecord.read(try store.readingOptions(ofReceipt: receipt.number))
        guard record.usesKeychains != true else {
            report.skipped.append(finding("It was read with keys that are not kept."))
            return
        }
        let digest = ContentDigest(hex: receipt.sha256)
        var intake = FileIntake(store: target, received: receipt.received)
        intake.given = ObjectStore.Stored(
            digest: digest,
            size: receipt.bytes,
            path: ObjectStore(workspace: store.workspace).path(of: digest),
            isNew: false
        )
        intake.givenNumber = receipt.number
        intake.givenName = receipt.name
        do throws(IntakeError) {
            let again = try take(receipt.kind, record, intake)
            report.files += 1
            report.records += again.recordsIn
        } catch {
            guard ![.diskFull, .io].contains(error.code) else { throw error }
            report.different.append(finding("It cannot be read any more: \(error.detail)"))
            return
        }
        let before = try store.rowDigests(ofReceipt: receipt.number)
        let after = try target.rowDigests(ofReceipt: receipt.number)
        guard !before.isEmpty || receipt.ledger != nil else {
            report.skipped.append(finding("It came in before there was a ledger."))
            return
        }
        let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        if changed.isEmpty {
            report.equal += 1
        } else {
            report.different.append(
                finding("Other rows in " + changed.sorted().joined(separator: ", ") + ".")
            )
        }
    }

    /// Confirms a repair again, and compares what came of it.
    private static func repair(
        _ order: RepairOrder,
        _ entry: Int,
        from store: Store,
        into target: Store,
        _ report: inout Report
    ) throws(IntakeError) {
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
            Finding(
                receipt: order.receipt,
                name: "repair, entry \(entry)",
                detail: "Other rows in " + changed.sorted().joined(separator: ", ") + "."
            )
        )
    }

    private static func take(
        _ kind: IntakeKind,
        _ record: ReadingRecord,
        _ intake: FileIntake
    ) throws(IntakeError) -> Receipt {
        let path = intake.given?.path ?? ""
        let zone = record.zone.flatMap { CivilZone(named: $0) }
        switch kind {
        case .flights: return try intake.addFlights(path)
        case .complexes:
            let entry = try record.profile.map { toml throws(IntakeError) in
                ProfileShelf.Entry(
                    profile: try RecordProfile(toml: toml, subject: "receipt"),
                    toml: toml,
                    path: ""
                )
            }
            return try intake.addComplexes(
                path,
                entry: entry,
                zone: zone,
                expectedExtent: record.extent
            )
        case .crashes:
            return try intake.addCrashes(path, CrashReading(record))
        case .regions: return try intake.addRegions(path)
        case .corrections:
            return try intake.addCorrections(
                path,
                who: record.who ?? "",
                why: record.why ?? "",
                encoding: record.encoding.flatMap { TableEncoding(rawValue: $0) } ?? .utf8
            )
        case .network:
            throw IntakeError(
                .badArgument,
                subject: path,
                detail: "Networks are kept as images, not as records.",
                remedy: "Import the network again: 'jol network import FILE'."
            )
        }
    }
}
