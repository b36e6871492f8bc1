import RoadModel

/// The bytes of one record of a file, from where it begins to where it ends.
enum RecordExcerpt {
    /// Longer records are cut: what follows is not a record any more.
    private static let longest = 1 << 20

    /// The range of a record: an object of JSON or an element of XML with all that is in it, else
    /// everything up to a line end outside of quotes.
    static func range(in bytes: Span<UInt8>, from start: Int) -> Range<Int>? {
        guard start >= 0, start < bytes.count else { return nil }
        let end = min(bytes.count, start + longest)
        switch bytes[start] {
        case UInt8(ascii: "{"): return start..<object(bytes, start, end)
        case UInt8(ascii: "<"): return start..<element(bytes, start, end)
        default: return start..<line(bytes, start, end)
        }
    }

    private static func line(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var isQuoted = false
        for index in start..<end {
            if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if bytes[index] == 10, !isQuoted { return index }
        }
        return end
    }

    private static func object(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var (depth, isQuoted, isEscaped) = (0, false, false)
        for index in start..<end {
            let byte = bytes[index]
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isQuoted = true
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
        }
        return end
    }

    /// The end of the element whose start tag stands at `start`.
    private static func element(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var name: [UInt8] = []
        var index = start + 1
        while index < end,
            ![32, 9, 10, 13, UInt8(ascii: ">"), UInt8(ascii: "/")].contains(bytes[index])
        {
            name.append(bytes[index])
            index += 1
        }
        let closing = Array("</".utf8) + name + [UInt8(ascii: ">")]
        while index + closing.count <= end {
            if closing.indices.allSatisfy({ bytes[index + $0] == closing[$0] }) {
                return index + closing.count
            }
            index += 1
        }
        return end
    }
}
