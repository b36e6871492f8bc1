import RoadModel

/// What the readers of XML tracks share: trimming, texts for people, refusals.
internal enum XMLText {
    /// Elements nested deeper than this belong to no track.
    static let deepest = 64

    /// A range without white space at both ends.
    @inline(__always)
    static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] <= 32 { start += 1 }
        while end > start, bytes[end - 1] <= 32 { end -= 1 }
        return start..<end
    }

    /// Gives the stretches without white space, one after another.
    @inline(__always)
    static func forEachWord(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ body: (Range<Int>) -> Void
    ) {
        var start = range.lowerBound
        while let word = nextWord(bytes, &start, range.upperBound) { body(word) }
    }

    /// The next stretch without white space before `end`; `start` moves behind it.
    @inline(__always)
    static func nextWord(_ bytes: Span<UInt8>, _ start: inout Int, _ end: Int) -> Range<Int>? {
        while start < end, bytes[start] <= 32 { start += 1 }
        let first = start
        while start < end, bytes[start] > 32 { start += 1 }
        return start > first ? first..<start : nil
    }

    /// A short text for people: at most 80 characters, on one line.
    static func readable(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        let range = trimmed(bytes, range)
        let start = range.lowerBound..<min(range.upperBound, range.lowerBound + 400)
        let text = whole(bytes, start).map { $0.isNewline ? " " : $0 }
        return String(text.prefix(80))
    }

    /// A text without the white space at its ends, the five entities of XML replaced.
    static func whole(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        let range = trimmed(bytes, range)
        let text = bytes.bytes.text(from: range.lowerBound, to: range.upperBound)
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        let entities = [
            ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
        ]
        var plain = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "&") {
            plain += rest[..<mark]
            rest = rest[mark...]
            let found = entities.first { rest.hasPrefix($0.0) }
            plain += found?.1 ?? "&"
            rest = rest.dropFirst(found?.0.count ?? 1)
        }
        return plain + rest
    }

    /// Whether the first element of a file is `root`, whatever its prefix.
    ///
    /// Only the first 16 KiB are looked at; a document type is passed over here, so that the
    /// reader can refuse it by name.
    static func hasRoot(_ root: StaticString, _ bytes: Span<UInt8>) -> Bool {
        let limit = min(bytes.count, 1 << 14)
        var index = Encoding.lengthOfMark(bytes)
        while index < limit, bytes[index] <= 32 { index += 1 }
        guard index < limit, bytes[index] == UInt8(ascii: "<") else { return false }
        var scanner = XMLScanner(from: index)
        while scanner.index < limit, let token = scanner.next(bytes) {
            switch token.kind {
            case .start: return isEqual(bytes, token.name, root)
            case .documentType:
                // Behind a document type the root is the first tag of that name, if any.
                scanner.index = token.range.upperBound
            case .text, .malformed, .end: continue
            }
        }
        return false
    }

    /// The error for a file that declares a document type.
    static func refusal(of token: XMLToken, _ name: String) -> IntakeError {
        IntakeError(
            .formatVersion,
            subject: name,
            place: SourcePlace(byteOffset: token.range.lowerBound),
            detail: "The file declares a document type, whose entities could pull in other files "
                + "or grow without bound.",
            remedy: "Remove the <!DOCTYPE …> declaration, or export the track again."
        )
    }

    /// The error for elements inside elements inside elements.
    static func tooDeep(at offset: Int, _ name: String) -> IntakeError {
        IntakeError(
            .formatDamaged,
            subject: name,
            place: SourcePlace(byteOffset: offset),
            detail: "Elements are nested over \(deepest) deep; no track is.",
            remedy: "Export the track again."
        )
    }
}
