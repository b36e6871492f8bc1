import Crypto
import Foundation
package import RoadModel

/// What a signature line of a note may be (c2sp.org/signed-note, c2sp.org/tlog-cosignature).
package enum NoteSignatureKind: UInt8, Sendable {
    /// The log's own signature of a checkpoint.
    case ed25519 = 1
    /// A witness's signature: the time it saw the checkpoint is signed too.
    case cosignature = 4
}

/// A public key that notes are checked with.
package struct NoteVerifier: Hashable, Sendable {
    /// The signer's name.
    package let name: String
    /// How it signs.
    package let kind: NoteSignatureKind
    /// The 32 bytes of the Ed25519 key.
    package let publicKey: [UInt8]

    /// A key by its parts.
    package init(name: String, kind: NoteSignatureKind, publicKey: [UInt8]) {
        (self.name, self.kind, self.publicKey) = (name, kind, publicKey)
    }

    /// Reads `name+hash+key` as signed notes write a verifier key.
    ///
    /// - Throws: `.badArgument` when the text is none or its hash does not fit.
    package init(text: String) throws(IntakeError) {
        let parts = text.trimmingCharacters(in: .whitespacesAndNewlines)
            .split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty,
            let key = Data(base64Encoded: String(parts[2])), key.count == 33,
            let first = key.first, let kind = NoteSignatureKind(rawValue: first)
        else {
            throw Self.unreadable(text, "It is not of the form name+hash+key.")
        }
        (name, self.kind, publicKey) = (String(parts[0]), kind, Array(key.dropFirst()))
        guard Self.hex(id) == parts[1].lowercased() else {
            throw Self.unreadable(text, "Its hash does not fit: a character was lost or changed.")
        }
    }

    /// The key as text: name, hash and key between plus signs.
    package var text: String {
        let key = Data([kind.rawValue] + publicKey).base64EncodedString()
        return "\(name)+\(Self.hex(id))+\(key)"
    }

    /// The first four bytes of SHA-256 over name, line feed, kind and key.
    package var id: [UInt8] {
        var hash = SHA256()
        hash.update(data: Data(name.utf8))
        hash.update(data: [0x0A, kind.rawValue])
        hash.update(data: publicKey)
        return Array(hash.finalize().prefix(4))
    }

    func isValid(_ signature: some DataProtocol, for message: some DataProtocol) -> Bool {
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        return key?.isValidSignature(signature, for: message) ?? false
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func unreadable(_ text: String, _ detail: String) -> IntakeError {
        IntakeError(
            .badArgument,
            subject: String(text.prefix(80)),
            detail: "This is no verifier key. \(detail)",
            remedy: "Give the line that 'jol archive key' prints, or a file that holds it."
        )
    }
}

/// A private key that notes are signed with.
package struct NoteSigner: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    /// The signer's name.
    package let name: String

    /// A key of 32 bytes; `nil` for another length.
    init?(name: String, privateKey: some ContiguousBytes) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: privateKey)
        else { return nil }
        (self.name, self.key) = (name, key)
    }

    /// What others check its signatures with.
    package func verifier(_ kind: NoteSignatureKind) -> NoteVerifier {
        NoteVerifier(
            name: name,
            kind: kind,
            publicKey: Array(key.publicKey.rawRepresentation)
        )
    }

    func signature(for message: some DataProtocol) throws -> [UInt8] {
        Array(try key.signature(for: message))
    }
}
