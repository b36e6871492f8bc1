import RoadModel

/// Goes through the messages and packs of a log, and through what is neither, a stretch at a time.
internal struct RemoteIDWalk {
    /// The next byte to read.
    private var cursor: Int
    private let isText: Bool

    /// Starts before the first message.
    init(_ bytes: RawSpan) {
        isText = Self.isText(bytes)
        cursor = isText ? Encoding.lengthOfMark(Span<UInt8>(_bytes: bytes)) : 0
    }

    /// Reads the messages that begin before `stop`.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - stop: Where to stop.
    ///   - found: Takes a message or a pack without its frame, where its record or line begins in
    ///     the file, and the receiver's time: microseconds since 1970, UTC.
    ///   - lost: Takes what is neither.
    /// - Returns: `false` when the file is over.
    mutating func advance(
        _ bytes: RawSpan,
        to stop: Int,
        found: (_ content: RawSpan, _ offset: Int, _ utc: Int64?) -> Void,
        lost: (_ range: Range<Int>, _ reason: RejectReason) -> Void = { _, _ in }
    ) -> Bool {
        let text = Span<UInt8>(_bytes: bytes)
        while cursor < min(stop, bytes.byteCount) {
            let start = cursor
            if isText {
                let end = Self.lineEnd(text, start)
                if let message = Self.message(text, start..<end) {
                    found(message.bytes.span.bytes, start, message.utc)
                } else if (start..<end).contains(where: { text[$0] > 32 }) {
                    lost(start..<end, end == text.count ? .truncatedRecord : .malformedRecord)
                }
                cursor = end + 1
                continue
            }
            let length = Self.length(bytes, at: start)
            cursor = start + min(length ?? 25, bytes.byteCount - start)
            if length != nil {
                found(bytes.extracting(start..<cursor), start, nil)
            } else {
                lost(start..<cursor, cursor - start < 25 ? .truncatedRecord : .malformedRecord)
            }
        }
        return cursor < bytes.byteCount
    }

    /// Whether the first records are messages: of text one of the first lines, of bytes all.
    static func recognises(_ bytes: RawSpan) -> Bool {
        if isText(bytes) {
            let text = Span<UInt8>(_bytes: bytes)
            var (start, lines) = (Encoding.lengthOfMark(text), 0)
            while start < min(text.count, 4096), lines < 8 {
                let end = lineEnd(text, start)
                if message(text, start..<end) != nil { return true }
                (start, lines) = (end + 1, lines + 1)
            }
            return false
        }
        var (cursor, count) = (0, 0)
        while cursor < bytes.byteCount, count < 8 {
            guard let length = length(bytes, at: cursor) else { return false }
            (cursor, count) = (cursor + length, count + 1)
        }
        // A single message of bytes is too little to tell, and zeros are nobody's message.
        return count >= 2 && (0..<cursor).contains { bytes.uint8(at: $0) != 0 }
    }

    private static func isText(_ bytes: RawSpan) -> Bool {
        (0..<min(bytes.byteCount, 64)).allSatisfy { offset in
            let byte = bytes.uint8(at: offset) ?? 0
            return byte >= 32 || byte == 9 || byte == 10 || byte == 13
        }
    }

    private static func lineEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var end = start
        while end < bytes.count, !isLineEnd(bytes[end]) { end += 1 }
        return end
    }

    /// The length of the message or pack at an offset; `nil` when there is none.
    private static func length(_ bytes: RawSpan, at start: Int) -> Int? {
        guard let head = bytes.uint8(at: start), head & 15 <= 2 else { return nil }
        guard head >> 4 == 15 else {
            return RemoteIDMessage(bytes, at: start) == nil ? nil : 25
        }
        guard bytes.uint8(at: start + 1) == 25, let count = bytes.uint8(at: start + 2),
            (1...9).contains(count), bytes.holds(3 + 25 * Int(count), at: start),
            (0..<Int(count)).allSatisfy({
                RemoteIDMessage(bytes, at: start + 3 + 25 * $0) != nil
            })
        else { return nil }
        return 3 + 25 * Int(count)
    }

    /// The message, or the messages of a pack, and where they begin.
    static func messages(_ content: RawSpan) -> [(message: RemoteIDMessage, start: Int)] {
        let isPack = content.uint8(at: 0).map { $0 >> 4 == 15 } ?? false
        var messages: [(message: RemoteIDMessage, start: Int)] = []
        var cursor = isPack ? 3 : 0
        while let message = RemoteIDMessage(content, at: cursor) {
            messages.append((message, cursor))
            cursor += RemoteIDMessage.byteCount
        }
        return messages
    }

    /// The message of a line without frames, and the receiver's time.
    private static func message(
        _ text: Span<UInt8>,
        _ line: Range<Int>
    ) -> (bytes: [UInt8], utc: Int64?)? {
        var utc: Int64?
        var start = line.lowerBound
        while start < line.upperBound {
            var end = start
            while end < line.upperBound, !isMark(text[end]) { end += 1 }
            if end - start >= 50, let body = body(text, start..<end) { return (body, utc) }
            if utc == nil, end - start >= 20, let wall = ByteTime.parse(text, start..<end),
                let offset = wall.offsetSeconds
            {
                utc = wall.timestamp(offsetSeconds: offset).microseconds
            }
            start = end + 1
        }
        return nil
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte <= 32 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
    }

    private static func body(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        guard range.count % 2 == 0, range.count <= 1024 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
            guard let high = digit(text[index]), let low = digit(text[index + 1])
            else { return nil }
            bytes.append(high << 4 | low)
        }
        let frames: [[UInt8]] = [[0xFA, 0xFF, 0x0D], [0xFA, 0x0B, 0xBC, 0x0D]]
        for frame in frames where bytes.starts(with: frame) && bytes.count > frame.count {
            // A counter follows.
            bytes.removeFirst(frame.count + 1)
        }
        return length(bytes.span.bytes, at: 0) == bytes.count ? bytes : nil
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
