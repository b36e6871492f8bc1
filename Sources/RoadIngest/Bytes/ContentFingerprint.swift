import Crypto

/// The SHA-256 of bytes, as the workspace names contents.
package enum ContentFingerprint {
    /// 64 lower-case hexadecimal digits.
    package static func sha256(_ bytes: Span<UInt8>) -> String {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in hash.finalize() {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
