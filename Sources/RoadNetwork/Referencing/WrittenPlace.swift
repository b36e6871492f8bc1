/// A place on a road as a person writes it, taken apart.
///
/// Understands, in Kazakh, Russian and English and in any order of road and kilometre:
/// `KAZ-03, 315 км + 200 м`, `КАZ03 км 315+200`, `315.2 km M-36`, `315-й километр автодороги
/// Астана–Петропавловск`, `Астана – Петропавл автожолының 315-ші шақырымында`, `A351 ПК 3152+00`.
package struct WrittenPlace: Hashable, Sendable {
    /// Kilometre and metres.
    package var reading: KilometreReading
    /// Whether only "the nth kilometre" is said: anywhere on it.
    package var isOrdinal = false
    /// Travel with growing kilometres, against them, or `nil` when nothing is said.
    package var isForward: Bool?
    /// What is left of the text, in tokens: index or name of the road.
    var road: [PlaceToken] = []

    /// Takes a text apart; `nil` when it names no kilometre.
    package init?(_ text: String) {
        var tokens = PlaceToken.split(text)
        guard let found = Self.kilometre(tokens) else { return nil }
        (reading, isOrdinal) = (found.reading, found.isOrdinal)
        tokens.removeSubrange(found.range)
        for token in tokens {
            if let direction = Self.direction(token) {
                isForward = direction
            } else {
                road.append(token)
            }
        }
    }

    /// The route the text names by index or else by name, and the index or name that was taken.
    package func routes(in referencing: LinearReferencing) -> (rows: [Int], road: String) {
        var named: String?
        for length in [4, 3, 2, 1] where length <= road.count {
            for start in 0...(road.count - length) {
                let part = road[start..<(start + length)]
                guard part.contains(where: \.isNumber), part.first?.isSymbol == false else {
                    continue
                }
                let text = part.map(\.text).joined()
                if let route = referencing.route(ref: text) { return ([route], text) }
                if named == nil, length > 1, part.first?.isNumber == false { named = text }
            }
        }
        let words = road.filter { !$0.isSymbol && !Self.isRoadWord($0.text) }
        let name = words.map(\.text).joined(separator: " ")
        return (referencing.routes(named: name), named ?? name)
    }

    private static func kilometre(
        _ tokens: [PlaceToken]
    ) -> (reading: KilometreReading, isOrdinal: Bool, range: Range<Int>)? {
        for i in tokens.indices where tokens[i].isWord {
            if isKilometre(tokens[i].text) {
                // "A 351 км 12+300": only what stands behind the unit can be meant.
                let isBehind = i + 2 < tokens.count && tokens[i + 2].text == "+"
                if let found = (isBehind ? nil : before(i, tokens))
                    ?? behind(i, tokens, unit: 1000) ?? before(i, tokens)
                {
                    return found
                }
            } else if ["пк", "pk"].contains(tokens[i].text),
                let found = behind(i, tokens, unit: 100)
            {
                return found
            }
        }
        for i in tokens.indices.dropLast(2) where tokens[i + 1].text == "+" {
            if let kilometre = tokens[i].number, let metres = tokens[i + 2].number {
                let end = i + 3 < tokens.count && isMetre(tokens[i + 3].text) ? i + 4 : i + 3
                return (reading(kilometre, metres, unit: 1000), false, i..<end)
            }
        }
        return nil
    }

    /// `315 км + 200 м`, `315-й километр`.
    private static func before(
        _ unit: Int,
        _ tokens: [PlaceToken]
    ) -> (reading: KilometreReading, isOrdinal: Bool, range: Range<Int>)? {
        var start = unit - 1
        var isOrdinal = false
        if start >= 1, tokens[start].isWord, isOrdinalEnding(tokens[start].text) {
            isOrdinal = true
            start -= 1
            if tokens[start].text == "-", start >= 1 { start -= 1 }
        }
        guard start >= 0, !tokens[start].isIndex, let kilometre = tokens[start].number
        else { return nil }
        var end = unit + 1
        var metres = 0.0
        var next = end
        var hasPlus = false
        while next < tokens.count, ["+", ",", "и", "және", "and"].contains(tokens[next].text) {
            hasPlus = hasPlus || tokens[next].text == "+"
            next += 1
        }
        if next < tokens.count, let number = tokens[next].number {
            let hasUnit = next + 1 < tokens.count && isMetre(tokens[next + 1].text)
            if hasPlus || hasUnit || next + 1 == tokens.count {
                metres = number
                end = hasUnit ? next + 2 : next + 1
                isOrdinal = false
            }
        }
        return (reading(kilometre, metres, unit: 1000), isOrdinal, start..<end)
    }

    /// `км 315+200`, `ПК 3152+00`.
    private static func behind(
        _ unit: Int,
        _ tokens: [PlaceToken],
        unit length: Double
    ) -> (reading: KilometreReading, isOrdinal: Bool, range: Range<Int>)? {
        var next = unit + 1
        while next < tokens.count, [".", "№", ":"].contains(tokens[next].text) { next += 1 }
        guard next < tokens.count, let kilometre = tokens[next].number else { return nil }
        var end = next + 1
        var metres = 0.0
        if end + 1 < tokens.count, tokens[end].text == "+", let number = tokens[end + 1].number {
            metres = number
            end += 2
        }
        if end < tokens.count, isMetre(tokens[end].text) { end += 1 }
        return (reading(kilometre, metres, unit: length), false, unit..<end)
    }

    private static func reading(
        _ number: Double,
        _ metres: Double,
        unit: Double
    ) -> KilometreReading {
        guard unit == 1000 else { return KilometreReading(value: number * unit + metres) }
        let whole = min(number.rounded(.down), 1e6)
        // To the millimetre: 315.2 is not 315 and 199.99999999999.
        let rest = ((number - whole) * 1e6).rounded() / 1e3
        return KilometreReading(kilometre: Int(whole), metres: min(rest + metres, 1e6))
    }

    private static func isKilometre(_ word: String) -> Bool {
        ["км", "km", "шқ", "шк"].contains(word)
            || ["километр", "kilomet", "шақырым", "шакырым"].contains(where: word.hasPrefix)
    }

    private static func isMetre(_ word: String) -> Bool {
        ["м", "m"].contains(word) || ["метр", "metre", "meter"].contains(where: word.hasPrefix)
    }

    private static func isOrdinalEnding(_ word: String) -> Bool {
        [
            "й", "ый", "ой", "ий", "м", "ом", "ем", "го", "ого", "му", "ші", "шы", "нші", "ншы",
            "ыншы", "інші", "th", "st", "nd", "rd",
        ].contains(word)
    }

    private static func direction(_ token: PlaceToken) -> Bool? {
        let word = token.text
        let forward = ["прям", "справа", "право", "forward", "right", "тура", "оңға", "оң"]
        let backward = ["обратн", "слева", "лево", "backward", "left", "кері", "солға", "сол"]
        if ["оң", "сол", "right", "left"].contains(word) { return word == "оң" || word == "right" }
        if forward.contains(where: { $0.count > 3 && word.hasPrefix($0) }) { return true }
        if backward.contains(where: { $0.count > 3 && word.hasPrefix($0) }) { return false }
        return nil
    }

    private static func isRoadWord(_ word: String) -> Bool {
        ["а", "д", "на", "в", "от", "до", "тас", "жол", "the", "of", "on", "at", "road"]
            .contains(word)
            || ["автодорог", "автомобил", "автожол", "трасс", "дорог", "жолы", "highway", "шоссе"]
                .contains(where: word.hasPrefix)
    }
}

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
                let isIndex = isIndex(scalars, before: i)
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
                tokens.append(PlaceToken(text: word, number: nil))
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
