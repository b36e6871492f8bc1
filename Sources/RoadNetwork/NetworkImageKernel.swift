import Dispatch
package import RoadModel

/// The bytes of a compiled network and the table of its sections.
///
/// Numbers are little-endian, floating point is IEEE 754 binary64. Every section starts on a
/// multiple of 8 bytes.
///
/// | Offset | Size | Content |
/// |---:|---:|---|
/// | 0 | 8 | `JOLROADS` |
/// | 8 | 4 | version of the layout, now 3 |
/// | 12 | 4 | number of sections *n* |
/// | 16 | 8 | size of the whole image in bytes |
/// | 24 | 8 | XXH64 of the table; its digits are the network's version |
/// | 32 | 32 *n* | per section: number (4), element size in bytes, or 256 + bits of a packed number (4), offset from byte 0 (8), elements (8), XXH64 of its bytes (8) |
/// | … | | the sections named by ``ImageSection``, each padded with zeros to a multiple of 8 bytes; its checksum includes the padding |
///
/// Sections of unknown number are passed over, so a later program may add some without a new
/// version; a missing or ill-sized one makes the image unreadable.
package struct NetworkImage: Sendable {
    /// The first eight bytes.
    static let magic: [UInt8] = Array("JOLROADS".utf8)
    /// The version this program writes and reads.
    static let version: UInt32 = 3
    /// Where the checksum stands.
    static let checksumOffset = 24
    /// Bytes before the table.
    static let headerSize = 32
    /// Element sizes from here on are bits of a packed number.
    static let packedMark = 256
    /// Bytes of one row of the table.
    static let entrySize = 32

    /// The checksum of the content.
    package let checksum: UInt64
    private let bytes: MappedBytes
    private let subject: String
    private var places: [UInt32: (offset: Int, count: Int, elementSize: Int)] = [:]

    /// Images from here on are compared with their checksums on all cores; below, waking the other
    /// threads takes longer than the comparison.
    private static let parallelBytes = 2 << 20

    /// Reads the header and checks magic, version, size, the table, and every byte of the sections
    /// against its checksum.
    ///
    /// - Parameters:
    ///   - bytes: The image.
    ///   - subject: What to call it.
    ///   - checksContent: Whether the sections are compared; not needed right after writing them.
    /// - Throws: `.networkImage`.
    package init(
        _ bytes: MappedBytes,
        subject: String,
        checksContent: Bool = true
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
        var parts: [Part] = []
        parts.reserveCapacity(sections)
        for i in 0..<sections {
            let at = Self.headerSize + i * Self.entrySize
            let elementSize = Int(number(at + 4, 4))
            guard let offset = Int(exactly: number(at + 8, 8)),
                let count = Int(exactly: number(at + 16, 8)), offset == expected,
                let length = Self.length(count, elementSize), length <= size - offset
            else { throw Self.failure(subject, "A section lies beyond the end.") }
            parts.append(Part(bytes: offset..<(offset + length), checksum: number(at + 24, 8)))
            places[UInt32(number(at, 4))] = (offset, count, elementSize)
            expected = offset + length
        }
        guard expected == size else { throw Self.failure(subject, "Bytes belong to no section.") }
        guard !checksContent || Self.areWhole(parts, of: bytes) else {
            throw Self.failure(subject, "The checksum does not agree with the content.")
        }
    }

    /// A section's bytes and what their checksum should be.
    private struct Part: Sendable {
        var bytes: Range<Int>
        var checksum: UInt64
    }

    private static func areWhole(_ parts: [Part], of image: MappedBytes) -> Bool {
        @Sendable func isWhole(_ part: Part) -> Bool {
            // Sound: the slice lies inside the mapping that `image` keeps alive.
            let content = UnsafeRawBufferPointer(rebasing: image.bytes[part.bytes])
            return ContentChecksum.xxh64(content) == part.checksum
        }
        guard image.bytes.count > parallelBytes else { return parts.allSatisfy { isWhole($0) } }
        // The longest first, so that no core is left with one of them at the end.
        let ordered = parts.sorted { $0.bytes.count > $1.bytes.count }
        let whole = [Bool](unsafeUninitializedCapacity: ordered.count) { buffer, initialized in
            // Sound: each row is written once, by one thread, before the call returns.
            nonisolated(unsafe) let rows = buffer
            DispatchQueue.concurrentPerform(iterations: ordered.count) { row in
                rows.initializeElement(at: row, to: isWhole(ordered[row]))
            }
            initialized = ordered.count
        }
        return whole.allSatisfy { $0 }
    }

    /// Bytes of a section with its padding; `nil` when the table contradicts itself.
    private static func length(_ count: Int, _ elementSize: Int) -> Int? {
        guard count >= 0, elementSize > 0 else { return nil }
        if elementSize > packedMark {
            let bits = elementSize - packedMark
            return PackedColumn.isWidth(bits) ? PackedColumn.byteCount(count, bits: bits) : nil
        }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: elementSize)
        return elementSize > 8 || overflow || bytes > Int.max - 8 ? nil : (bytes + 7) & ~7
    }

    /// Whether there is such a section.
    package func has(_ section: ImageSection) -> Bool { places[section.rawValue] != nil }

    /// A column of packed numbers.
    ///
    /// - Throws: `.networkImage` when it is missing, not packed, or has another number of rows.
    package func packed(
        _ section: ImageSection,
        rows: Int? = nil
    ) throws(IntakeError) -> PackedColumn {
        guard let place = places[section.rawValue], place.elementSize > Self.packedMark,
            let column = PackedColumn(
                bytes,
                byteOffset: place.offset,
                count: place.count,
                bits: place.elementSize - Self.packedMark
            )
        else { throw failure("Section \(section.rawValue) is missing or ill-sized.") }
        guard rows == nil || rows == column.count else {
            throw failure("Section \(section.rawValue) has \(column.count) rows.")
        }
        return column
    }

    /// A column of ids in two sections.
    ///
    /// - Throws: `.networkImage`.
    package func ids(
        _ section: ImageSection,
        least: ImageSection,
        rows: Int? = nil
    ) throws(IntakeError) -> IDColumn {
        let base: Column<Int64> = try column(least, rows: 1)
        return IDColumn(try packed(section, rows: rows), least: base[0])
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
