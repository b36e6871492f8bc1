import RoadModel
import RoadReport
import Testing

@Suite("Pages of studies")
struct StudyPageTests {
    private func content(_ sentence: LocalizedText, _ level: AttributionLevel) -> StudyContent {
        StudyContent(
            kicker: LocalizedText(same: "k"),
            title: LocalizedText(same: "t <b>"),
            subtitle: LocalizedText(same: "s"),
            answer: [sentence],
            sections: [
                StudySection(
                    anchor: "one",
                    title: LocalizedText(same: "one"),
                    blocks: [
                        .forest([
                            StudyEstimate(
                                name: LocalizedText(same: "a"),
                                percent: -10,
                                lower: -20,
                                upper: nil,
                                isMain: true
                            )
                        ]),
                        .years(
                            [
                                StudyYear(
                                    year: 2023,
                                    count: 10,
                                    lower: 5,
                                    upper: 17,
                                    isDerived: false
                                ),
                                StudyYear(
                                    year: 2025,
                                    count: 8,
                                    lower: 4,
                                    upper: 14,
                                    isDerived: true
                                ),
                            ],
                            breaks: [2023.5]
                        ),
                        .table(
                            StudyTable(
                                caption: LocalizedText(same: "c"),
                                columns: [LocalizedText(same: "x")],
                                numbers: [0],
                                rows: [[LocalizedText(same: "1 & 2")]]
                            )
                        ),
                        .ladder([
                            StudyStep(
                                level: .change,
                                state: .reached,
                                reason: LocalizedText(same: "r")
                            )
                        ]),
                        .verdict(.refuseBreak, LocalizedText(same: "v")),
                        .sources(["a < b"]),
                    ]
                )
            ],
            attribution: level,
            software: "Jol test"
        )
    }

    @Test("the page is well formed, self-contained, the same twice, and escapes its texts")
    func page() throws {
        let text = LocalizedText(kk: "бір", ru: "один", en: "one")
        let page = try StudyPage.render(content(text, .change), language: .kk)
        #expect(page == (try StudyPage.render(content(text, .change), language: .kk)))
        #expect(page.contains("lang=\"kk\""))
        #expect(page.contains("t &lt;b&gt;"))
        #expect(page.contains("1 &amp; 2"))
        #expect(!page.contains("http://") || page.contains("http://www.w3.org/2000/svg"))
        #expect(!page.contains("src="))
        for word in ["бір", "один", "one"] { #expect(page.contains(word)) }
    }

    @Test(
        "a cause below A3 stops the page, from A3 on it passes",
        arguments: [
            ("Fewer died because of drones.", Language.en),
            ("Погибших меньше благодаря дронам.", .ru), ("Дрондардың арқасында азайды.", .kk),
            ("Камеры позволили снизить гибель.", .ru), ("Cameras saved lives.", .en),
            ("Камералар азаюға ықпал етті.", .kk),
        ]
    )
    func causes(sentence: String, language: Language) throws {
        let clean = LocalizedText(kk: "а", ru: "а", en: "a")
        var text = clean
        switch language {
        case .kk: text.kk = sentence
        case .ru: text.ru = sentence
        case .en: text.en = sentence
        }
        #expect(throws: ReportError.self) {
            try StudyPage.render(content(text, .beyondControls), language: .en)
        }
        #expect(try StudyPage.render(content(text, .design), language: .en).contains(sentence))
    }
}
