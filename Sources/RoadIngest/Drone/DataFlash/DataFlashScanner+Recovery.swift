import RoadModel

extension DataFlashScanner {
    /// The most bytes of a filling that are looked at to know it for one.
    private static let fillSample = 16

    /// Finds the next position to read from when no sound record stands at `position`.
    ///
    /// `length` is that of the record whose head stands there, 0 without a head. The search for a
    /// trustworthy pair of heads begins inside that record: when one starts there, the record ran
    /// over a cut. Otherwise the gap behind the record tells: one record with one damaged byte in
    /// its head leaves the record before it valid, and so does a filling that the record's last
    /// bytes are no part of. Anything else puts the record in doubt, and it is dropped.
    mutating func recover(
        _ bytes: RawSpan,
        at position: Int,
        length: Int,
        keeping wanted: (String) -> Bool
    ) -> Int {
        guard length > 0 else {
            let next = nextPair(bytes, from: position + 1)
            loseGap(bytes, from: position, to: next, keeping: wanted)
            return next
        }
        let end = position + length
        let next = nextPair(bytes, from: position + 1)
        if next >= end, isWhole(bytes, endingAt: end, gapEnd: next) {
            accept(bytes, at: position, length: length, keeping: wanted)
            loseGap(bytes, from: end, to: next, keeping: wanted)
            return next
        }
        lose(position, next, next == byteCount ? .truncatedRecord : .malformedRecord)
        return next
    }

    /// The first position from `start` on at which two heads follow each other at the distance
    /// that the first one claims, or one head's record ends the file; else the file's length.
    private func nextPair(_ bytes: RawSpan, from start: Int) -> Int {
        var candidate = start
        while candidate < byteCount {
            let length = recordLength(bytes, at: candidate)
            if length > 0 {
                let next = candidate + length
                if next == byteCount || recordLength(bytes, at: next) > 0
                    || isCutShort(bytes, at: next)
                {
                    return candidate
                }
            }
            candidate += 1
        }
        return byteCount
    }

    /// Whether a head of a known type stands at `start` and the file ends inside its record.
    private func isCutShort(_ bytes: RawSpan, at start: Int) -> Bool {
        guard let magic = bytes.uint16(at: start), magic == 0x95A3 else { return false }
        guard let type = bytes.uint8(at: start + 2) else { return true }
        return lengths[Int(type)] > byteCount - start
    }

    /// Whether the record that ends at `end` is untouched by what damaged the gap behind it.
    private func isWhole(_ bytes: RawSpan, endingAt end: Int, gapEnd: Int) -> Bool {
        if isMendable(bytes, from: end, to: gapEnd) { return true }
        guard let fill = fill(bytes, from: end, to: gapEnd) else { return false }
        // At the end of a file the filling was there first and the record written over it.
        return gapEnd == byteCount || bytes.uint8(at: end - 1) != fill
    }

    /// The byte that fills a stretch, judged by its first bytes; `nil` when it is none.
    private func fill(_ bytes: RawSpan, from start: Int, to end: Int) -> UInt8? {
        guard start < end, let first = bytes.uint8(at: start), first == 0 || first == 0xFF else {
            return nil
        }
        for offset in start..<min(end, start + Self.fillSample)
        where bytes.uint8(at: offset) != first {
            return nil
        }
        return first
    }

    /// Whether `[start, end)` is one record of a known type with one damaged byte of its magic.
    private func isMendable(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
        guard end - start > DataFlashFormat.headByteCount, let type = bytes.uint8(at: start + 2),
            lengths[Int(type)] == end - start
        else { return false }
        return bytes.uint8(at: start) == 0xA3 || bytes.uint8(at: start + 1) == 0x95
    }

    /// Accounts for bytes without a sound record: a mendable one, a filling, or a loss.
    private mutating func loseGap(
        _ bytes: RawSpan,
        from start: Int,
        to end: Int,
        keeping wanted: (String) -> Bool
    ) {
        guard start < end else { return }
        if isMendable(bytes, from: start, to: end) {
            accept(bytes, at: start, length: end - start, keeping: wanted)
            file.recordsMended += 1
        } else if end == byteCount, isFilled(bytes, from: start) {
            file.bytesUnderstood += end - start
        } else {
            lose(start, end, isCutShort(bytes, at: start) ? .truncatedRecord : .malformedRecord)
        }
    }

    /// Whether nothing but one filling byte follows to the end of the file.
    private func isFilled(_ bytes: RawSpan, from start: Int) -> Bool {
        guard let fill = fill(bytes, from: start, to: byteCount) else { return false }
        for offset in start..<byteCount where bytes.uint8(at: offset) != fill { return false }
        return true
    }

    private mutating func lose(_ start: Int, _ end: Int, _ reason: RejectReason) {
        file.recordsBroken += 1
        losses.add(start, end, reason)
    }
}
