/// How a table's text is written in bytes.
package enum TableEncoding: String, Sendable, Codable, CaseIterable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "utf-8"
    /// The Windows code page of Russian, without Kazakh letters.
    case windows1251 = "windows-1251"
    /// The Kazakh national code page (СТ РК 1048), windows-1251 with Kazakh letters.
    case kz1048 = "kz-1048"
    /// UTF-16 of either byte order, by its mark.
    case utf16 = "utf-16"

    /// The encoding of a name as people and programs write it; `nil` for an unknown one.
    package init?(named name: String) {
        switch HeaderMatch.key(name) {
        case "utf8", "utf8sig", "utf8bom": self = .utf8
        case "windows1251", "cp1251", "win1251", "1251", "ansi": self = .windows1251
        case "kz1048", "rk1048", "strk1048", "ptcp154", "pt154", "cp154": self = .kz1048
        case "utf16", "utf16le", "utf16be", "unicode": self = .utf16
        default: return nil
        }
    }

    /// The same text as UTF-8; bytes without a meaning become U+FFFD.
    package func utf8(_ bytes: Span<UInt8>) -> [UInt8] {
        switch self {
        case .utf8: return (0..<bytes.count).map { bytes[$0] }
        case .windows1251: return Self.decode(bytes, Self.upper1251)
        case .kz1048: return Self.decode(bytes, Self.upper1048)
        case .utf16: return Self.decodeWide(bytes)
        }
    }

    private static func decode(_ bytes: Span<UInt8>, _ upper: String) -> [UInt8] {
        let forms = upper.unicodeScalars.map { Array(String($0).utf8) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if byte < 128 { text.append(byte) } else { text += forms[Int(byte) - 128] }
        }
        return text
    }

    private static func decodeWide(_ bytes: Span<UInt8>) -> [UInt8] {
        let isBig = bytes.count > 1 && bytes[0] == 0xFE && bytes[1] == 0xFF
        let hasMark = isBig || bytes.count > 1 && bytes[0] == 0xFF && bytes[1] == 0xFE
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = hasMark ? 2 : 0
        while index + 1 < bytes.count {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isBig ? first << 8 | second : second << 8 | first)
            index += 2
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// The characters of the bytes 0x80 to 0xFF.
    private static let upper1251 =
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{FFFD}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї"
        + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя"
    private static let upper1048 =
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏђ‘’“”•–—\u{FFFD}™љ›њқһџ\u{A0}ҰұӘ¤Ө¦§Ё©Ғ«¬\u{AD}®Ү°±Ііөµ¶·ё№ғ»әҢңү"
        + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя"
}
