import RoadModel

/// Reads the lines of a cue, whatever family they are of.
internal enum SRTPayload {
    /// Reads one line, `[start, end)`, into `frame`.
    static func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, into frame: inout SRTFrame) {
        var index = start
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "["):
                bracket(bytes, &index, end, into: &frame)
                continue
            case UInt8(ascii: "<"):
                frame.hasTags = true
                while index < end, bytes[index] != UInt8(ascii: ">") { index += 1 }
                index += 1
                continue
            case UInt8(ascii: "1"), UInt8(ascii: "2"):
                if end - index >= 17,
                    bytes[index + 4] == UInt8(ascii: "-") || bytes[index + 4] == UInt8(ascii: ".")
                {
                    if let wall = SRTText.wallTime(bytes, &index, end) {
                        frame.wall = wall
                        frame.fields.insert(.wallTime)
                    }
                }
            case UInt8(ascii: "G"), UInt8(ascii: "H"), UInt8(ascii: "B"), UInt8(ascii: "F"),
                UInt8(ascii: "I"):
                SRTWords.read(bytes, &index, end, into: &frame)
            default: break
            }
            skipWord(bytes, &index, end)
        }
    }

    /// Moves behind the next space or comma, or to the next bracket or tag.
    @inline(__always)
    private static func skipWord(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) {
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "<") { return }
            index += 1
            if byte == 32 || byte == UInt8(ascii: ",") || byte == 9 { return }
        }
    }

    /// `[key : value]` or `[key: value key: value]`; `index` stands on the bracket.
    @inline(__always)
    private static func bracket(
        _ bytes: Span<UInt8>,
        _ index: inout Int,
        _ end: Int,
        into frame: inout SRTFrame
    ) {
        index += 1
        guard index < end else {
            frame.isBroken = true
            return
        }
        frame.fields.insert(.brackets)
        switch bytes[index] {
        case UInt8(ascii: "l"), UInt8(ascii: "a"), UInt8(ascii: "r"), UInt8(ascii: "g"):
            pairs(bytes, &index, end, into: &frame)
        default: break
        }
        while index < end, bytes[index] != UInt8(ascii: "]") {
            // A bracket that opens first means that this one never closed.
            if bytes[index] == UInt8(ascii: "[") { return }
            index += 1
        }
        if index < end { index += 1 } else { frame.isBroken = true }
    }

    /// Pairs of a bracket until its end or until something is not a pair of key and number.
    private static func pairs(
        _ bytes: Span<UInt8>,
        _ index: inout Int,
        _ end: Int,
        into frame: inout SRTFrame
    ) {
        while index < end {
            let key = index
            while index < end, bytes[index] != UInt8(ascii: ":"), bytes[index] != UInt8(ascii: "]")
            {
                index += 1
            }
            guard index < end, bytes[index] == UInt8(ascii: ":") else { return }
            var keyEnd = index
            while keyEnd > key, bytes[keyEnd - 1] == 32 { keyEnd -= 1 }
            index += 1
            guard let meaning = SRTKey(bytes, key..<keyEnd) else { return }
            while index < end, bytes[index] == 32 { index += 1 }
            let valueStart = index
            let value = SRTText.number(bytes, &index, end)
            let isClosed = index < end && (bytes[index] == UInt8(ascii: "]") || bytes[index] == 32)
            if value.isFinite, isClosed {
                meaning.store(value, in: &frame)
            } else if index >= end || !isAbsent(bytes, valueStart, end) {
                frame.isBroken = true
            }
            while index < end, bytes[index] == 32 { index += 1 }
            guard index < end, bytes[index] != UInt8(ascii: "]") else { return }
        }
    }

    /// Whether a value says that there is none: empty, `n/a`, `null`.
    private static func isAbsent(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        return bytes[start] == UInt8(ascii: "]") || bytes[start] == UInt8(ascii: "n")
            || bytes[start] == UInt8(ascii: "N")
    }
}
