/// Knows DataFlash logs by their first bytes.
enum DataFlashRecognition {
    /// How far into the file the first declarations are looked for.
    private static let horizon = 65_536

    /// Whether the bytes are a binary log: two declarations in a row near the beginning, or one
    /// and the file's end.
    static func isBinary(_ bytes: RawSpan) -> Bool {
        let stride = DataFlashFormat.own.byteCount + DataFlashFormat.headByteCount
        for start in 0..<min(bytes.byteCount, horizon) {
            guard isDeclaration(bytes, at: start) else { continue }
            if start == 0 || isDeclaration(bytes, at: start + stride) { return true }
        }
        return false
    }

    private static func isDeclaration(_ bytes: RawSpan, at start: Int) -> Bool {
        guard bytes.uint8(at: start) == 0xA3, bytes.uint8(at: start + 1) == 0x95,
            bytes.uint8(at: start + 2) == DataFlashFormat.declaration,
            bytes.holds(DataFlashFormat.own.byteCount, at: start + 3)
        else { return false }
        return DataFlashFormat.isNameByte(bytes.uint8(at: start + 5) ?? 0)
    }

    /// Whether the bytes are a text log: a declaration among the first lines.
    static func isText(_ bytes: RawSpan) -> Bool {
        var lineStart = 0
        for _ in 0..<64 {
            guard lineStart < min(bytes.byteCount, horizon) else { return false }
            if bytes.has(Array("FMT,".utf8), at: lineStart) {
                // `FMT, type, length, name, letters, columns`: five commas at least.
                var commas = 0
                for offset in lineStart..<min(bytes.byteCount, lineStart + 120) {
                    switch bytes.uint8(at: offset) {
                    case UInt8(ascii: ","): commas += 1
                    case UInt8(ascii: "\n"): return commas >= 5
                    default: break
                    }
                }
                return commas >= 5
            }
            while let byte = bytes.uint8(at: lineStart), byte != UInt8(ascii: "\n"),
                lineStart < horizon
            {
                // Zero bytes and other controls do not stand in text.
                if byte < 9 { return false }
                lineStart += 1
            }
            lineStart += 1
        }
        return false
    }
}
