import RoadModel

/// The table of contents of a ZIP archive, as far as a KMZ needs it.
///
/// Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16. Encryption, ZIP64 and parts on
/// several disks are not read.
internal struct KMZArchive {
    /// One file of the archive.
    struct Entry {
        /// Its path as written.
        var name: String
        /// 0 stored, 8 deflated.
        var method: Int
        /// Whether it is encrypted.
        var isEncrypted: Bool
        /// CRC-32 of its content.
        var checksum: UInt32
        /// Bytes it takes in the archive.
        var packedSize: Int
        /// Where its local header begins.
        var headerOffset: Int
    }

    /// The most files looked at; a KMZ has a handful.
    static let mostEntries = 4096

    /// Its files, in order.
    let entries: [Entry]

    /// Reads the table of contents; `nil` when the bytes are no archive or it lacks one.
    init?(_ raw: RawSpan) {
        guard raw.has([0x50, 0x4B, 3, 4], at: 0), raw.byteCount >= 22 else { return nil }
        // The end record stands before a comment of at most 65,535 bytes.
        var end = raw.byteCount - 22
        let lowest = max(0, end - 65_535)
        while end >= lowest, !raw.has([0x50, 0x4B, 5, 6], at: end) { end -= 1 }
        guard end >= lowest, let count = raw.uint16(at: end + 10),
            let start = raw.uint32(at: end + 16)
        else { return nil }
        var offset = Int(start)
        var entries: [Entry] = []
        for _ in 0..<min(Int(count), Self.mostEntries) {
            guard raw.has([0x50, 0x4B, 1, 2], at: offset), let flags = raw.uint16(at: offset + 8),
                let method = raw.uint16(at: offset + 10), let sum = raw.uint32(at: offset + 16),
                let packed = raw.uint32(at: offset + 20), let name = raw.uint16(at: offset + 28),
                let extra = raw.uint16(at: offset + 30), let comment = raw.uint16(at: offset + 32),
                let header = raw.uint32(at: offset + 42)
            else { break }
            entries.append(
                Entry(
                    name: raw.text(from: offset + 46, to: offset + 46 + Int(name)),
                    method: Int(method),
                    isEncrypted: flags & 1 != 0,
                    checksum: sum,
                    packedSize: Int(packed),
                    headerOffset: Int(header)
                )
            )
            offset += 46 + Int(name) + Int(extra) + Int(comment)
        }
        self.entries = entries
    }

    /// Where the packed bytes of a file lie; `nil` when not inside the archive.
    func range(of entry: Entry, in raw: RawSpan) -> Range<Int>? {
        guard raw.has([0x50, 0x4B, 3, 4], at: entry.headerOffset),
            let name = raw.uint16(at: entry.headerOffset + 26),
            let extra = raw.uint16(at: entry.headerOffset + 28)
        else { return nil }
        let start = entry.headerOffset + 30 + Int(name) + Int(extra)
        guard raw.holds(entry.packedSize, at: start) else { return nil }
        return start..<start + entry.packedSize
    }

    /// CRC-32 as ZIP uses it (reflected polynomial 0xEDB88320).
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        let table: [UInt32] = (0..<256).map { index in
            (0..<8).reduce(UInt32(index)) { value, _ in
                value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320
            }
        }
        var sum = ~UInt32(0)
        for byte in bytes { sum = sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
        return ~sum
    }
}
