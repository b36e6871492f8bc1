import Crypto
package import Foundation

/// A SHA-256 value of the ledger: a leaf, a node of the tree, a digest of rows.
package struct LedgerHash: Hashable, Sendable {
    /// 32 bytes.
    package let bytes: [UInt8]

    /// Wraps 32 bytes; `nil` for another length.
    package init?(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
        guard self.bytes.count == 32 else { return nil }
    }

    init(_ digest: SHA256.Digest) { bytes = Array(digest) }

    /// Base 64 (RFC 4648, section 4), as proofs and checkpoints write it.
    package var base64: String { Data(bytes).base64EncodedString() }

    /// Reads base 64; `nil` unless it stands for exactly 32 bytes.
    package init?(base64 text: String) {
        guard let data = Data(base64Encoded: text) else { return nil }
        self.init(data)
    }

    /// 64 hexadecimal digits.
    package var hex: String { bytes.map { Self.pair($0) }.joined() }

    private static func pair(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    /// The hash of an empty tree: SHA-256 of nothing.
    static let empty = LedgerHash(SHA256.hash(data: []))

    /// The hash of a leaf: SHA-256 of 0 and the entry's bytes (RFC 6962, section 2.1).
    package static func leaf(_ entry: some DataProtocol) -> LedgerHash {
        var hash = SHA256()
        hash.update(data: [0])
        hash.update(data: entry)
        return LedgerHash(hash.finalize())
    }

    /// The hash of an inner node: SHA-256 of 1 and both children.
    static func node(_ left: LedgerHash, _ right: LedgerHash) -> LedgerHash {
        var hash = SHA256()
        hash.update(data: [1])
        hash.update(data: left.bytes)
        hash.update(data: right.bytes)
        return LedgerHash(hash.finalize())
    }
}
