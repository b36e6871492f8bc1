import RoadModel

/// The top of the page: area, period, language switch and contents.
struct PageHeader {
    let content: ReportContent
    let parts: [PagePart]

    var node: Node {
        .tag(
            "header",
            [.cls("top")],
            [
                .tag(
                    "nav",
                    [.cls("languages"), Attribute("aria-label", "Тіл / Язык / Language")],
                    [
                        button(.kk, "Қазақша"), button(.ru, "Русский"), button(.en, "English"),
                    ]
                ),
                content.isDemonstration
                    ? .tag(
                        "div",
                        [.cls("demo")],
                        [Trilingual.inline(PageText.demo.text)]
                    ) : .empty,
                Trilingual.blocks { language in titles(language) },
            ]
        )
    }

    /// The document's title in one language.
    static func documentTitle(_ content: ReportContent, _ language: Language) -> String {
        "\(content.areaName[language]) — \(PageText.report.text[language])"
    }

    private func button(_ language: Language, _ name: String) -> Node {
        .tag(
            "button",
            [
                Attribute("type", "button"), Attribute("data-lang", language.rawValue),
                Attribute("lang", language.rawValue),
                Attribute("data-title", PageHeader.documentTitle(content, language)),
            ],
            [.value(name)]
        )
    }

    private func titles(_ language: Language) -> [Node] {
        let dates = DateText(language)
        var nodes: [Node] = [
            .tag("p", [.cls("kicker")], [.words(PageText.report.text[language], language)]),
            .tag("h1", [], value: content.areaName[language]),
            .tag("p", [.cls("period")], [.words(dates.period(content.period), language)]),
        ]
        if let earlier = content.comparedWith {
            let text = "\(PageText.comparedWith.text[language]): \(dates.period(earlier))"
            nodes.append(.tag("p", [.cls("compared")], [.words(text, language)]))
        }
        nodes.append(
            .tag(
                "nav",
                [.cls("contents"), Attribute("aria-label", PageText.contents.text[language])],
                parts.map { part in
                    .tag(
                        "a",
                        [Attribute("href", "#\(part.anchor)")],
                        [.words(part.title.text[language], language)]
                    )
                }
            )
        )
        return nodes
    }
}
