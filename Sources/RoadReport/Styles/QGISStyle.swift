package import RoadModel

/// QGIS styles (QML, QGIS 3.22 and later) for the layers of a delivered GeoPackage.
///
/// Each is a rule-based renderer that reads the columns named here; legend labels are in one
/// language. Symbol properties are written twice, as `Option` for QGIS 3.22 and later and as
/// `prop` for older readers.
package enum QGISStyle {
    /// Lines of hotspots; reads `above_average`, `q` and `rate`.
    ///
    /// `hasAdjustedProbability` says whether the layer has a column `q`; without it the strongest
    /// class is not told apart.
    package static func hotspots(
        _ language: Language,
        hasAdjustedProbability: Bool = false
    ) -> String {
        var rules: [StyleRule] = []
        if hasAdjustedProbability {
            rules.append(
                StyleRule(
                    filter: "\"above_average\" = 1 AND \"q\" < 0.05",
                    label: text(
                        "орташадан жоғары, q < 0,05",
                        "выше средней, q < 0,05",
                        "above average, q < 0.05",
                        language
                    ),
                    symbol: .line(colour: "189,65,0", millimetres: 1.6, widthByRate: true)
                )
            )
        }
        rules.append(
            StyleRule(
                filter: hasAdjustedProbability
                    ? "\"above_average\" = 1 AND (\"q\" IS NULL OR \"q\" >= 0.05)"
                    : "\"above_average\" = 1",
                label: PageText.legendHigh.text[language],
                symbol: .line(colour: "213,94,0", millimetres: 1.3, widthByRate: true)
            )
        )
        rules.append(
            StyleRule(
                filter: "ELSE",
                label: PageText.legendOther.text[language],
                symbol: .line(colour: "224,165,38", millimetres: 1, widthByRate: false)
            )
        )
        return StyleDocument(rules: rules).text
    }

    /// Road segments; reads `class` with the names of `RoadClass`.
    package static func segments(_ language: Language) -> String {
        let looks: [([RoadClass], String, Double)] = [
            ([.motorway, .trunk], "90,102,114", 0.9), ([.primary], "124,136,148", 0.7),
            ([.secondary], "140,151,162", 0.55), ([.tertiary], "163,173,182", 0.45),
        ]
        var rules = looks.map { classes, colour, width in
            let names = classes.map { "'\($0.name)'" }.joined(separator: ", ")
            return StyleRule(
                filter: "\"class\" IN (\(names))",
                label: classes.map { RoadClassWords.name($0)[language] }.joined(separator: ", "),
                symbol: .line(colour: colour, millimetres: width, widthByRate: false)
            )
        }
        rules.append(
            StyleRule(
                filter: "ELSE",
                label: RoadClassWords.name(.unclassified)[language],
                symbol: .line(colour: "195,203,210", millimetres: 0.26, widthByRate: false)
            )
        )
        return StyleDocument(rules: rules).text
    }

    /// Located crashes and violations; reads `kind` (`crash`, `violation`) and `severity` with the
    /// names of `CrashSeverity`.
    package static func events(_ language: Language) -> String {
        let rules = [
            StyleRule(
                filter: "\"kind\" = 'crash' AND \"severity\" = 'fatal'",
                label: Measure.fatalCrashes.title[language],
                symbol: .marker(shape: "diamond", colour: "0,0,0", millimetres: 3)
            ),
            StyleRule(
                filter: "\"kind\" = 'crash' AND \"severity\" IN ('serious', 'slight')",
                label: text("жараланғандары бар ЖКО", "ДТП с ранеными", "injury crash", language),
                symbol: .marker(shape: "circle", colour: "213,94,0", millimetres: 2.2)
            ),
            StyleRule(
                filter: "\"kind\" = 'crash' AND (\"severity\" IS NULL OR \"severity\" "
                    + "NOT IN ('fatal', 'serious', 'slight'))",
                label: text("өзге ЖКО", "прочие ДТП", "other crash", language),
                symbol: .marker(shape: "circle", colour: "240,228,66", millimetres: 1.8)
            ),
            StyleRule(
                filter: "\"kind\" = 'violation'",
                label: Measure.violations.title[language],
                symbol: .marker(shape: "square", colour: "0,114,178", millimetres: 1.4)
            ),
            StyleRule(
                filter: "ELSE",
                label: text("өзге", "прочее", "other", language),
                symbol: .marker(shape: "circle", colour: "150,150,150", millimetres: 1.2)
            ),
        ]
        return StyleDocument(rules: rules).text
    }

    private static func text(
        _ kk: String,
        _ ru: String,
        _ en: String,
        _ language: Language
    ) -> String {
        LocalizedText(kk: kk, ru: ru, en: en)[language]
    }
}
