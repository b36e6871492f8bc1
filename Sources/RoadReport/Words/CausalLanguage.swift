package import RoadModel

/// The linter that keeps generated text from naming a cause that the evidence does not carry.
///
/// "Caused by" and its kin need attribution A3; below it the phrases listed here are findings.
/// A phrase counts only as whole words; case, soft hyphens and kinds of space do not matter.
package enum CausalLanguage {
    /// The phrases that no text below A3 may hold.
    package static func phrases(_ language: Language) -> [String] {
        switch language {
        case .en:
            [
                "thanks to", "due to", "resulted in", "results in", "as a result of",
                "because of", "caused by", "led to", "leads to", "owing to", "attributable to",
                "brought about", "on account of", "because", "as a consequence of", "by virtue of",
                "responsible for", "contributed to", "helped to reduce", "helped reduce",
                "saved lives", "prevented deaths", "owes to", "made possible by",
            ]
        case .ru:
            [
                "благодаря", "в результате", "вследствие", "из-за", "по причине", "за счёт",
                "за счет", "привело к", "привёл к", "привел к", "привела к", "привели к",
                "обусловлено", "обусловлен", "обусловлена", "обусловлены", "вызвано", "вызван",
                "вызвана", "вызваны", "вследствии", "по вине", "способствовало", "способствовал",
                "способствовала", "способствовали", "позволило снизить", "позволили снизить",
                "позволил снизить", "позволила снизить", "помогло снизить", "помогли снизить",
                "спасли жизни", "повлекло", "потому что", "в силу",
            ]
        case .kk:
            [
                "арқасында", "нәтижесінде", "салдарынан", "себебінен", "әсерінен", "ықпалымен",
                "кесірінен", "әкелді", "әкеп соқты", "себеп болды", "ықпал етті",
                "септігін тигізді",
                "мүмкіндік берді", "өмір сақтап қалды", "өйткені", "сол себепті",
            ]
        }
    }

    /// The phrases found in a text, in the order of the list; none from A3 on.
    ///
    /// - Parameters:
    ///   - text: Generated text without markup; names taken from records are not generated.
    ///   - language: The language of the text.
    ///   - attribution: What the evidence carries.
    /// - Returns: One finding for each occurrence.
    package static func violations(
        in text: String,
        language: Language,
        attribution: AttributionLevel
    ) -> [CausalFinding] {
        guard attribution < .design else { return [] }
        let words = normalized(text)
        return phrases(language).flatMap { phrase in
            occurrences(of: Array(phrase), in: words).map { place in
                let from = max(0, place - 40)
                let to = min(words.count, place + phrase.count + 40)
                return CausalFinding(
                    language: language,
                    phrase: phrase,
                    context: String(words[from..<to])
                )
            }
        }
    }

    private static func normalized(_ text: String) -> [Character] {
        var result: [Character] = []
        for character in text.lowercased() where character != "\u{00AD}" {
            if character.isWhitespace {
                if result.last != " " { result.append(" ") }
            } else if character == "\u{2010}" || character == "\u{2011}" {
                result.append("-")
            } else {
                result.append(character)
            }
        }
        return result
    }

    private static func occurrences(of phrase: [Character], in words: [Character]) -> [Int] {
        guard let head = phrase.first, words.count >= phrase.count else { return [] }
        var places: [Int] = []
        for start in 0...(words.count - phrase.count) where words[start] == head {
            let end = start + phrase.count
            guard words[start..<end].elementsEqual(phrase),
                start == 0 || !isWord(words[start - 1]),
                end == words.count || !isWord(words[end])
            else { continue }
            places.append(start)
        }
        return places
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }
}
