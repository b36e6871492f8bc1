extension TIFFDirectory {
    /// An entry's values as written: text, numbers with spaces between, fractions as `a/b`, other
    /// bytes in hexadecimal; `…` where more than `limit` bytes were cut.
    func text(of entry: Entry, _ bytes: RawSpan, upTo limit: Int) -> String {
        let end = entry.start + min(entry.count, limit)
        switch entry.type {
        case 2: return bytes.text(from: entry.start, to: end)
        case 1, 6, 7:
            let text = RawTables.hexadecimal(bytes, entry.start..<end)
            return text + (entry.count > limit ? "…" : "")
        default:
            let shown = min(entry.count, limit / 4)
            let values = (0..<shown).map { number(of: entry, bytes, $0) }
            return values.joined(separator: " ") + (entry.count > shown ? " …" : "")
        }
    }

    private func number(of entry: Entry, _ bytes: RawSpan, _ index: Int) -> String {
        func word(_ at: Int) -> UInt32 { number32(bytes, at) ?? 0 }
        switch entry.type {
        case 3, 8:
            let value = number16(bytes, entry.start + 2 * index) ?? 0
            return entry.type == 3 ? "\(value)" : "\(Int16(bitPattern: value))"
        case 5: return "\(word(entry.start + 8 * index))/\(word(entry.start + 8 * index + 4))"
        case 10:
            let above = Int32(bitPattern: word(entry.start + 8 * index))
            return "\(above)/\(Int32(bitPattern: word(entry.start + 8 * index + 4)))"
        case 9: return "\(Int32(bitPattern: word(entry.start + 4 * index)))"
        case 11: return "\(Float(bitPattern: word(entry.start + 4 * index)))"
        case 12:
            let halves = (word(entry.start + 8 * index), word(entry.start + 8 * index + 4))
            let (high, low) = isBigEndian ? halves : (halves.1, halves.0)
            return "\(Double(bitPattern: UInt64(high) << 32 | UInt64(low)))"
        default: return "\(word(entry.start + 4 * index))"
        }
    }
}
