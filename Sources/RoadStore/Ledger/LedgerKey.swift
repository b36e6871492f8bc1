import Crypto
import Foundation
import RoadModel

/// The key that a workspace signs its ledger with: `ledger.key` in its keys folder.
///
/// A renewal writes `ledger.key.next` first; it takes the other's place as soon as the ledger says
/// so, or at the next reading when the program was stopped in between.
enum LedgerKey {
    private static func file(_ workspace: Workspace) -> URL {
        workspace.keys.appendingPathComponent("ledger.key")
    }

    private static func next(_ workspace: Workspace) -> URL {
        workspace.keys.appendingPathComponent("ledger.key.next")
    }

    /// The key of an empty ledger; `nil` when the workspace has none.
    ///
    /// - Throws: `.verificationFailed` when the file holds something else, `.io`.
    static func read(_ workspace: Workspace) throws(IntakeError) -> NoteSigner? {
        guard let bytes = try bytes(file(workspace)) else { return nil }
        return try signer(bytes, file(workspace), name: nil)
    }

    /// The key that the ledger says is its own.
    ///
    /// - Throws: `.verificationFailed` when the file is missing or holds another key, `.io`.
    static func read(
        _ workspace: Workspace,
        matching known: NoteVerifier
    ) throws(IntakeError) -> NoteSigner {
        let (file, next) = (file(workspace), next(workspace))
        let held = try bytes(file)
        if let held {
            let signer = try signer(held, file, name: known.name)
            if signer.verifier(.ed25519) == known { return signer }
        }
        if let renewed = try bytes(next) {
            let signer = try signer(renewed, next, name: known.name)
            if signer.verifier(.ed25519) == known {
                try install(workspace)
                return signer
            }
        }
        throw IntakeError(
            .verificationFailed,
            subject: file.path,
            detail: held == nil
                ? "The ledger's signing key is missing."
                : "This is not the key that signed the ledger.",
            remedy: "Restore the key file from its safe copy; JOL_KEYS names its folder."
        )
    }

    /// Makes the key of an empty ledger, which only the owner can read.
    static func make(_ workspace: Workspace) throws(IntakeError) -> NoteSigner {
        try write(file(workspace), name: nil)
    }

    /// Makes the key that is to follow, under the ledger's name.
    static func makeNext(
        _ workspace: Workspace,
        name: String
    ) throws(IntakeError) -> NoteSigner {
        try write(next(workspace), name: name)
    }

    /// Puts the following key into the place of the present one, which is gone then.
    static func install(_ workspace: Workspace) throws(IntakeError) {
        let (file, next) = (file(workspace), next(workspace))
        guard rename(next.path, file.path) == 0 else {
            throw IntakeError.io(subject: file.path, ObjectStore.posixError())
        }
        do { try ObjectStore.synchronise(workspace.keys.path) } catch {
            throw IntakeError.io(subject: file.path, error)
        }
    }

    private static func bytes(_ file: URL) throws(IntakeError) -> Data? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do { return try Data(contentsOf: file) } catch {
            throw IntakeError.io(subject: file.path, error)
        }
    }

    private static func write(
        _ file: URL,
        name: String?
    ) throws(IntakeError) -> NoteSigner {
        do {
            let bytes = Curve25519.Signing.PrivateKey().rawRepresentation
            try SecretFile.write(bytes, to: file)
            return try signer(bytes, file, name: name)
        } catch { throw IntakeError.io(subject: file.path, error) }
    }

    /// A ledger is named after its first key, so that no two workspaces share a name.
    private static func signer(
        _ bytes: Data,
        _ file: URL,
        name: String?
    ) throws(IntakeError) -> NoteSigner {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes),
            let signer = NoteSigner(
                name: name ?? "jol-ledger/"
                    + LedgerHash(SHA256.hash(data: key.publicKey.rawRepresentation)).hex.prefix(12),
                privateKey: bytes
            )
        else {
            throw IntakeError(
                .verificationFailed,
                subject: file.path,
                detail: "The file is not a key: it holds \(bytes.count) bytes instead of 32.",
                remedy: "Restore the key file from its safe copy."
            )
        }
        return signer
    }
}
