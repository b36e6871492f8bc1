package import RoadModel

/// The bytes of a compiled network and the table of its sections.
///
/// Numbers are little-endian, floating point is IEEE 754 binary64. Every section starts on a
/// multiple of 8 bytes.
///
/// | Offset | Size | Content |
/// |---:|---:|---|
/// | 0 | 8 | `JOLROADS` |
/// | 8 | 4 | version of the layout, now 1 |
/// | 12 | 4 | number of sections *n* |
/// | 16 | 8 | size of the whole image in bytes |
/// | 24 | 8 | XXH64 of all bytes from 32 to the end; its digits are the network's version |
/// | 32 | 24 *n* | per section: number (4), element size (4), offset from byte 0 (8), elements (8) |
/// | … | | the sections named by ``ImageSection`` |
///
/// Sections of unknown number are passed over, so a later program may add some without a new
/// version; a missing or ill-sized one makes the image unreadable.
package struct NetworkImage: Sendable {
    /// The first eight bytes.
    static let magic: [UInt8] = Array("JOLROADS".utf8)
    /// The version this program writes and reads.
    static let version: UInt32 = 1
    /// Where the checksum stands.
    static let checksumOffset = 24
    /// Bytes before the table.
    static let headerSize = 32
    /// Bytes of one row of the table.
    static let entrySize = 24

    /// The checksum of the content.
    package let checksum: UInt64
    private let bytes: MappedBytes
    private let subject: String
    private var places: [UInt32: (offset: Int, count: Int, elementSize: Int)] = [:]

    /// Reads the header and checks magic, version, size and checksum.
    ///
    /// - Throws: `.networkImage`.
    package init(_ bytes: MappedBytes, subject: String) throws(IntakeError) {
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
        // Sound: the slice lies inside the mapping that `bytes` keeps alive.
        let content = UnsafeRawBufferPointer(rebasing: bytes.bytes[Self.headerSize...])
        guard ContentChecksum.xxh64(content) == checksum else {
            throw Self.failure(subject, "The checksum does not agree with the content.")
        }
        let sections = Int(number(12, 4))
        guard sections <= (size - Self.headerSize) / Self.entrySize else {
            throw Self.failure(subject, "The table of sections breaks off.")
        }
        for i in 0..<sections {
            let at = Self.headerSize + i * Self.entrySize
            guard let offset = Int(exactly: number(at + 8, 8)),
                let count = Int(exactly: number(at + 16, 8))
            else { throw Self.failure(subject, "A section lies beyond the end.") }
            places[UInt32(number(at, 4))] = (offset, count, Int(number(at + 4, 4)))
        }
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
