import RoadModel

/// The table of contents of a ZIP archive, as far as a KMZ needs it.
///
/// Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16, 4.5.3. Encryption and
/// parts on several disks are not read.
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
        /// Bytes of its content.
        var size: Int
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
        guard end >= lowest, var (count, offset) = Self.table(raw, endAt: end) else { return nil }
        var entries: [Entry] = []
        count = min(count, Self.mostEntries)
        while entries.count < count, let (entry, length) = Self.entry(raw, at: offset) {
            entries.append(entry)
            offset += length
        }
        self.entries = entries
    }

    /// How many files there are and where the table begins.
    private static func table(_ raw: RawSpan, endAt end: Int) -> (count: Int, offset: Int)? {
        guard let count = raw.uint16(at: end + 10), let start = raw.uint32(at: end + 16) else {
            return nil
        }
        // An archive of over 4 GiB says so in a record of its own, whose place stands before.
        guard start == .max || count == .max, raw.has([0x50, 0x4B, 6, 7], at: end - 20),
            let place = raw.uint64(at: end - 12).flatMap({ Int(exactly: $0) }),
            raw.has([0x50, 0x4B, 6, 6], at: place),
            let longCount = raw.uint64(at: place + 32).flatMap({ Int(exactly: $0) }),
            let longStart = raw.uint64(at: place + 48).flatMap({ Int(exactly: $0) })
        else { return (Int(count), Int(start)) }
        return (longCount, longStart)
    }

    /// The file described at a byte, and the length of the description.
    private static func entry(_ raw: RawSpan, at offset: Int) -> (entry: Entry, length: Int)? {
        guard raw.has([0x50, 0x4B, 1, 2], at: offset), let flags = raw.uint16(at: offset + 8),
            let method = raw.uint16(at: offset + 10), let sum = raw.uint32(at: offset + 16),
            let packed = raw.uint32(at: offset + 20), let size = raw.uint32(at: offset + 24),
            let name = raw.uint16(at: offset + 28), let extra = raw.uint16(at: offset + 30),
            let comment = raw.uint16(at: offset + 32), let header = raw.uint32(at: offset + 42)
        else { return nil }
        let behindName = offset + 46 + Int(name)
        var long = longNumbers(raw, behindName..<behindName + Int(extra))
        // Each stands there only when its own field is full, in this order.
        func number(_ short: UInt32) -> Int? {
            guard short == .max else { return Int(short) }
            return long.isEmpty ? Int(short) : Int(exactly: long.removeFirst())
        }
        guard let size = number(size), let packed = number(packed), let header = number(header)
        else { return nil }
        let entry = Entry(
            name: raw.text(from: offset + 46, to: behindName),
            method: Int(method),
            isEncrypted: flags & 1 != 0,
            checksum: sum,
            packedSize: packed,
            size: size,
            headerOffset: header
        )
        return (entry, 46 + Int(name) + Int(extra) + Int(comment))
    }

    /// The numbers of 64 bits among the extra fields of a description (field 1).
    private static func longNumbers(_ raw: RawSpan, _ range: Range<Int>) -> [UInt64] {
        var offset = range.lowerBound
        while offset < range.upperBound, let id = raw.uint16(at: offset),
            let length = raw.uint16(at: offset + 2)
        {
            if id == 1 {
                return (0..<Int(length) / 8).prefix(3).compactMap {
                    raw.uint64(at: offset + 4 + $0 * 8)
                }
            }
            offset += 4 + Int(length)
        }
        return []
    }

    /// Where the packed bytes of a file lie; `nil` when not inside the archive.
    func range(of entry: Entry, in raw: RawSpan) -> Range<Int>? {
        guard entry.headerOffset < raw.byteCount,
            raw.has([0x50, 0x4B, 3, 4], at: entry.headerOffset),
            let name = raw.uint16(at: entry.headerOffset + 26),
            let extra = raw.uint16(at: entry.headerOffset + 28)
        else { return nil }
        let start = entry.headerOffset + 30 + Int(name) + Int(extra)
        guard raw.holds(entry.packedSize, at: start) else { return nil }
        return start..<start + entry.packedSize
    }
}
