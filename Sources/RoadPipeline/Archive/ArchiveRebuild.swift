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
        var rebuild = Rebuild(store: store, target: target)
        var done = 0
        for step in steps {
            progress.advance(to: done, of: total, unit: .bytes)
            switch step {
            case .intake(let receipt):
                done += receipt.bytes
                try rebuild.read(receipt)
            case .repair(let order, let entry):
                try rebuild.repair(order, entry)
            }
        }
        try rebuild.compare()
        return rebuild.report
    }

    static func take(
        _ kind: IntakeKind,
        _ record: ReadingRecord,
        _ intake: FileIntake
    ) throws(IntakeError) -> Receipt {
        let path = intake.givenCopy?.path ?? ""
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
                encoding: record.encoding.flatMap { TextEncoding(named: $0) } ?? .utf8
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
