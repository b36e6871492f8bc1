package import RoadModel

/// A study as one HTML file that needs nothing besides itself, in three languages.
package enum StudyPage {
    /// Renders the page; equal arguments give an equal text.
    ///
    /// - Parameters:
    ///   - content: What to show.
    ///   - language: The language shown when the address names none.
    /// - Returns: The page's text, to be written as UTF-8.
    /// - Throws: `ReportError.causalLanguage` when the text names causes below attribution A3.
    package static func render(
        _ content: StudyContent,
        language: Language
    ) throws(ReportError) -> String {
        let body = Node.group([
            header(content), .tag("main", [], [answer(content)] + sections(content)),
            footer(content),
        ])
        var findings: [CausalFinding] = []
        for spoken in Language.allCases {
            findings += CausalLanguage.violations(
                in: body.prose(spoken),
                language: spoken,
                attribution: content.attribution
            )
        }
        guard findings.isEmpty else { throw .causalLanguage(findings) }
        let head: [Node] = [
            .tag("meta", [Attribute("charset", "utf-8")]),
            .tag(
                "meta",
                [
                    Attribute("http-equiv", "Content-Security-Policy"),
                    Attribute("content", ReportPage.contentSecurityPolicy),
                ]
            ),
            .tag(
                "meta",
                [
                    Attribute("name", "viewport"),
                    Attribute("content", "width=device-width, initial-scale=1"),
                ]
            ),
            .tag("meta", [Attribute("name", "referrer"), Attribute("content", "no-referrer")]),
            .tag(
                "meta",
                [Attribute("name", "generator"), Attribute("content", content.software)]
            ),
            .tag("title", [], value: content.title[language]),
            .code(.style(Stylesheet.text + StudyStyle.text)),
        ]
        let page = Node.tag(
            "html",
            [Attribute("lang", language.rawValue)],
            [
                .tag("head", [], head),
                .tag("body", [], [body, .code(.script(PageScript.common))]),
            ]
        )
        return "<!DOCTYPE html>\n" + page.markup + "\n"
    }

    private static func header(_ content: StudyContent) -> Node {
        func button(_ language: Language, _ name: String) -> Node {
            .tag(
                "button",
                [
                    Attribute("type", "button"), Attribute("data-lang", language.rawValue),
                    Attribute("lang", language.rawValue),
                    Attribute("data-title", content.title[language]),
                ],
                [.value(name)]
            )
        }
        return .tag(
            "header",
            [.cls("top")],
            [
                .tag(
                    "nav",
                    [.cls("languages"), Attribute("aria-label", "Тіл / Язык / Language")],
                    [button(.kk, "Қазақша"), button(.ru, "Русский"), button(.en, "English")]
                ),
                Trilingual.blocks { language in
                    [
                        .tag("p", [.cls("kicker")], [.words(content.kicker[language], language)]),
                        .tag("h1", [], [.words(content.title[language], language)]),
                        .tag(
                            "p",
                            [.cls("compared")],
                            [.words(content.subtitle[language], language)]
                        ),
                        .tag(
                            "nav",
                            [
                                .cls("contents"),
                                Attribute("aria-label", PageText.contents.text[language]),
                            ],
                            content.sections.map { section in
                                .tag(
                                    "a",
                                    [Attribute("href", "#\(section.anchor)")],
                                    [.words(section.title[language], language)]
                                )
                            }
                        ),
                    ]
                },
            ]
        )
    }

    private static func answer(_ content: StudyContent) -> Node {
        .tag(
            "section",
            [.cls("answer")],
            [
                Trilingual.blocks { language in
                    content.answer.map { .tag("p", [], [.words($0[language], language)]) }
                }
            ]
        )
    }

    private static func sections(_ content: StudyContent) -> [Node] {
        content.sections.map { section in
            .tag(
                "section",
                [Attribute("id", section.anchor)],
                [
                    Trilingual.blocks { language in
                        [.tag("h2", [], [.words(section.title[language], language)])]
                            + section.blocks.enumerated().map { index, block in
                                StudyBlockNode(
                                    language: language,
                                    id: "\(section.anchor)-\(index)-\(language.rawValue)"
                                ).node(block)
                            }
                    }
                ]
            )
        }
    }

    private static func footer(_ content: StudyContent) -> Node {
        .tag(
            "footer",
            [.cls("top foot")],
            [
                .tag("p", [.cls("note")], value: content.software),
                Trilingual.blocks { language in
                    [.tag("p", [.cls("note")], [.words(PageText.offline.text[language], language)])]
                },
            ]
        )
    }
}

/// What a study adds to the report's style sheet.
enum StudyStyle {
    static let text = """
        .answer{border:1px solid var(--rule);border-left:5px solid var(--accent);border-radius:8px;\
        background:var(--panel);padding:12px 20px;margin:22px 0 4px;font-size:18px;line-height:1.5}
        .answer p{max-width:78ch}
        section>div>p{max-width:82ch}
        .ladder{list-style:none;padding:0;margin:12px 0}
        .ladder li{display:grid;grid-template-columns:2.2em 1fr;gap:0 10px;padding:8px 10px;\
        border-bottom:1px solid var(--rule);max-width:none}
        .ladder .mark-step{font-weight:700;font-size:18px;text-align:center}
        .ladder .reached .mark-step{color:var(--fall)}
        .ladder .open .mark-step{color:var(--refused)}
        .ladder .missing .mark-step{color:var(--rise)}
        .ladder .missing .step-name{color:var(--soft)}
        .ladder .why{grid-column:2;color:var(--soft);font-size:15px}
        ol li{margin:7px 0;max-width:82ch}
        .verdict{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:baseline;margin:10px 0}
        .foot{padding-top:20px;padding-bottom:30px}
        .years{max-width:760px}

        """
}
