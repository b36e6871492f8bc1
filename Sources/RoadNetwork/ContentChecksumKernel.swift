/// XXH64: a fast 64-bit checksum that tells damaged images from sound ones and names versions.
///
/// It guards against accidents, not against intent. Source: Y. Collet, "xxHash fast digest
/// algorithm", specification 0.1.1, section "XXH64".
package enum ContentChecksum {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    /// The checksum of bytes with seed 0.
    package static func xxh64(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        // Sound: every load stays below `bytes.count`, which the loops check first.
        let count = bytes.count
        var at = 0
        var hash: UInt64
        if count >= 32 {
            var a = prime1 &+ prime2
            var b = prime2
            var c: UInt64 = 0
            var d = 0 &- prime1
            while at <= count - 32 {
                a = round(a, load64(bytes, at))
                b = round(b, load64(bytes, at + 8))
                c = round(c, load64(bytes, at + 16))
                d = round(d, load64(bytes, at + 24))
                at += 32
            }
            hash = rotate(a, 1) &+ rotate(b, 7) &+ rotate(c, 12) &+ rotate(d, 18)
            for lane in [a, b, c, d] {
                hash = (hash ^ round(0, lane)) &* prime1 &+ prime4
            }
        } else {
            hash = prime5
        }
        hash &+= UInt64(count)
        while at + 8 <= count {
            hash = rotate(hash ^ round(0, load64(bytes, at)), 27) &* prime1 &+ prime4
            at += 8
        }
        if at + 4 <= count {
            let raw = bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)
            let word = UInt32(littleEndian: raw)
            hash = rotate(hash ^ (UInt64(word) &* prime1), 23) &* prime2 &+ prime3
            at += 4
        }
        while at < count {
            hash = rotate(hash ^ (UInt64(bytes[at]) &* prime5), 11) &* prime1
            at += 1
        }
        hash = (hash ^ (hash >> 33)) &* prime2
        hash = (hash ^ (hash >> 29)) &* prime3
        return hash ^ (hash >> 32)
    }

    /// The checksum of an array.
    package static func xxh64(_ bytes: [UInt8]) -> UInt64 {
        bytes.withUnsafeBytes { xxh64($0) }
    }

    /// Sixteen lower-case hexadecimal digits.
    package static func hexadecimal(_ checksum: UInt64) -> String {
        let digits = String(checksum, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private static func load64(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    }

    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotate(lane &+ word &* prime2, 31) &* prime1
    }

    private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
        (value << bits) | (value >> (64 - bits))
    }
}
