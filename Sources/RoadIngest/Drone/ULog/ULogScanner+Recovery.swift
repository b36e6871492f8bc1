import RoadModel

extension ULogScanner {
    /// The most messages of one chain that are looked at.
    private static let longestChain = 8

    /// Finds the next position to read from when nothing sound stands at `position`.
    ///
    /// The search for a trustworthy chain of messages begins inside the record before it: when a
    /// chain starts there, that record ran over a cut. Otherwise the gap tells: whole messages, or
    /// one record with a damaged header, leave the record before it valid; anything else puts it
    /// in doubt, and it is dropped.
    ///
    /// `pending` is the start of the record before `position`, or -1.
    mutating func recover(_ bytes: RawSpan, pending: Int, at position: Int, limit: Int) -> Int {
        let from = pending >= 0 ? pending + 1 : position + 1
        guard let next = nextChain(bytes, from: from, limit: limit) else {
            return giveUp(bytes, pending: pending, at: position, limit: limit)
        }
        if pending >= 0, next < position {
            lose(pending, next, .malformedRecord)
            return next
        }
        if mend(bytes, pending: pending, from: position, to: next) { return next }
        if isWholeMessages(bytes, from: position, to: next) {
            if pending >= 0 { acceptRecord(bytes, at: pending, to: position) }
            losses.add(position, next, .malformedRecord)
            return next
        }
        if pending >= 0 { file.recordsBroken += 1 }
        lose(pending >= 0 ? pending : position, next, .malformedRecord)
        return next
    }

    private mutating func lose(_ start: Int, _ end: Int, _ reason: RejectReason) {
        file.recordsBroken += 1
        losses.add(start, end, reason)
    }

    /// Ends the section: its tail is a message cut short, or not to be made sense of.
    private mutating func giveUp(
        _ bytes: RawSpan,
        pending: Int,
        at position: Int,
        limit: Int
    ) -> Int {
        if isCutShort(bytes, at: position, limit: limit) {
            if pending >= 0 { acceptRecord(bytes, at: pending, to: position) }
            lose(position, limit, .truncatedRecord)
        } else if isWholeMessages(bytes, from: position, to: limit) {
            if pending >= 0 { acceptRecord(bytes, at: pending, to: position) }
            losses.add(position, limit, .malformedRecord)
        } else {
            if pending >= 0 { file.recordsBroken += 1 }
            lose(pending >= 0 ? pending : position, limit, .malformedRecord)
        }
        return limit
    }

    /// Whether the bytes up to `limit` are the beginning of a message that was not written out.
    private func isCutShort(_ bytes: RawSpan, at start: Int, limit: Int) -> Bool {
        guard limit - start >= ULogMessage.headerByteCount, let size = bytes.uint16(at: start),
            let type = bytes.uint8(at: start + 2)
        else { return true }
        let payload = start + ULogMessage.headerByteCount
        guard Int(size) > limit - payload else { return false }
        switch type {
        case ULogMessage.record:
            guard limit - payload >= 2, let id = bytes.uint16(at: payload) else { return true }
            guard let index = subscription(of: id) else { return false }
            let known = subscriptions[index]
            return known.shortest < 0 || (known.shortest...known.longest).contains(Int(size) - 2)
        case ULogMessage.sync: return size == 8
        case ULogMessage.flags, ULogMessage.format, ULogMessage.info, ULogMessage.infoList,
            ULogMessage.parameter, ULogMessage.parameterDefault, ULogMessage.add,
            ULogMessage.remove, ULogMessage.text, ULogMessage.taggedText, ULogMessage.dropout:
            return true
        default: return false
        }
    }

    /// The first position from `start` on at which a trustworthy chain of messages begins.
    private func nextChain(_ bytes: RawSpan, from start: Int, limit: Int) -> Int? {
        var candidate = start
        while candidate <= limit - ULogMessage.headerByteCount {
            if isChain(bytes, at: candidate, limit: limit) { return candidate }
            candidate += 1
        }
        return nil
    }

    private func isChain(_ bytes: RawSpan, at start: Int, limit: Int) -> Bool {
        var position = start
        var sum = 0
        for link in 0..<Self.longestChain {
            let grade = grade(bytes, at: position, limit: limit)
            // The first message must speak for itself: a length that happens to lead to sound
            // messages is no proof of it.
            if link == 0, grade.score < 2 { return false }
            if grade.score == 0 {
                // Later ones may be records of a topic whose introduction is lost, or the log's
                // last message cut short.
                if grade.length == 0 {
                    return sum >= 2 && isCutShort(bytes, at: position, limit: limit)
                }
                guard bytes.uint8(at: position + 2) == ULogMessage.record else { return false }
            }
            sum += grade.score
            position += grade.length
            if sum >= ULogGrade.trustedSum || (position == limit && sum >= 2) { return true }
        }
        return false
    }

    /// Whether `[start, end)` divides into messages by the lengths that their headers claim.
    private mutating func isWholeMessages(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
        var position = start
        var count = 0
        while position < end {
            guard let size = bytes.uint16(at: position), size > 0 else { return false }
            position += ULogMessage.headerByteCount + Int(size)
            count += 1
        }
        guard position == end else { return false }
        file.recordsBroken += count
        return true
    }

    /// Accepts a single data record in `[start, end)` whose header is damaged in its length or its
    /// type, but not in both, together with the record before it.
    private mutating func mend(_ bytes: RawSpan, pending: Int, from start: Int, to end: Int) -> Bool
    {
        let payload = start + ULogMessage.headerByteCount
        guard end - payload >= 2, let id = bytes.uint16(at: payload),
            let index = subscription(of: id), subscriptions[index].layout != nil,
            let size = bytes.uint16(at: start)
        else { return false }
        let length = end - payload - 2
        let known = subscriptions[index]
        guard length >= known.shortest, length <= known.longest,
            bytes.uint8(at: start + 2) == ULogMessage.record || Int(size) == length + 2
        else { return false }
        if pending >= 0 { acceptRecord(bytes, at: pending, to: start) }
        acceptRecord(bytes, at: start, to: end)
        file.recordsMended += 1
        return true
    }
}
