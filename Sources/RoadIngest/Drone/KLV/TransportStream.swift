import RoadModel

/// Takes the KLV streams out of an MPEG transport stream (ISO/IEC 13818-1).
///
/// Packets of 188 bytes, of 192 with a time code in front (Blu-ray), or of 204 with a parity
/// behind (broadcast).
internal struct TransportStream {
    /// Payloads of one packet identifier, and where each piece stands in the file.
    struct Elementary {
        /// The packet identifier.
        let identifier: UInt16
        /// Whether payloads are wrapped into access units with headers (stream type 0x15).
        let isSynchronous: Bool
        /// The payloads joined.
        var bytes: [UInt8] = []
        /// Start in `bytes` and start in the file of each piece.
        var pieces: [(start: Int, place: Int)] = []

        /// Bytes of a payload header that still have to be gathered; `nil` outside a payload.
        var header: [UInt8]?
        /// Bytes of the present access unit that are still to come.
        var unitRest = 0
        /// The header of an access unit gathered so far.
        var unitHeader: [UInt8] = []
        /// Whether bytes are being taken.
        var isInside = false
        /// The last continuity counter.
        var counter: UInt8?
    }

    /// The KLV streams in the order of their announcement.
    private(set) var streams: [Elementary] = []
    /// Transport packets read.
    private(set) var packetsRead = 0
    /// Gaps in the counters of KLV streams.
    private(set) var gaps = 0
    /// Bytes between packets and broken packets.
    private(set) var losses = LossLedger()

    private var programTables: Set<UInt16> = []

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

    /// Reads every packet.
    init(_ bytes: RawSpan, framing: (length: Int, lead: Int)) {
        var cursor = 0
        let (length, lead) = framing
        while cursor < bytes.byteCount {
            guard bytes.holds(lead + 188, at: cursor) else {
                losses.add(cursor, bytes.byteCount, .truncatedRecord)
                break
            }
            if bytes.uint8(at: cursor + lead) == 0x47 {
                packet(bytes, at: cursor + lead)
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
    }

    private static func isStart(_ bytes: RawSpan, at place: Int, _ length: Int) -> Bool {
        guard bytes.uint8(at: place) == 0x47 else { return false }
        let following = place + length
        return following >= bytes.byteCount || bytes.uint8(at: following) == 0x47
    }

    private mutating func packet(_ bytes: RawSpan, at start: Int) {
        guard let head = bytes.bigEndianUInt32(at: start) else { return }
        guard head & 0x80_0000 == 0 else {
            losses.add(start, start + 188, .malformedRecord)
            return
        }
        packetsRead += 1
        let identifier = UInt16(head >> 8 & 0x1FFF)
        let begins = head & 0x40_0000 != 0
        guard head & 0x10 != 0 else { return }
        var content = start + 4
        var isBroken = false
        if head & 0x20 != 0, let adaptation = bytes.uint8(at: content) {
            isBroken = adaptation > 0 && (bytes.uint8(at: content + 1) ?? 0) & 0x80 != 0
            content += 1 + Int(adaptation)
        }
        guard content < start + 188 else { return }
        let payload = content..<start + 188
        if identifier == 0 || programTables.contains(identifier) {
            if begins { table(bytes, payload, isAssociation: identifier == 0) }
            return
        }
        guard let index = streams.firstIndex(where: { $0.identifier == identifier }) else { return }
        let counter = UInt8(head & 15)
        if let last = streams[index].counter, !isBroken {
            // A packet may be sent twice.
            if counter == last, !begins { return }
            if counter != (last + 1) & 15 {
                gaps += 1
                streams[index].isInside = false
                streams[index].header = nil
                streams[index].unitRest = 0
                streams[index].unitHeader = []
            }
        }
        streams[index].counter = counter
        streams[index].take(bytes, payload, begins: begins)
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
        streams.append(Elementary(identifier: identifier, isSynchronous: isSynchronous))
    }
}
