import Crypto
import Foundation
import RoadModel

/// A received file as its receipt knows it.
struct Received {
    var number: Int64
    var sha: String
    var name: String
    var bytes: Int
    var mayHoldPlates: Bool

    /// What findings call it.
    var subject: String { "receipt \(number) (\(name))" }
}

/// Reads received files anew and holds them against their digests.
///
/// A sealed file is opened where the key is at hand; without it, as beside a backup, its sealed form
/// is held against what the ledger says of that.
struct ObjectCheck {
    private let objects: ObjectStore
    private let keys: PersonalKeys?
    private let keyFault: IntakeError?
    private let sealed: [String: String]
    private let erased: Set<String>

    init(_ workspace: Workspace, _ ledger: LedgerReading) {
        objects = ObjectStore(workspace: workspace)
        (sealed, erased) = (ledger.sealed, ledger.erased)
        do throws(IntakeError) {
            (keys, keyFault) = (try PersonalKeys.held(by: workspace), nil)
        } catch {
            (keys, keyFault) = (nil, error)
        }
    }

    func check(_ file: Received, _ report: inout ArchiveReport, _ progress: (Int) -> Void) {
        let digest = ContentDigest(hex: file.sha)
        let (plainPath, sealedPath) = (objects.path(of: digest), objects.sealedPath(of: digest))
        let manager = FileManager.default
        let isSealed = manager.fileExists(atPath: sealedPath)
        if erased.contains(file.sha) {
            report.erased += 1
            guard isSealed || manager.fileExists(atPath: plainPath) else { return }
            report.add(
                .objectKept,
                file.subject,
                "The ledger says that it was erased, and it is still there. "
                    + "'jol archive retention run' removes it."
            )
            return
        }
        guard isSealed || sealed[file.sha] != nil else {
            if file.mayHoldPlates, manager.fileExists(atPath: plainPath) { report.unsealed += 1 }
            return report.hold(
                plainPath,
                to: file.sha,
                of: file.subject,
                received: file.bytes,
                as: \.objects,
                progress
            )
        }
        if isSealed, let keys {
            open(file, sealedPath, keys, &report, progress)
        } else if let keyFault {
            report.add(.objectChanged, file.subject, keyFault.detail)
        } else if let expected = sealed[file.sha] {
            if isSealed { report.sealed += 1 }
            report.hold(
                sealedPath,
                to: expected,
                of: file.subject,
                received: file.bytes,
                as: \.objects,
                progress
            )
        } else {
            report.add(
                .objectChanged,
                file.subject,
                "\(sealedPath) is sealed, and the ledger does not speak of that."
            )
        }
    }

    private func open(
        _ file: Received,
        _ path: String,
        _ keys: PersonalKeys,
        _ report: inout ArchiveReport,
        _ progress: (Int) -> Void
    ) {
        var hash = SHA256()
        var size = 0
        do {
            try SealReader.read(path, keys.seal) { piece in
                hash.update(data: piece)
                size += piece.count
                progress(piece.count)
            }
            report.objects += 1
            report.opened += 1
            report.bytes += size
            guard LedgerHash(hash.finalize()).hex != file.sha else { return }
            report.add(
                .objectChanged,
                file.subject,
                "\(path) holds \(size) bytes with another SHA-256; \(file.bytes) were received."
            )
        } catch {
            let fault = IntakeError.io(subject: path, error)
            report.add(.objectChanged, file.subject, "\(path): \(fault.detail)")
        }
    }
}
