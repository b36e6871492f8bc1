package import RoadModel

/// The bytes of a compiled network and the table of its sections.
///
/// Numbers are little-endian, floating point is IEEE 754 binary64. Every section starts on a
/// multiple of 8 bytes.
///
/// | Offset | Size | Content |
/// |---:|---:|---|
/// | 0 | 8 | `JOLROADS` |
/// | 8 | 4 | version of the layout, now 2 |
/// | 12 | 4 | number of sections *n* |
/// | 16 | 8 | size of the whole image in bytes |
/// | 24 | 8 | XXH64 of the table; its digits are the network's version |
/// | 32 | 32 *n* | per section: number (4), element size (4), offset from byte 0 (8), elements (8), XXH64 of its bytes (8) |
/// | … | | the sections named by ``ImageSection``, each padded with zeros to a multiple of 8 bytes; its checksum includes the padding |
///
/// Sections of unknown number are passed over, so a later program may add some without a new
/// version; a missing or ill-sized one makes the image unreadable.
package struct NetworkImage: Sendable {
    /// The first eight bytes.
    static let magic: [UInt8] = Array("JOLROADS".utf8)
    /// The version this program writes and reads.
    static let version: UInt32 = 2
    /// Where the checksum stands.
    static let checksumOffset = 24
    /// Bytes before the table.
    static let headerSize = 32
    /// Bytes of one row of the table.
    static let entrySize = 32

    /// The checksum of the content.
    package let checksum: UInt64
    private let bytes: MappedBytes
    private let subject: String
    private var places: [UInt32: (offset: Int, count: Int, elementSize: Int)] = [:]

    /// Reads the header and checks magic, version, size, the table and its checksum.
    ///
    /// - Parameters:
    ///   - bytes: The image.
    ///   - subject: What to call it.
    ///   - checksContent: Whether the checksum of every section is compared too.
    /// - Throws: `.networkImage`.
    package init(
        _ bytes: MappedBytes,
        subject: String,
        checksContent: Bool
    ) throws(IntakeError) {
        self.bytes = bytes
        self.subject = subject
        let size = bytes.bytes.count
        guard size >= Self.headerSize,
            Self.magic.indices.allSatisfy({ bytes.bytes[$0] == Self.magic[$0] })
        else { throw Self.failure(subject, "The file is not a compiled network.") }
        func number(_ at: Int, _ length: Int) -> UInt64 {
            (0..<length).reduce(0) { $0 | UInt64(bytes.bytes[at + $1]) << UInt64(8 * $1) }
        }
        let version = number(8, 4)
        guard version == UInt64(Self.version) else {
            throw Self.failure(
                subject,
                "The layout has version \(version), this program reads \(Self.version)."
            )
        }
        let stated = number(16, 8)
        guard stated == UInt64(size) else {
            throw Self.failure(subject, "The image has \(size) bytes and should have \(stated).")
        }
        checksum = number(Self.checksumOffset, 8)
        let sections = Int(number(12, 4))
        let tableEnd = Self.headerSize + sections * Self.entrySize
        guard tableEnd <= size else { throw Self.failure(subject, "The table breaks off.") }
        // Sound: the slices lie inside the mapping that `bytes` keeps alive.
        let table = UnsafeRawBufferPointer(rebasing: bytes.bytes[Self.headerSize..<tableEnd])
        guard ContentChecksum.xxh64(table) == checksum else {
            throw Self.failure(subject, "The checksum does not agree with the table.")
        }
        var expected = tableEnd
        for i in 0..<sections {
            let at = Self.headerSize + i * Self.entrySize
            let elementSize = Int(number(at + 4, 4))
            guard let offset = Int(exactly: number(at + 8, 8)),
                let count = Int(exactly: number(at + 16, 8)), elementSize > 0, elementSize <= 8,
                offset == expected, count <= (size - offset) / elementSize,
                let end = Self.padded(offset + count * elementSize, within: size)
            else { throw Self.failure(subject, "A section lies beyond the end.") }
            let content = UnsafeRawBufferPointer(rebasing: bytes.bytes[offset..<end])
            guard !checksContent || ContentChecksum.xxh64(content) == number(at + 24, 8) else {
                throw Self.failure(subject, "The checksum does not agree with the content.")
            }
            places[UInt32(number(at, 4))] = (offset, count, elementSize)
            expected = end
        }
        guard expected == size else { throw Self.failure(subject, "Bytes belong to no section.") }
    }

    private static func padded(_ end: Int, within size: Int) -> Int? {
        let padded = (end + 7) & ~7
        return padded <= size ? padded : nil
    }

    /// A column of numbers of two or four bytes.
    ///
    /// - Throws: `.networkImage`.
    package func narrow(_ section: ImageSection, rows: Int) throws(IntakeError) -> NarrowColumn {
        if places[section.rawValue]?.elementSize == 2 {
            return NarrowColumn(try column(section, rows: rows, as: UInt16.self))
        }
        return NarrowColumn(try column(section, rows: rows, as: UInt32.self))
    }

    /// A column of ids in two sections.
    ///
    /// - Throws: `.networkImage`.
    package func ids(
        _ section: ImageSection,
        _ high: ImageSection,
        rows: Int? = nil
    ) throws(IntakeError) -> IDColumn {
        let low: Column<UInt32> = try column(section)
        guard rows == nil || rows == low.count else {
            throw failure("Section \(section.rawValue) has \(low.count) rows.")
        }
        guard let place = places[high.rawValue], place.count > 0 else { return IDColumn(low: low) }
        if place.elementSize == 1 {
            return IDColumn(low: low, high: try column(high, rows: low.count, as: Int8.self))
        }
        return IDColumn(low: low, high: try column(high, rows: low.count, as: Int32.self))
    }

    /// The column in a section.
    ///
    /// - Throws: `.networkImage` when the section is missing, has elements of another size, or
    ///   lies beyond the end.
    package func column<Element>(
        _ section: ImageSection,
        as type: Element.Type = Element.self
    ) throws(IntakeError) -> Column<Element> {
        guard let place = places[section.rawValue],
            place.elementSize == MemoryLayout<Element>.size,
            let column = Column<Element>(bytes, byteOffset: place.offset, count: place.count)
        else { throw failure("Section \(section.rawValue) is missing or ill-sized.") }
        return column
    }

    /// The column in a section that must have a given number of rows.
    ///
    /// - Throws: `.networkImage`.
    package func column<Element>(
        _ section: ImageSection,
        rows: Int,
        as type: Element.Type = Element.self
    ) throws(IntakeError) -> Column<Element> {
        let column: Column<Element> = try column(section)
        guard column.count == rows else {
            throw failure("Section \(section.rawValue) has \(column.count) rows, not \(rows).")
        }
        return column
    }

    /// The error for an image that cannot be used.
    package func failure(_ detail: String) -> IntakeError { Self.failure(subject, detail) }

    private static func failure(_ subject: String, _ detail: String) -> IntakeError {
        IntakeError(
            .networkImage,
            subject: subject,
            detail: detail,
            remedy: "Import the network again with this version of the program."
        )
    }
}
