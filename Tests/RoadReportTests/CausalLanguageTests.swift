import RoadModel
import RoadReport
import Testing

struct CausalLanguageTests {
    private static let cases = Language.allCases.flatMap { language in
        CausalLanguage.phrases(language).map { (language, $0) }
    }

    @Test(arguments: cases)
    func `every forbidden phrase is found below A3 and allowed from A3 on`(
        language: Language,
        phrase: String
    ) {
        let text = "Deaths fell \(phrase.uppercased()), 2025."
        for level in AttributionLevel.allCases {
            let found = CausalLanguage.violations(in: text, language: language, attribution: level)
            #expect(found.map(\.phrase).contains(phrase) == (level < .design))
        }
    }

    @Test func `spaces, hyphens and soft hyphens cannot hide a phrase`() {
        let found = { (text: String) in
            CausalLanguage.violations(in: text, language: .ru, attribution: .change).count
        }
        #expect(found("в\u{A0}\u{A0}результате") == 1)
        #expect(found("в\nрезультате") == 1)
        #expect(found("благо\u{AD}даря") == 1)
        #expect(found("из\u{2011}за") == 1)
    }

    @Test func `a phrase inside a longer word is not a finding`() {
        let clean = [
            ("неблагодарявший", Language.ru), ("О причинах эти числа не говорят.", .ru),
            ("overdue tolls", .en), ("the residue together", .en),
        ]
        for (text, language) in clean {
            #expect(
                CausalLanguage.violations(in: text, language: language, attribution: .change)
                    .isEmpty
            )
        }
    }

    @Test func `the finding shows the words around`() {
        let found = CausalLanguage.violations(
            in: "Fewer died thanks to drones.",
            language: .en,
            attribution: .beyondHistory
        )
        #expect(found.count == 1)
        #expect(found.first?.context == "fewer died thanks to drones.")
    }
}
