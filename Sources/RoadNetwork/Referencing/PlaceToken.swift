/// A word, a number or a sign of a written place.
struct PlaceToken: Hashable, Sendable {
    /// The text, in lower case.
    var text: String
    /// Its value when it is a number.
    var number: Double?
    /// Whether it is a number that letters stand before: part of an index such as `KAZ-03`.
    var isIndex = false

    /// Whether it is a number.
    var isNumber: Bool { number != nil }
    /// Whether it is a unit of kilometres or hundred metres.
    var isUnit: Bool { isWord && (WrittenPlace.isKilometre(text) || text == "пк" || text == "pk") }
    /// Whether it is a word.
    var isWord: Bool { number == nil && text.unicodeScalars.first?.properties.isAlphabetic == true }
    /// Whether it is neither.
    var isSymbol: Bool { !isNumber && !isWord }

    /// Splits a text; spaces are dropped, every dash becomes `-`.
    ///
    /// Digits behind letters (`KAZ-03,315`) are part of an index and have no decimals.
    static func split(_ text: String) -> [PlaceToken] {
        var tokens: [PlaceToken] = []
        let scalars = Array(text.lowercased().unicodeScalars)
        var i = 0
        while i < scalars.count {
            let scalar = scalars[i]
            if isDigit(scalar) {
                var end = i
                while end < scalars.count, isDigit(scalars[end]) { end += 1 }
                var digits = String(String.UnicodeScalarView(scalars[i..<end]))
                // No kilometre begins with a zero, so "КАЗ 03,315 км" is no 3.315.
                let isPadded = end > i + 1 && scalars[i] == "0"
                let isIndex = isPadded || isIndex(scalars, before: i)
                if end + 1 < scalars.count, scalars[end] == "." || scalars[end] == ",",
                    isDigit(scalars[end + 1]), !isIndex
                {
                    var last = end + 1
                    while last < scalars.count, isDigit(scalars[last]) { last += 1 }
                    digits += "." + String(String.UnicodeScalarView(scalars[(end + 1)..<last]))
                    end = last
                }
                let number = Double(digits.prefix(18))
                tokens.append(PlaceToken(text: digits, number: number, isIndex: isIndex))
                i = end
            } else if scalar.properties.isAlphabetic {
                var end = i
                while end < scalars.count, scalars[end].properties.isAlphabetic { end += 1 }
                let word = String(String.UnicodeScalarView(scalars[i..<end]))
                let isPlus = word == "плюс" || word == "plus"
                tokens.append(PlaceToken(text: isPlus ? "+" : word, number: nil))
                i = end
            } else {
                if !scalar.properties.isWhitespace {
                    let isDash = scalar.properties.isDash
                    tokens.append(PlaceToken(text: isDash ? "-" : String(scalar), number: nil))
                }
                i += 1
            }
        }
        return tokens
    }

    private static func isIndex(_ scalars: [Unicode.Scalar], before i: Int) -> Bool {
        guard i > 0 else { return false }
        let last = scalars[i - 1]
        if last.properties.isAlphabetic { return true }
        return last.properties.isDash && i > 1 && scalars[i - 2].properties.isAlphabetic
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 48 && scalar.value <= 57
    }
}
