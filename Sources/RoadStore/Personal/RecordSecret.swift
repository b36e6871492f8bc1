import Crypto

/// Hides the fingerprint of a record from whoever has the database and not the keys.
///
/// The fingerprint takes in the plate. Stored as it is, all plates of a country could be tried
/// against it in minutes; through SipHash-2-4 (Aumasson and Bernstein, 2012) with a secret key it
/// says nothing, and equal records stay equal.
struct RecordSecret: Sendable {
    private let low: UInt64
    private let high: UInt64

    /// - Parameter key: 16 bytes.
    init(_ key: SymmetricKey) {
        var words: [UInt64] = [0, 0]
        key.withUnsafeBytes { bytes in
            for (index, byte) in bytes.prefix(16).enumerated() {
                words[index / 8] |= UInt64(byte) << UInt64(8 * (index % 8))
            }
        }
        (low, high) = (words[0], words[1])
    }

    /// SipHash-2-4 of the eight bytes of a fingerprint, little-endian.
    func hidden(_ fingerprint: Int64) -> Int64 {
        var state = SIMD4<UInt64>(
            low ^ 0x736F_6D65_7073_6575,
            high ^ 0x646F_7261_6E64_6F6D,
            low ^ 0x6C79_6765_6E65_7261,
            high ^ 0x7465_6462_7974_6573
        )
        // Two blocks: the fingerprint, and the length of 8 in the top byte.
        for block in [UInt64(bitPattern: fingerprint), 8 << 56] {
            state.w ^= block
            for _ in 0..<2 { Self.round(&state) }
            state.x ^= block
        }
        state.z ^= 0xFF
        for _ in 0..<4 { Self.round(&state) }
        return Int64(bitPattern: state.x ^ state.y ^ state.z ^ state.w)
    }

    private static func round(_ v: inout SIMD4<UInt64>) {
        v.x = v.x &+ v.y
        v.z = v.z &+ v.w
        v.y = rotated(v.y, 13) ^ v.x
        v.w = rotated(v.w, 16) ^ v.z
        v.x = rotated(v.x, 32)
        v.z = v.z &+ v.y
        v.x = v.x &+ v.w
        v.y = rotated(v.y, 17) ^ v.z
        v.w = rotated(v.w, 21) ^ v.x
        v.z = rotated(v.z, 32)
    }

    private static func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
        value << count | value >> (64 - count)
    }
}
