import RoadModel

/// Finds the byte ranges of the objects of an array without decoding them.
///
/// A range ends where its braces balance. When they do not balance before the next object that
/// begins as records of the format do (`"type": "Feature"`, `"KartId":`), the element is damaged
/// and ends there, so that one broken record costs one record. Each byte is looked at a bounded
/// number of times.
internal struct JSONRecordScanner {
    /// How records of a format begin.
    enum Mark {
        /// `{"type": "Feature"`.
        case feature
        /// `{"KartId":`.
        case policeCard
    }

    /// One element of the collection.
    struct Element {
        /// Its bytes.
        var range: Range<Int>
        /// Where it stands.
        var place: SourcePlace
        /// Whether its braces balance.
        var isBalanced: Bool
        /// Whether the file ends inside it.
        var isCutOff: Bool
    }

    private var cursor: Int
    private var line = 1
    private var lineCursor = 0
    private var isAtEnd = false
    /// The first start of a feature at or behind the last place it was asked for.
    private var knownStart = -1
    private let mark: Mark

    /// Starts behind the `[` of the top object's member of a name; `nil` when there is none.
    init?(_ bytes: Span<UInt8>, member: StaticString, mark: Mark) {
        guard let start = Self.array(bytes, member) else { return nil }
        (cursor, self.mark) = (start, mark)
    }

    /// Starts at a byte between two records, for example behind the `[` of an array.
    init(from start: Int, mark: Mark) { (cursor, self.mark) = (start, mark) }

    /// The next element, or `nil` behind the last one.
    mutating func next(_ bytes: Span<UInt8>) -> Element? {
        while cursor < bytes.count, isFiller(bytes[cursor]) { cursor += 1 }
        guard !isAtEnd, cursor < bytes.count else { return nil }
        if bytes[cursor] == UInt8(ascii: "]") {
            isAtEnd = true
            return nil
        }
        let start = cursor
        advanceLine(bytes, to: start)
        let place = SourcePlace(line: line, byteOffset: start)
        let limit = nextStart(bytes, after: start)
        if bytes[start] == UInt8(ascii: "{"),
            let end = endOfObject(bytes, from: start, limit: limit),
            limit == bytes.count || !isFollowedByMember(bytes, end)
        {
            cursor = end
            return Element(range: start..<end, place: place, isBalanced: true, isCutOff: false)
        }
        let end = bytes[start] == UInt8(ascii: "{") ? limit : endOfScalar(bytes, start, limit)
        cursor = end
        return Element(
            range: start..<end,
            place: place,
            isBalanced: false,
            isCutOff: end == bytes.count
        )
    }

    /// Spaces, line ends and commas between elements.
    private func isFiller(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 9 || byte == 10 || byte == 13 || byte == UInt8(ascii: ",")
    }

    private mutating func advanceLine(_ bytes: Span<UInt8>, to offset: Int) {
        while lineCursor < offset {
            if bytes[lineCursor] == 10 { line += 1 }
            lineCursor += 1
        }
    }

    /// First byte behind the object that begins at `start`, or `nil` when it does not close.
    private func endOfObject(_ bytes: Span<UInt8>, from start: Int, limit: Int) -> Int? {
        var depth = 0
        var isString = false
        var index = start
        while index < limit {
            let byte = bytes[index]
            index += 1
            if isString {
                if byte == UInt8(ascii: "\\") {
                    index += 1
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return nil
    }

    /// Whether members go on behind an object's end: it was closed by one brace too many.
    private func isFollowedByMember(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
        var index = end
        while index < bytes.count, isFiller(bytes[index]) { index += 1 }
        return index < bytes.count
            && (bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "}"))
    }

    /// An element that is no object ends at the next feature, else before the next comma or
    /// bracket.
    private func endOfScalar(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        if limit < bytes.count { return limit }
        var index = start + 1
        while index < limit, bytes[index] != UInt8(ascii: ","), bytes[index] != UInt8(ascii: "]") {
            index += 1
        }
        return index
    }

    /// The start of the first feature behind `offset`, or the end of the bytes.
    private mutating func nextStart(_ bytes: Span<UInt8>, after offset: Int) -> Int {
        if knownStart > offset { return knownStart }
        var index = offset + 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "{"), beginsRecord(bytes, at: index) {
                knownStart = index
                return index
            }
            index += 1
        }
        knownStart = bytes.count
        return bytes.count
    }

    /// Whether a record's beginning stands at an offset.
    private func beginsRecord(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
        var index = offset + 1
        switch mark {
        case .feature:
            return Self.skip("\"type\"", bytes, &index) && Self.skip(":", bytes, &index)
                && Self.skip("\"Feature\"", bytes, &index)
        case .policeCard:
            return Self.skip("\"KartId\"", bytes, &index) && Self.skip(":", bytes, &index)
        }
    }

    /// Passes spaces and then the given text; `false` when another text stands there.
    private static func skip(
        _ text: StaticString,
        _ bytes: Span<UInt8>,
        _ index: inout Int
    ) -> Bool {
        while index < bytes.count,
            bytes[index] == 32 || bytes[index] == 9 || isLineEnd(bytes[index])
        { index += 1 }
        let end = index + text.utf8CodeUnitCount
        guard end <= bytes.count, isEqual(bytes, index..<end, text) else { return false }
        index = end
        return true
    }

    /// The offset behind the `[` of the top object's member of a name, its quotes included.
    private static func array(_ bytes: Span<UInt8>, _ member: StaticString) -> Int? {
        var depth = 0
        var index = Encoding.lengthOfMark(bytes)
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                var behind = index
                if depth == 1, skip(member, bytes, &behind), skip(":", bytes, &behind),
                    skip("[", bytes, &behind)
                {
                    return behind
                }
                index = endOfString(bytes, from: index)
                continue
            default: break
            }
            index += 1
        }
        return nil
    }

    /// First byte behind the string whose opening quote stands at `start`.
    private static func endOfString(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\\") {
                index += 1
            } else if byte == UInt8(ascii: "\"") {
                break
            }
        }
        return min(index, bytes.count)
    }
}
