import RoadModel

/// Content of the page in all three languages, of which the style sheet shows one.
enum Trilingual {
    /// A block for each language.
    static func blocks(_ make: (Language) -> [Node]) -> Node {
        .group(
            Language.allCases.map { language in
                .tag(
                    "div",
                    [mark(language, "l"), Attribute("lang", language.rawValue)],
                    make(language)
                )
            }
        )
    }

    /// A text inside a line in each language.
    static func inline(_ text: LocalizedText) -> Node {
        .group(
            Language.allCases.map { language in
                .tag(
                    "span",
                    [mark(language, "l"), Attribute("lang", language.rawValue)],
                    [.words(text[language], language)]
                )
            }
        )
    }

    private static func mark(_ language: Language, _ prefix: String) -> Attribute {
        Attribute("class", "\(prefix) \(prefix)-\(language.rawValue)")
    }
}
