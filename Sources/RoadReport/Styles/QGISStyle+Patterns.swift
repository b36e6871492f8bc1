package import RoadModel

extension QGISStyle {
    /// Lines by their adjusted probability in `column`: below the level, below twice it, above.
    package static func significance(
        _ language: Language,
        column: String,
        level: Double
    ) -> String {
        let rules = [
            StyleRule(
                filter: "\"\(column)\" <= \(level)",
                label: LocalizedText(kk: "маңызды", ru: "значимо", en: "significant")[language],
                symbol: .line(colour: "189,65,0", millimetres: 1.6, widthByRate: false)
            ),
            StyleRule(
                filter: "\"\(column)\" > \(level) AND \"\(column)\" <= \(2 * level)",
                label: LocalizedText(kk: "шекте", ru: "на границе", en: "borderline")[language],
                symbol: .line(colour: "224,165,38", millimetres: 1.1, widthByRate: false)
            ),
            StyleRule(
                filter: "ELSE",
                label: LocalizedText(kk: "өзге", ru: "прочие", en: "other")[language],
                symbol: .line(colour: "195,203,210", millimetres: 0.3, widthByRate: false)
            ),
        ]
        return StyleDocument(rules: rules).text
    }

    /// Points by a density in `column`, in steps of a quarter of `most`.
    package static func density(_ language: Language, column: String, most: Double) -> String {
        let colours = ["254,240,217", "253,204,138", "252,141,89", "215,48,31"]
        let rules = colours.indices.map { step in
            let low = most * Double(step) / 4
            let high = most * Double(step + 1) / 4
            return StyleRule(
                filter: step == 3
                    ? "\"\(column)\" > \(low)"
                    : "\"\(column)\" > \(low) AND \"\(column)\" <= \(high)",
                label: "\(step * 25)–\(step * 25 + 25) %",
                symbol: .marker(
                    shape: "circle",
                    colour: colours[step],
                    millimetres: 1.2 + 0.4 * Double(step)
                )
            )
        }
        return StyleDocument(rules: rules).text
    }

    /// Lines by the name of their history in `pattern`.
    package static func patterns(_ language: Language) -> String {
        let looks: [(names: [String], label: LocalizedText, colour: String)] = [
            (
                ["new", "intensifying"],
                LocalizedText(kk: "жаңа, күшейетін", ru: "новые, растущие", en: "new, rising"),
                "189,65,0"
            ),
            (
                ["consecutive", "persistent", "sporadic", "oscillating"],
                LocalizedText(kk: "тұрақты", ru: "устойчивые", en: "lasting"),
                "224,165,38"
            ),
            (
                ["diminishing", "historical", "fading"],
                LocalizedText(kk: "бәсеңдейтін", ru: "затухающие", en: "fading"),
                "0,114,178"
            ),
        ]
        var rules = looks.map { look in
            let names = look.names.map { "'\($0)'" }.joined(separator: ", ")
            return StyleRule(
                filter: "\"pattern\" IN (\(names))",
                label: look.label[language],
                symbol: .line(colour: look.colour, millimetres: 1.4, widthByRate: false)
            )
        }
        rules.append(
            StyleRule(
                filter: "ELSE",
                label: LocalizedText(kk: "өзге", ru: "прочие", en: "other")[language],
                symbol: .line(colour: "195,203,210", millimetres: 0.3, widthByRate: false)
            )
        )
        return StyleDocument(rules: rules).text
    }
}
