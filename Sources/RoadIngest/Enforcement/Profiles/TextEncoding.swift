/// The text encodings that exports of complexes come in.
package enum TextEncoding: String, Sendable, CaseIterable {
    /// UTF-8, with or without its mark.
    case utf8 = "utf-8"
    /// UTF-16, least significant byte first.
    case utf16LittleEndian = "utf-16le"
    /// UTF-16, most significant byte first.
    case utf16BigEndian = "utf-16be"
    /// Cyrillic Windows.
    case windows1251 = "windows-1251"
    /// Kazakh Windows (ST RK 1048-2002).
    case kz1048 = "kz-1048"
    /// Cyrillic DOS.
    case cp866
    /// KOI8-R.
    case koi8r = "koi8-r"

    /// The encoding of a name as people write it, `nil` for an unknown one.
    package init?(named name: String) {
        switch name.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
        case "utf8", "utf8sig", "utf8bom": self = .utf8
        case "utf16", "utf16le", "unicode", "ucs2": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "windows1251", "cp1251", "1251", "win1251", "ansi": self = .windows1251
        case "kz1048", "rk1048", "strk1048": self = .kz1048
        case "cp866", "866", "ibm866", "dos", "oem": self = .cp866
        case "koi8r", "koi8": self = .koi8r
        default: return nil
        }
    }

    /// Whether two bytes make a unit.
    package var isWide: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

    /// What the bytes 128 to 255 mean in an encoding of one byte a letter; empty for the others.
    package var upperHalf: [UInt16] {
        switch self {
        case .utf8, .utf16LittleEndian, .utf16BigEndian: []
        case .windows1251: Self.windows1251Table
        case .kz1048: Self.kz1048Table
        case .cp866: Self.cp866Table
        case .koi8r: Self.koi8rTable
        }
    }

    /// The encoding that a byte order mark states, and the mark's length.
    package static func marked(_ bytes: Span<UInt8>) -> (encoding: TextEncoding, length: Int)? {
        if Encoding.lengthOfMark(bytes) == 3 { return (.utf8, 3) }
        guard bytes.count >= 2 else { return nil }
        if bytes[0] == 0xFF, bytes[1] == 0xFE { return (.utf16LittleEndian, 2) }
        if bytes[0] == 0xFE, bytes[1] == 0xFF { return (.utf16BigEndian, 2) }
        return nil
    }

    /// Appends a scalar as UTF-8.
    @inline(__always)
    static func append(_ scalar: UInt32, to target: inout [UInt8]) {
        if scalar < 0x80 {
            target.append(UInt8(scalar))
        } else if scalar < 0x800 {
            target.append(UInt8(0xC0 | scalar >> 6))
            target.append(UInt8(0x80 | scalar & 0x3F))
        } else if scalar < 0x1_0000 {
            target.append(UInt8(0xE0 | scalar >> 12))
            target.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            target.append(UInt8(0x80 | scalar & 0x3F))
        } else {
            target.append(UInt8(0xF0 | scalar >> 18))
            target.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            target.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            target.append(UInt8(0x80 | scalar & 0x3F))
        }
    }
}
