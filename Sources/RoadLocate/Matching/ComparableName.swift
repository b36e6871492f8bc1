import RoadNetwork

/// A road name reduced to what may be compared across languages, scripts and typing errors.
///
/// After `PlaceNameFolding` every word becomes a Latin skeleton, so that «Абай», "Abay" and
/// "Abai" are one.
package struct ComparableName: Hashable, Sendable {
    /// The skeletons of the words, in the order of the name.
    let words: [[UInt8]]
    /// The name as it is written, but for case.
    let written: String
    /// The kind of road that it states; `nil` without one.
    let kind: RoadKind?

    /// Folds a name; an empty one has no words.
    package init(_ name: String) {
        written = name.lowercased()
        words = name.isEmpty ? [] : PlaceNameFolding.words(name).map(Self.skeleton)
        kind = name.isEmpty ? nil : PlaceNameFolding.kind(name)
    }

    /// Whether both names state a kind of road, and not the same.
    func hasOtherKind(_ other: ComparableName) -> Bool {
        guard let kind, let others = other.kind else { return false }
        return kind != others
    }

    /// How much two names have in common.
    package enum Agreement: Int, Comparable, Sendable {
        /// No word.
        case none
        /// Some words.
        case some
        /// All words of one of them.
        case contained
        /// All words, though not to the letter.
        case misspelt
        /// All words, written differently.
        case all
        /// The same letters.
        case identical

        package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    /// Compares two names; word order does not count.
    package func agreement(with other: ComparableName) -> Agreement {
        guard !words.isEmpty, !other.words.isEmpty else { return .none }
        if written == other.written { return .identical }
        if words == other.words { return .all }
        return Self.agreement(
            Self.joining(words, like: other.words),
            Self.joining(other.words, like: words)
        )
    }

    /// Words with those neighbours in one that make a word of the other name: «Момыш-улы».
    private static func joining(_ words: [[UInt8]], like others: [[UInt8]]) -> [[UInt8]] {
        var joined = words
        var row = 0
        while row + 1 < joined.count {
            let pair = joined[row] + joined[row + 1]
            // Five letters, so that a typing error can be told from another word.
            let isWord = pair.count >= 5 && others.contains { edits(pair, $0) != nil }
            if isWord, !others.contains(joined[row]), !others.contains(joined[row + 1]) {
                joined.replaceSubrange(row...row + 1, with: [pair])
            }
            row += 1
        }
        return joined
    }

    private static func agreement(_ words: [[UInt8]], _ others: [[UInt8]]) -> Agreement {
        var taken = [Bool](repeating: false, count: others.count)
        var common = 0
        var isExact = true
        for word in words {
            var best: (row: Int, edits: Int)?
            for (row, candidate) in others.enumerated() where !taken[row] {
                guard let errors = edits(word, candidate) else { continue }
                if errors < best?.edits ?? .max { best = (row, errors) }
            }
            guard let best else { continue }
            taken[best.row] = true
            common += 1
            if best.edits > 0 { isExact = false }
        }
        if common == words.count, common == others.count { return isExact ? .all : .misspelt }
        // «Аль-Фараби» and «Альфараби».
        if edits(Array(words.joined()), Array(others.joined())) != nil { return .misspelt }
        if common == 0 { return .none }
        return common == words.count || common == others.count ? .contained : .some
    }

    /// The typing errors between two words, `nil` when they are more than words of this length
    /// can have and still be the same: one from five letters on, two from nine on, none in numbers.
    private static func edits(_ a: [UInt8], _ b: [UInt8]) -> Int? {
        if a == b { return 0 }
        if isAdjective(a, of: b) || isAdjective(b, of: a) { return 1 }
        let length = min(a.count, b.count)
        let limit = length >= 9 ? 2 : length >= 5 ? 1 : 0
        guard limit > 0, abs(a.count - b.count) <= limit,
            !a.contains(where: isDigit), !b.contains(where: isDigit)
        else { return nil }
        let edits = distance(a, b, atMost: limit)
        return edits <= limit ? edits : nil
    }

    /// Whether a word is the Russian adjective of a place: «Алматинское» of «Алматы».
    private static func isAdjective(_ word: [UInt8], of place: [UInt8]) -> Bool {
        guard word.count >= 7, place.count >= 4, word.suffix(2).elementsEqual("sk".utf8) else {
            return false
        }
        let base = withoutVowels(word.dropLast(2))
        if base == place { return true }
        return base.suffix(2).elementsEqual("in".utf8) && base.count >= 7
            && withoutVowels(base.dropLast(2)[...]) == place
    }

    private static func withoutVowels(_ word: ArraySlice<UInt8>) -> [UInt8] {
        var word = word
        while word.count >= 4, let last = word.last, vowels.contains(last) { word.removeLast() }
        return Array(word)
    }

    private static let vowels = Set("aeiou".utf8)

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    /// Letters to insert, delete, change or swap with a neighbour; some number above `limit` where
    /// there are more than that.
    ///
    /// Source: F. Damerau, "A technique for computer detection and correction of spelling errors",
    /// 1964, as the restricted distance.
    private static func distance(_ a: [UInt8], _ b: [UInt8], atMost limit: Int) -> Int {
        var before = [Int](repeating: 0, count: b.count + 1)
        var row = before
        var previous = Array(0...b.count)
        for i in a.indices {
            row[0] = i + 1
            var best = i + 1
            for j in b.indices {
                var least = previous[j] + (a[i] == b[j] ? 0 : 1)
                least = min(least, previous[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    least = min(least, before[j - 1] + 1)
                }
                row[j + 1] = least
                best = min(best, least)
            }
            // A later swap reaches back over one row at most, at the price of an edit.
            if best > limit + 1 { return best }
            (before, previous, row) = (previous, row, before)
        }
        return previous[b.count]
    }

    /// A word in Latin letters as they sound: one letter for one sound where languages differ.
    private static func skeleton(_ word: String) -> [UInt8] {
        var latin: [UInt8] = []
        for scalar in word.unicodeScalars {
            if let letters = latinOfCyrillic[scalar] {
                latin += letters.utf8
            } else if scalar.value < 128 {
                latin.append(UInt8(scalar.value))
            } else if let plain = latinOfAccented[scalar] {
                latin += plain.utf8
            } else {
                // Other scripts keep their letters.
                latin += String(scalar).utf8
            }
        }
        var sound: [UInt8] = []
        var i = 0
        while i < latin.count {
            let (byte, next) = (latin[i], i + 1 < latin.count ? latin[i + 1] : 0)
            i += 1
            switch (byte, next) {
            case (UInt8(ascii: "k"), UInt8(ascii: "h")), (UInt8(ascii: "g"), UInt8(ascii: "h")):
                sound.append(byte == UInt8(ascii: "k") ? UInt8(ascii: "h") : UInt8(ascii: "g"))
                i += 1
            case (UInt8(ascii: "q"), _): sound.append(UInt8(ascii: "k"))
            case (UInt8(ascii: "w"), _): sound.append(UInt8(ascii: "v"))
            case (UInt8(ascii: "j"), _), (UInt8(ascii: "y"), _): sound.append(UInt8(ascii: "i"))
            case (let letter, _):
                if letter == sound.last, !isDigit(letter) { continue }
                sound.append(letter)
            }
        }
        // A final vowel is an ending in one language or another: Абай, Абая, Abay.
        return withoutVowels(sound[...])
    }

    private static let latinOfCyrillic: [Unicode.Scalar: String] = [
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z",
        "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
        "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch",
        "ш": "sh", "щ": "sh", "ы": "i", "э": "e", "ю": "iu", "я": "ia",
    ]

    private static let latinOfAccented: [Unicode.Scalar: String] = [
        "á": "a", "à": "a", "â": "a", "ã": "a", "ä": "a", "å": "a", "ç": "c", "é": "e", "è": "e",
        "ê": "e", "ë": "e", "í": "i", "ì": "i", "î": "i", "ï": "i", "ı": "i", "ñ": "n", "ń": "n",
        "ó": "o", "ò": "o", "ô": "o", "õ": "o", "ö": "o", "ú": "u", "ù": "u", "û": "u", "ü": "u",
        "ş": "sh", "š": "sh", "ğ": "g", "ž": "zh", "ß": "ss",
    ]
}
