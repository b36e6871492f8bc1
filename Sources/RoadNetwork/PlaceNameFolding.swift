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

    /// The name as a key for grouping: its folded words, sorted, with spaces between.
    package static func nameKey(_ name: String) -> String {
        kept(name).sorted().joined(separator: " ")
    }

    /// The indices of a text in their folded form, in order, none twice, for example
    /// `["M39", "M36"]`.
    package static func refs(_ ref: String) -> [String] {
        var found: [String] = []
        let separators = ";,/".unicodeScalars
        for part in ref.unicodeScalars.split(whereSeparator: { separators.contains($0) }) {
            let folded = foldedRef(part)
            if !folded.isEmpty, !found.contains(folded) { found.append(folded) }
        }
        return found
    }

    /// The hashes of a text's indices, ascending.
    package static func refHashes(_ ref: String) -> [UInt64] { refs(ref).map(hash).sorted() }

    /// The hashes of words of a name that look like an index (letters, then digits), ascending.
    package static func refHashes(inName name: String) -> [UInt64] {
        var found: Set<UInt64> = []
        let separators = " ;,/()".unicodeScalars
        for part in name.unicodeScalars.split(whereSeparator: { separators.contains($0) }) {
            let folded = foldedRef(part).unicodeScalars
            guard let first = folded.first, let last = folded.last, folded.count <= 8,
                !isDigit(first), isDigit(last)
            else { continue }
            found.insert(hash(String(folded)))
        }
        return found.sorted()
    }

    /// FNV-1a over the UTF-8 bytes.
    static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    /// The words that make the name, folded.
    private static func kept(_ name: String) -> [String] {
        let words = split(name)
        let kept = words.filter { word in
            let isInitial = word.count == 1 && !word.unicodeScalars.allSatisfy(isDigit)
            return !isInitial && !typeWords.contains(word)
        }
        // "Проспект" alone is a name after all.
        return (kept.isEmpty ? words : kept).map(stem)
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

    /// Words that name the kind of road, folded.
    private static let typeWords: Set<String> = [
        "ул", "улица", "коше", "кошеси", "street", "str", "st", "пр", "прс", "просп", "прт",
        "пркт", "кт", "проспект", "prospekt", "дангылы", "дангыл", "avenue", "ave", "av",
        "переулок", "пер", "lane", "бульвар", "бул", "boulevard", "blvd", "шоссе", "highway",
        "hwy", "road", "rd", "проезд", "drive", "dr", "трасса", "автодорога", "дорога", "им",
        "имени", "атындагы", "avenida", "av", "rua", "rue", "strasse", "straße",
    ]
}
