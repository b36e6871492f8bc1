/// One local set of MISB ST 0601 within a stream of bytes.
///
/// | bytes | content |
/// |---|---|
/// | 16 | key |
/// | 1–9 | length of what follows, BER |
/// | … | items: tag (BER-OID), length (BER), value |
/// | 4 | last item: tag 1, length 2, check sum |
package struct KLVPacket: Sendable {
    /// The key of a local set of ST 0601.
    package static let key: [UInt8] = [
        0x06, 0x0E, 0x2B, 0x34, 0x02, 0x0B, 0x01, 0x01, 0x0E, 0x01, 0x03, 0x01, 0x01, 0, 0, 0,
    ]

    /// The packet's bytes, key included.
    package private(set) var range: Range<Int>
    /// The items in their order, the check sum last.
    package private(set) var items: [KLVItem]
    /// Whether the check sum is right.
    package let isIntact: Bool

    /// Reads the packet whose key begins at `start`.
    ///
    /// `nil` when there is no such key, the packet ends beyond the bytes or is longer than
    /// ``KLVScanner/mostPacketBytes``, items do not fill it or its last item is not a check sum.
    package init?(_ bytes: RawSpan, at start: Int) {
        guard let content = Self.content(bytes, at: start),
            let stated = bytes.bigEndianUInt16(at: content.upperBound - 2)
        else { return nil }
        let end = content.upperBound
        var items: [KLVItem] = []
        var cursor = content.lowerBound
        while cursor < end {
            guard let (tag, afterTag) = KLVLength.tag(bytes, at: cursor, end: end),
                let (size, value) = KLVLength.read(bytes, at: afterTag, end: end),
                size <= end - value
            else { return nil }
            items.append(KLVItem(tag: tag, range: value..<value + size))
            cursor = value + size
        }
        guard items.last?.tag == 1, items.last?.range == end - 2..<end else { return nil }
        range = start..<end
        self.items = items
        isIntact = Self.checkSum(bytes, start..<end - 2) == stated
    }

    /// The packet where its bytes stand `distance` farther on.
    internal func moved(by distance: Int) -> KLVPacket {
        var moved = self
        moved.range = range.lowerBound + distance..<range.upperBound + distance
        moved.items = items.map { item in
            let place = item.range.lowerBound + distance
            return KLVItem(tag: item.tag, range: place..<place + item.range.count)
        }
        return moved
    }

    /// Where the items of a packet lie by its key, its length and the form of its end.
    internal static func content(_ bytes: RawSpan, at start: Int) -> Range<Int>? {
        guard bytes.has(key, at: start),
            let (length, content) = KLVLength.read(bytes, at: start + 16, end: bytes.byteCount),
            length >= 4, length <= KLVScanner.mostPacketBytes, length <= bytes.byteCount - content,
            bytes.has([1, 2], at: content + length - 4)
        else { return nil }
        return content..<content + length
    }

    /// The item of a tag, the last one when it occurs twice; `nil` without or when it is empty.
    package func item(_ tag: UInt64) -> KLVItem? {
        items.last { $0.tag == tag && !$0.range.isEmpty }
    }

    /// The number of a tag; `nan` when the packet has none.
    package func number(_ tag: UInt64, _ bytes: RawSpan) -> Double {
        guard let item = item(tag), let bits = Self.bits(item, bytes) else { return .nan }
        return KLVMapping(tag: tag).number(bits, length: item.range.count)
    }

    /// The text of a tag; empty when the packet has none.
    package func text(_ tag: UInt64, _ bytes: RawSpan) -> String {
        guard let item = item(tag) else { return "" }
        return bytes.text(from: item.range.lowerBound, to: item.range.upperBound)
    }

    /// The precision time stamp, tag 2: microseconds since 1970, UTC; `nil` when absent or beyond
    /// what a clock can show.
    package func microseconds(_ bytes: RawSpan) -> Int64? {
        guard let item = item(2), let bits = Self.bits(item, bytes), bits < 1 << 60
        else { return nil }
        return Int64(bits)
    }

    /// An item's bytes as a number, most significant first; `nil` when they are not 1 to 8.
    package static func bits(_ item: KLVItem, _ bytes: RawSpan) -> UInt64? {
        guard (1...8).contains(item.range.count) else { return nil }
        return item.range.reduce(0) { $0 << 8 | UInt64(bytes.uint8(at: $1) ?? 0) }
    }

    /// The running sum of 16-bit words (ST 0601, item 1).
    private static func checkSum(_ bytes: RawSpan, _ range: Range<Int>) -> UInt16 {
        var sum: UInt16 = 0
        for offset in range {
            let byte = UInt16(bytes.uint8(at: offset) ?? 0)
            sum &+= (offset - range.lowerBound) & 1 == 0 ? byte << 8 : byte
        }
        return sum
    }
}
