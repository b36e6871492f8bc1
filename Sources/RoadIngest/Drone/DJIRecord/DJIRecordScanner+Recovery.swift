import RoadModel

extension DJIRecordScanner {
    /// Sound records in a row that prove the place: more where records carry no check.
    private var trustedChain: Int { hasCheck ? 2 : 4 }

    /// Whether records can be found near the start.
    static func findsRecords(_ bytes: RawSpan, _ layout: DJIRecordLayout) -> Bool {
        var scanner = DJIRecordScanner(layout: layout)
        scanner.hasCheck = scanner.isMasked
        let start = layout.recordsStart
        if scanner.isChain(bytes, at: start, links: 1) && layout.details != nil { return true }
        // A damaged beginning: further in, chance has to be ruled out.
        let limit = min(start + 4096, layout.recordsEnd)
        var position = start
        while position < limit {
            if scanner.isChain(bytes, at: position, links: 4) { return true }
            position += 1
        }
        return false
    }

    /// Reads or gives up the unsound stretch at `position`; returns where to go on.
    mutating func recover(_ bytes: RawSpan, at position: Int) -> Int {
        let limit = file.layout.recordsEnd
        var next = position + 1
        while next < limit, !isPlace(bytes, at: next) { next += 1 }
        if mend(bytes, at: position, to: next) { return next }
        let isCutShort =
            next >= limit && end(byLengthAt: position, bytes) == nil
            && limit - position < headByteCount + longestPayload + 1
        lose(position, next, isCutShort ? .truncatedRecord : .malformedRecord)
        return next
    }

    private mutating func lose(_ start: Int, _ end: Int, _ reason: RejectReason) {
        file.recordsBroken += 1
        losses.add(start, end, reason)
    }

    /// Whether reading can go on here: a chain of sound records, or a picture.
    private func isPlace(_ bytes: RawSpan, at position: Int) -> Bool {
        if isChain(bytes, at: position, links: trustedChain) { return true }
        return bytes.uint16(at: position) == 0xD8FF && bytes.uint8(at: position + 2) == 0xFF
            && DJIRecordPicture.hasSegment(bytes, position + 2)
    }

    /// Whether `links` sound records follow each other, or fewer up to the end of all records.
    private func isChain(_ bytes: RawSpan, at start: Int, links: Int) -> Bool {
        var position = start
        for link in 0..<links {
            if position == file.layout.recordsEnd { return link > 0 }
            guard let end = end(at: position, bytes) else {
                return link > 0 && bytes.uint16(at: position) == 0xD8FF
            }
            if !hasCheck, !fitsKnownLength(bytes, at: position) { return false }
            position = end
        }
        return true
    }

    /// Whether the stated length is the one that the type has had so far.
    private func fitsKnownLength(_ bytes: RawSpan, at position: Int) -> Bool {
        guard let type = bytes.uint8(at: position),
            let length = statedLength(bytes, at: position)
        else { return false }
        let known = lengths[Int(type)]
        return known <= 0 || known == length
    }

    /// Takes in `[position, end)` as one record with a single damaged byte; `false` when it is not.
    private mutating func mend(_ bytes: RawSpan, at position: Int, to end: Int) -> Bool {
        guard end - position > headByteCount + 1 else { return false }
        let payload = position + headByteCount..<end - 1
        guard payload.count >= (isMasked ? 2 : 1), payload.count <= longestPayload,
            let type = bytes.uint8(at: position), let length = statedLength(bytes, at: position)
        else { return false }
        let isLengthRight = length == payload.count
        let isEndRight = bytes.uint8(at: end - 1) == 0xFF
        let isCheckRight =
            hasCheck
            && Self.checkHolds(bytes, payload: payload.lowerBound, end: end - 1, type: type, key)
        if isLengthRight != isEndRight {
            // Chance makes one check in 256 right: only a type that always has this length is
            // believed.
            guard lengths[Int(type)] == payload.count, isCheckRight || !hasCheck
            else { return false }
            _ = accept(bytes, payload: payload, type: type, at: position, mask: nil)
        } else if isLengthRight, isEndRight, hasCheck {
            guard let repair = repair(bytes, payload, type: type) else { return false }
            _ = accept(bytes, payload: payload, type: repair.type, at: position, mask: repair.mask)
        } else {
            return false
        }
        file.recordsMended += 1
        file.bytesUnderstood += end - position
        return true
    }

    /// The type and mask under which a record with a failing check makes sense, when a single bit
    /// of its type, of its first byte or of the check itself is damaged and only one way does.
    private func repair(
        _ bytes: RawSpan,
        _ payload: Range<Int>,
        type: UInt8
    ) -> (type: UInt8, mask: UInt64)? {
        guard let first = bytes.uint8(at: payload.lowerBound),
            let last = bytes.uint8(at: payload.upperBound - 1)
        else { return nil }
        let shift = UInt64((payload.count - 2) & 7) * 8
        var found: (type: UInt8, mask: UInt64)?
        // Way 0 is the check, 1 to 8 a bit of the first byte, 9 to 16 a bit of the type.
        for way in 0...16 {
            var (thisFirst, thisType) = (first, type)
            if (1...8).contains(way) { thisFirst ^= 1 << UInt8(way - 1) }
            if way > 8 { thisType ^= 1 << UInt8(way - 9) }
            guard lengths[Int(thisType)] == payload.count else { continue }
            let mask = key.mask(first: thisFirst, type: thisType)
            let difference =
                last ^ UInt8(truncatingIfNeeded: mask >> shift)
                ^ DJIRecordKey.check(first: thisFirst, type: thisType)
            guard way == 0 ? difference.nonzeroBitCount == 1 : difference == 0,
                isPlausible(bytes, payload, type: thisType, mask: mask)
            else { continue }
            if found != nil { return nil }
            found = (thisType, mask)
        }
        return found
    }

    /// Whether the content fits what came before; types that nothing can be said of do not.
    private func isPlausible(
        _ bytes: RawSpan,
        _ payload: Range<Int>,
        type: UInt8,
        mask: UInt64
    ) -> Bool {
        let start = payload.lowerBound + 1
        func word(_ index: Int) -> UInt64? {
            bytes.uint64(at: start + index * 8).map { $0 ^ mask }
        }
        switch type {
        case DJIRecordType.osd:
            guard let last = file.osd.last ?? last.osd, let longitude = word(0),
                let latitude = word(1)
            else { return false }
            // 10⁻⁴ radians are 640 m.
            return abs(Double(bitPattern: longitude) - last.longitudeRadians) < 1e-4
                && abs(Double(bitPattern: latitude) - last.latitudeRadians) < 1e-4
        case DJIRecordType.home:
            guard let last = file.homes.last ?? last.home, let longitude = word(0),
                let latitude = word(1)
            else { return false }
            return abs(Double(bitPattern: longitude) - last.longitudeRadians) < 1e-4
                && abs(Double(bitPattern: latitude) - last.latitudeRadians) < 1e-4
        case DJIRecordType.custom:
            guard let last = file.custom.last ?? last.custom, let low = word(1), let high = word(2)
            else { return false }
            let utc = Int64(bitPattern: low >> 16 | high << 48)
            let step = utc.subtractingReportingOverflow(last.utcMilliseconds)
            return !step.overflow && (0...60_000).contains(step.partialValue)
        case DJIRecordType.gimbal:
            guard let last = file.gimbal.last ?? last.gimbal, let angles = word(0) else {
                return false
            }
            let pitch = Int(Int16(truncatingIfNeeded: angles))
            let roll = Int(Int16(truncatingIfNeeded: angles >> 16))
            return abs(pitch - Int(last.pitch)) < 200 && abs(roll - Int(last.roll)) < 100
        default: return false
        }
    }
}
