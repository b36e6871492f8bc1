import RoadModel

/// Takes the KLV streams out of an MPEG transport stream (ISO/IEC 13818-1).
///
/// Packets of 188 bytes, of 192 with a time code in front (Blu-ray), or of 204 with a parity
/// behind (broadcast).
internal struct TransportStream {
    /// The KLV streams in the order of their announcement.
    private(set) var streams: [KLVElementary] = []
    /// Transport packets read.
    private(set) var packetsRead = 0
    /// Gaps in the counters of KLV streams.
    private(set) var gaps = 0
    /// Bytes between packets and broken packets.
    private(set) var losses = LossLedger()

    private var programTables: Set<UInt16> = []
    private let length: Int
    private let lead: Int
    private var cursor = 0

    /// The length of a packet and the place of its first byte in it; `nil` when these bytes are
    /// no transport stream.
    static func framing(_ bytes: RawSpan) -> (length: Int, lead: Int)? {
        for (length, lead) in [(188, 0), (192, 4), (204, 0)] {
            let count = min(bytes.byteCount / length, 5)
            guard count >= 3 else { continue }
            if (0..<count).allSatisfy({ bytes.uint8(at: $0 * length + lead) == 0x47 }) {
                return (length, lead)
            }
        }
        return nil
    }

    /// Nothing read yet of a stream whose packets have this form.
    init(_ framing: (length: Int, lead: Int)) { (length, lead) = framing }

    /// Reads the transport packets that begin before `stop`.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - stop: Where to stop.
    ///   - found: Takes each packet of KLV, the number of its stream and the bytes it counts in.
    /// - Returns: `false` when the file is over.
    mutating func advance(
        _ bytes: RawSpan,
        to stop: Int,
        found: (Int, KLVPacket, RawSpan) -> Void
    ) -> Bool {
        while cursor < min(stop, bytes.byteCount) {
            guard bytes.holds(lead + 188, at: cursor) else {
                losses.add(cursor, bytes.byteCount, .truncatedRecord)
                cursor = bytes.byteCount
                break
            }
            if bytes.uint8(at: cursor + lead) == 0x47 {
                if let index = packet(bytes, at: cursor + lead), streams[index].isDue {
                    streams[index].scan(isOver: false) { found(index, $0, $1) }
                }
                cursor += length
                continue
            }
            var next = cursor + 1
            while next < bytes.byteCount, !Self.isStart(bytes, at: next + lead, length) {
                next += 1
            }
            losses.add(cursor, next, .malformedRecord)
            cursor = next
        }
        guard cursor >= bytes.byteCount else { return true }
        for index in streams.indices {
            streams[index].scan(isOver: true) { found(index, $0, $1) }
        }
        return false
    }

    private static func isStart(_ bytes: RawSpan, at place: Int, _ length: Int) -> Bool {
        guard bytes.uint8(at: place) == 0x47 else { return false }
        let following = place + length
        return following >= bytes.byteCount || bytes.uint8(at: following) == 0x47
    }

    /// Reads one transport packet; the number of the KLV stream that it belongs to.
    private mutating func packet(_ bytes: RawSpan, at start: Int) -> Int? {
        guard let head = bytes.bigEndianUInt32(at: start) else { return nil }
        guard head & 0x80_0000 == 0 else {
            losses.add(start, start + 188, .malformedRecord)
            return nil
        }
        packetsRead += 1
        let identifier = UInt16(head >> 8 & 0x1FFF)
        let begins = head & 0x40_0000 != 0
        guard head & 0x10 != 0 else { return nil }
        var content = start + 4
        var isBroken = false
        if head & 0x20 != 0, let adaptation = bytes.uint8(at: content) {
            isBroken = adaptation > 0 && (bytes.uint8(at: content + 1) ?? 0) & 0x80 != 0
            content += 1 + Int(adaptation)
        }
        guard content < start + 188 else { return nil }
        let payload = content..<start + 188
        if identifier == 0 || programTables.contains(identifier) {
            if begins { table(bytes, payload, isAssociation: identifier == 0) }
            return nil
        }
        guard let index = streams.firstIndex(where: { $0.identifier == identifier })
        else { return nil }
        let isContinuous = streams[index].take(
            bytes,
            payload,
            begins: begins,
            counter: UInt8(head & 15),
            mayJump: isBroken
        )
        if !isContinuous { gaps += 1 }
        return index
    }

    /// Reads a program association or map that lies in one packet, as they do.
    private mutating func table(_ bytes: RawSpan, _ range: Range<Int>, isAssociation: Bool) {
        let start = range.lowerBound + 1 + Int(bytes.uint8(at: range.lowerBound) ?? 0)
        guard start + 12 <= range.upperBound, bytes.uint8(at: start) == (isAssociation ? 0 : 2),
            let length = bytes.bigEndianUInt16(at: start + 1)
        else { return }
        // The last four bytes of a section are its own check sum.
        let end = min(start + 3 + Int(length & 0xFFF) - 4, range.upperBound)
        var cursor = start + 8
        if isAssociation {
            while cursor + 4 <= end, let entry = bytes.bigEndianUInt32(at: cursor) {
                if entry >> 16 != 0 { programTables.insert(UInt16(entry & 0x1FFF)) }
                cursor += 4
            }
            return
        }
        cursor = start + 12 + Int((bytes.bigEndianUInt16(at: start + 10) ?? 0) & 0xFFF)
        while cursor + 5 <= end, let type = bytes.uint8(at: cursor),
            let identifier = bytes.bigEndianUInt16(at: cursor + 1),
            let described = bytes.bigEndianUInt16(at: cursor + 3)
        {
            let descriptors = cursor + 5..<min(cursor + 5 + Int(described & 0xFFF), end)
            let isSynchronous = type == 0x15
            if isSynchronous || (type == 0x06 && Self.isKLV(bytes, descriptors)) {
                announce(identifier & 0x1FFF, isSynchronous: isSynchronous)
            }
            cursor += 5 + Int(described & 0xFFF)
        }
    }

    private static func isKLV(_ bytes: RawSpan, _ descriptors: Range<Int>) -> Bool {
        var cursor = descriptors.lowerBound
        while cursor + 2 <= descriptors.upperBound, let length = bytes.uint8(at: cursor + 1) {
            if bytes.has([5, 4] + Array("KLVA".utf8), at: cursor) { return true }
            cursor += 2 + Int(length)
        }
        return false
    }

    private mutating func announce(_ identifier: UInt16, isSynchronous: Bool) {
        guard !streams.contains(where: { $0.identifier == identifier }), streams.count < 16
        else { return }
        streams.append(KLVElementary(identifier, isSynchronous: isSynchronous))
    }
}
