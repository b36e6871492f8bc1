import RoadModel

extension MAVLinkScanner {
    /// How many packets must have agreed before an unknown definition vouches for a packet.
    static let enoughWitnesses = 3

    /// Finds the next position to read from when no sound packet stands at `position`: that of the
    /// first packet from there on whose checksum fits.
    ///
    /// The packet's mark may stand closer than its time is long: then bytes before it are missing,
    /// the packet is taken here, and its time is that of the packet before.
    mutating func recover(
        _ bytes: RawSpan,
        from position: Int,
        keeping wanted: (String) -> Bool
    ) -> Int {
        // The mark that stands at its proper place has been tried.
        var mark = stampByteCount > 0 ? position : position + 1
        while mark < byteCount {
            let first = bytes.uint8(at: mark) ?? 0
            if first == MAVLinkFrame.mark1 || first == MAVLinkFrame.mark2,
                mark != position + stampByteCount, let frame = soundFrame(bytes, at: mark)
            {
                let start = mark - stampByteCount
                if start >= position {
                    lose(bytes, position, start)
                    return start
                }
                lose(bytes, position, mark)
                mendedStamps[mark] = stamp
                take(bytes, frame, at: mark, keeping: wanted)
                return mark + frame.byteCount
            }
            mark += 1
        }
        lose(bytes, position, byteCount)
        return byteCount
    }

    /// The packet at `mark` when its checksum fits a definition that is known or well learned.
    private func soundFrame(_ bytes: RawSpan, at mark: Int) -> MAVLinkFrame? {
        let frame = MAVLinkFrame(bytes, at: mark)
        guard frame.byteCount > 0 else { return nil }
        if let message = definition(of: frame.messageID) {
            // Version 1 sends neither more nor less than the definition says.
            guard frame.headByteCount != 6 || frame.payloadByteCount == message.baseByteCount,
                extra(bytes, frame, at: mark) == Int(message.crcExtra)
            else { return nil }
            return frame
        }
        if let check = checks[frame.messageID] {
            guard frame.headByteCount != 6 || frame.payloadByteCount == check.baseByteCount,
                extra(bytes, frame, at: mark) == Int(check.crcExtra)
            else { return nil }
            return frame
        }
        guard let index = knownCollector(of: frame.messageID), isLearned(index),
            extra(bytes, frame, at: mark) == collectors[index].crcExtra
        else { return nil }
        return frame
    }

    /// Whether enough packets have agreed on a definition that Jol does not have.
    func isLearned(_ index: Int) -> Bool {
        collectors[index].witnesses >= Self.enoughWitnesses
    }

    /// Takes a packet whose time is missing.
    private mutating func take(
        _ bytes: RawSpan,
        _ frame: MAVLinkFrame,
        at mark: Int,
        keeping wanted: (String) -> Bool
    ) {
        let index = collector(of: frame.messageID, keeping: wanted)
        guard index >= 0 else { return }
        let before = stamp
        if collectors[index].message == nil {
            let extra = UInt8(truncatingIfNeeded: collectors[index].crcExtra)
            acceptForeign(bytes, frame, at: mark, into: index, extra: extra)
        } else {
            accept(bytes, frame, at: mark, into: index)
        }
        stamp = before
        // Its time was counted as understood; the bytes belong to the stretch before.
        file.bytesUnderstood -= stampByteCount
        file.recordsMended += 1
    }

    /// Counts a stretch as lost: as many packets as its frames divide into, at least one.
    private mutating func lose(_ bytes: RawSpan, _ start: Int, _ end: Int) {
        guard start < end else { return }
        var broken = 0
        var position = start
        while position < end {
            let frame = MAVLinkFrame(bytes, at: position + stampByteCount)
            guard frame.byteCount > 0 else { break }
            position += stampByteCount + frame.byteCount
            broken += 1
        }
        file.recordsBroken += position == end ? max(broken, 1) : 1
        losses.add(start, end, end == byteCount ? .truncatedRecord : .malformedRecord)
    }
}
