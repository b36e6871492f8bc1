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
    /// A payload without its mask; as words, for the mask is eight bytes wide.
    private var plain = [UInt64](repeating: 0, count: 32)

    init(layout: DJIRecordLayout) {
        file = DJIRecordFile(layout: layout)
        isMasked = layout.version >= 7
    }

    /// Reads all records.
    mutating func scan(_ bytes: RawSpan) {
        let layout = file.layout
        file.bytesUnderstood = min(layout.recordsStart, bytes.byteCount)
        hasCheck = isMasked && Self.checkHolds(bytes, layout, key)
        var position = layout.recordsStart
        while position < layout.recordsEnd {
            if let end = pictures.end(bytes, position, layout.recordsEnd) {
                file.pictureCount += 1
                file.recordsRead += 1
                file.bytesUnderstood += end - position
                position = end
            } else if let end = end(at: position, bytes) {
                accept(bytes, at: position, to: end)
                position = end
            } else {
                position = recover(bytes, at: position)
            }
        }
    }

    /// Adds the details and closes the books.
    mutating func finish(_ bytes: RawSpan) -> DJIRecordFile {
        if let range = file.layout.details {
            file.details = DJIRecordDetails(bytes, in: range, version: file.layout.version)
            // Before version 12 they stand behind the records, else within the first bytes.
            if range.lowerBound >= file.layout.recordsEnd { file.bytesUnderstood += range.count }
        }
        file.lost = losses.ranges
        return file
    }

    /// The end of the record at `position`; `nil` when none stands there whole and sound.
    func end(at position: Int, _ bytes: RawSpan) -> Int? {
        guard let end = end(byLengthAt: position, bytes), bytes.uint8(at: end - 1) == 0xFF,
            !hasCheck || checkHolds(bytes, payload: position + 2, end: end - 1, at: position)
        else { return nil }
        return end
    }

    /// The end of the record at `position` by the length that it states.
    func end(byLengthAt position: Int, _ bytes: RawSpan) -> Int? {
        guard let length = bytes.uint8(at: position + 1), length >= (isMasked ? 2 : 1)
        else { return nil }
        let end = position + 3 + Int(length)
        return end <= file.layout.recordsEnd ? end : nil
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
        accept(bytes, payload: position + 2..<end - 1, type: type, at: position, mask: nil)
        file.bytesUnderstood += end - position
    }

    /// Takes in a record whose parts are known; `mask` is given when its first byte is damaged.
    mutating func accept(
        _ bytes: RawSpan,
        payload: Range<Int>,
        type: UInt8,
        at position: Int,
        mask: UInt64?
    ) {
        file.recordsRead += 1
        file.counts[Int(type)] += 1
        let known = lengths[Int(type)]
        if known == 0 { lengths[Int(type)] = payload.count }
        if known > 0, known != payload.count { lengths[Int(type)] = -1 }
        guard DJIRecordType.isDecoded(type) else { return }
        let length = unmask(bytes, payload, type: type, mask: mask)
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
    private mutating func unmask(
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
        while count < sample, let type = bytes.uint8(at: position),
            let length = bytes.uint8(at: position + 1)
        {
            let end = position + 3 + Int(length)
            guard end <= layout.recordsEnd, bytes.uint8(at: end - 1) == 0xFF else { break }
            let payload = position + 2
            if checkHolds(bytes, payload: payload, end: end - 1, type: type, key) { sound += 1 }
            count += 1
            position = end
        }
        return count < 4 || sound * 2 >= count
    }
}
