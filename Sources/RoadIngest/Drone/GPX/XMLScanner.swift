/// A cursor over the tags and texts of an XML file: finds where they begin and end, copies nothing.
///
/// Made for tracks with millions of points, damaged ones included: names are not checked against
/// each other (the reader knows which elements it needs), entities are not replaced, a document
/// type stops it, comments and processing instructions are passed over, and after bytes that are
/// no XML it goes on at the next `<`. Every byte is looked at a bounded number of times.
internal struct XMLScanner {
    /// The next byte to read.
    var index: Int
    /// One bit for each closing mark that was searched to the end of the file without success, so
    /// that nobody searches for it again.
    private var absentMarks: UInt8 = 0

    /// Starts at a byte.
    init(from index: Int) { self.index = index }

    /// The next piece, or `nil` at the end.
    @inline(__always)
    mutating func next(_ bytes: Span<UInt8>) -> XMLToken? {
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else { return text(bytes) }
            guard index + 1 < bytes.count else { return malformed(bytes, from: index) }
            let second = bytes[index + 1]
            if second == UInt8(ascii: "/") { return endTag(bytes) }
            if second == UInt8(ascii: "!") || second == UInt8(ascii: "?") {
                if let token = markup(bytes) { return token }
                continue
            }
            return startTag(bytes)
        }
        return nil
    }

    @inline(__always)
    private mutating func text(_ bytes: Span<UInt8>) -> XMLToken {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        return XMLToken(.text, start..<index)
    }

    @inline(__always)
    private mutating func endTag(_ bytes: Span<UInt8>) -> XMLToken {
        let start = index
        var cursor = start + 2
        guard let name = name(bytes, &cursor) else { return malformed(bytes, from: start) }
        while cursor < bytes.count, bytes[cursor] <= 32 { cursor += 1 }
        guard cursor < bytes.count, bytes[cursor] == UInt8(ascii: ">") else {
            return malformed(bytes, from: start)
        }
        index = cursor + 1
        var token = XMLToken(.end, start..<index)
        token.name = name
        return token
    }

    @inline(__always)
    private mutating func startTag(_ bytes: Span<UInt8>) -> XMLToken {
        let start = index
        var cursor = start + 1
        guard let name = name(bytes, &cursor) else { return malformed(bytes, from: start) }
        let attributes = cursor
        var quote: UInt8 = 0
        while cursor < bytes.count {
            let byte = bytes[cursor]
            // XML 1.0, 2.3: no `<` in a value; a forgotten quote costs this tag only.
            if byte == UInt8(ascii: "<") { break }
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                index = cursor + 1
                var token = XMLToken(.start, start..<index)
                token.isEmpty = cursor > attributes && bytes[cursor - 1] == UInt8(ascii: "/")
                token.name = name
                token.attributes = attributes..<(token.isEmpty ? cursor - 1 : cursor)
                return token
            }
            cursor += 1
        }
        return malformed(bytes, from: start)
    }

    /// A name without its prefix; `nil` when nothing stands there or it does not end.
    @inline(__always)
    private func name(_ bytes: Span<UInt8>, _ cursor: inout Int) -> Range<Int>? {
        var start = cursor
        guard cursor < bytes.count, XMLScanner.isNameByte(bytes[cursor]), bytes[cursor] > 57
        else { return nil }
        while cursor < bytes.count, XMLScanner.isNameByte(bytes[cursor]) {
            if bytes[cursor] == UInt8(ascii: ":") { start = cursor + 1 }
            cursor += 1
        }
        guard cursor < bytes.count else { return nil }
        let byte = bytes[cursor]
        guard byte <= 32 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") else {
            return nil
        }
        return start..<cursor
    }

    /// Letters, digits, `-`, `.`, `:`, `_` and every byte of a longer UTF-8 character.
    @inline(__always)
    private static func isNameByte(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return (letter >= 97 && letter <= 122) || (byte >= 48 && byte <= 58)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte >= 0x80
    }

    /// What begins with `<!` or `<?`; `nil` when it was passed over.
    private mutating func markup(_ bytes: Span<UInt8>) -> XMLToken? {
        let start = index
        if bytes[start + 1] == UInt8(ascii: "?") {
            return pass(bytes, 2, "?>", bit: 1)
        }
        if has("<!--", bytes, start) { return pass(bytes, 4, "-->", bit: 2) }
        if has("<![CDATA[", bytes, start) {
            if let failure = pass(bytes, 9, "]]>", bit: 4) { return failure }
            return XMLToken(.text, start + 9..<index - 3)
        }
        if has("<!DOCTYPE", bytes, start) || has("<!doctype", bytes, start) {
            index = bytes.count
            return XMLToken(.documentType, start..<start + 9)
        }
        return malformed(bytes, from: start)
    }

    /// Moves behind `closing`, which begins at least `opening` bytes on.
    private mutating func pass(
        _ bytes: Span<UInt8>,
        _ opening: Int,
        _ closing: StaticString,
        bit: UInt8
    ) -> XMLToken? {
        let start = index
        if absentMarks & bit == 0 {
            var cursor = start + opening
            while cursor < bytes.count {
                if bytes[cursor] == closing.firstByte, has(closing, bytes, cursor) {
                    index = cursor + closing.utf8CodeUnitCount
                    return nil
                }
                cursor += 1
            }
            absentMarks |= bit
        }
        return malformed(bytes, from: start)
    }

    /// Gives up what begins at `start`; goes on at the next `<`.
    private mutating func malformed(_ bytes: Span<UInt8>, from start: Int) -> XMLToken {
        index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        return XMLToken(.malformed, start..<index)
    }

    private func has(_ text: StaticString, _ bytes: Span<UInt8>, _ index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        return bytes.count - index >= count && isEqual(bytes, index..<index + count, text)
    }
}

extension StaticString {
    /// The first byte of an ASCII text that is not empty.
    fileprivate var firstByte: UInt8 { withUTF8Buffer { $0.first ?? 0 } }
}
