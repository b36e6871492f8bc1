import Foundation
package import RoadModel

/// The public keys of one ledger: the present one, and those that signed it before a renewal.
///
/// All bear the ledger's name; each was vouched for by the one before it.
package struct LedgerKeys: Hashable, Sendable {
    /// The key that signs today.
    package let present: NoteVerifier
    /// The keys before it, the latest first.
    package let earlier: [NoteVerifier]

    /// Keys by their parts.
    package init(_ present: NoteVerifier, earlier: [NoteVerifier] = []) {
        (self.present, self.earlier) = (present, earlier)
    }

    /// Reads keys, one a line, the present one first.
    ///
    /// - Throws: `.badArgument` when a line is no verifier key.
    package init(text: String) throws(IntakeError) {
        let lines = text.split(whereSeparator: \.isNewline)
        var keys: [NoteVerifier] = []
        for line in lines { keys.append(try NoteVerifier(text: String(line))) }
        // An empty text gets the message of a malformed key.
        let present = if let first = keys.first { first } else { try NoteVerifier(text: text) }
        self.init(present, earlier: Array(keys.dropFirst()))
    }

    /// All keys, the present one first.
    package var all: [NoteVerifier] { [present] + earlier }
    /// The keys as text, one a line.
    package var text: String { all.map(\.text).joined(separator: "\n") }
    /// The ledger's name.
    package var name: String { present.name }
}

extension SignedNote {
    /// Whether one of a ledger's keys signed it.
    package func isSigned(by keys: LedgerKeys) -> Bool {
        keys.all.contains { isSigned(by: $0) }
    }
}
