import RoadModel
import RoadReport
import Testing

struct CatalogueTests {
    private func isComplete(_ text: LocalizedText, mayRepeat: Bool = false) -> Bool {
        let all = [text.kk, text.ru, text.en]
        let isWritten = all.allSatisfy { !$0.isEmpty && $0.first != " " && $0.last != " " }
        return isWritten && (mayRepeat || Set(all).count == 3)
    }

    @Test(arguments: RejectReason.allCases)
    func `every reject reason has a meaning and a remedy`(reason: RejectReason) {
        #expect(isComplete(RejectWords.meaning(reason)))
        #expect(isComplete(RejectWords.remedy(reason)))
    }

    @Test(arguments: UnlocatedReason.allCases)
    func `every unlocated reason has a meaning and a remedy`(reason: UnlocatedReason) {
        #expect(isComplete(UnlocatedWords.meaning(reason)))
        #expect(isComplete(UnlocatedWords.remedy(reason)))
    }

    @Test(arguments: ErrorCode.allCases)
    func `every error code has a meaning and a remedy`(code: ErrorCode) {
        #expect(isComplete(ErrorWords.meaning(code)))
        #expect(isComplete(ErrorWords.remedy(code)))
    }

    @Test(arguments: VerdictCode.allCases)
    func `every verdict has a badge, a meaning and a remedy`(code: VerdictCode) {
        #expect(isComplete(VerdictWords.badge(code)))
        #expect(isComplete(VerdictWords.meaning(code)))
        #expect(isComplete(VerdictWords.remedy(code)))
    }

    @Test func `headings and names are there in three languages`() {
        for text in PageText.allCases { #expect(isComplete(text.text), "\(text)") }
        let alike: Set<ColumnText> = [
            .pValue, .qValue, .hash, .vehicle, .file, .intervalMidP, .quarantined,
        ]
        for text in ColumnText.allCases {
            #expect(isComplete(text.text, mayRepeat: alike.contains(text)), "\(text)")
        }
        for measure in Measure.allCases {
            // «ЖКО» and «ДТП» differ; only abbreviations may not.
            #expect(isComplete(measure.title), "\(measure)")
            #expect(isComplete(measure.quantity), "\(measure)")
        }
        for level in AttributionLevel.allCases {
            #expect(isComplete(VerdictWords.attribution(level)))
        }
        for metric in Metric.allCases { #expect(isComplete(MetricWords.name(metric))) }
        for table in ReportTable.allCases { #expect(isComplete(MetricWords.name(table))) }
        for kind in SourceKind.allCases { #expect(isComplete(MetricWords.name(kind))) }
        for roadClass in RoadClass.allCases {
            #expect(isComplete(RoadClassWords.name(roadClass), mayRepeat: roadClass == .motorway))
        }
    }

    @Test(arguments: Language.allCases)
    func `no catalogue text names a cause`(language: Language) {
        var texts = PageText.allCases.map(\.text)
        texts += ErrorCode.allCases.flatMap { [ErrorWords.meaning($0), ErrorWords.remedy($0)] }
        texts += RejectReason.allCases.flatMap {
            [RejectWords.meaning($0), RejectWords.remedy($0)]
        }
        texts += VerdictCode.allCases.flatMap {
            [VerdictWords.meaning($0), VerdictWords.remedy($0)]
        }
        for text in texts {
            let found = CausalLanguage.violations(
                in: text[language],
                language: language,
                attribution: .change
            )
            #expect(found.isEmpty)
        }
    }
}
