/// Brings registration plates into one spelling.
package enum PlateText {
    /// Appends the plate in upper case, without spaces, dashes and dots, with Cyrillic letters
    /// that look like Latin ones replaced by those.
    ///
    /// А В Е К М Н О Р С Т У Х І become A B E K M H O P C T Y X I; other letters stay as they are.
    package static func appendNormalised(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        to target: inout [UInt8]
    ) {
        var index = range.lowerBound
        let end = range.upperBound
        while index < end {
            let byte = bytes[index]
            index += 1
            switch byte {
            case 32, 9, UInt8(ascii: "-"), UInt8(ascii: "."): continue
            case UInt8(ascii: "a")...UInt8(ascii: "z"): target.append(byte - 32)
            case 0xC2 where index < end && bytes[index] == 0xA0: index += 1
            case 0xD0, 0xD1:
                guard index < end else {
                    target.append(byte)
                    continue
                }
                appendCyrillic(UInt16(byte) << 8 | UInt16(bytes[index]), to: &target)
                index += 1
            default: target.append(byte)
            }
        }
    }

    /// The plate in its one spelling.
    package static func normalised(_ plate: String) -> String {
        var target: [UInt8] = []
        let source = Array(plate.utf8)
        appendNormalised(source.span, 0..<source.count, to: &target)
        return String(decoding: target, as: UTF8.self)
    }

    /// Appends one two-byte Cyrillic letter, given as its UTF-8 bytes.
    private static func appendCyrillic(_ pair: UInt16, to target: inout [UInt8]) {
        var pair = pair
        switch pair {
        case 0xD0B0...0xD0BF: pair -= 0x20  // а…п to А…П
        case 0xD180...0xD18F: pair -= 0xE0  // р…я to Р…Я
        case 0xD196: pair = 0xD086  // і to І
        default: break
        }
        let latin: Unicode.Scalar? =
            switch pair {
            case 0xD090: "A"
            case 0xD092: "B"
            case 0xD095: "E"
            case 0xD09A: "K"
            case 0xD09C: "M"
            case 0xD09D: "H"
            case 0xD09E: "O"
            case 0xD0A0: "P"
            case 0xD0A1: "C"
            case 0xD0A2: "T"
            case 0xD0A3: "Y"
            case 0xD0A5: "X"
            case 0xD086: "I"
            default: nil
            }
        if let latin {
            target.append(UInt8(truncatingIfNeeded: latin.value))
        } else {
            target.append(UInt8(pair >> 8))
            target.append(UInt8(pair & 0xFF))
        }
    }
}
