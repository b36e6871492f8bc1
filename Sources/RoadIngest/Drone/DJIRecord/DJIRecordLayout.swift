/// Where the parts of a flight record lie, from its first bytes.
///
/// | bytes | content |
/// |---|---|
/// | 0–7 | `uint64`: where the details begin (before version 12 also where the records end) |
/// | 8–9 | `uint16`: length of the details, 400 in every log seen |
/// | 10 | version |
/// | 11 | 0 |
/// | from version 6: 12–99 | reserved |
package struct DJIRecordLayout: Sendable, Hashable {
    /// The versions whose records can be read without a key from the maker.
    package static let readable: ClosedRange<UInt8> = 1...12
    /// The newest version that is recognised, in order to refuse it by name.
    static let newest: UInt8 = 40
    /// The details may be followed by bytes that no source explains; more than this is damage.
    private static let longestDetails = 4096
    /// The details' length in version 12, where they stand before the records.
    private static let detailsByteCountInFront = 436

    /// The version of the format.
    package var version: UInt8
    /// First byte of the records.
    package var recordsStart: Int
    /// First byte after the records.
    package var recordsEnd: Int
    /// The bytes of the details; `nil` when they are cut off or the header is damaged; from
    /// version 13 on the masked block that holds them.
    package var details: Range<Int>?
    /// What the second block of version 13 and later tells; `nil` before and when it is damaged.
    package var auxiliary: Auxiliary?

    /// Who encrypted the record, from version 13 on.
    package struct Auxiliary: Sendable, Hashable {
        /// The version of the encryption.
        package var version: UInt16
        /// The app, by the maker's number.
        package var department: UInt8
    }

    /// Reads the first bytes; `nil` when no flight record begins like that.
    init?(_ bytes: RawSpan) {
        guard let offset = bytes.uint64(at: 0), let length = bytes.uint16(at: 8),
            let version = bytes.uint8(at: 10), let zero = bytes.uint8(at: 11), zero == 0,
            (1...Self.newest).contains(version), offset >> 40 == 0, length <= 8192
        else { return nil }
        self.version = version
        let size = bytes.byteCount
        recordsStart = version < 6 ? 12 : 100
        recordsEnd = size
        if version >= 13 {
            locateBlocks(bytes, stated: Int(offset))
        } else if version == 12 {
            details =
                size >= recordsStart + Self.detailsByteCountInFront
                ? recordsStart..<recordsStart + Self.detailsByteCountInFront : nil
            recordsStart += Self.detailsByteCountInFront
        } else {
            let stated = Int(offset)
            let isStatedPossible =
                stated >= recordsStart && stated < size
                && size - stated <= Self.longestDetails && Int(length) <= size - stated
            if isStatedPossible, Self.areDetails(bytes, at: stated) {
                (recordsEnd, details) = (stated, stated..<size)
            } else if let found = Self.findDetails(bytes, from: recordsStart) {
                (recordsEnd, details) = (found, found..<size)
            } else if isStatedPossible {
                (recordsEnd, details) = (stated, stated..<size)
            }
        }
    }

    /// From version 13 on two blocks stand before the records: `00`, `uint16` length, the masked
    /// details; `01`, `uint16` length, `uint16` version and `uint8` app.
    private mutating func locateBlocks(_ bytes: RawSpan, stated: Int) {
        var end = recordsStart
        if bytes.uint8(at: end) == 0, let length = bytes.uint16(at: end + 1),
            bytes.holds(Int(length), at: end + 3)
        {
            details = end + 3..<end + 3 + Int(length)
            end += 3 + Int(length)
        }
        if bytes.uint8(at: end) == 1, let length = bytes.uint16(at: end + 1), length >= 3,
            bytes.holds(Int(length), at: end + 3), let encryption = bytes.uint16(at: end + 3),
            let department = bytes.uint8(at: end + 5)
        {
            auxiliary = Auxiliary(version: encryption, department: department)
            end += 3 + Int(length)
        }
        recordsStart = stated >= end && stated < bytes.byteCount ? stated : end
    }

    /// Whether the two constants and the start of a flight stand where the details have them.
    private static func areDetails(_ bytes: RawSpan, at start: Int) -> Bool {
        guard bytes.holds(380, at: start), bytes.uint32(at: start + 87) == 12_345,
            let time = bytes.uint64(at: start + 91)
        else { return false }
        return (1_262_304_000_000...4_102_444_800_000).contains(time)
    }

    /// Where the details stand at the end of a file that lost or gained bytes before them.
    private static func findDetails(_ bytes: RawSpan, from first: Int) -> Int? {
        var start = bytes.byteCount - 380
        while start >= max(first, bytes.byteCount - longestDetails) {
            if areDetails(bytes, at: start) { return start }
            start -= 1
        }
        return nil
    }

    /// Whether the bytes are a flight record of any version.
    package static func recognises(_ bytes: RawSpan) -> Bool {
        guard let layout = DJIRecordLayout(bytes) else { return false }
        guard readable.contains(layout.version) else { return hasAuxiliaryBlocks(bytes) }
        return DJIRecordScanner.findsRecords(bytes, layout)
    }

    /// Whether the two blocks stand where they do from version 13 on.
    private static func hasAuxiliaryBlocks(_ bytes: RawSpan) -> Bool {
        guard bytes.uint8(at: 100) == 0, let length = bytes.uint16(at: 101), length > 0,
            let next = bytes.uint8(at: 103 + Int(length))
        else { return false }
        return next == 1
    }
}
