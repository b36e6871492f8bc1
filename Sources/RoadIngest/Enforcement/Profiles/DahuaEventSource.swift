import RoadModel

/// A cursor over the events of a Dahua dump: `client.notifyEventStream` messages, whole or cut
/// out of a log, and the older `Code=…;action=…;index=…;data={…}` lines.
///
/// Such dumps are no valid JSON (commas are missing between members), so events are found by their
/// marks and each is read leniently.
struct DahuaEventSource {
    private(set) var index: Int
    private var line = 1
    private var counted = 0
    private var isInList = false

    private static let listMark = Array("\"eventList\"".utf8)
    private static let lineMark = Array("data={".utf8)
    private static let codeMark = Array("Code=".utf8)

    init(_ bytes: Span<UInt8>) {
        index = Encoding.lengthOfMark(bytes)
        counted = index
    }

    /// The next event; `nil` at the end.
    mutating func next(_ bytes: Span<UInt8>) -> (place: SourcePlace, record: TreeRecord)? {
        while index < bytes.count {
            if isInList {
                while index < bytes.count, bytes[index] <= 32 || bytes[index] == 44 { index += 1 }
                if index < bytes.count, bytes[index] == UInt8(ascii: "{") {
                    return event(bytes, from: index, code: nil, at: index)
                }
                isInList = false
                continue
            }
            guard let mark = nextMark(bytes) else { return nil }
            if bytes[mark] == UInt8(ascii: "\"") {
                index = mark + Self.listMark.count
                while index < bytes.count, bytes[index] != UInt8(ascii: "["),
                    bytes[index] != UInt8(ascii: "}")
                { index += 1 }
                if index < bytes.count, bytes[index] == UInt8(ascii: "[") { isInList = true }
                if index < bytes.count { index += 1 }
                continue
            }
            let start = mark + Self.lineMark.count - 1
            return event(
                bytes,
                from: start,
                code: codeBefore(bytes, mark),
                at: lineStart(bytes, mark)
            )
        }
        return nil
    }

    private mutating func event(
        _ bytes: Span<UInt8>,
        from start: Int,
        code: String?,
        at offset: Int
    ) -> (SourcePlace, TreeRecord) {
        let place = place(bytes, offset)
        // An event that was cut off ends where the next one begins.
        index = start + 1
        let limit = isInList ? nil : nextMark(bytes)
        guard let end = JSONRecordSource.end(bytes, from: start, before: limit) else {
            index = limit ?? bytes.count
            return (
                place,
                .fault(
                    RowFault(
                        reason: .truncatedRecord,
                        expected: "the closing brace of the event",
                        found: limit == nil ? "the end of the file" : "another event"
                    )
                )
            )
        }
        index = end
        guard let json = JSONParser.value(bytes, in: start..<end, isLenient: true) else {
            return (
                place,
                .fault(
                    RowFault(
                        reason: .malformedRecord,
                        expected: "an event as Dahua writes it",
                        found: "\(end - start) bytes that are no JSON, missing commas allowed for"
                    )
                )
            )
        }
        return (place, DahuaEvent.record(json, code: code))
    }

    /// The next place where events begin.
    private func nextMark(_ bytes: Span<UInt8>) -> Int? {
        var cursor = index
        while cursor < bytes.count {
            let byte = bytes[cursor]
            if byte == UInt8(ascii: "\""), has(Self.listMark, bytes, cursor) { return cursor }
            if byte == UInt8(ascii: "d"), has(Self.lineMark, bytes, cursor) { return cursor }
            cursor += 1
        }
        return nil
    }

    private func lineStart(_ bytes: Span<UInt8>, _ mark: Int) -> Int {
        var cursor = mark
        while cursor > 0, !isLineEnd(bytes[cursor - 1]) { cursor -= 1 }
        return cursor
    }

    /// What stands behind `Code=` on the line of a mark.
    private func codeBefore(_ bytes: Span<UInt8>, _ mark: Int) -> String? {
        var cursor = lineStart(bytes, mark)
        while cursor < mark {
            if has(Self.codeMark, bytes, cursor) {
                var code: [UInt8] = []
                cursor += Self.codeMark.count
                while cursor < mark, bytes[cursor] != UInt8(ascii: ";"), code.count < 64 {
                    code.append(bytes[cursor])
                    cursor += 1
                }
                return String(decoding: code, as: UTF8.self)
            }
            cursor += 1
        }
        return nil
    }

    private func has(_ mark: [UInt8], _ bytes: Span<UInt8>, _ start: Int) -> Bool {
        guard bytes.count - start >= mark.count else { return false }
        for index in 0..<mark.count where bytes[start + index] != mark[index] { return false }
        return true
    }

    private mutating func place(_ bytes: Span<UInt8>, _ offset: Int) -> SourcePlace {
        while counted < offset {
            if bytes[counted] == 10 { line += 1 }
            counted += 1
        }
        return SourcePlace(line: line, byteOffset: offset)
    }
}
