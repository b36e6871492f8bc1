/// A road's index in a text, in Latin capitals whatever letters it was written with.
///
/// An index is one to three letters that have Latin twins, then one to four digits, with at most a
/// dash or a space between, and for `KZ` perhaps a dash and up to three digits more (`KZ10-05`).
package enum RoadIndexText {
    /// Letters that look like Latin ones, and `З`, which «КАЗ» has for Z.
    private static let latin: [Character: Character] = [
        "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P", "С": "C",
        "Т": "T", "У": "Y", "Х": "X", "З": "Z", "І": "I", "Қ": "K",
    ]
    /// Words that letters and a space would make an index of: «в 5», «от 12», «км 315».
    private static let words: Set<String> = [
        "В", "К", "С", "О", "У", "ОТ", "НА", "СО", "ВО", "КМ", "KM", "ПК", "PK", "НЕ", "МЕ",
    ]

    /// The first index of a text, for example `KAZ03` for «КАZ-03»; empty without one.
    package static func first(in text: String) -> String { all(in: text).first ?? "" }

    /// All indices of a text, in order, none twice.
    package static func all(in text: String) -> [String] {
        let characters = Array(text.uppercased())
        var found: [String] = []
        var start = 0
        while start < characters.count {
            guard characters[start].isLetter else {
                start += 1
                continue
            }
            if let index = index(characters, from: start), !found.contains(index) {
                found.append(index)
            }
            while start < characters.count, characters[start].isLetter { start += 1 }
        }
        return found
    }

    /// An index without zeros in front of its number: `KAZ03` and `KAZ3` are one road.
    package static func key(_ index: String) -> String {
        let letters = index.prefix { $0.isLetter }
        let rest = index.dropFirst(letters.count).drop { $0 == "0" || $0 == "-" || $0 == " " }
        return String(letters + rest)
    }

    private static func index(_ characters: [Character], from start: Int) -> String? {
        var word = ""
        var letters = ""
        var i = start
        while i < characters.count, characters[i].isLetter {
            word.append(characters[i])
            guard let twin = latin[characters[i]] ?? (characters[i].isASCII ? characters[i] : nil)
            else { return nil }
            letters.append(twin)
            i += 1
        }
        guard (1...3).contains(letters.count), letters != "KM" else { return nil }
        var isSpaced = false
        if i < characters.count, "-–—‑− \u{A0}".contains(characters[i]) {
            isSpaced = characters[i].isWhitespace
            i += 1
        }
        if isSpaced, words.contains(word) { return nil }
        let digits = number(characters, from: &i)
        guard (1...4).contains(digits.count), i == characters.count || !characters[i].isLetter
        else { return nil }
        var tail = ""
        if letters == "KZ", i + 1 < characters.count, "-–".contains(characters[i]) {
            var j = i + 1
            let more = number(characters, from: &j)
            if (1...3).contains(more.count) { tail = "-" + more }
        }
        return letters + digits + tail
    }

    private static func number(_ characters: [Character], from i: inout Int) -> String {
        var digits = ""
        while i < characters.count, characters[i].isASCII, characters[i].isNumber {
            digits.append(characters[i])
            i += 1
        }
        return digits
    }
}
