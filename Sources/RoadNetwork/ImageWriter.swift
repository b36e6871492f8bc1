/// Puts columns into the bytes of a network image; see ``NetworkImage`` for the layout.
struct ImageWriter {
    private var sections: [(section: ImageSection, offset: Int, count: Int)] = []
    private var body: [UInt8] = []

    /// Adds a column of whole numbers.
    mutating func add<Number: FixedWidthInteger>(_ section: ImageSection, _ column: [Number]) {
        begin(section, column.count)
        let size = MemoryLayout<Number>.size
        body.reserveCapacity(body.count + column.count * size)
        for value in column { append(value, size) }
    }

    /// Adds a column of binary floating-point numbers.
    mutating func add(_ section: ImageSection, _ column: [Double]) {
        add(section, column.map(\.bitPattern))
    }

    /// The whole image with header, table and checksum.
    consuming func finish() -> [UInt8] {
        let tableEnd = NetworkImage.headerSize + sections.count * NetworkImage.entrySize
        let content = body
        body = Array(NetworkImage.magic)
        append(NetworkImage.version, 4)
        append(UInt32(sections.count), 4)
        append(UInt64(tableEnd + content.count), 8)
        append(UInt64(0), 8)
        for entry in sections {
            append(entry.section.rawValue, 4)
            append(UInt32(entry.section.elementSize), 4)
            append(UInt64(tableEnd + entry.offset), 8)
            append(UInt64(entry.count), 8)
        }
        body += content
        let checksum = ContentChecksum.xxh64(Array(body[NetworkImage.headerSize...]))
        for i in 0..<8 {
            body[NetworkImage.checksumOffset + i] = UInt8(truncatingIfNeeded: checksum >> (8 * i))
        }
        return body
    }

    private mutating func begin(_ section: ImageSection, _ count: Int) {
        while body.count % 8 != 0 { body.append(0) }
        sections.append((section, body.count, count))
    }

    private mutating func append(_ value: some FixedWidthInteger, _ size: Int) {
        var rest = value.littleEndian
        withUnsafeBytes(of: &rest) { body.append(contentsOf: $0.prefix(size)) }
    }
}
