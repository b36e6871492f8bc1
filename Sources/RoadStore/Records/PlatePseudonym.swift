import Crypto
import Foundation
import RoadModel

/// Turns plates into keyed pseudonyms: equal plates stay equal, and nobody without the key can
/// find the plate by trying all of them.
///
/// HMAC-SHA-256 cut to 16 bytes. The key file is made on first use and readable by its owner only.
struct PlatePseudonym: Sendable {
    /// HMAC that has taken in the key and nothing else: copying it is half the work of keying anew.
    private let keyed: HMAC<SHA256>

    /// Reads the workspace's key, or makes it where no pseudonym can have been made with another.
    ///
    /// - Throws: `.verificationFailed` when the key is missing or damaged, `.io`.
    init(
        workspace: Workspace,
        mayMake: @autoclosure () throws -> Bool
    ) throws(IntakeError) {
        let folder = workspace.keys
        let file = folder.appendingPathComponent("pseudonym.key")
        do {
            if !FileManager.default.fileExists(atPath: file.path) {
                guard try mayMake() else {
                    throw IntakeError(
                        .verificationFailed,
                        subject: file.path,
                        detail: "The key of the plates' pseudonyms is missing: with a new one, "
                            + "vehicles seen before would not be known again.",
                        remedy:
                            "Restore the key file from its safe copy; JOL_KEYS names its folder."
                    )
                }
                try FileManager.default.createDirectory(
                    at: folder,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
                let fresh = SymmetricKey(size: .bits256)
                try fresh.withUnsafeBytes { try Data($0).write(to: file, options: .atomic) }
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o400],
                    ofItemAtPath: file.path
                )
            }
            let bytes = try Data(contentsOf: file)
            guard bytes.count == 32 else {
                throw IntakeError(
                    .verificationFailed,
                    subject: file.path,
                    detail: "The key has \(bytes.count) bytes instead of 32.",
                    remedy: "Restore the key file from its safe copy."
                )
            }
            keyed = HMAC<SHA256>(key: SymmetricKey(data: bytes))
        } catch {
            throw IntakeError.io(subject: file.path, error)
        }
    }

    /// The pseudonym of a plate's normalised UTF-8 bytes.
    func pseudonym(of plate: ArraySlice<UInt8>) -> [UInt8] {
        var code = keyed
        code.update(data: plate)
        return Array(code.finalize().prefix(16))
    }
}
