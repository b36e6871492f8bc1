/// Lengths and tags as SMPTE 336 writes them.
internal enum KLVLength {
    /// A BER length, short or long, and the offset behind it; `nil` when it breaks off or is over
    /// 2³¹.
    static func read(_ bytes: RawSpan, at start: Int, end: Int) -> (length: Int, after: Int)? {
        guard start < end, let first = bytes.uint8(at: start) else { return nil }
        if first < 0x80 { return (Int(first), start + 1) }
        let count = Int(first & 0x7F)
        guard count >= 1, count <= 8, count < end - start else { return nil }
        var value: UInt64 = 0
        for offset in start + 1...start + count {
            value = value << 8 | UInt64(bytes.uint8(at: offset) ?? 0)
        }
        guard value <= 1 << 31 else { return nil }
        return (Int(value), start + 1 + count)
    }

    /// A BER-OID tag and the offset behind it; `nil` when it breaks off or is over five bytes.
    static func tag(_ bytes: RawSpan, at start: Int, end: Int) -> (tag: UInt64, after: Int)? {
        var value: UInt64 = 0
        for step in 0..<5 {
            guard start + step < end, let byte = bytes.uint8(at: start + step) else { return nil }
            value = value << 7 | UInt64(byte & 0x7F)
            if byte < 0x80 { return (value, start + step + 1) }
        }
        return nil
    }
}
