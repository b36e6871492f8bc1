import RoadAnalysis
import RoadModel
import RoadReport

/// Makes texts in the three languages, each with its own number style.
struct Spoken {
    /// A text of each language from one maker.
    static func each(_ make: (Language) -> String) -> LocalizedText {
        LocalizedText(kk: make(.kk), ru: make(.ru), en: make(.en))
    }

    static func count(_ value: Int) -> LocalizedText { each { NumberText($0).count(value) } }

    static func percent(_ value: Double, decimals: Int = 1) -> LocalizedText {
        each { NumberText($0).signedPercent(value, decimals: decimals) }
    }

    static func decimal(_ value: Double, _ decimals: Int) -> LocalizedText {
        each { NumberText($0).decimal(value, decimals: decimals) }
    }

    static func interval(_ limits: ChangeInterval) -> LocalizedText {
        each { VerdictSentence($0).interval(limits) }
    }
}

extension LocalizedText {
    /// Three texts in the order kk, ru, en.
    init(_ kk: String, _ ru: String, _ en: String) { self.init(kk: kk, ru: ru, en: en) }
}
