import RoadModel

/// Unpacks DEFLATE data piece by piece, up to a limit, in memory of a fixed size.
///
/// Source: RFC 1951. Safe on any bytes.
internal struct Inflate {
    /// Why data cannot be unpacked.
    enum Fault: Error {
        /// It breaks the format or ends too early.
        case damaged
        /// It unpacks to more than the limit.
        case tooLong
        /// Whoever takes the pieces cannot.
        case refused(IntakeError)
    }

    /// How far back data repeats itself at most; RFC 1951, 3.2.5.
    private static let reach = 32_768
    /// What a symbol yields at most.
    private static let longest = 258

    private let limit: Int
    private var input: InflateBits
    /// The last bytes, those that were given away included as far as data may reach back.
    private var buffer = [UInt8](repeating: 0, count: Inflate.reach + (1 << 18) + Inflate.longest)
    private var place = 0
    /// Bytes that left the buffer, and those in it that were given away.
    private var gone = 0, given = 0

    /// Prepares to unpack a range of bytes to at most `limit` bytes.
    init(_ range: Range<Int>, limit: Int) { (input, self.limit) = (InflateBits(range), limit) }

    /// Unpacks everything and gives it away in pieces.
    mutating func run(
        _ bytes: Span<UInt8>,
        _ body: (Span<UInt8>) throws(IntakeError) -> Void
    ) throws(Fault) {
        var isLast = false
        while !isLast {
            isLast = try input.take(1, bytes) == 1
            switch try input.take(2, bytes) {
            case 0: try stored(bytes, body)
            case 1: try block(bytes, .fixedLiterals, .fixedDistances, body)
            case 2:
                let (literals, distances) = try codes(bytes)
                try block(bytes, literals, distances, body)
            default: throw .damaged
            }
        }
        try give(body)
    }

    /// Gives away what is new and makes room.
    private mutating func give(
        _ body: (Span<UInt8>) throws(IntakeError) -> Void
    ) throws(Fault) {
        do throws(IntakeError) {
            try body(buffer.span.extracting(given..<place))
        } catch { throw .refused(error) }
        let (end, old) = (place, max(0, place - Self.reach))
        var span = buffer.mutableSpan
        for index in old..<end { span[index - old] = span[index] }
        gone += old
        place -= old
        given = place
    }

    private mutating func stored(
        _ bytes: Span<UInt8>,
        _ body: (Span<UInt8>) throws(IntakeError) -> Void
    ) throws(Fault) {
        _ = input.byteBoundary()
        var length = try input.take(16, bytes)
        guard try input.take(16, bytes) == ~length & 0xFFFF else { throw .damaged }
        var index = input.byteBoundary()
        guard input.byteCount >= length else { throw .damaged }
        guard gone + place + length <= limit else { throw .tooLong }
        input.skip(length)
        while length > 0 {
            if place == buffer.count { try give(body) }
            let count = min(length, buffer.count - place)
            for offset in 0..<count { buffer[place + offset] = bytes[index + offset] }
            (place, index, length) = (place + count, index + count, length - count)
        }
    }

    private mutating func block(
        _ bytes: Span<UInt8>,
        _ literals: InflateCode,
        _ distances: InflateCode,
        _ body: (Span<UInt8>) throws(IntakeError) -> Void
    ) throws(Fault) {
        while try !fill(bytes, literals, distances) { try give(body) }
    }

    /// Unpacks up to the end of the block, or until the buffer may not hold the next symbol:
    /// `false`.
    private mutating func fill(
        _ bytes: Span<UInt8>,
        _ literals: borrowing InflateCode,
        _ distances: borrowing InflateCode
    ) throws(Fault) -> Bool {
        var input = input
        var end = place
        let first = gone
        let most = limit - first
        var span = buffer.mutableSpan
        while end + Self.longest <= span.count {
            let literal = try input.symbol(bytes, literals)
            if literal < 256 {
                guard end < most else { throw .tooLong }
                span[end] = UInt8(truncatingIfNeeded: literal)
                end += 1
                continue
            }
            if literal == 256 {
                (self.input, place) = (input, end)
                return true
            }
            guard literal <= 285 else { throw .damaged }
            let length = try Self.length(literal - 257, bytes, &input)
            let code = try input.symbol(bytes, distances)
            guard code < 30 else { throw .damaged }
            // RFC 1951, 3.2.5: two distances for each number of extra bits from 4 on.
            let extra = max(0, code / 2 - 1)
            let base = code < 4 ? code + 1 : ((2 + code % 2) << extra) + 1
            let distance = base + (try input.take(extra, bytes))
            // All that left the buffer lies farther back than any distance.
            guard distance <= end else { throw .damaged }
            guard end + length <= most else { throw .tooLong }
            for index in end..<end + length { span[index] = span[index - distance] }
            end += length
        }
        (self.input, place) = (input, end)
        return false
    }

    /// RFC 1951, 3.2.5: four lengths for each number of extra bits from 8 on; the last is 258.
    @inline(__always)
    private static func length(
        _ code: Int,
        _ bytes: Span<UInt8>,
        _ input: inout InflateBits
    ) throws(Fault) -> Int {
        if code < 8 { return code + 3 }
        if code == 28 { return longest }
        let extra = code / 4 - 1
        return ((4 + code % 4) << extra) + 3 + (try input.take(extra, bytes))
    }

    /// The two codes of a dynamic block; RFC 1951, 3.2.7.
    private mutating func codes(
        _ bytes: Span<UInt8>
    ) throws(Fault) -> (literals: InflateCode, distances: InflateCode) {
        let literalCount = try input.take(5, bytes) + 257
        let distanceCount = try input.take(5, bytes) + 1
        let lengthCount = try input.take(4, bytes) + 4
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var lengths = [Int](repeating: 0, count: 19)
        for place in order.prefix(lengthCount) { lengths[place] = try input.take(3, bytes) }
        guard let code = InflateCode(lengths) else { throw .damaged }
        var all: [Int] = []
        while all.count < literalCount + distanceCount {
            let symbol = try input.symbol(bytes, code)
            switch symbol {
            case ..<16: all.append(symbol)
            case 16:
                guard let last = all.last else { throw .damaged }
                all += [Int](repeating: last, count: 3 + (try input.take(2, bytes)))
            case 17: all += [Int](repeating: 0, count: 3 + (try input.take(3, bytes)))
            default: all += [Int](repeating: 0, count: 11 + (try input.take(7, bytes)))
            }
        }
        guard all.count == literalCount + distanceCount,
            let literals = InflateCode(Array(all.prefix(literalCount))),
            let distances = InflateCode(Array(all.dropFirst(literalCount)))
        else { throw .damaged }
        return (literals, distances)
    }
}
