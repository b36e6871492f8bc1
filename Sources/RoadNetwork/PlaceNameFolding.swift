/// Reduces road names and indices to what decides whether two of them mean the same road.
///
/// Names: lower case; Latin letters inside a Cyrillic word as the Cyrillic ones they look like;
/// Kazakh letters as the Russian ones they are mistaken for (ә→а, і→и, ң→н,
/// ғ→г, ү ұ→у, қ→к, ө→о, һ→х), ё→е, ь and ъ dropped; words of type ("ул.", "көшесі", "avenue"),
/// single letters and word order ignored; one final vowel, й or у of a word of four letters or
/// more dropped, because "Абай даңғылы" is "проспект Абая".
///
/// Indices: upper case, Cyrillic letters that look like Latin ones replaced by them, everything
/// that is neither letter nor digit dropped; `;`, `,` and `/` separate.
package enum PlaceNameFolding {
    /// The hashes of a name's words, ascending, none twice; empty when nothing is left.
    package static func nameTokens(_ name: String) -> [UInt64] {
        Set(kept(name).map { hash($0) }).sorted()
    }

    /// The folded words that make the name, in its order; words of type and initials left out.
    package static func words(_ name: String) -> [String] { kept(name) }

    /// The kind of road that a name states, as words of it say: a street, an avenue, a lane.
    package static func kind(_ name: String) -> RoadKind? {
        for word in split(name) {
            if let kind = kinds[word], kind != .any { return kind }
        }
        return nil
    }

    /// The name as a key for grouping: its folded words, sorted, with spaces between.
    package static func nameKey(_ name: String) -> String {
        kept(name).sorted().joined(separator: " ")
    }

    /// The indices of a text in their folded form, in order, none twice, for example
    /// `["M39", "M36"]`.
    package static func refs(_ ref: String) -> [String] {
        var found: [String] = []
        // "а/д М36", "трасса М36", "М36 (А2)".
        let words = ref.split(separator: " ").filter { word in
            let letters = word.unicodeScalars.map(lowered).filter { isLetter($0) || isDigit($0) }
            return !refWords.contains(String(String.UnicodeScalarView(letters)))
        }
        let separators = ";,/()".unicodeScalars
        for part in words.joined(separator: " ").unicodeScalars
            .split(whereSeparator: { separators.contains($0) })
        {
            let folded = foldedRef(part)
            if !folded.isEmpty, !found.contains(folded) { found.append(folded) }
        }
        return found
    }

    /// The hashes of a text's indices, ascending.
    package static func refHashes(_ ref: String) -> [UInt64] { refs(ref).map(hash).sorted() }

    /// The hashes of the indices that a statement may mean, ascending: "M-036" is M36, and KAZ3 is
    /// KAZ03 where the map writes it so.
    package static func refHashes(stated ref: String) -> [UInt64] {
        var found: Set<UInt64> = []
        for folded in refs(ref) {
            found.insert(hash(folded))
            let letters = folded.unicodeScalars.prefix { !isDigit($0) }
            let rest = folded.unicodeScalars.dropFirst(letters.count)
            let digits = rest.prefix(while: isDigit).drop { $0 == "0" }
            guard !letters.isEmpty, !digits.isEmpty else { continue }
            let tail = String(digits) + String(rest.drop(while: isDigit))
            for width in digits.count...max(3, digits.count) {
                let zeros = String(repeating: "0", count: width - digits.count)
                found.insert(hash(String(letters) + zeros + tail))
            }
        }
        return found.sorted()
    }

    /// The hashes of words of a name that look like an index (letters, then digits), ascending.
    package static func refHashes(inName name: String) -> [UInt64] {
        var found: Set<UInt64> = []
        let separators = " ;,/()".unicodeScalars
        for part in name.unicodeScalars.split(whereSeparator: { separators.contains($0) }) {
            guard looksLikeRef(part) else { continue }
            found.formUnion(refHashes(stated: String(part)))
        }
        return found.sorted()
    }

    /// Whether a name is nothing but an index, with or without a word like "трасса".
    package static func isRef(_ name: String) -> Bool {
        // "Проезд 5" and "Самал-2" are none.
        guard split(name).allSatisfy({ kinds[$0, default: .highway] == .highway }) else {
            return false
        }
        let parts = refs(name)
        return !parts.isEmpty
            && parts.allSatisfy { part in
                let letters = part.unicodeScalars.prefix { !isDigit($0) }.count
                let digits = part.unicodeScalars.dropFirst(letters)
                return (1...3).contains(letters) && (1...4).contains(digits.count)
                    && digits.allSatisfy(isDigit)
            }
    }

    private static func looksLikeRef(_ part: Substring.UnicodeScalarView) -> Bool {
        let folded = foldedRef(part).unicodeScalars
        guard let first = folded.first, let last = folded.last else { return false }
        return folded.count <= 8 && !isDigit(first) && isDigit(last)
    }

    /// FNV-1a over the UTF-8 bytes.
    static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    /// The words that make the name, folded.
    private static func kept(_ name: String) -> [String] {
        let words = split(name).map(withoutOrdinalEnding)
        let kept = words.filter { word in
            let isInitial = word.count == 1 && !word.unicodeScalars.allSatisfy(isDigit)
            return !isInitial && kinds[word] == nil
        }
        // "Проспект" alone is a name after all.
        return (kept.isEmpty ? words : kept).map(stem)
    }

    /// A number without the ending that makes it one of a row: "8я" and "8-я" are one.
    private static func withoutOrdinalEnding(_ word: String) -> String {
        let digits = word.unicodeScalars.prefix(while: isDigit)
        let ending = String(word.unicodeScalars.dropFirst(digits.count))
        return !digits.isEmpty && ordinalEndings.contains(ending) ? String(digits) : word
    }

    /// A word of two scripts with the Latin letters that look like Cyrillic ones made Cyrillic.
    private static func unmixed(_ word: String) -> String {
        guard word.unicodeScalars.contains(where: { $0.value < 128 && !isDigit($0) }),
            word.unicodeScalars.contains(where: { (0x400...0x52F).contains($0.value) })
        else { return word }
        var repaired = ""
        for scalar in word.unicodeScalars {
            repaired.unicodeScalars.append(cyrillicLookAlikes[scalar] ?? scalar)
        }
        return repaired
    }

    private static func split(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in name.unicodeScalars {
            let low = lowered(scalar)
            if low == "ь" || low == "ъ" { continue }
            if isLetter(low) || isDigit(low) {
                word.unicodeScalars.append(kazakhToRussian[low] ?? low)
            } else if low != "'" && low != "\u{2019}" && !word.isEmpty {
                words.append(unmixed(word))
                word = ""
            }
        }
        if !word.isEmpty { words.append(unmixed(word)) }
        // Two words for one kind of road, of which neither is one by itself: «Жібек жолы».
        for row in words.indices.dropLast().reversed()
        where words[row] == "тас" && words[row + 1].hasPrefix("жол") {
            words.replaceSubrange(row...row + 1, with: ["тас" + words[row + 1]])
        }
        return words
    }

    private static func stem(_ word: String) -> String {
        guard word.unicodeScalars.count >= 4, let last = word.unicodeScalars.last,
            "аеиоуыэюяй".unicodeScalars.contains(last)
        else { return word }
        return String(word.unicodeScalars.dropLast())
    }

    private static func foldedRef(_ scalars: Substring.UnicodeScalarView) -> String {
        var folded = ""
        for scalar in scalars {
            let low = lowered(scalar)
            if let latin = lookAlikes[low] {
                folded.unicodeScalars.append(latin)
            } else if isLetter(low) || isDigit(low) {
                folded += low.properties.uppercaseMapping
            }
        }
        return folded
    }

    private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        // Unicode's tables answer with a string; two alphabets need none.
        switch scalar.value {
        case 0x41...0x5A, 0x410...0x42F: return Unicode.Scalar(scalar.value + 32) ?? scalar
        case 0..<0x80, 0x430...0x44F: return scalar
        default: break
        }
        let mapped = scalar.properties.lowercaseMapping.unicodeScalars
        guard mapped.count == 1, let first = mapped.first else { return scalar }
        return first
    }

    private static func isLetter(_ low: Unicode.Scalar) -> Bool {
        switch low.value {
        case 0x61...0x7A, 0x430...0x44F: true
        case 0..<0x80: false
        default: low.properties.isAlphabetic
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 48 && scalar.value <= 57
    }

    /// Kazakh Cyrillic letters and the Russian ones used in their place.
    private static let kazakhToRussian: [Unicode.Scalar: Unicode.Scalar] = [
        "ә": "а", "і": "и", "ң": "н", "ғ": "г", "ү": "у", "ұ": "у", "қ": "к", "ө": "о",
        "һ": "х", "ё": "е",
    ]

    /// Cyrillic letters that look like Latin capitals, in lower case.
    private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
        "а": "A", "в": "B", "е": "E", "к": "K", "м": "M", "н": "H", "о": "O", "р": "P",
        "с": "C", "т": "T", "х": "X", "у": "Y", "і": "I", "қ": "K",
    ]

    /// Latin letters whose capitals look like Cyrillic ones, in lower case.
    private static let cyrillicLookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
        "a": "а", "b": "в", "c": "с", "e": "е", "h": "н", "i": "и", "k": "к", "m": "м",
        "o": "о", "p": "р", "t": "т", "x": "х", "y": "у",
    ]
}
