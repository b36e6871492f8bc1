import RoadModel

/// Walks through a stream of KLV packets and goes on behind damage.
internal struct KLVScanner {
    /// Packets of ST 0601 with the right check sum.
    private(set) var packets: [KLVPacket] = []
    /// Whole packets with another key, such as the older universal sets of ST 0104.
    private(set) var otherPackets = 0
    /// Packets that were recognised but broken.
    private(set) var packetsBroken = 0
    /// What could not be read, by offsets in the stream.
    private(set) var losses = LossLedger()

    /// What every universal label begins with (SMPTE 298).
    private static let label: [UInt8] = [0x06, 0x0E, 0x2B, 0x34]

    /// Reads all of a stream; takes linear time.
    init(_ bytes: RawSpan) {
        var cursor = 0
        while cursor < bytes.byteCount {
            guard bytes.has(Self.label, at: cursor) else {
                let next = Self.nextLabel(bytes, from: cursor + 1)
                losses.add(cursor, next, .malformedRecord)
                cursor = next
                continue
            }
            cursor = packet(bytes, at: cursor)
        }
    }

    /// Reads the packet at `start`; the offset behind it or behind its damage.
    private mutating func packet(_ bytes: RawSpan, at start: Int) -> Int {
        let end = bytes.byteCount
        let isLocalSet = bytes.has(KLVPacket.key, at: start)
        if let content = KLVPacket.content(bytes, at: start) {
            // With the frame of a packet around it, wrong content costs the whole packet: the
            // length can be trusted, and every byte is walked and summed once only.
            if let packet = KLVPacket(bytes, at: start), packet.isIntact {
                packets.append(packet)
            } else {
                packetsBroken += 1
                losses.add(start, content.upperBound, .malformedRecord)
            }
            return content.upperBound
        }
        if let (length, content) = KLVLength.read(bytes, at: start + 16, end: end) {
            if !isLocalSet, length <= end - content,
                length == end - content || bytes.has(Self.label, at: content + length)
            {
                otherPackets += 1
                return content + length
            }
        }
        let next = Self.nextLabel(bytes, from: start + 4)
        packetsBroken += 1
        losses.add(start, next, next == end ? .truncatedRecord : .malformedRecord)
        return next
    }

    /// Where the next label begins; the end of the bytes when there is none.
    private static func nextLabel(_ bytes: RawSpan, from start: Int) -> Int {
        var cursor = start
        while cursor < bytes.byteCount {
            if bytes.uint8(at: cursor) == 0x06, bytes.has(label, at: cursor) { return cursor }
            cursor += 1
        }
        return bytes.byteCount
    }
}
