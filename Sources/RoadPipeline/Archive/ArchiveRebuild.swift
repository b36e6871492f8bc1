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
        /// Files whose content was erased under retention: their rows were taken over.
        package var erased = 0
        /// Files that could not be read again, with the reason.
        package var skipped: [Finding] = []
        /// Files whose rows came out different.
        package var different: [Finding] = []

        /// Whether something was looked at and nothing came out different.
        package var isEqual: Bool { different.isEmpty && files + erased > 0 }
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
    /// - Parameters:
    ///   - store: The workspace.
    ///   - folder: Where the new one goes.
    ///   - keepsObjects: Whether the received files are copied too, so that the new workspace stands
    ///     for itself.
    ///   - progress: Told of bytes read.
    /// - Returns: What was read again, and how it compares.
    /// - Throws: `.outputExists`, `.io`, `.diskFull`.
    package static func run(
        _ store: Store,
        into folder: String,
        keepsObjects: Bool,
        progress: any ProgressSink = SilentProgress()
    ) throws(IntakeError) -> Report {
        let target = try target(at: folder, of: store.workspace)
        let steps = try store.rebuildSteps()
        let total = try store.receipts().reduce(0) { $0 + $1.bytes }
        var rebuild = Rebuild(
            source: store.workspace,
            store: store,
            target: target,
            keepsObjects: keepsObjects
        )
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

    /// Rebuilds a workspace whose database is lost out of its receipts and its received files.
    ///
    /// Rows are held against the digests that each receipt's entry of the ledger states. What only
    /// the database held is not there: repairs, holds, matches, results, and who read what.
    ///
    /// - Throws: `.insufficient` without receipts, `.outputExists`, `.io`, `.diskFull`.
    package static func recover(
        _ workspace: Workspace,
        into folder: String,
        progress: any ProgressSink = SilentProgress()
    ) throws(IntakeError) -> Report {
        let issued = IssuedReceipt.all(of: workspace)
        guard !issued.isEmpty else {
            throw IntakeError(
                .insufficient,
                subject: workspace.receipts.path,
                detail: "The database is gone, and there is no receipt to rebuild it from.",
                remedy: "Restore a backup: 'jol archive restore BACKUP DIR'."
            )
        }
        let target = try target(at: folder, of: workspace)
        let total = issued.reduce(0) { $0 + $1.receipt.bytes }
        var rebuild = Rebuild(
            source: workspace,
            store: nil,
            issued: issued,
            target: target,
            keepsObjects: true
        )
        var done = 0
        for one in issued {
            progress.advance(to: done, of: total, unit: .bytes)
            done += one.receipt.bytes
            try rebuild.read(one.receipt)
        }
        try rebuild.compare()
        return rebuild.report
    }

    private static func target(
        at folder: String,
        of workspace: Workspace
    ) throws(IntakeError) -> Store {
        var copy = try Workspace.create(at: folder)
        // The same pseudonyms come out only with the same key.
        copy.keysFolder = workspace.keys
        return try Store(workspace: copy)
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
