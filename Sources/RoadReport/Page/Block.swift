import RoadModel

/// Small pieces that every section is made of.
struct Block {
    let language: Language

    func heading(_ text: PageText) -> Node { .tag("h2", [], [words(text)]) }
    func subheading(_ text: PageText) -> Node { .tag("h3", [], [words(text)]) }
    func note(_ text: PageText) -> Node { .tag("p", [.cls("note")], [words(text)]) }
    func words(_ text: PageText) -> Node { .words(text.text[language], language) }
    func words(_ text: LocalizedText) -> Node { .words(text[language], language) }
    func paragraph(_ text: String) -> Node { .tag("p", [], [.words(text, language)]) }

    /// A part that opens on demand and is always open in print.
    func details(_ text: PageText, _ children: [Node]) -> Node {
        .tag("details", [], [.tag("summary", [], [words(text)])] + children)
    }
}
