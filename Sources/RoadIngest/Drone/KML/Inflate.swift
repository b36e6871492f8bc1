/// Unpacks DEFLATE data into memory, up to a limit.
///
/// Source: RFC 1951. Written for the few hundred kilobytes of a KMZ file: safe on any bytes, not
/// fast.
internal struct Inflate {
    /// Why data cannot be unpacked.
    enum Fault: Error {
        /// It breaks the format or ends too early.
        case damaged
        /// It unpacks to more than the limit.
        case tooLong
    }

    /// What was unpacked.
    private(set) var output: [UInt8] = []
    private let limit: Int
    private var index: Int
    private let end: Int
    private var bits: UInt32 = 0
    private var bitCount = 0

    /// Prepares to unpack a range of bytes to at most `limit` bytes.
    init(_ range: Range<Int>, limit: Int) {
        (index, end, self.limit) = (range.lowerBound, range.upperBound, limit)
    }

    /// Unpacks everything.
    mutating func run(_ bytes: Span<UInt8>) throws(Fault) {
        var isLast = false
        while !isLast {
            isLast = try take(1, bytes) == 1
            switch try take(2, bytes) {
            case 0: try stored(bytes)
            case 1: try block(bytes, InflateCode.fixedLiterals, InflateCode.fixedDistances)
            case 2:
                let (literals, distances) = try codes(bytes)
                try block(bytes, literals, distances)
            default: throw .damaged
            }
        }
    }

    /// The next `count` bits, at most 16, the first one lowest.
    private mutating func take(_ count: Int, _ bytes: Span<UInt8>) throws(Fault) -> Int {
        while bitCount < count {
            guard index < end else { throw .damaged }
            bits |= UInt32(bytes[index]) << UInt32(bitCount)
            index += 1
            bitCount += 8
        }
        let value = Int(bits & ((1 << UInt32(count)) - 1))
        bits >>= UInt32(count)
        bitCount -= count
        return value
    }

    private mutating func stored(_ bytes: Span<UInt8>) throws(Fault) {
        (bits, bitCount) = (0, 0)
        let length = try take(16, bytes)
        guard try take(16, bytes) == ~length & 0xFFFF, end - index >= length else { throw .damaged }
        guard output.count + length <= limit else { throw .tooLong }
        for offset in index..<index + length { output.append(bytes[offset]) }
        index += length
    }

    private mutating func symbol(
        _ bytes: Span<UInt8>,
        _ code: InflateCode
    ) throws(Fault) -> Int {
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

    private mutating func block(
        _ bytes: Span<UInt8>,
        _ literals: InflateCode,
        _ distances: InflateCode
    ) throws(Fault) {
        while true {
            let literal = try symbol(bytes, literals)
            if literal == 256 { return }
            if literal < 256 {
                guard output.count < limit else { throw .tooLong }
                output.append(UInt8(literal))
                continue
            }
            guard literal <= 285 else { throw .damaged }
            let length = try lengthOf(literal - 257, bytes)
            let code = try symbol(bytes, distances)
            guard code < 30 else { throw .damaged }
            // RFC 1951, 3.2.5: two distances for each number of extra bits from 4 on.
            let extra = max(0, code / 2 - 1)
            let base = code < 4 ? code + 1 : ((2 + code % 2) << extra) + 1
            let distance = base + (try take(extra, bytes))
            guard distance <= output.count else { throw .damaged }
            guard output.count + length <= limit else { throw .tooLong }
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
    }

    /// RFC 1951, 3.2.5: four lengths for each number of extra bits from 8 on; the last is 258.
    private mutating func lengthOf(_ code: Int, _ bytes: Span<UInt8>) throws(Fault) -> Int {
        if code < 8 { return code + 3 }
        if code == 28 { return 258 }
        let extra = code / 4 - 1
        return ((4 + code % 4) << extra) + 3 + (try take(extra, bytes))
    }

    /// The two codes of a dynamic block; RFC 1951, 3.2.7.
    private mutating func codes(
        _ bytes: Span<UInt8>
    ) throws(Fault) -> (literals: InflateCode, distances: InflateCode) {
        let literalCount = try take(5, bytes) + 257
        let distanceCount = try take(5, bytes) + 1
        let lengthCount = try take(4, bytes) + 4
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var lengths = [Int](repeating: 0, count: 19)
        for place in order.prefix(lengthCount) { lengths[place] = try take(3, bytes) }
        guard let code = InflateCode(lengths) else { throw .damaged }
        var all: [Int] = []
        while all.count < literalCount + distanceCount {
            let symbol = try symbol(bytes, code)
            switch symbol {
            case ..<16: all.append(symbol)
            case 16:
                guard let last = all.last else { throw .damaged }
                all += [Int](repeating: last, count: 3 + (try take(2, bytes)))
            case 17: all += [Int](repeating: 0, count: 3 + (try take(3, bytes)))
            default: all += [Int](repeating: 0, count: 11 + (try take(7, bytes)))
            }
        }
        guard all.count == literalCount + distanceCount,
            let literals = InflateCode(Array(all.prefix(literalCount))),
            let distances = InflateCode(Array(all.dropFirst(literalCount)))
        else { throw .damaged }
        return (literals, distances)
    }
}
