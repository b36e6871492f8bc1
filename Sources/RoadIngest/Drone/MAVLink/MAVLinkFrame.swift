/// Where the parts of a packet stand.
///
/// | part | bytes in version 1 | in version 2 |
/// |---|---|---|
/// | mark | 0: `FE` | 0: `FD` |
/// | length of the payload | 1 | 1 |
/// | flags | – | 2 (incompatible), 3 |
/// | sequence, system, component | 2–4 | 4–6 |
/// | message | 5 | 7–9 |
/// | payload | 6… | 10… |
/// | checksum | 2 bytes | 2 bytes |
/// | signature | – | 13 bytes with flag 1 |
struct MAVLinkFrame {
    /// The first byte of version 1.
    static let mark1: UInt8 = 0xFE
    /// The first byte of version 2.
    static let mark2: UInt8 = 0xFD

    /// The length of the whole packet; 0 when no packet that fits the file stands here.
    var byteCount = 0
    /// The length of the payload.
    var payloadByteCount = 0
    /// The length of what stands before the payload.
    var headByteCount = 0
    /// The message's number.
    var messageID: UInt32 = 0

    /// No packet.
    static let none = MAVLinkFrame()

    private init() {}

    /// The packet whose mark stands at `start`.
    @inline(__always)
    init(_ bytes: RawSpan, at start: Int) {
        // The shortest packet has 8 bytes.
        guard let head = bytes.uint64(at: start) else { return }
        let length = Int(head >> 8 & 0xFF)
        switch UInt8(truncatingIfNeeded: head) {
        case Self.mark1:
            headByteCount = 6
            messageID = UInt32(truncatingIfNeeded: head >> 40 & 0xFF)
            byteCount = length + 8
        case Self.mark2:
            // A packet with flags that nobody knows must be discarded.
            let flags = head >> 16 & 0xFF
            guard flags <= 1, bytes.holds(12, at: start) else { return }
            headByteCount = 10
            messageID =
                UInt32(truncatingIfNeeded: head >> 56)
                | UInt32(bytes.uint16(at: start + 8) ?? 0) << 8
            byteCount = length + 12 + (flags == 1 ? 13 : 0)
        default: return
        }
        payloadByteCount = length
        if !bytes.holds(byteCount, at: start) { byteCount = 0 }
    }
}
