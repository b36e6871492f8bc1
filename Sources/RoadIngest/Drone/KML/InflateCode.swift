/// A canonical prefix code of DEFLATE; RFC 1951, 3.2.2.
internal struct InflateCode {
    /// For each length of a word: how many there are, the first one, its place in `symbols`.
    let counts: [Int], firstWord: [Int], firstPlace: [Int]
    /// Symbols in order of their words.
    let symbols: [Int]
    /// For every value of the next ``shortLength`` bits: the symbol that they begin with, times 16,
    /// plus the length of its word; 0 where that is longer.
    let short: [UInt16]

    /// Words of up to so many bits are looked up at once.
    private static let shortLength = 10
    /// The bits that are looked up.
    static let shortMask: UInt64 = 1 << UInt64(shortLength) - 1

    /// Makes the code of the lengths of its words, 0 for symbols without one; `nil` when more words
    /// are wanted than there are.
    init?(_ lengths: [Int]) {
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths where length > 0 { counts[min(length, 15)] += 1 }
        var firstWord = [Int](repeating: 0, count: 16)
        var firstPlace = [Int](repeating: 0, count: 16)
        var (word, place) = (0, 0)
        for length in 1...15 {
            word <<= 1
            (firstWord[length], firstPlace[length]) = (word, place)
            word += counts[length]
            place += counts[length]
            guard word <= 1 << length else { return nil }
        }
        var symbols: [Int] = []
        for length in 1...15 {
            for (symbol, found) in lengths.enumerated() where found == length {
                symbols.append(symbol)
            }
        }
        (self.counts, self.firstWord, self.firstPlace) = (counts, firstWord, firstPlace)
        self.symbols = symbols
        var short = [UInt16](repeating: 0, count: 1 << Self.shortLength)
        for length in 1...Self.shortLength {
            for place in 0..<counts[length] {
                // Words stand in the data with their first bit lowest.
                let word = UInt16(firstWord[length] + place)
                var index = Int(word.reversedBits >> UInt16(16 - length))
                let entry = UInt16(symbols[firstPlace[length] + place] << 4 | length)
                while index < short.count {
                    short[index] = entry
                    index += 1 << length
                }
            }
        }
        self.short = short
    }

    private init(_ runs: [(length: Int, count: Int)]) {
        // The fixed codes are complete, so the general initializer never refuses them.
        let lengths = runs.flatMap { [Int](repeating: $0.length, count: $0.count) }
        self = InflateCode(lengths) ?? InflateCode(empty: ())
    }

    private init(empty: Void) {
        let none = [Int](repeating: 0, count: 16)
        (counts, firstWord, firstPlace, symbols) = (none, none, none, [])
        short = [UInt16](repeating: 0, count: 1 << Self.shortLength)
    }

    /// RFC 1951, 3.2.6.
    static let fixedLiterals = InflateCode([(8, 144), (9, 112), (7, 24), (8, 8)])
    /// RFC 1951, 3.2.6.
    static let fixedDistances = InflateCode([(5, 32)])
}

extension UInt16 {
    /// The bits in the opposite order.
    fileprivate var reversedBits: UInt16 {
        var (left, reversed) = (self, UInt16(0))
        for _ in 0..<16 {
            reversed = reversed << 1 | left & 1
            left >>= 1
        }
        return reversed
    }
}
