/// Places in front of a kilometre post: «не доезжая 200 м до 315 км», «315 шақырымға 200 м жетпей».
///
/// In front means on the side that the traveller comes from. With the direction of travel along the
/// kilometres or against them written in the text that is one place, without it either of two.
enum BeforePost {
    /// The text with kilometre and metres behind a post instead; the text itself when it speaks of
    /// no place in front of one.
    ///
    /// - Throws: `.beforePost` when the direction of travel is not written.
    static func settled(_ text: String) throws(PlaceTextFault) -> String {
        var tokens = PlaceToken.split(text)
        guard let metres = metres(in: tokens), isBefore(tokens, metres) else { return text }
        let distance = tokens[metres.lowerBound].number ?? 0
        tokens.removeSubrange(metres)
        guard let kilometre = kilometre(in: tokens) else { return text }
        let value = (tokens[kilometre].compactMap(\.number).first ?? 0) * 1000
        tokens.removeSubrange(kilometre)
        guard distance < 1000 else { throw .metresRange }
        let direction = tokens.lazy.compactMap(WrittenPlace.direction).first
        guard let isForward = direction else { throw .beforePost }
        let place = Int((isForward ? value - distance : value + distance).rounded())
        guard place >= 0 else { throw .kilometreRange }
        let words = tokens.filter { !triggers.contains($0.text) && $0.text != "," }
        let road = words.enumerated().map { row, token in
            // An index and its dash stay one word.
            let isJoined =
                token.isIndex || token.text == "-" || (row > 0 && words[row - 1].text == "-")
            return (isJoined || row == 0 ? "" : " ") + token.text
        }.joined()
        return "\(road) \(place / 1000) км + \(place % 1000) м"
    }

    private static let triggers: Set = [
        "не", "доезжая", "доехав", "дойдя", "до", "за", "в", "на", "перед", "жетпей", "жетпестен",
        "дейін", "қалғанда", "бұрын", "алдында", "before", "short", "of", "ге", "ға", "ші", "шы",
        "го", "й",
    ]

    /// A number with the unit of metres behind it.
    private static func metres(in tokens: [PlaceToken]) -> Range<Int>? {
        for row in tokens.indices.dropLast()
        where tokens[row].isNumber && WrittenPlace.isMetre(tokens[row + 1].text) {
            return row..<(row + 2)
        }
        return nil
    }

    private static func isBefore(_ tokens: [PlaceToken], _ metres: Range<Int>) -> Bool {
        let words = tokens.map(\.text)
        let sure: Set = [
            "доезжая", "доехав", "жетпей", "жетпестен", "қалғанда", "бұрын", "before", "short",
            "перед", "алдында",
        ]
        if words.contains(where: sure.contains) { return true }
        // «в 200 м до 315 км», «315 км-ге дейін 200 м».
        if metres.upperBound < words.count, words[metres.upperBound] == "до" { return true }
        return metres.lowerBound > 0 && words[metres.lowerBound - 1] == "дейін"
    }

    /// A number with the unit of kilometres in front of it or behind it, and the ending between.
    private static func kilometre(in tokens: [PlaceToken]) -> Range<Int>? {
        for row in tokens.indices where WrittenPlace.isKilometre(tokens[row].text) {
            var start = row - 1
            while start > 0, !tokens[start].isNumber, row - start < 3,
                tokens[start].text == "-" || triggers.contains(tokens[start].text)
            { start -= 1 }
            if start >= 0, tokens[start].isNumber, !tokens[start].isIndex {
                return start..<(row + 1)
            }
            if row + 1 < tokens.count, tokens[row + 1].isNumber { return row..<(row + 2) }
        }
        return nil
    }
}
