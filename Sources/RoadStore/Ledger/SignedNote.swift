import Foundation
package import RoadModel

/// A text with signature lines under it (c2sp.org/signed-note): checkpoints travel as such.
package struct SignedNote: Hashable, Sendable {
    /// One signature line.
    package struct Line: Hashable, Sendable {
        /// The signer's name.
        package var name: String
        /// The first four bytes of the hash of its key.
        package var keyID: [UInt8]
        /// The signature itself.
        package var signature: [UInt8]
    }

    /// The signed text; ends with a line feed.
    package let body: String
    /// The signatures, in their order.
    package private(set) var lines: [Line]

    private static let dash = "\u{2014} "

    init(body: String) { (self.body, lines) = (body, []) }

    /// Reads a note.
    ///
    /// - Throws: `.formatDamaged` when the form is not that of a note.
    package init(text: String, subject: String) throws(IntakeError) {
        guard let gap = text.range(of: "\n\n", options: .backwards) else {
            throw Self.damaged(subject, "No blank line parts the text from its signatures.")
        }
        body = String(text[..<gap.lowerBound]) + "\n"
        lines = []
        for line in text[gap.upperBound...].split(separator: "\n") {
            let parts = line.dropFirst(Self.dash.count).split(separator: " ")
            guard line.hasPrefix(Self.dash), parts.count == 2,
                let bytes = Data(base64Encoded: String(parts[1])), bytes.count > 4
            else { throw Self.damaged(subject, "A signature line is malformed.") }
            lines.append(
                Line(
                    name: String(parts[0]),
                    keyID: Array(bytes.prefix(4)),
                    signature: Array(bytes.dropFirst(4))
                )
            )
        }
        guard !lines.isEmpty else { throw Self.damaged(subject, "It bears no signature.") }
    }

    /// The note as text.
    package var text: String {
        body + "\n"
            + lines.map {
                let bytes = Data($0.keyID + $0.signature).base64EncodedString()
                return Self.dash + $0.name + " " + bytes + "\n"
            }.joined()
    }

    mutating func sign(_ signer: NoteSigner) throws {
        lines.append(
            Line(
                name: signer.name,
                keyID: signer.verifier(.ed25519).id,
                signature: try signer.signature(for: Data(body.utf8))
            )
        )
    }

    /// Adds a witness's line: it saw this checkpoint at a time, and no other of the log since.
    mutating func cosign(_ signer: NoteSigner, secondsSince1970: Int64) throws {
        let time = UInt64(max(0, secondsSince1970))
        let big = (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * UInt64($0))) }
        lines.append(
            Line(
                name: signer.name,
                keyID: signer.verifier(.cosignature).id,
                signature: big + (try signer.signature(for: Self.cosigned(body, time)))
            )
        )
    }

    /// Whether a line of this key is there and valid.
    package func isSigned(by verifier: NoteVerifier) -> Bool {
        let id = verifier.id
        // The first line of a known key decides: a second one must not repair it.
        guard let line = lines.first(where: { $0.name == verifier.name && $0.keyID == id })
        else { return false }
        switch verifier.kind {
        case .ed25519:
            return verifier.isValid(line.signature, for: Data(body.utf8))
        case .cosignature:
            guard line.signature.count == 72 else { return false }
            let time = line.signature.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return verifier.isValid(
                line.signature.dropFirst(8),
                for: Self.cosigned(body, time)
            )
        }
    }

    private static func cosigned(_ body: String, _ time: UInt64) -> Data {
        Data("cosignature/v1\ntime \(time)\n\(body)".utf8)
    }

    private static func damaged(_ subject: String, _ detail: String) -> IntakeError {
        IntakeError(
            .formatDamaged,
            subject: subject,
            detail: "This is no signed note. \(detail)",
            remedy: "Take the file again from where it was issued."
        )
    }
}
