/// A street in words, without a kilometre.
///
/// For example «Алматы, ул. Абая 15» or «Абай көшесі, 15-үй». A house has no place on the road network; the street is what can be looked up.
package struct StreetAddress: Hashable, Sendable {
    /// The street as written, without house and town.
    package let street: String
    /// The house; empty when none is written.
    package let house: String
    /// The town; empty when none is written.
    package let town: String

    /// Takes a text apart; `nil` when it names no street, or two.
    package init?(_ text: String) {
        let parts = text.split(whereSeparator: { ",;".contains($0) }).map { part in
            part.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" }).map(String.init)
        }
        let rows = parts.indices.filter { row in parts[row].contains(where: Self.isStreetWord) }
        guard rows.count == 1, let row = rows.first, !text.contains(" / ") else { return nil }
        var words = parts[row]
        guard words.filter(Self.isStreetWord).count == 1,
            !words.contains(where: { ["и", "және", "and", "угол"].contains($0.lowercased()) })
        else { return nil }
        var house = ""
        // A number in front of the street's word belongs to its name: «28 Панфилов көшесі».
        if words.count > 2, let last = words.last, Self.isHouse(last) {
            house = last
            words.removeLast()
        } else if row + 1 < parts.count,
            let number = parts[row + 1].last(where: { !Self.isHouseWord($0) }), Self.isHouse(number)
        {
            house = number
        }
        while let last = words.last, Self.isHouseWord(last) { words.removeLast() }
        guard words.contains(where: { !Self.isStreetWord($0) && $0.contains(where: \.isLetter) })
        else { return nil }
        street = words.joined(separator: " ")
        self.house = Self.number(house)
        town = parts[..<row].flatMap { $0 }.filter { !Self.isTownWord($0) }.joined(separator: " ")
    }

    private static func key(_ word: String) -> String {
        word.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" }
    }

    private static func isStreetWord(_ word: String) -> Bool {
        let key = key(word)
        // «ул.Абая» is one word.
        if key.hasPrefix("ул"), word.contains("."), word.lowercased().hasPrefix("ул.") {
            return true
        }
        return [
            "ул", "улица", "улице", "улицы", "пр", "пр-т", "просп", "пр-кт", "переулок", "пер",
            "б-р", "бульвар", "бульвары", "проезд", "набережная", "площадь", "тупик", "көшесі",
            "көше", "к-сі", "даңғылы", "даңғыл", "даңғ", "д-лы", "мкр", "мкрн", "микрорайон",
            "ықшамауданы",
            "ш/а", "шағынауданы", "тұйығы", "қиылысы", "алаңы", "street",
            "st", "avenue", "ave", "lane", "boulevard", "проспект", "проспекте", "проспекта",
        ].contains(key)
    }

    private static func isHouse(_ word: String) -> Bool {
        word.first?.isNumber == true && word.filter(\.isNumber).count <= 4
            && !word.lowercased().hasSuffix("км")
    }

    private static func isHouseWord(_ word: String) -> Bool {
        ["д", "дом", "үй", "уй", "house", "no", "№"].contains(key(word)) || word == "№"
    }

    private static func isTownWord(_ word: String) -> Bool {
        ["г", "город", "қ", "қаласы", "city", "с", "село", "пос", "ауылы"].contains(key(word))
    }

    /// «15-үй» is 15.
    private static func number(_ word: String) -> String {
        for ending in ["-үй", "-уй"] where word.lowercased().hasSuffix(ending) {
            return String(word.dropLast(ending.count))
        }
        return word
    }
}
