/// One directory (IFD) of the TIFF structure that Exif uses.
///
/// Source: TIFF 6.0, section 2; Exif 2.32, 4.6. Each entry: tag, type, count, value or where it is.
struct TIFFDirectory {
    /// The most entries that are looked at.
    private static let mostEntries = 1024

    /// One entry: its type, the number of values, and where they are.
    struct Entry {
        var type: UInt16
        var count: Int
        var start: Int
    }

    let isBigEndian: Bool
    private let range: Range<Int>
    private(set) var entries: [UInt16: Entry] = [:]
    /// Where the directory that follows this one begins in the structure; 0 without one.
    private(set) var next = 0

    /// The first directory of the structure in `range`; `nil` when it is none.
    init?(_ bytes: RawSpan, in range: Range<Int>) {
        guard let mark = bytes.uint16(at: range.lowerBound), mark == 0x4949 || mark == 0x4D4D
        else { return nil }
        isBigEndian = mark == 0x4D4D
        self.range = range
        guard number16(bytes, range.lowerBound + 2) == 42,
            let offset = number32(bytes, range.lowerBound + 4)
        else { return nil }
        load(bytes, Int(offset))
    }

    /// The directory that an entry of `parent` points to; `nil` without such an entry.
    init?(_ bytes: RawSpan, _ parent: TIFFDirectory, pointer: UInt16) {
        guard let offset = parent.unsigned(bytes, pointer) else { return nil }
        (isBigEndian, range) = (parent.isBigEndian, parent.range)
        load(bytes, offset)
    }

    /// The directory that follows `previous`; `nil` without one.
    init?(_ bytes: RawSpan, after previous: TIFFDirectory) {
        guard previous.next > 0 else { return nil }
        (isBigEndian, range) = (previous.isBigEndian, previous.range)
        load(bytes, previous.next)
    }

    private mutating func load(_ bytes: RawSpan, _ offset: Int) {
        let start = range.lowerBound + offset
        guard let count = number16(bytes, start) else { return }
        next = number32(bytes, start + 2 + Int(count) * 12).map { Int($0) } ?? 0
        for index in 0..<min(Int(count), Self.mostEntries) {
            let entry = start + 2 + index * 12
            guard let tag = number16(bytes, entry), let type = number16(bytes, entry + 2),
                let count = number32(bytes, entry + 4), let width = Self.width(type)
            else { continue }
            var place = entry + 8
            let (length, overflow) = Int(count).multipliedReportingOverflow(by: width)
            if overflow { continue }
            if length > 4 {
                guard let far = number32(bytes, place) else { continue }
                place = range.lowerBound + Int(far)
            }
            guard place <= range.upperBound, length <= range.upperBound - place else { continue }
            entries[tag] = Entry(type: type, count: Int(count), start: place)
        }
    }

    private static func width(_ type: UInt16) -> Int? {
        switch type {
        case 1, 2, 6, 7: 1
        case 3, 8: 2
        case 4, 9, 11, 13: 4
        case 5, 10, 12: 8
        default: nil
        }
    }

    func number16(_ bytes: RawSpan, _ at: Int) -> UInt16? {
        guard at >= range.lowerBound, at <= range.upperBound - 2 else { return nil }
        return isBigEndian ? bytes.bigEndianUInt16(at: at) : bytes.uint16(at: at)
    }

    func number32(_ bytes: RawSpan, _ at: Int) -> UInt32? {
        guard at >= range.lowerBound, at <= range.upperBound - 4 else { return nil }
        return isBigEndian ? bytes.bigEndianUInt32(at: at) : bytes.uint32(at: at)
    }

    /// A whole number; `nil` without one.
    func unsigned(_ bytes: RawSpan, _ tag: UInt16) -> Int? {
        guard let entry = entries[tag], entry.count > 0 else { return nil }
        switch entry.type {
        case 1, 7: return bytes.uint8(at: entry.start).map { Int($0) }
        case 3: return number16(bytes, entry.start).map { Int($0) }
        case 4, 13: return number32(bytes, entry.start).map { Int($0) }
        default: return nil
        }
    }

    /// The bytes of a text without the zeros at its end; `nil` without one.
    func textRange(_ bytes: RawSpan, _ tag: UInt16) -> Range<Int>? {
        guard let entry = entries[tag], [1, 2, 7].contains(entry.type) else { return nil }
        var end = entry.start + entry.count
        while end > entry.start, let byte = bytes.uint8(at: end - 1), byte == 0 || byte == 32 {
            end -= 1
        }
        return entry.start..<end
    }

    /// A text of at most 256 bytes up to its first zero; empty without one.
    func text(_ bytes: RawSpan, _ tag: UInt16) -> String {
        guard let range = textRange(bytes, tag) else { return "" }
        var end = range.lowerBound
        while end < min(range.upperBound, range.lowerBound + 256), bytes.uint8(at: end) != 0 {
            end += 1
        }
        return bytes.text(from: range.lowerBound, to: end)
    }

    /// The value at `index` as a number; `nil` when it is missing or its denominator is 0.
    func number(_ bytes: RawSpan, _ tag: UInt16, _ index: Int = 0) -> Double? {
        guard let entry = entries[tag], index < entry.count else { return nil }
        switch entry.type {
        case 5, 10:
            guard let above = number32(bytes, entry.start + index * 8),
                let below = number32(bytes, entry.start + index * 8 + 4), below != 0
            else { return nil }
            if entry.type == 5 { return Double(above) / Double(below) }
            return Double(Int32(bitPattern: above)) / Double(Int32(bitPattern: below))
        case 3: return number16(bytes, entry.start + index * 2).map { Double($0) }
        case 4: return number32(bytes, entry.start + index * 4).map { Double($0) }
        default: return nil
        }
    }

    /// An angle of degrees, minutes and seconds, in degrees; `nil` when the degrees are missing.
    func angle(_ bytes: RawSpan, _ tag: UInt16) -> Double? {
        guard let degrees = number(bytes, tag, 0) else { return nil }
        return degrees + (number(bytes, tag, 1) ?? 0) / 60 + (number(bytes, tag, 2) ?? 0) / 3600
    }
}
