/// What a file of records looks like before anyone reads it.
package enum PassageFileKind {
    /// The format that the first bytes show.
    package static func format(_ bytes: Span<UInt8>) -> RecordProfile.Format {
        let mark = TextEncoding.marked(bytes)
        if mark?.encoding.isWide == true { return .table }
        var index = mark?.length ?? 0
        while index < bytes.count, bytes[index] <= 32 { index += 1 }
        guard index < bytes.count else { return .table }
        if index == 0, has("PK\u{3}\u{4}", bytes, 0) { return .sheet }
        let limit = min(bytes.count, index + (1 << 16))
        let first = bytes[index]
        if first == UInt8(ascii: "<") {
            return contains("EventNotificationAlert", bytes, index..<limit) ? .isapi : .xml
        }
        if first == UInt8(ascii: "-"), has("--", bytes, index) {
            if contains("EventNotificationAlert", bytes, index..<limit) { return .isapi }
            if contains("Code=", bytes, index..<limit) { return .dahua }
        }
        if has("Code=", bytes, index) { return .dahua }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return .table }
        if contains("\"eventList\"", bytes, index..<limit)
            || contains("\"TrafficCar\"", bytes, index..<limit)
        {
            return .dahua
        }
        guard first == UInt8(ascii: "{"), let end = JSONRecordSource.end(bytes, from: index)
        else { return .json }
        // An object that fills its line and is followed by another is a line of many.
        for byte in index..<end where isLineEnd(bytes[byte]) { return .json }
        var next = end
        while next < bytes.count, bytes[next] <= 32 { next += 1 }
        return next < bytes.count && bytes[next] == UInt8(ascii: "{") ? .jsonLines : .json
    }

    private static func has(_ text: StaticString, _ bytes: Span<UInt8>, _ start: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        return bytes.count - start >= count && isEqual(bytes, start..<start + count, text)
    }

    private static func contains(
        _ text: StaticString,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) -> Bool {
        for start in range where has(text, bytes, start) { return true }
        return false
    }
}
