/// Short stretches of bytes as text, for readers of binary logs.
extension RawSpan {
    /// The bytes `[start, end)` as text; bytes that are not UTF-8 become U+FFFD, zero bytes at the
    /// end are dropped, and a range outside the span yields what lies inside.
    package func text(from start: Int, to end: Int) -> String {
        let first = Swift.min(Swift.max(start, 0), byteCount)
        var last = Swift.min(Swift.max(end, first), byteCount)
        while last > first, uint8(at: last - 1) == 0 { last -= 1 }
        var codeUnits: [UInt8] = []
        codeUnits.reserveCapacity(last - first)
        for offset in first..<last { codeUnits.append(uint8(at: offset) ?? 0) }
        return String(decoding: codeUnits, as: UTF8.self)
    }

    /// Whether the bytes `[start, start + pattern.count)` are exactly `pattern`.
    package func has(_ pattern: [UInt8], at start: Int) -> Bool {
        guard holds(pattern.count, at: start) else { return false }
        for index in pattern.indices where uint8(at: start + index) != pattern[index] {
            return false
        }
        return true
    }
}
