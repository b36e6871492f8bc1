import Crypto

/// The two hashes of an HMAC over bytes that are at hand.
enum PlateHashKernel {
    /// The first 16 bytes of `outer(inner(bytes))`, each hash continued from where it stands.
    ///
    /// The pointers are the array's and the digest's own and do not leave the calls.
    static func nested(_ bytes: ArraySlice<UInt8>, _ inner: SHA256, _ outer: SHA256) -> [UInt8] {
        var (first, second) = (inner, outer)
        bytes.withUnsafeBytes { first.update(bufferPointer: $0) }
        first.finalize().withUnsafeBytes { second.update(bufferPointer: $0) }
        return second.finalize().withUnsafeBytes { Array($0.prefix(16)) }
    }
}
