/// The bits of packed data, read from the lowest one of each byte on.
internal struct InflateBits {
    private var bits: UInt64 = 0
    private var count = 0
    private var index: Int
    private let end: Int

    /// Starts at a range of bytes.
    init(_ range: Range<Int>) { (index, end) = (range.lowerBound, range.upperBound) }

    @inline(__always)
    private mutating func refill(_ bytes: Span<UInt8>) {
        while count <= 56, index < end {
            bits |= UInt64(bytes[index]) << UInt64(count)
            index += 1
            count += 8
        }
    }

    /// The next `wanted` bits, at most 16, the first one lowest.
    @inline(__always)
    mutating func take(_ wanted: Int, _ bytes: Span<UInt8>) throws(Inflate.Fault) -> Int {
        if count < wanted { refill(bytes) }
        guard count >= wanted else { throw .damaged }
        let value = Int(bits & ((1 << UInt64(wanted)) - 1))
        bits >>= UInt64(wanted)
        count -= wanted
        return value
    }

    /// The next symbol of a code.
    @inline(__always)
    mutating func symbol(
        _ bytes: Span<UInt8>,
        _ code: borrowing InflateCode
    ) throws(Inflate.Fault) -> Int {
        if count < 15 { refill(bytes) }
        let entry = Int(code.short[Int(bits & InflateCode.shortMask)])
        let length = entry & 15
        guard length > 0, length <= count else { return try longSymbol(bytes, code) }
        bits >>= UInt64(length)
        count -= length
        return entry >> 4
    }

    private mutating func longSymbol(
        _ bytes: Span<UInt8>,
        _ code: borrowing InflateCode
    ) throws(Inflate.Fault) -> Int {
        var word = 0
        for length in 1...15 {
            word = word << 1 | (try take(1, bytes))
            let place = word - code.firstWord[length]
            if place >= 0, place < code.counts[length] {
                return code.symbols[code.firstPlace[length] + place]
            }
        }
        throw .damaged
    }

    /// Drops what is left of the byte that was begun and gives the place of the next one.
    mutating func byteBoundary() -> Int {
        index -= count / 8
        (bits, count) = (0, 0)
        return index
    }

    /// Goes on behind `length` bytes; there are as many.
    mutating func skip(_ length: Int) { index += length }

    /// The bytes that are left behind a boundary.
    var byteCount: Int { end - index }
}
