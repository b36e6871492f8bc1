import RoadModel

/// Turns a block of a study into nodes of one language.
struct StudyBlockNode {
    let language: Language
    /// A name unique in the page.
    let id: String

    func node(_ block: StudyBlock) -> Node {
        switch block {
        case .paragraph(let text): .tag("p", [], [words(text)])
        case .note(let text): .tag("p", [.cls("note")], [words(text)])
        case .verdict(let code, let text): verdict(code, text)
        case .list(let items, let isOrdered):
            .tag(isOrdered ? "ol" : "ul", [], items.map { .tag("li", [], [words($0)]) })
        case .table(let content): table(content)
        case .forest(let rows):
            .tag(
                "figure",
                [.cls("forest")],
                [StudyForest(rows: rows, language: language, id: id).node]
            )
        case .years(let years, let breaks):
            .tag(
                "figure",
                [.cls("years")],
                [StudyYears(years: years, breaks: breaks, language: language, id: id).node]
            )
        case .ladder(let steps): .tag("ul", [.cls("ladder")], steps.map(step))
        case .sources(let names):
            .tag("ul", [.cls("note")], names.map { .tag("li", [], value: $0) })
        }
    }

    private func words(_ text: LocalizedText) -> Node { .words(text[language], language) }

    private func verdict(_ code: VerdictCode, _ text: LocalizedText) -> Node {
        let tone =
            switch code {
            case .change: "fall"
            case .noEvidence: "even"
            default: "refused"
            }
        return .tag(
            "p",
            [.cls("verdict")],
            [
                .tag(
                    "span",
                    [Attribute("class", "badge \(tone)")],
                    [words(VerdictWords.badge(code))]
                ),
                .tag("span", [], [words(text)]),
            ]
        )
    }

    private func table(_ content: StudyTable) -> Node {
        func kind(_ column: Int) -> Attribute {
            content.numbers.contains(column) ? .cls("n") : .cls("t")
        }
        return .tag(
            "div",
            [.cls("scroll"), Attribute("tabindex", "0")],
            [
                .tag(
                    "table",
                    [],
                    [
                        .tag("caption", [], [words(content.caption)]),
                        .tag(
                            "thead",
                            [],
                            [
                                .tag(
                                    "tr",
                                    [],
                                    content.columns.enumerated().map { index, column in
                                        .tag(
                                            "th",
                                            [Attribute("scope", "col"), kind(index)],
                                            [words(column)]
                                        )
                                    }
                                )
                            ]
                        ),
                        .tag(
                            "tbody",
                            [],
                            content.rows.map { row in
                                .tag(
                                    "tr",
                                    [],
                                    row.enumerated().map { index, cell in
                                        .tag("td", [kind(index)], [words(cell)])
                                    }
                                )
                            }
                        ),
                    ]
                )
            ]
        )
    }

    private func step(_ step: StudyStep) -> Node {
        let mark =
            switch step.state {
            case .reached: "✓"
            case .open: "?"
            case .missing: "✗"
            }
        return .tag(
            "li",
            [Attribute("class", step.state.rawValue)],
            [
                .tag("span", [.cls("mark-step")], value: mark),
                .tag("span", [.cls("step-name")], [words(VerdictWords.attribution(step.level))]),
                .tag("span", [.cls("why")], [words(step.reason)]),
            ]
        )
    }
}
