import Crypto
import Foundation
import RoadModel

/// The key that a workspace signs its ledger with: `ledger.key` in its keys folder.
enum LedgerKey {
    private static func file(_ workspace: Workspace) -> URL {
        workspace.keys.appendingPathComponent("ledger.key")
    }

    /// The key, `nil` when the workspace has none.
    ///
    /// - Throws: `.verificationFailed` when the file holds something else, `.io`.
    static func read(_ workspace: Workspace) throws(IntakeError) -> NoteSigner? {
        let file = file(workspace)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do {
            let bytes = try Data(contentsOf: file)
            guard let signer = signer(bytes) else {
                throw IntakeError(
                    .verificationFailed,
                    subject: file.path,
                    detail: "The file is not a key: it holds \(bytes.count) bytes instead of 32.",
                    remedy: "Restore the key file from its safe copy."
                )
            }
            return signer
        } catch { throw IntakeError.io(subject: file.path, error) }
    }

    /// Makes a key that only the owner can read.
    static func make(_ workspace: Workspace) throws(IntakeError) -> NoteSigner {
        let file = file(workspace)
        do {
            try FileManager.default.createDirectory(
                at: workspace.keys,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            let bytes = Curve25519.Signing.PrivateKey().rawRepresentation
            try bytes.write(to: file, options: .atomic)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o400],
                ofItemAtPath: file.path
            )
            guard let signer = signer(bytes) else { throw CocoaError(.fileReadCorruptFile) }
            return signer
        } catch { throw IntakeError.io(subject: file.path, error) }
    }

    /// The ledger is named after its key, so that no two workspaces share a name.
    private static func signer(_ bytes: Data) -> NoteSigner? {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else { return nil }
        let digest = LedgerHash(SHA256.hash(data: key.publicKey.rawRepresentation))
        return NoteSigner(name: "jol-ledger/\(digest.hex.prefix(12))", privateKey: bytes)
    }
}
