/// How a file's text is written in bytes: the encodings that exports come in.
package enum TextEncoding: String, Sendable, CaseIterable, Codable {
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
    ///
    /// U+FFFD stands for a byte without a meaning.
    package var upperHalf: [UInt16] {
        switch self {
        case .utf8, .utf16LittleEndian, .utf16BigEndian: []
        case .windows1251: Array(Self.windows1251Half.utf16)
        case .kz1048: Array(Self.kz1048Half.utf16)
        case .cp866: Array(Self.cp866Half.utf16)
        case .koi8r: Array(Self.koi8rHalf.utf16)
        }
    }

    /// The same text as UTF-8 without its mark; a mark of UTF-16 counts more than the encoding.
    package func utf8(_ bytes: Span<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(self == .utf8 ? bytes.count : bytes.count * 2)
        eachPiece(of: bytes) { text += $0 }
        return text
    }

    /// The same text as UTF-8 without its mark, piece by piece, so that a long file never stands in
    /// memory whole; no letter is torn between two pieces.
    package func eachPiece<Failure: Error>(
        of bytes: Span<UInt8>,
        _ take: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let mark = Self.marked(bytes)
        let encoding = mark?.encoding.isWide == true || isWide ? mark?.encoding ?? self : self
        let half = encoding.upperHalf
        var index = encoding.isWide ? mark?.length ?? 0 : 0
        while index < bytes.count {
            var end = min(index + Self.pieceByteCount, bytes.count)
            if encoding.isWide {
                let units = encoding.units(bytes, from: index, to: &end)
                try take(Array(String(decoding: units, as: UTF16.self).utf8))
            } else {
                var text: [UInt8] = []
                text.reserveCapacity(half.isEmpty ? end - index : (end - index) * 2)
                for place in index..<end {
                    let byte = bytes[place]
                    if byte < 0x80 || half.isEmpty {
                        text.append(byte)
                    } else {
                        Self.append(UInt32(half[Int(byte) - 0x80]), to: &text)
                    }
                }
                try take(text)
            }
            index = end
        }
    }

    /// An even number, so that pieces of UTF-16 begin at a unit.
    private static let pieceByteCount = 1 << 18

    /// The units of UTF-16 in a range, which ends one unit earlier where it would tear a pair.
    private func units(_ bytes: Span<UInt8>, from start: Int, to end: inout Int) -> [UInt16] {
        var units: [UInt16] = []
        units.reserveCapacity((end - start) / 2)
        var index = start
        while index + 1 < end {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(self == .utf16BigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        // 0xD800 to 0xDBFF are the first halves of pairs.
        if end < bytes.count, let last = units.last, last >> 10 == 0xD800 >> 10 {
            units.removeLast()
            end -= 2
        }
        return units
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

    /// What 0xC0 to 0xFF mean in both Windows code pages.
    private static let windowsLetters =
        "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
        + "абвгдежзийклмнопрстуфхцчшщъыьэюя"
    // After the mapping tables of the Unicode consortium; KZ-1048 is ST RK 1048-2002.
    private static let windows1251Half =
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{FFFD}™љ›њќћџ"
        + "\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї"
        + windowsLetters
    private static let kz1048Half =
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏђ‘’“”•–—\u{FFFD}™љ›њқһџ"
        + "\u{A0}ҰұӘ¤Ө¦§Ё©Ғ«¬\u{AD}®Ү°±Ііөµ¶·ё№ғ»әҢңү"
        + windowsLetters
    private static let cp866Half =
        "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
        + "абвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
        + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
        + "рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u{A0}"
    private static let koi8rHalf =
        "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{A0}⌡°²·÷"
        + "═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©"
        + "юабцдефгхийклмнопярстужвьызшэщчъ"
        + "ЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ"
}
