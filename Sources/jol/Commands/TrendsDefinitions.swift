import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension TrendsCommand {
    /// `jol trends definitions`.
    struct Definitions: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "definitions",
                abstract: tr(
                    "What counts as a road death, by series, and counts brought to 30 days.",
                    ru: "Что считается гибелью в ДТП, по рядам, и пересчёт к 30 дням.",
                    kk: "ЖКО-дағы қаза деген не, қатарлар бойынша, және 30 күнге келтіру."
                ),
                usage:
                    "jol trends definitions [--series <name> --deaths <n>] [--file <ledger.csv>]",
                discussion: tr(
                    """
                    The ledger is GeoData/rules/death-definitions.csv. A window that no source \
                    states stays empty, and such a series is compared with no other. With --deaths \
                    the count and its conversion are shown together: variance f²·D + D²·se².
                    """,
                    ru: """
                        Таблица: GeoData/rules/death-definitions.csv. Срок, которого не называет ни \
                        один источник, пуст, и такой ряд ни с чем не сравнивается. С --deaths число \
                        и пересчёт стоят рядом: дисперсия f²·D + D²·se².
                        """,
                    kk: """
                        Кесте: GeoData/rules/death-definitions.csv. Ешбір дереккөз атамаған мерзім \
                        бос қалады, ондай қатар ештеңемен салыстырылмайды. --deaths берілсе, сан мен \
                        келтірілгені қатар тұрады: дисперсия f²·D + D²·se².
                        """
                )
            )
        }

        @Option(
            help: ArgumentHelp(
                tr(
                    "One series of the ledger.",
                    ru: "Один ряд таблицы.",
                    kk: "Кестенің бір қатары."
                ),
                valueName: "name"
            )
        )
        var series: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Deaths to bring to 30 days.",
                    ru: "Погибшие для пересчёта.",
                    kk: "Келтірілетін қаза саны."
                ),
                valueName: "n"
            )
        )
        var deaths: FigureArgument?
        @Option(
            help: ArgumentHelp(
                tr("Another ledger.", ru: "Другая таблица.", kk: "Басқа кесте."),
                valueName: "ledger.csv"
            )
        )
        var file: String?
        @OptionGroup var language: LanguageOption
        @OptionGroup var form: AnswerOptions

        func run() throws {
            var known = try DefinitionLedger.read(file)
            if let series {
                known = [
                    try DefinitionLedger.definition(series, option: "--series", file: file)
                ]
            }
            if let deaths, deaths.count.map({ $0 < 0 }) ?? true {
                throw AnalysisOptions.usage(
                    "--deaths \(deaths.value)",
                    "A count of 0 or more was expected.",
                    verb: "trends definitions"
                )
            }
            var found = answer(known)
            found.sheet = Self.sheet(known)
            try form.show(found, "trends.definitions")
        }

        private func answer(_ known: [DeathDefinition]) -> AnalysisAnswer {
            let numbers = NumberText(Interface.language)
            let absent = tr("not stated", ru: "не указано", kk: "көрсетілмеген")
            var text = TerminalTable([
                (tr("Series", ru: "Ряд", kk: "Қатар"), .left),
                (tr("days", ru: "дней", kk: "күн"), .right),
                (tr("factor", ru: "множитель", kk: "көбейткіш"), .right),
                (tr("to 30 days", ru: "за 30 дней", kk: "30 күнге"), .right),
                (tr("Source", ru: "Источник", kk: "Дереккөз"), .left),
            ])
            let rows = known.map { definition in
                (definition, deaths?.count.flatMap { definition.converted($0) })
            }
            for (definition, converted) in rows {
                text.add([
                    definition.series,
                    definition.windowDays.map { "\($0)" } ?? absent,
                    definition.factor.map { numbers.decimal($0, decimals: 3) } ?? "–",
                    converted.map {
                        "\(numbers.decimal($0.value, decimals: 0)) "
                            + "(\(numbers.decimal($0.lower, decimals: 0)) … "
                            + "\(numbers.decimal($0.upper, decimals: 0)))"
                    } ?? "–",
                    String(definition.source.prefix(60)),
                ])
            }
            return AnalysisAnswer(
                ["definitions": .list(rows.map { Self.tree($0.0, $0.1) })],
                codes: series != nil && known.first?.windowDays == nil ? [.notComparable] : [],
                text: text.text
            )
        }

        private static func tree(
            _ definition: DeathDefinition,
            _ converted: ConvertedDeaths?
        ) -> AnalysisTree {
            func day(_ date: CivilDate?) -> AnalysisTree { date.map { .text("\($0)") } ?? .null }
            return [
                "series": .text(definition.series),
                "windowDays": definition.windowDays.map { .count($0) } ?? .null,
                "stated": .flag(definition.windowDays != nil),
                "factor": .number(definition.factor), "factorSE": .number(definition.factorError),
                "suicidesIncluded": definition.includesSuicides.map { .flag($0) } ?? .null,
                "validFrom": day(definition.validFrom), "validTo": day(definition.validTo),
                "rule": .text(definition.rule), "source": .text(definition.source),
                "converted": converted.map {
                    [
                        "deaths": .count($0.deaths), "value": .number($0.value),
                        "se": .number($0.standardError), "lower": .number($0.lower),
                        "upper": .number($0.upper),
                        "knowsFactorError": .flag($0.knowsFactorError),
                    ]
                } ?? .null,
            ]
        }

        private static func sheet(
            _ known: [DeathDefinition]
        ) -> (header: [String], rows: [[String]]) {
            (
                [
                    "series", "window_days", "factor_to_30d", "factor_se", "valid_from",
                    "valid_to", "source",
                ],
                known.map { row in
                    [
                        row.series, row.windowDays.map { "\($0)" } ?? "",
                        row.factor.map { "\($0)" } ?? "", row.factorError.map { "\($0)" } ?? "",
                        row.validFrom.map { "\($0)" } ?? "", row.validTo.map { "\($0)" } ?? "",
                        row.source,
                    ]
                }
            )
        }
    }
}
