/// A canonical prefix code of DEFLATE; RFC 1951, 3.2.2.
internal struct InflateCode {
    /// For each length of a word: how many there are, the first one, its place in `symbols`.
    let counts: [Int], firstWord: [Int], firstPlace: [Int]
    /// Symbols in order of their words.
    let symbols: [Int]

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
    }

    private init(_ runs: [(length: Int, count: Int)]) {
        // The fixed codes are complete, so the general initializer never refuses them.
        let lengths = runs.flatMap { [Int](repeating: $0.length, count: $0.count) }
        self = InflateCode(lengths) ?? InflateCode(empty: ())
    }

    private init(empty: Void) {
        let none = [Int](repeating: 0, count: 16)
        (counts, firstWord, firstPlace, symbols) = (none, none, none, [])
    }

    /// RFC 1951, 3.2.6.
    static let fixedLiterals = InflateCode([(8, 144), (9, 112), (7, 24), (8, 8)])
    /// RFC 1951, 3.2.6.
    static let fixedDistances = InflateCode([(5, 32)])
}
