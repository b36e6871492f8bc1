import RoadModel
import RoadReport
import Testing

struct VerdictSentenceTests {
    private func plain(_ text: String) -> String {
        String(text.map { $0 == "\u{A0}" ? " " : $0 }.filter { $0 != "\u{2060}" })
    }

    @Test func `a fall is told with both counts, its interval and no cause`() {
        let change = Samples.change()
        #expect(
            plain(VerdictSentence(.ru).text(change))
                == "Погибших на 10,0 % меньше: 2 321 против 2 579. Разница больше, чем бывает "
                + "случайно: от −14,9 % до −4,8 %. О причинах эти числа не говорят."
        )
        #expect(
            plain(VerdictSentence(.kk).text(change))
                == "Қаза тапқандар саны 10,0 %-ға азайды: бұрын 2 579, енді 2 321. Айырма "
                + "кездейсоқ болатын ауытқудан үлкен: −14,9 %-дан −4,8 %-ға дейін. "
                + "Бұл сандар өзгерістің себебін көрсетпейді."
        )
        #expect(
            VerdictSentence(.en).text(change)
                == "10.0% fewer people killed: 2,321 against 2,579. The difference is larger than "
                + "chance alone makes it: from −14.9% to −4.8%. These numbers do not tell why."
        )
    }

    @Test func `the interval told is the one that the verdict follows`() {
        let change = Samples.change(limits: Samples.limits(-16.4, -3.2, phi: 1.7))
        #expect(plain(VerdictSentence(.ru).text(change)).contains("от −16,4 % до −3,2 %"))
    }

    @Test func `no evidence says what could have been noticed`() {
        let change = Samples.change(
            before: 1480,
            after: 1366,
            percent: -7.7,
            code: .noEvidence,
            limits: Samples.limits(-16.2, 1.6),
            detectable: 12.3
        )
        let text = plain(VerdictSentence(.ru).text(change))
        #expect(text.contains("Ни рост, ни снижение не доказаны."))
        #expect(text.contains("снижение не меньше 12,3 %"))
        #expect(VerdictSentence(.ru).badge(change) == "не доказано")
    }

    @Test(arguments: Language.allCases)
    func `a refused comparison shows no percentage`(language: Language) {
        let change = Samples.change(
            "injured",
            before: 22_099,
            after: 43_452,
            percent: 96.6,
            code: .refuseBreak
        )
        let text = VerdictSentence(language).text(change)
        #expect(!text.contains("%"))
        #expect(text.contains(NumberText(language).count(43_452)))
    }

    @Test(arguments: Language.allCases)
    func `a suppressed comparison shows no number at all`(language: Language) {
        let change = Samples.change(before: 3, after: 2, percent: -33.3, code: .suppress)
        #expect(!VerdictSentence(language).text(change).contains { $0.isNumber })
    }

    @Test func `a base of zero has no percentage and an open interval says so`() {
        let rise = Samples.change(before: 0, after: 3, percent: nil, code: .noEvidence)
        #expect(plain(VerdictSentence(.ru).text(rise)).contains("Процент от нуля не считается."))
        let open = Samples.limits(-58.7, nil)
        #expect(VerdictSentence(.ru).interval(open).contains("верхней границы нет"))
    }

    @Test(arguments: Language.allCases, VerdictCode.allCases)
    func `every verdict makes a sentence that passes the linter`(
        language: Language,
        code: VerdictCode
    ) {
        let change = Samples.change(code: code, flags: VerdictCode.allCases, detectable: 9)
        let text = VerdictSentence(language).text(change)
        #expect(text.count > 20)
        #expect(!VerdictSentence(language).badge(change).isEmpty)
        let found = CausalLanguage.violations(
            in: text,
            language: language,
            attribution: .change
        )
        #expect(found.isEmpty)
    }
}
