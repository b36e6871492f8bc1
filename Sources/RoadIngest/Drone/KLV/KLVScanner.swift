import RoadModel

/// Walks through KLV packets, as far as bytes are at hand, and goes on behind damage.
///
/// A stream that comes in pieces is scanned again when more of it is there: what may still become a
/// packet waits. Packets are at most ``mostPacketBytes`` long, so that little has to wait.
internal struct KLVScanner {
    /// The longest packet; those of ST 0601 have some hundred bytes, pictures in KLV some million.
    static let mostPacketBytes = 4 << 20

    /// The next byte to read.
    var cursor = 0
    /// Packets of ST 0601 with the right check sum.
    private(set) var packets = 0
    /// Whole packets with another key, such as the older universal sets of ST 0104.
    private(set) var otherPackets = 0
    /// Packets that were recognised but broken.
    private(set) var packetsBroken = 0
    /// Why bytes are passed over until the next label, and where that may stand at the earliest;
    /// `nil` outside damage.
    private var damage: (cause: Damage, search: Int)?

    private enum Damage {
        /// Something that is no label.
        case noise
        /// What follows a label without a packet.
        case brokenPacket
    }

    /// What every universal label begins with (SMPTE 298).
    private static let label: [UInt8] = [0x06, 0x0E, 0x2B, 0x34]
    /// Bytes that decide what stands at a place: the key and the longest length.
    private static let headByteCount = 25

    /// Nothing read yet.
    init() {}

    /// Reads the packets that begin before `stop`; takes linear time.
    ///
    /// - Parameters:
    ///   - bytes: What is at hand; ``cursor`` counts in it.
    ///   - stop: Where to stop.
    ///   - isOver: Whether nothing follows behind `bytes`.
    ///   - found: Takes each packet of ST 0601 with the right check sum.
    ///   - lost: Takes what could not be read, in order.
    mutating func scan(
        _ bytes: RawSpan,
        to stop: Int,
        isOver: Bool,
        found: (KLVPacket) -> Void,
        lost: (Range<Int>, RejectReason) -> Void
    ) {
        while cursor < min(stop, bytes.byteCount) {
            if let (cause, search) = damage {
                guard leave(cause, from: search, bytes, isOver, lost) else { return }
            } else if !isOver, bytes.byteCount - cursor < Self.headByteCount {
                return
            } else if !bytes.has(Self.label, at: cursor) {
                damage = (.noise, cursor + 1)
            } else if !packet(bytes, isOver, found, lost) {
                return
            }
        }
    }

    /// Reads the packet at the cursor or begins damage there; `false` when more must come first.
    private mutating func packet(
        _ bytes: RawSpan,
        _ isOver: Bool,
        _ found: (KLVPacket) -> Void,
        _ lost: (Range<Int>, RejectReason) -> Void
    ) -> Bool {
        let end = bytes.byteCount
        if let (length, content) = KLVLength.read(bytes, at: cursor + 16, end: end),
            length <= Self.mostPacketBytes
        {
            // The label behind it belongs to the decision.
            if !isOver, end - content < length + Self.label.count { return false }
            if let content = KLVPacket.content(bytes, at: cursor) {
                // With the frame of a packet around it, wrong content costs the whole packet: the
                // length can be trusted, and every byte is walked and summed once only.
                if let packet = KLVPacket(bytes, at: cursor), packet.isIntact {
                    packets += 1
                    found(packet)
                } else {
                    packetsBroken += 1
                    lost(cursor..<content.upperBound, .malformedRecord)
                }
                cursor = content.upperBound
                return true
            }
            if !bytes.has(KLVPacket.key, at: cursor), length <= end - content,
                length == end - content || bytes.has(Self.label, at: content + length)
            {
                otherPackets += 1
                cursor = content + length
                return true
            }
        }
        packetsBroken += 1
        damage = (.brokenPacket, cursor + 1)
        return true
    }

    /// Passes over damage up to the next label or the end; `false` when that lies farther on.
    private mutating func leave(
        _ cause: Damage,
        from search: Int,
        _ bytes: RawSpan,
        _ isOver: Bool,
        _ lost: (Range<Int>, RejectReason) -> Void
    ) -> Bool {
        let end = isOver ? bytes.byteCount : bytes.byteCount - Self.label.count + 1
        var next = search
        while next < end, bytes.uint8(at: next) != 0x06 || !bytes.has(Self.label, at: next) {
            next += 1
        }
        let isWithin = next < end
        let isCut = !isWithin && isOver && cause == .brokenPacket
        lost(cursor..<next, isCut ? .truncatedRecord : .malformedRecord)
        cursor = next
        damage = isWithin || isOver ? nil : (cause, next)
        return isWithin || isOver
    }

    /// Counts places from `count` bytes farther on: those before are read and gone.
    mutating func forget(_ count: Int) {
        cursor -= count
        if let (cause, search) = damage { damage = (cause, search - count) }
    }
}
