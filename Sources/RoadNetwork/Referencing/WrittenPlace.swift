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
    /// A second kilometre that the rest of the text names.
    private(set) var second: KilometreReading?

    /// Takes a text apart; `nil` when it names no kilometre.
    package init?(_ text: String) {
        var tokens = PlaceToken.split(text)
        guard let found = Self.kilometre(tokens) else { return nil }
        (reading, isOrdinal) = (found.reading, found.isOrdinal)
        tokens.removeSubrange(found.range)
        if let more = Self.kilometre(tokens), tokens[more.range].contains(where: \.isUnit) {
            second = more.reading
            tokens.removeSubrange(more.range)
        }
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
        let name = roadName
        return (referencing.routes(named: name), named ?? name)
    }

    /// The road's name: what is left of the text without signs and words that mean road.
    var roadName: String {
        road.filter { !$0.isSymbol && !Self.isRoadWord($0.text) }.map(\.text)
            .joined(separator: " ")
    }

    private typealias Found = (reading: KilometreReading, isOrdinal: Bool, range: Range<Int>)

    private static func kilometre(_ tokens: [PlaceToken]) -> Found? {
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
        return withoutUnit(tokens)
    }

    /// `315+200`, else `315/200`, else `315.200`.
    private static func withoutUnit(_ tokens: [PlaceToken]) -> Found? {
        for sign in ["+", "/"] {
            for i in tokens.indices.dropLast(2) where tokens[i + 1].text == sign {
                guard let kilometre = tokens[i].number, let metres = tokens[i + 2].number else {
                    continue
                }
                let isFraction = sign == "/" && (tokens[i].isIndex || tokens[i + 2].text.count != 3)
                if isFraction { continue }
                let end = i + 3 < tokens.count && isMetre(tokens[i + 3].text) ? i + 4 : i + 3
                return (reading(kilometre, metres, unit: 1000), false, i..<end)
            }
        }
        for i in tokens.indices where !tokens[i].isIndex && tokens[i].text.contains(".") {
            guard let kilometre = tokens[i].number else { continue }
            return (reading(kilometre, 0, unit: 1000), false, i..<(i + 1))
        }
        return nil
    }

    /// `315 км + 200 м`, `315+200 км`, `315-й километр`, `315–316 км`, `200 м за 315 км`.
    private static func before(_ unit: Int, _ tokens: [PlaceToken]) -> Found? {
        var start = unit - 1
        var isOrdinal = false
        if start >= 1, tokens[start].isWord, isOrdinalEnding(tokens[start].text) {
            isOrdinal = true
            start -= 1
        }
        if start >= 1, tokens[start].text == "-" {
            isOrdinal = true
            start -= 1
        }
        guard start >= 0, !tokens[start].isIndex, let number = tokens[start].number
        else { return nil }
        if start >= 2, let first = tokens[start - 2].number {
            let sign = tokens[start - 1].text
            if sign == "+" {
                return (reading(first, number, unit: 1000), false, (start - 2)..<(unit + 1))
            }
            // Between two posts is half way.
            if ["-", "и", "and", "және", "пен", "бен", "мен"].contains(sign),
                !tokens[start - 2].isIndex,
                number > first, number - first <= 5
            {
                let middle = reading(first, (number - first) * 500, unit: 1000)
                return (middle, false, (start - 2)..<(unit + 1))
            }
        }
        // In front of kilometre 0 there is no other post to count from.
        if number == 0, unit + 3 < tokens.count, isMinus(tokens[unit + 1].text),
            let ahead = tokens[unit + 2].number, isMetre(tokens[unit + 3].text)
        {
            return (reading(0, -ahead, unit: 1000), false, start..<(unit + 4))
        }
        let (behind, end) = metres(behind: unit + 1, tokens, needsUnit: false)
        if let behind {
            return (reading(number, behind, unit: 1000), false, start..<end)
        }
        if start >= 3, isPast(tokens[start - 1].text), isMetre(tokens[start - 2].text),
            let beyond = tokens[start - 3].number
        {
            return (reading(number, beyond, unit: 1000), false, (start - 3)..<(unit + 1))
        }
        return (reading(number, 0, unit: 1000), isOrdinal, start..<(unit + 1))
    }

    /// `км 315+200`, `км 315, 200 м`, `ПК 3152+00`.
    private static func behind(
        _ unit: Int,
        _ tokens: [PlaceToken],
        unit length: Double
    ) -> Found? {
        var next = unit + 1
        while next < tokens.count, [".", "№", ":"].contains(tokens[next].text) { next += 1 }
        guard next < tokens.count, let kilometre = tokens[next].number else { return nil }
        let (metres, end) = metres(behind: next + 1, tokens, needsUnit: true)
        return (reading(kilometre, metres ?? 0, unit: length), false, unit..<end)
    }

    /// The metres that follow, for example "+ 200" or ", 200 м", or `nil`.
    ///
    /// With `needsUnit` a number at the end of the text needs a unit to count.
    private static func metres(
        behind start: Int,
        _ tokens: [PlaceToken],
        needsUnit: Bool
    ) -> (metres: Double?, end: Int) {
        var next = start
        var (hasPlus, hasMark) = (false, false)
        while next < tokens.count, isBetween(tokens[next].text) {
            hasPlus = hasPlus || ["+", "кейін", "соң"].contains(tokens[next].text)
            hasMark = hasMark || [".", ",", ";"].contains(tokens[next].text)
            next += 1
        }
        // "км 315, м 200": the unit may stand in front as well.
        if next < tokens.count, isMetre(tokens[next].text) {
            var number = next + 1
            while number < tokens.count, [".", ":"].contains(tokens[number].text) { number += 1 }
            if number < tokens.count, let metres = tokens[number].number {
                return (metres, number + 1)
            }
        }
        guard next < tokens.count, let number = tokens[next].number else { return (nil, start) }
        var unit = next + 1
        while unit < tokens.count,
            tokens[unit].text == "-"
                || isOrdinalEnding(tokens[unit].text) && !isMetre(tokens[unit].text)
        { unit += 1 }
        let hasUnit = unit < tokens.count && isMetre(tokens[unit].text)
        let isLast = next + 1 == tokens.count && !needsUnit && !hasMark
        guard hasPlus || hasUnit || isLast else { return (nil, start) }
        return (number, hasUnit ? unit + 1 : next + 1)
    }

    /// A dash, or the sign itself, which is none to Unicode.
    private static func isMinus(_ text: String) -> Bool { text == "-" || text == "−" }

    /// Signs and words between kilometre and metres.
    private static func isBetween(_ text: String) -> Bool {
        ["+", ",", ".", ";", "и", "және", "and", "кейін", "соң"].contains(text)
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

    static func isKilometre(_ word: String) -> Bool {
        ["км", "km", "шқ", "шк"].contains(word)
            || ["километр", "kilomet", "шақырым", "шакырым"].contains(where: word.hasPrefix)
    }

    static func isMetre(_ word: String) -> Bool {
        ["м", "m"].contains(word) || ["метр", "metre", "meter"].contains(where: word.hasPrefix)
    }

    private static func isPast(_ word: String) -> Bool {
        ["за", "после", "от", "after", "past", "from", "behind"].contains(word)
    }

    private static func isOrdinalEnding(_ word: String) -> Bool {
        [
            "й", "ый", "ой", "ий", "м", "ом", "ем", "го", "ого", "му", "ші", "шы", "нші", "ншы",
            "ыншы", "інші", "th", "st", "nd", "rd",
        ].contains(word)
    }

    static func direction(_ token: PlaceToken) -> Bool? {
        let word = token.text
        let forward = ["прям", "справа", "право", "forward", "right", "тура", "оңға", "оң"]
        let backward = ["обратн", "слева", "лево", "backward", "left", "кері", "солға", "сол"]
        if ["оң", "сол", "right", "left"].contains(word) { return word == "оң" || word == "right" }
        if forward.contains(where: { $0.count > 3 && word.hasPrefix($0) }) { return true }
        if backward.contains(where: { $0.count > 3 && word.hasPrefix($0) }) { return false }
        return nil
    }

    private static func isRoadWord(_ word: String) -> Bool {
        [
            "а", "д", "ж", "на", "в", "у", "от", "до", "тас", "жол", "бар", "the", "of", "on", "at",
            "road", "республиканского", "республикалық", "областного", "облыстық", "значения",
            "маңызы", "участок", "аралығында",
        ].contains(word)
            || [
                "автодорог", "район", "автомобил", "автожол", "трасс", "дорог", "жолы", "highway",
                "шоссе",
            ]
            .contains(where: word.hasPrefix)
    }
}
