import Foundation
package import RoadModel

/// Copies of a workspace: backups, and workspaces made from them.
///
/// Order: the database first, as one consistent state, then every object it names. Objects never
/// change and are never deleted, so an intake may go on meanwhile. Keys are not copied: whoever
/// holds a backup can check it, and cannot add to it.
package enum ArchiveCopy {
    /// What was copied.
    package struct Summary: Sendable, Hashable, Codable {
        /// Received files.
        package var objects = 0
        /// Their bytes.
        package var bytes = 0
        /// Compiled networks.
        package var networks = 0
        /// Entries of the ledger at that moment.
        package var entries = 0
    }

    /// Copies a workspace into a new folder.
    ///
    /// - Parameters:
    ///   - store: Opened for reading.
    ///   - folder: A new or empty folder.
    ///   - progress: Told of bytes of objects copied.
    /// - Returns: What was copied.
    /// - Throws: `.outputExists`, `.verificationFailed` when an object is not what was received,
    ///   `.io`, `.diskFull`.
    package static func run(
        _ store: Store,
        to folder: String,
        progress: (Int) -> Void = { _ in }
    ) throws(IntakeError) -> Summary {
        let target = Workspace(root: URL(fileURLWithPath: folder, isDirectory: true))
        try prepare(target)
        try store.snapshot(to: target.database.path)
        let copy = try Store(workspace: target, access: .reading)
        var summary = Summary()
        summary.entries = try copy.checkpoint()?.size ?? 0
        let from = ObjectStore(workspace: store.workspace)
        let into = ObjectStore(workspace: target)
        let sealed = try copy.read { db in try LedgerReading(db).sealed }
        var seen = Set<String>()
        for receipt in try copy.receipts() where seen.insert(receipt.sha256).inserted {
            let digest = ContentDigest(hex: receipt.sha256)
            if try copy.isErased(digest) { continue }
            let isSealed = FileManager.default.fileExists(atPath: from.sealedPath(of: digest))
            let stored =
                try isSealed
                ? into.take(sealed: digest, from: from) : Self.copy(from.path(of: digest), into)
            guard stored.digest.hex == (isSealed ? sealed[receipt.sha256] : receipt.sha256) else {
                throw IntakeError(
                    .verificationFailed,
                    subject: from.path(of: digest),
                    detail: "The file of receipt \(receipt.number) is not what was received.",
                    remedy: "Run 'jol archive verify', and restore the file from a backup."
                )
            }
            summary.objects += 1
            summary.bytes += stored.size
            progress(stored.size)
        }
        // Road maps have no receipt; their compiled images go with the networks.
        let maps = try copy.read { db in try LedgerReading(db).networks.map(\.source) }
        for sha in maps where seen.insert(sha).inserted {
            let stored = try Self.copy(from.path(of: ContentDigest(hex: sha)), into)
            summary.objects += 1
            summary.bytes += stored.size
            progress(stored.size)
        }
        summary.networks = try copyNetworks(store.workspace, target)
        return summary
    }

    private static func copy(
        _ path: String,
        _ into: ObjectStore
    ) throws(IntakeError) -> (digest: ContentDigest, size: Int) {
        let stored = try into.put(path)
        return (stored.digest, stored.size)
    }

    private static func prepare(_ target: Workspace) throws(IntakeError) {
        let found = try? FileManager.default.contentsOfDirectory(atPath: target.root.path)
        guard found?.isEmpty ?? true else {
            throw IntakeError(
                .outputExists,
                subject: target.root.path,
                detail: "The folder is not empty.",
                remedy: "Name an empty or a new folder."
            )
        }
        do {
            for folder in [target.root, target.objects, target.networks] {
                try FileManager.default.createDirectory(
                    at: folder,
                    withIntermediateDirectories: true
                )
            }
        } catch { throw IntakeError.io(subject: target.root.path, error) }
    }

    private static func copyNetworks(
        _ source: Workspace,
        _ target: Workspace
    ) throws(IntakeError) -> Int {
        let manager = FileManager.default
        let names = ((try? manager.contentsOfDirectory(atPath: source.networks.path)) ?? [])
            .filter { !$0.hasPrefix(".") && !$0.hasSuffix(".part") }
        do {
            for name in names {
                try manager.copyItem(
                    at: source.networks.appendingPathComponent(name),
                    to: target.networks.appendingPathComponent(name)
                )
            }
        } catch { throw IntakeError.io(subject: target.networks.path, error) }
        return names.count
    }
}
