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
        try add(
            section,
            elementSize: MemoryLayout<Number>.size,
            ColumnBytes.of(column),
            count: column.count
        )
    }

    /// Adds a column of binary floating-point numbers.
    mutating func add(_ section: ImageSection, _ column: [Double]) throws(IntakeError) {
        try add(section, elementSize: 8, ColumnBytes.of(column), count: column.count)
    }

    /// Adds a column of numbers from 0, each in as many bits as the greatest needs.
    mutating func addPacked<Number: FixedWidthInteger & BitwiseCopyable>(
        _ section: ImageSection,
        _ column: [Number]
    ) throws(IntakeError) {
        var greatest: Number = 0
        for number in column { greatest = max(greatest, number) }
        let bits = PackedColumn.bits(for: UInt64(truncatingIfNeeded: greatest))
        try add(
            section,
            elementSize: NetworkImage.packedMark + bits,
            ColumnBytes.packed(column, bits: bits),
            count: column.count
        )
    }

    /// Adds a column of ids: the least of them, and what each lies above it.
    mutating func addIDs(
        _ section: ImageSection,
        least: ImageSection,
        _ ids: [Int64]
    ) throws(IntakeError) {
        let base = ids.min() ?? 0
        try add(least, [base])
        try addPacked(section, ids.map { UInt64(bitPattern: $0 &- base) })
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

    private mutating func add(
        _ section: ImageSection,
        elementSize: Int,
        _ bytes: [UInt8],
        count: Int
    ) throws(IntakeError) {
        entries.append(
            Entry(
                section: section,
                elementSize: elementSize,
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
