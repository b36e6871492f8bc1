import Crypto

/// Turns plates into keyed pseudonyms: equal plates stay equal, and nobody without the key can
/// find the plate by trying all of them.
///
/// HMAC-SHA-256 (FIPS 198-1) cut to 16 bytes. Both halves are kept with the key taken in: the
/// library's own HMAC does that work anew for every record, at twice the cost.
struct PlatePseudonym: Sendable {
    private let inner: SHA256
    private let outer: SHA256

    /// - Parameter key: At most 64 bytes.
    init(key: SymmetricKey) {
        var block = key.withUnsafeBytes { Array($0.prefix(64)) }
        block += Array(repeating: 0, count: 64 - block.count)
        (inner, outer) = (Self.begun(block, with: 0x36), Self.begun(block, with: 0x5C))
    }

    private static func begun(_ block: [UInt8], with pad: UInt8) -> SHA256 {
        var hash = SHA256()
        hash.update(data: block.map { $0 ^ pad })
        return hash
    }

    /// The pseudonym of a plate's normalised UTF-8 bytes.
    func pseudonym(of plate: ArraySlice<UInt8>) -> [UInt8] {
        PlateHashKernel.nested(plate, inner, outer)
    }
}
