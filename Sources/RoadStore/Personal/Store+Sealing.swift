import Crypto
import Foundation
import GRDB
package import RoadModel

/// What the sealing of files from before there were seals did, or would do.
package struct SealingReport: Sendable, Hashable, Codable {
    /// Files sealed, by receipt.
    package var sealed: [Int64] = []
    /// Their bytes.
    package var bytes = 0
    /// Files that were sealed before.
    package var before = 0

    /// Nothing looked at yet.
    package init() {}
}

extension Store {
    /// Seals received files that may hold plates and lie as they came: earlier versions kept them so.
    ///
    /// Each is sealed, opened again and compared before its plain form goes; the ledger states the
    /// digest of the sealed form in between. An interrupted run is finished by the next.
    ///
    /// - Parameters:
    ///   - software: Name and version of the program.
    ///   - isTrial: Whether it is only looked at.
    ///   - progress: Told of bytes sealed.
    /// - Returns: What was sealed.
    /// - Throws: `.verificationFailed` when a file is not what was received or a key is missing,
    ///   `.io`, `.diskFull`.
    package func sealReceived(
        software: String,
        isTrial: Bool,
        progress: (Int) -> Void = { _ in }
    ) throws(IntakeError) -> SealingReport {
        let objects = ObjectStore(workspace: workspace)
        var report = SealingReport()
        let receipts = try receipts()
        // A file that also came in as one without plates stays as it is read by that name.
        let open = Set(receipts.filter { !$0.kind.holdsPersonalData }.map(\.sha256))
        var seen = open
        for receipt in receipts where seen.insert(receipt.sha256).inserted {
            let digest = ContentDigest(hex: receipt.sha256)
            guard FileManager.default.fileExists(atPath: objects.path(of: digest)) else {
                if FileManager.default.fileExists(atPath: objects.sealedPath(of: digest)) {
                    report.before += 1
                }
                continue
            }
            if try isErased(digest) { continue }
            report.sealed.append(receipt.number)
            report.bytes += receipt.bytes
            guard !isTrial else { continue }
            try seal(receipt, objects, software: software)
            progress(receipt.bytes)
        }
        return report
    }

    private func seal(
        _ receipt: Receipt,
        _ objects: ObjectStore,
        software: String
    ) throws(IntakeError) {
        let digest = ContentDigest(hex: receipt.sha256)
        let plain = objects.path(of: digest)
        guard try ObjectStore.digest(of: plain) == digest else {
            throw Self.isAnother(plain, receipt)
        }
        let keys = try personalKeys()
        let sealed = try objects.put(plain, sealing: keys).stored
        var hash = SHA256()
        do {
            try SealReader.read(sealed.path, keys.seal) { hash.update(data: $0) }
        } catch { throw IntakeError.io(subject: sealed.path, error) }
        guard LedgerHash(hash.finalize()).hex == receipt.sha256, let form = sealed.sealed else {
            throw Self.isAnother(sealed.path, receipt)
        }
        try write { db in
            guard try LedgerReading(db).sealed[receipt.sha256] != form.hex else { return }
            try LedgerWriter(db, workspace, software: software).add(.sealing) { entry in
                entry.detail = [
                    "receipt": "\(receipt.number)", "sha256": receipt.sha256, "sealed": form.hex,
                ]
            }
        }
        try objects.eraseUnsealed(digest)
    }

    private static func isAnother(_ path: String, _ receipt: Receipt) -> IntakeError {
        IntakeError(
            .verificationFailed,
            subject: path,
            detail: "The file of receipt \(receipt.number) is not what was received.",
            remedy: "Run 'jol archive verify', and restore the file from a backup."
        )
    }
}
