/// Names what a file looks like that no reader knows, so that the user sees the mix-up.
package enum ContentGuess {
    /// A clause such as `it looks like a JPEG picture`; never quotes the content.
    package static func describe(_ bytes: RawSpan) -> String {
        for (start, pattern, kind) in signatures where bytes.has(pattern, at: start) {
            return "it looks like \(kind)"
        }
        let length = min(bytes.byteCount, 512)
        var zeros = 0
        var controls = 0
        var high = 0
        for offset in 0..<length {
            switch bytes.uint8(at: offset) ?? 0 {
            case 0: zeros += 1
            case 9, 10, 13: break
            case ..<32, 127: controls += 1
            case 128...: high += 1
            default: break
            }
        }
        if zeros == length { return "its first bytes are all zero, as after a failed copy" }
        if zeros + controls == 0 { return textKind(bytes, length: length, high: high) }
        return "its first bytes follow no format Jol has heard of"
    }

    private static func textKind(_ bytes: RawSpan, length: Int, high: Int) -> String {
        var first = 0
        if bytes.has([0xEF, 0xBB, 0xBF], at: 0) { first = 3 }
        while first < length, let byte = bytes.uint8(at: first), byte <= 32 { first += 1 }
        switch bytes.uint8(at: first) {
        case UInt8(ascii: "<"): return "it looks like XML or HTML text"
        case UInt8(ascii: "{"), UInt8(ascii: "["): return "it looks like JSON text"
        default: return "it looks like plain text"
        }
    }

    /// Where, what, and whose bytes these are; the longer signature of a family stands first.
    private static let signatures: [(Int, [UInt8], String)] = [
        (0, [0xFF, 0xD8, 0xFF], "a JPEG picture"),
        (0, [0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        (0, [0x49, 0x49, 0x2A, 0x00], "a TIFF picture"),
        (0, [0x4D, 0x4D, 0x00, 0x2A], "a TIFF picture"),
        (0, [0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an Office document"),
        (0, [0x1F, 0x8B], "a gzip archive"),
        (0, [0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive"),
        (0, [0x52, 0x61, 0x72, 0x21], "a RAR archive"),
        (0, [0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
        (0, [0x42, 0x5A, 0x68], "a bzip2 archive"),
        (0, [0x25, 0x50, 0x44, 0x46], "a PDF document"),
        (0, [0xD0, 0xCF, 0x11, 0xE0], "an old Office document"),
        (4, [0x66, 0x74, 0x79, 0x70], "an MP4 or MOV video"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "a Matroska video"),
        (0, [0x52, 0x49, 0x46, 0x46], "an AVI video or WAV sound"),
        (0, [0x53, 0x51, 0x4C, 0x69, 0x74, 0x65], "an SQLite database or GeoPackage"),
        (0, [0x7F, 0x45, 0x4C, 0x46], "a Linux program"),
        (0, [0x4D, 0x5A], "a Windows program"),
        (0, [0xA3, 0x95], "an ArduPilot DataFlash log"),
        (0, [0x55, 0x4C, 0x6F, 0x67], "a PX4 ULog whose first bytes are damaged"),
    ]
}
