package import Crypto
import Foundation
package import RoadModel

/// The keys that protect personal data: all three follow from one secret, `pseudonym.key` in the
/// keys folder, which no store and no backup holds.
///
/// The secret itself keys the plates' pseudonyms. HKDF-SHA-256 (RFC 5869) gives the key under which
/// received files are sealed and the key under which fingerprints of records are stored.
package struct PersonalKeys: Sendable {
    let pseudonym: PlatePseudonym
    let record: RecordSecret
    /// What received files with plates are sealed with.
    package let seal: SymmetricKey

    /// Reads the workspace's secret, or makes it where nothing can have been protected with another.
    ///
    /// - Throws: `.verificationFailed` when the secret is missing or damaged, `.io`.
    package init(
        workspace: Workspace,
        mayMake: @autoclosure () throws -> Bool
    ) throws(IntakeError) {
        let file = Self.file(workspace)
        do {
            if !FileManager.default.fileExists(atPath: file.path) {
                guard try mayMake() else { throw Self.missing(file.path) }
                try Self.make(file)
            }
            self.init(secret: try Self.read(file))
        } catch { throw IntakeError.io(subject: file.path, error) }
    }

    /// The keys at hand; `nil` where the keys folder has none, as beside a backup.
    ///
    /// - Throws: `.verificationFailed` when the secret is damaged, `.io`.
    package static func held(by workspace: Workspace) throws(IntakeError) -> PersonalKeys? {
        let file = file(workspace)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do { return PersonalKeys(secret: try read(file)) } catch {
            throw IntakeError.io(subject: file.path, error)
        }
    }

    init(secret: Data) {
        let master = SymmetricKey(data: secret)
        pseudonym = PlatePseudonym(key: master)
        seal = Self.derive(master, "jol received file", 32)
        record = RecordSecret(Self.derive(master, "jol record fingerprint", 16))
    }

    private static func derive(_ master: SymmetricKey, _ use: String, _ count: Int) -> SymmetricKey
    {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: master,
            info: Array(use.utf8),
            outputByteCount: count
        )
    }

    private static func file(_ workspace: Workspace) -> URL {
        workspace.keys.appendingPathComponent("pseudonym.key")
    }

    private static func make(_ file: URL) throws {
        let fresh = SymmetricKey(size: .bits256)
        try fresh.withUnsafeBytes { try SecretFile.write(Data($0), to: file) }
    }

    private static func read(_ file: URL) throws -> Data {
        let bytes = try Data(contentsOf: file)
        guard bytes.count == 32 else {
            throw IntakeError(
                .verificationFailed,
                subject: file.path,
                detail: "The key has \(bytes.count) bytes instead of 32.",
                remedy: "Restore the key file from its safe copy."
            )
        }
        return bytes
    }

    /// What is said when the secret is needed and not there.
    static func missing(_ path: String) -> IntakeError {
        IntakeError(
            .verificationFailed,
            subject: path,
            detail: "The key of personal data is missing: without it received files with plates "
                + "cannot be read, and vehicles seen before would not be known again.",
            remedy: "Restore the key file from its safe copy; JOL_KEYS names its folder."
        )
    }

    /// The keys at hand, for what cannot go on without them.
    static func required(by workspace: Workspace) throws(IntakeError) -> PersonalKeys {
        guard let held = try held(by: workspace) else { throw missing(file(workspace).path) }
        return held
    }
}
