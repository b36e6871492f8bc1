import RoadModel

/// Why a written place is refused; the raw value is the stable code that users see.
package enum PlaceTextFault: String, Error, Sendable, Codable, CaseIterable {
    /// The text names no kilometre.
    case noKilometre = "place.no_kilometre"
    /// A number could be a kilometre, but nothing says so.
    case bareNumber = "place.bare_number"
    /// The text names no road.
    case noRoad = "place.no_road"
    /// Two different kilometres are named.
    case twoKilometres = "place.two_kilometres"
    /// Two different roads are named.
    case twoRoads = "place.two_roads"
    /// A stretch of more than one kilometre is named.
    case wideRange = "place.wide_range"
    /// 1,000 metres or more behind a post.
    case metresRange = "place.metres_range"
    /// No road has so many kilometres.
    case kilometreRange = "place.kilometre_range"
    /// A number is left over whose meaning is not known.
    case strayNumber = "place.stray_number"
    /// In front of a post, and the text does not say from which side.
    case beforePost = "place.before_post"
}

/// A written place that has one meaning: road, kilometre and metres.
package struct PlaceTextReading: Sendable, Hashable {
    /// The road's index in Latin capitals, for example `KAZ03`; empty when only a name is written.
    package let index: String
    /// The road's name as far as the text has one.
    package let name: String
    /// Kilometre and metres.
    package let reading: KilometreReading
    /// Whether only "the nth kilometre" is said: anywhere on it.
    package let isOrdinal: Bool

    /// Longer than any road of the country.
    private static let mostKilometres = 5000

    /// Takes a text apart.
    ///
    /// - Throws: Why it has no meaning, or more than one.
    package init(_ text: String) throws(PlaceTextFault) {
        let text = try BeforePost.settled(text)
        let aliases = Self.withoutParentheses(text)
        guard var written = WrittenPlace(aliases) else {
            throw Self.hasIndexAndNumber(text) ? .bareNumber : .noKilometre
        }
        if let second = written.second {
            guard second.kilometre == written.reading.kilometre else { throw .twoKilometres }
            if written.reading.metres == 0 { written.reading = second }
        }
        let least = written.reading.kilometre == 0 ? -1e6 : 0
        guard (least..<1000).contains(written.reading.metres) else { throw .metresRange }
        guard written.reading.kilometre <= Self.mostKilometres else { throw .kilometreRange }
        let left = Self.text(of: written.road)
        let indices = RoadIndexText.all(in: left)
        if Set(indices.map(RoadIndexText.key)).count > 1 { throw .twoRoads }
        index = indices.first ?? ""
        try Self.requireNoStray(written.road, indices)
        name = written.roadName
        if index.isEmpty, !name.contains(where: \.isLetter) { throw .noRoad }
        (reading, isOrdinal) = (written.reading, written.isOrdinal)
    }

    /// A second index or name in parentheses is another name of the same road.
    private static func withoutParentheses(_ text: String) -> String {
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close
        else { return text }
        let outside = text[..<open] + " " + text[text.index(after: close)...]
        // What stands in parentheses counts when nothing outside says the road or the kilometre.
        let isEnough =
            WrittenPlace(String(outside)).map { !$0.road.filter { !$0.isSymbol }.isEmpty }
            ?? false
        return isEnough
            ? String(outside) : text.replacing("(", with: " ").replacing(")", with: " ")
    }

    /// A text about a place in front of a post as one about a place behind a post.
    ///
    /// - Throws: `.beforePost` when the direction of travel is not written.
    package static func settled(_ text: String) throws(PlaceTextFault) -> String {
        try BeforePost.settled(text)
    }

    private static func hasIndexAndNumber(_ text: String) -> Bool {
        let tokens = PlaceToken.split(text)
        return !RoadIndexText.first(in: text).isEmpty
            && tokens.contains { $0.isNumber && !$0.isIndex }
    }

    /// The tokens as a text in which dashes and index numbers join what they stand between.
    private static func text(of tokens: [PlaceToken]) -> String {
        var text = ""
        for (row, token) in tokens.enumerated() {
            let isJoined =
                token.text == "-" || token.isIndex || (row > 0 && tokens[row - 1].text == "-")
            if !text.isEmpty, !isJoined { text += " " }
            text += token.text
        }
        return text
    }

    /// Refuses numbers that are neither part of an index nor of a name in words.
    private static func requireNoStray(
        _ tokens: [PlaceToken],
        _ indices: [String]
    ) throws(PlaceTextFault) {
        for (row, token) in tokens.enumerated() where token.isNumber && !token.isIndex {
            let digits = token.text
            if indices.contains(where: { $0.hasSuffix(digits) || $0.contains(digits + "-") }) {
                continue
            }
            let before = row > 0 ? tokens[row - 1].text : ""
            let behind = row + 1 < tokens.count ? tokens[row + 1].text : ""
            let joins: Set = [
                "-", "до", "по", "и", "to", "and", "ден", "дан", "тен", "тан", "пен", "бен", "мен",
                "және",
            ]
            if joins.contains(before) || joins.contains(behind) { throw .wideRange }
            throw .strayNumber
        }
    }
}
