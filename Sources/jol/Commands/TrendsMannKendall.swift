import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension TrendsCommand {
    /// `jol trends mann-kendall`.
    struct MannKendallVerb: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "mann-kendall",
                abstract: tr(
                    "Test for a steady rise or fall, without a law of the values.",
                    ru: "Проверить устойчивый рост или спад без закона распределения.",
                    kk: "Тұрақты өсу не кемуді үлестірімсіз тексеру."
                ),
                usage: "jol trends mann-kendall <table.csv> --x <column> --y <column> [options]",
                discussion: tr(
                    """
                    Variants: original, hamed-rao, yue-wang, pre-whitening, tfpw; with --period also \
                    seasonal and seasonal-correlated. All are in the answer; --variant names the one \
                    on top. Slopes are Theil-Sen, per step of the series.
                    """,
                    ru: """
                        Варианты: original, hamed-rao, yue-wang, pre-whitening, tfpw; с --period ещё \
                        seasonal и seasonal-correlated. В ответе все; --variant выбирает главный. \
                        Наклоны Тейла-Сена, на шаг ряда.
                        """,
                    kk: """
                        Нұсқалар: original, hamed-rao, yue-wang, pre-whitening, tfpw; --period болса \
                        seasonal, seasonal-correlated. Жауапта бәрі бар; --variant негізгісін \
                        таңдайды. Еңістер Тейл-Сен бойынша, қатардың қадамына.
                        """
                )
            )
        }

        @OptionGroup var input: AnalysisOptions
        @OptionGroup var columns: SeriesOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "The variant on top of the answer.",
                    ru: "Главный вариант ответа.",
                    kk: "Жауаптың негізгі нұсқасы."
                ),
                valueName: "variant"
            )
        )
        var variant: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Steps of a season, for example 12.",
                    ru: "Шагов в сезоне, например 12.",
                    kk: "Маусым қадамдары, мысалы 12."
                ),
                valueName: "steps"
            )
        )
        var period: Int?

        func run() throws {
            let known =
                (period == nil ? [] : ["seasonal", "seasonal-correlated"])
                + MannKendall.Variant.allCases.map(\.rawValue)
            let chosen = variant ?? known[0]
            guard known.contains(chosen) else {
                throw AnalysisOptions.usage(
                    "--variant \(chosen)",
                    "Known here: \(known.joined(separator: ", ")).",
                    verb: "trends mann-kendall"
                )
            }
            let run = MannKendallRun(period: period)
            try input.answer("trends.mann-kendall") { table throws(IntakeError) in
                let series = try columns.series(table)
                let outcome = try run.test(series)
                guard let top = outcome.tests.first(where: { $0.name == chosen }) else {
                    try series.requireComplete(chosen)
                    return AnalysisAnswer([:], text: "")
                }
                return Self.answer(series, outcome, top)
            }
        }

        private static func answer(
            _ series: AnalysisSeries,
            _ outcome: MannKendallRun.Outcome,
            _ top: (name: String, test: MannKendall)
        ) -> AnalysisAnswer {
            var flags: [AnalysisFlag] = []
            if series.missingCount > 0 { flags.append(.missingPeriods) }
            if series.values.count < 8 { flags.append(.shortSeries) }
            if outcome.isAutocorrelated { flags.append(.autocorrelated) }
            var fields = tree(top.test)
            fields["variant"] = .text(top.name)
            fields["n"] = .count(series.values.count)
            fields["missing"] = .texts(series.missing)
            fields["exactP"] = .number(outcome.exactP)
            fields["theilSen"] = [
                "slope": .number(outcome.line.slope),
                "intercept": .number(outcome.line.intercept),
                "lower": .number(outcome.line.lower), "upper": .number(outcome.line.upper),
            ]
            var variants: [String: AnalysisTree] = [:]
            for (name, test) in outcome.tests { variants[name] = .object(tree(test)) }
            fields["variants"] = .object(variants)
            let numbers = NumberText(Interface.language)
            var table = TerminalTable([
                (tr("Variant", ru: "Вариант", kk: "Нұсқа"), .left), ("S", .right), ("Z", .right),
                ("p", .right), ("τ", .right),
                (tr("slope", ru: "наклон", kk: "еңіс"), .right),
                (tr("trend", ru: "тренд", kk: "тренд"), .left),
            ])
            for (name, test) in outcome.tests {
                table.add([
                    name + (name == top.name ? " *" : ""), Say.decimal(test.s, 0),
                    Say.decimal(test.z, 3), numbers.probability(test.p),
                    Say.decimal(test.tau, 3), Say.decimal(test.slope, 4), word(test),
                ])
            }
            return AnalysisAnswer(fields, flags: flags, text: table.text)
        }

        private static func tree(_ test: MannKendall) -> [String: AnalysisTree] {
            [
                "s": .number(test.s), "varS": .number(test.variance), "z": .number(test.z),
                "p": .number(test.p), "tau": .number(test.tau), "slope": .number(test.slope),
                "intercept": .number(test.intercept), "trend": .text(trend(test)),
            ]
        }

        private static func trend(_ test: MannKendall) -> String {
            guard test.p <= 0.05 else { return "none" }
            return test.z > 0 ? "increasing" : "decreasing"
        }

        private static func word(_ test: MannKendall) -> String {
            switch trend(test) {
            case "increasing": tr("rising", ru: "рост", kk: "өсу")
            case "decreasing": tr("falling", ru: "спад", kk: "кему")
            default: tr("none shown", ru: "не показан", kk: "көрінбейді")
            }
        }
    }
}
