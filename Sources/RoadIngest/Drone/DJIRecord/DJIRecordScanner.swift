import RoadModel

/// Walks the records of a flight record once, front to back.
struct DJIRecordScanner {
    /// Records from the start that decide whether the check at their ends can be relied on.
    private static let sample = 64

    /// What was read so far.
    var file: DJIRecordFile
    var losses = LossLedger()
    let key = DJIRecordKey()
    /// Whether payloads are masked.
    let isMasked: Bool
    /// Whether masked payloads end with their check.
    var hasCheck = false
    /// The one length of each type's payload; 0 before the first record, -1 when it varies.
    var lengths = [Int](repeating: 0, count: 256)
    private var pictures = DJIRecordPicture()
    /// Where reading goes on; 0 before it has begun.
    private(set) var position = 0
    /// The last records of those dropped.
    private(set) var last = Last()
    /// A payload without its mask; as words, for the mask is eight bytes wide.
    var plain: [UInt64]
    /// The length of what stands before a payload: the type and the payload's length.
    let headByteCount: Int
    /// The most bytes of a payload.
    let longestPayload: Int
    /// Opens encrypted payloads; `nil` before version 13 and without keys.
    var cipher: DJIRecordCipher?

    /// Records against which damaged ones are held.
    struct Last {
        var osd: DJIOSDRecord?
        var home: DJIHomeRecord?
        var gimbal: DJIGimbalRecord?
        var custom: DJICustomRecord?
    }

    init(layout: DJIRecordLayout, keychains: DJIKeychains? = nil) {
        file = DJIRecordFile(layout: layout)
        isMasked = layout.version >= 7
        let isEncrypted = layout.version >= 13
        headByteCount = isEncrypted ? 3 : 2
        longestPayload = isEncrypted ? 65_535 : 255
        plain = [UInt64](repeating: 0, count: longestPayload / 8 + 1)
        if isEncrypted {
            cipher = keychains.map { DJIRecordCipher($0, version: layout.version) }
        }
    }

    /// Reads on through the records that begin in the next `window` bytes; `false` when all are
    /// read.
    mutating func advance(_ bytes: RawSpan, by window: Int) -> Bool {
        let end = file.layout.recordsEnd
        if position == 0 {
            position = file.layout.recordsStart
            file.bytesUnderstood = min(position, bytes.byteCount)
            hasCheck = isMasked && Self.checkHolds(bytes, file.layout, key)
        }
        var position = position
        let stop = window < end - position ? position + window : end
        while position < stop {
            if let next = pictures.end(bytes, position, end) {
                file.pictureCount += 1
                file.recordsRead += 1
                file.bytesUnderstood += next - position
                position = next
            } else if let next = self.end(at: position, bytes) {
                accept(bytes, at: position, to: next)
                position = next
            } else {
                cipher?.breakChains()
                position = recover(bytes, at: position)
            }
        }
        self.position = position
        return position < end
    }

    /// Drops the records that begin before byte `offset`, of which only the last count for those
    /// behind.
    mutating func forget(before offset: Int = .max) {
        last.osd = file.osd.last ?? last.osd
        last.home = file.homes.last ?? last.home
        last.gimbal = file.gimbal.last ?? last.gimbal
        last.custom = file.custom.last ?? last.custom
        file.forget(before: offset)
    }

    /// Adds the details and closes the books.
    mutating func finish(_ bytes: RawSpan) -> DJIRecordFile {
        if file.layout.version >= 13 {
            if let range = file.layout.details { file.details = maskedDetails(bytes, range) }
        } else if let range = file.layout.details {
            file.details = DJIRecordDetails(bytes, in: range, version: file.layout.version)
            // Before version 12 they stand behind the records, else within the first bytes.
            if range.lowerBound >= file.layout.recordsEnd { file.bytesUnderstood += range.count }
        }
        file.lost = losses.ranges
        return file
    }

    /// The details in the masked block of version 13 and later: a byte, `uint16` length, details.
    private mutating func maskedDetails(_ bytes: RawSpan, _ range: Range<Int>) -> DJIRecordDetails?
    {
        let length = unmask(bytes, range, type: 0, mask: nil)
        let content = plain.span.bytes
        guard let count = content.uint16(at: 1), Int(count) + 3 <= length else { return nil }
        return DJIRecordDetails(content, in: 3..<3 + Int(count), version: file.layout.version)
    }

    /// The end of the record at `position`; `nil` when none stands there whole and sound.
    func end(at position: Int, _ bytes: RawSpan) -> Int? {
        guard let end = end(byLengthAt: position, bytes), bytes.uint8(at: end - 1) == 0xFF,
            !hasCheck
                || checkHolds(bytes, payload: position + headByteCount, end: end - 1, at: position)
        else { return nil }
        return end
    }

    /// The end of the record at `position` by the length that it states.
    func end(byLengthAt position: Int, _ bytes: RawSpan) -> Int? {
        guard let length = statedLength(bytes, at: position), length >= (isMasked ? 2 : 1)
        else { return nil }
        let end = position + headByteCount + length + 1
        return end <= file.layout.recordsEnd ? end : nil
    }

    /// The length of the payload that the record at `position` states.
    @inline(__always)
    func statedLength(_ bytes: RawSpan, at position: Int) -> Int? {
        headByteCount == 2
            ? bytes.uint8(at: position + 1).map { Int($0) }
            : bytes.uint16(at: position + 1).map { Int($0) }
    }

    /// Whether the payload ends with its check.
    func checkHolds(_ bytes: RawSpan, payload: Int, end: Int, at position: Int) -> Bool {
        guard let type = bytes.uint8(at: position) else { return false }
        return Self.checkHolds(bytes, payload: payload, end: end, type: type, key)
    }

    static func checkHolds(
        _ bytes: RawSpan,
        payload: Int,
        end: Int,
        type: UInt8,
        _ key: DJIRecordKey
    ) -> Bool {
        guard end - payload >= 2, let first = bytes.uint8(at: payload),
            let last = bytes.uint8(at: end - 1)
        else { return false }
        let mask = key.mask(first: first, type: type)
        let shift = UInt64((end - payload - 2) & 7) * 8
        let found = last ^ UInt8(truncatingIfNeeded: mask >> shift)
        return found == DJIRecordKey.check(first: first, type: type)
    }

    /// Takes in the record `[position, end)`.
    mutating func accept(_ bytes: RawSpan, at position: Int, to end: Int) {
        guard let type = bytes.uint8(at: position) else { return }
        let payload = position + headByteCount..<end - 1
        if accept(bytes, payload: payload, type: type, at: position, mask: nil) {
            file.bytesUnderstood += end - position
        } else {
            // Its place is sound, its content stays sealed.
            file.recordsRead -= 1
            file.recordsBroken += 1
            losses.add(position, end, .malformedRecord)
        }
    }

    /// Takes in a record whose parts are known; `mask` is given when its first byte is damaged.
    ///
    /// - Returns: `false` when an encrypted record cannot be opened.
    mutating func accept(
        _ bytes: RawSpan,
        payload: Range<Int>,
        type: UInt8,
        at position: Int,
        mask: UInt64?
    ) -> Bool {
        file.recordsRead += 1
        file.counts[Int(type)] += 1
        let known = lengths[Int(type)]
        if known == 0 { lengths[Int(type)] = payload.count }
        if known > 0, known != payload.count { lengths[Int(type)] = -1 }
        if headByteCount > 2 {
            return acceptSealed(bytes, payload: payload, type: type, at: position, mask: mask)
        }
        guard DJIRecordType.isDecoded(type) else { return true }
        decode(unmask(bytes, payload, type: type, mask: mask), type: type, at: position)
        return true
    }

    /// Keeps the record whose content of that length stands in `plain`.
    mutating func decode(_ length: Int, type: UInt8, at position: Int) {
        switch type {
        case DJIRecordType.osd:
            if let record = DJIOSDRecord(plain.span.bytes, length: length, offset: position) {
                file.osd.append(record)
            }
        case DJIRecordType.home:
            if let record = DJIHomeRecord(plain.span.bytes, length: length, offset: position) {
                file.homes.append(record)
            }
        case DJIRecordType.gimbal:
            if let record = DJIGimbalRecord(plain.span.bytes, length: length, offset: position) {
                file.gimbal.append(record)
            }
        case DJIRecordType.custom:
            if let record = DJICustomRecord(plain.span.bytes, length: length, offset: position) {
                file.custom.append(record)
            }
        case DJIRecordType.appPlace:
            if let record = DJIAppPlaceRecord(plain.span.bytes, length: length, offset: position) {
                file.appPlaces.append(record)
            }
        case DJIRecordType.camera:
            if let record = DJICameraRecord(plain.span.bytes, length: length, offset: position) {
                file.camera.append(record)
            }
        default:
            let text = plain.span.bytes.text(from: 0, to: length)
            file.texts.append(DJITextRecord(offset: position, type: type, text: text))
        }
    }

    /// Puts the plain payload into `plain`; returns its length without first byte and check.
    mutating func unmask(
        _ bytes: RawSpan,
        _ payload: Range<Int>,
        type: UInt8,
        mask: UInt64?
    ) -> Int {
        let start = isMasked ? payload.lowerBound + 1 : payload.lowerBound
        var key: UInt64 = 0
        if isMasked {
            let first = bytes.uint8(at: payload.lowerBound) ?? 0
            key = mask ?? self.key.mask(first: first, type: type)
        }
        let count = payload.upperBound - start
        for word in 0..<min((count + 7) / 8, plain.count) {
            let offset = start + word * 8
            plain[word] = (bytes.uint64(at: offset) ?? Self.tail(bytes, offset)) ^ key
        }
        return isMasked ? max(count - 1, 0) : count
    }

    /// The last bytes of the file as a word.
    private static func tail(_ bytes: RawSpan, _ offset: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<8 {
            word |= UInt64(bytes.uint8(at: offset + index) ?? 0) << UInt64(index * 8)
        }
        return word
    }

    /// Whether the first records end with their check; `true` when too few stand in order.
    private static func checkHolds(
        _ bytes: RawSpan,
        _ layout: DJIRecordLayout,
        _ key: DJIRecordKey
    ) -> Bool {
        var (position, count, sound) = (layout.recordsStart, 0, 0)
        let head = layout.version >= 13 ? 3 : 2
        while count < sample, let type = bytes.uint8(at: position),
            let low = bytes.uint8(at: position + 1), let high = bytes.uint8(at: position + 2)
        {
            let length = head == 2 ? Int(low) : Int(low) | Int(high) << 8
            let end = position + head + length + 1
            guard end <= layout.recordsEnd, bytes.uint8(at: end - 1) == 0xFF else { break }
            let payload = position + head
            if checkHolds(bytes, payload: payload, end: end - 1, type: type, key) { sound += 1 }
            count += 1
            position = end
        }
        return count < 4 || sound * 2 >= count
    }
}
