package import RoadModel

extension QGISStyle {
    /// Ranked sites as points or lines; reads `group` where ranks are given, else `excess`.
    package static func sites(_ language: Language, isLine: Bool, hasGroups: Bool) -> String {
        func symbol(_ colour: String, _ size: Double) -> StyleRule.Symbol {
            isLine
                ? .line(colour: colour, millimetres: size / 2, widthByRate: false)
                : .marker(shape: "circle", colour: colour, millimetres: size)
        }
        let first = LocalizedText(
            kk: "бірінші топ: біріншіден ажыратылмайды",
            ru: "первая группа: неотличимы от первого",
            en: "first group: cannot be told from the first"
        )
        let more = LocalizedText(
            kk: "күтілетіні болжамнан көп",
            ru: "ожидается больше прогноза",
            en: "more expected than predicted"
        )
        let other = LocalizedText(kk: "өзге", ru: "прочие", en: "other")
        var rules: [StyleRule] = []
        if hasGroups {
            rules.append(
                StyleRule(
                    filter: "\"group\" = 1",
                    label: first[language],
                    symbol: symbol("189,65,0", 3)
                )
            )
        }
        rules.append(
            StyleRule(
                filter: hasGroups
                    ? "\"excess\" > 0 AND (\"group\" IS NULL OR \"group\" <> 1)" : "\"excess\" > 0",
                label: more[language],
                symbol: symbol("224,165,38", 2.2)
            )
        )
        rules.append(
            StyleRule(
                filter: "ELSE",
                label: other[language],
                symbol: symbol("150,150,150", 1.4)
            )
        )
        return StyleDocument(rules: rules).text
    }
}
