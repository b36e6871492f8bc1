package import RoadModel

/// Puts columns into a network image, one after another; see ``NetworkImage`` for the layout.
struct ImageWriter {
    private struct Entry {
        var section: ImageSection
        var elementSize: Int
        var offset: Int
        var count: Int
        var checksum: UInt64
    }

    /// Sections the table has room for.
    private static let capacity = ImageSection.allCases.count

    private var entries: [Entry] = []
    private var end: Int
    private let sink: any ImageSink

    /// Starts an image with an empty table.
    init(_ sink: any ImageSink) throws(IntakeError) {
        self.sink = sink
        end = NetworkImage.headerSize + Self.capacity * NetworkImage.entrySize
        try sink.append([UInt8](repeating: 0, count: end))
    }

    /// Adds a column of whole numbers.
    mutating func add<Number: FixedWidthInteger & BitwiseCopyable>(
        _ section: ImageSection,
        _ column: [Number]
    ) throws(IntakeError) {
        try add(section, Number.self, ColumnBytes.of(column), count: column.count)
    }

    /// Adds a column of binary floating-point numbers.
    mutating func add(_ section: ImageSection, _ column: [Double]) throws(IntakeError) {
        try add(section, Double.self, ColumnBytes.of(column), count: column.count)
    }

    /// Adds a column of small numbers, two bytes wide when they allow it.
    mutating func addNarrow(
        _ section: ImageSection,
        _ column: [UInt32]
    ) throws(IntakeError) {
        guard column.allSatisfy({ $0 <= UInt32(UInt16.max) }) else {
            return try add(section, column)
        }
        try add(section, column.map { UInt16(truncatingIfNeeded: $0) })
    }

    /// Adds a column of ids in two sections.
    mutating func addIDs(
        _ section: ImageSection,
        _ high: ImageSection,
        _ ids: [Int64]
    ) throws(IntakeError) {
        try add(section, ids.map { UInt32(truncatingIfNeeded: $0) })
        let (least, greatest) = ids.reduce((Int64(0), Int64(0))) { range, id in
            (min(range.0, id >> 32), max(range.1, id >> 32))
        }
        if least == 0, greatest == 0 {
            try add(high, [Int8]())
        } else if least >= Int64(Int8.min), greatest <= Int64(Int8.max) {
            try add(high, ids.map { Int8(truncatingIfNeeded: $0 >> 32) })
        } else {
            try add(high, ids.map { Int32(truncatingIfNeeded: $0 >> 32) })
        }
    }

    /// Writes the table and the header.
    func finish() throws(IntakeError) {
        var table: [UInt8] = []
        // A table shorter than its room would leave a hole, so every section is written once.
        for entry in entries {
            Self.append(entry.section.rawValue, to: &table)
            Self.append(UInt32(entry.elementSize), to: &table)
            Self.append(UInt64(entry.offset), to: &table)
            Self.append(UInt64(entry.count), to: &table)
            Self.append(entry.checksum, to: &table)
        }
        var header = Array(NetworkImage.magic)
        Self.append(NetworkImage.version, to: &header)
        Self.append(UInt32(entries.count), to: &header)
        Self.append(UInt64(end), to: &header)
        Self.append(ContentChecksum.xxh64(table), to: &header)
        try sink.replaceStart(header + table)
    }

    private mutating func add<Number>(
        _ section: ImageSection,
        _ type: Number.Type,
        _ bytes: [UInt8],
        count: Int
    ) throws(IntakeError) {
        entries.append(
            Entry(
                section: section,
                elementSize: MemoryLayout<Number>.size,
                offset: end,
                count: count,
                checksum: ContentChecksum.xxh64(bytes)
            )
        )
        end += bytes.count
        try sink.append(bytes)
    }

    private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        var rest = value.littleEndian
        withUnsafeBytes(of: &rest) { bytes.append(contentsOf: $0) }
    }
}

/// Where an image goes while it is being made.
package protocol ImageSink: AnyObject {
    /// Adds bytes at the end.
    func append(_ bytes: [UInt8]) throws(IntakeError)
    /// Replaces the first bytes.
    func replaceStart(_ bytes: [UInt8]) throws(IntakeError)
}

/// An image in memory.
final class MemorySink: ImageSink {
    /// The image.
    private(set) var bytes: [UInt8] = []

    func append(_ bytes: [UInt8]) { self.bytes += bytes }

    func replaceStart(_ bytes: [UInt8]) { self.bytes.replaceSubrange(0..<bytes.count, with: bytes) }
}
