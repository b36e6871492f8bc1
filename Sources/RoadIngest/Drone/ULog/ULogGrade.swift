/// How much a stretch of bytes looks like a message.
///
/// ULog has no checksum, so a message is believed for what must be right by chance otherwise. For
/// a data record these are the type (1 of 256), a subscribed id (some 100 of 65,536) and the one
/// length that fits the id (1 of 65,536): about 10^-10 per byte of random content.
struct ULogGrade {
    /// The length with the header, in bytes; 0 when the header does not fit or is impossible.
    var length: Int
    /// 0: nothing speaks for it; 1: it has the right form; 2: its content agrees with what the log
    /// said before; 4: a sync mark.
    var score: Int

    static let impossible = ULogGrade(length: 0, score: 0)
    /// The sum over a chain of messages from which on it is believed.
    static let trustedSum = 4
}

extension ULogScanner {
    /// Grades the bytes at `start` as a message that must end at `limit` or before.
    @inline(__always)
    func grade(_ bytes: RawSpan, at start: Int, limit: Int) -> ULogGrade {
        guard start <= limit - ULogMessage.headerByteCount,
            let size = bytes.uint16(at: start), let type = bytes.uint8(at: start + 2)
        else { return .impossible }
        let payload = start + ULogMessage.headerByteCount
        let length = ULogMessage.headerByteCount + Int(size)
        guard size > 0, type != 0, length <= limit - start else { return .impossible }
        if type == ULogMessage.record {
            guard size >= 2, let id = bytes.uint16(at: payload) else {
                return ULogGrade(length: length, score: 0)
            }
            return ULogGrade(length: length, score: recordScore(id: id, byteCount: Int(size) - 2))
        }
        let score = otherScore(bytes, type: type, from: payload, to: start + length)
        return ULogGrade(length: length, score: score)
    }

    @inline(__always)
    private func recordScore(id: UInt16, byteCount: Int) -> Int {
        guard let index = subscription(of: id) else { return 0 }
        let shortest = subscriptions[index].shortest
        if byteCount >= shortest, byteCount <= subscriptions[index].longest { return 2 }
        // Its format is lost, so any length may be right.
        return shortest < 0 ? 1 : 0
    }

    @inline(never)
    private func otherScore(_ bytes: RawSpan, type: UInt8, from start: Int, to end: Int) -> Int {
        let size = end - start
        switch type {
        case ULogMessage.sync:
            return size == 8 && bytes.has(ULogMessage.syncMark, at: start) ? 4 : 0
        case ULogMessage.text: return textScore(bytes, level: start, text: start + 9, end: end)
        case ULogMessage.taggedText:
            return textScore(bytes, level: start, text: start + 11, end: end)
        case ULogMessage.dropout: return size == 2 ? 1 : 0
        case ULogMessage.remove:
            guard size == 2, let id = bytes.uint16(at: start) else { return 0 }
            return subscription(of: id) == nil ? 0 : 1
        case ULogMessage.add: return addScore(bytes, name: start + 3, end: end)
        case ULogMessage.format: return formatScore(bytes, from: start, to: end)
        case ULogMessage.info, ULogMessage.parameter:
            return keyScore(bytes, keyLength: start, end: end)
        case ULogMessage.infoList, ULogMessage.parameterDefault:
            return keyScore(bytes, keyLength: start + 1, end: end)
        case ULogMessage.flags:
            // Flags can only be the first message.
            return start == ULogFile.headerByteCount + ULogMessage.headerByteCount && size >= 40
                ? 2 : 0
        default: return 0
        }
    }

    /// How many bytes of a long text are looked at; bounds the cost of hostile input.
    private static var inspected: Int { 64 }

    private func textScore(_ bytes: RawSpan, level: Int, text: Int, end: Int) -> Int {
        guard text <= end, let level = bytes.uint8(at: level),
            level < 8 || (0x30...0x37).contains(level)
        else { return 0 }
        for offset in text..<min(end, text + Self.inspected) {
            switch bytes.uint8(at: offset) ?? 0 {
            case 9, 10, 13, 27, 32...126, 128...255: continue
            default: return 0
            }
        }
        return 2
    }

    private func addScore(_ bytes: RawSpan, name: Int, end: Int) -> Int {
        guard name < end, end - name <= 256 else { return 0 }
        for offset in name..<min(end, name + Self.inspected) {
            guard ULogField.isIdentifier(bytes.uint8(at: offset) ?? 0) else { return 0 }
        }
        return file.formats.byName[bytes.text(from: name, to: end)] == nil ? 1 : 2
    }

    private func formatScore(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
        var hasName = false
        for offset in start..<min(end, start + Self.inspected) {
            let byte = bytes.uint8(at: offset) ?? 0
            if !hasName {
                if byte == UInt8(ascii: ":"), offset > start { hasName = true; continue }
                guard ULogField.isIdentifier(byte) else { return 0 }
            } else if byte < 32 || byte > 126 {
                return 0
            }
        }
        return hasName && bytes.uint8(at: end - 1) == UInt8(ascii: ";") ? 2 : 1
    }

    private func keyScore(_ bytes: RawSpan, keyLength: Int, end: Int) -> Int {
        guard keyLength < end, let length = bytes.uint8(at: keyLength), length > 0 else { return 0 }
        let key = keyLength + 1
        let value = key + Int(length)
        guard value <= end else { return 0 }
        guard let declared = ULogKey(bytes, from: key, to: value) else { return 0 }
        return declared.byteCount == end - value ? 2 : 1
    }
}
