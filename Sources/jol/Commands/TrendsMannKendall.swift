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

        @OptionGroup var input: TrendOptions
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

        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of areas that are tested together (regional test).",
                    ru: "Столбец территорий для общего (регионального) теста.",
                    kk: "Бірге тексерілетін аумақтар бағаны (аймақтық тест)."
                ),
                valueName: "column"
            )
        )
        var areas: String?

        func run() throws {
            if let areas { return try regional(areas) }
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
                let series = try columns.series(table, .number, input)
                let outcome = try run.test(series)
                guard let top = outcome.tests.first(where: { $0.name == chosen }) else {
                    try series.requireComplete(chosen)
                    return AnalysisAnswer([:], text: "")
                }
                return Self.answer(series, outcome, top).warned(of: series)
            }
        }

        /// One test of all areas, independent and correlated.
        private func regional(_ column: String) throws {
            try input.answer("trends.mann-kendall") { table throws(IntakeError) in
                var all: [AnalysisSeries] = []
                var names: [String] = []
                for (label, part) in try table.groups(by: column) {
                    let series = try columns.series(part, .number, input)
                    try series.requireComplete("the regional test of \(label)")
                    if let first = all.first, series.labels != first.labels {
                        throw IntakeError(
                            .insufficient,
                            subject: table.subject,
                            detail: "\(label) and \(names[0]) do not hold the same periods.",
                            remedy: "Give every area every period, or leave the area out."
                        )
                    }
                    names.append(label)
                    all.append(series)
                }
                do throws(SeriesError) {
                    let plain = try MannKendall.regional(all.map(\.values))
                    let joint = try MannKendall.regional(all.map(\.values), isCorrelated: true)
                    return Self.answer(names, plain, joint)
                } catch {
                    throw table.refusal(error)
                }
            }
        }

        private static func answer(
            _ names: [String],
            _ plain: MannKendall,
            _ joint: MannKendall
        ) -> AnalysisAnswer {
            // Neighbours share weather and prices: the correlated test leads.
            var fields = tree(joint)
            fields["variant"] = "regional-correlated"
            fields["areas"] = .texts(names)
            fields["variants"] = [
                "regional": .object(tree(plain)), "regional-correlated": .object(tree(joint)),
            ]
            let numbers = NumberText(Interface.language)
            var table = TerminalTable([
                (tr("Variant", ru: "Вариант", kk: "Нұсқа"), .left), ("S", .right), ("Z", .right),
                ("p", .right), (tr("trend", ru: "тренд", kk: "тренд"), .left),
            ])
            for (name, test) in [("regional", plain), ("regional-correlated *", joint)] {
                table.add([
                    name, Say.decimal(test.s, 0), Say.decimal(test.z, 3),
                    numbers.probability(test.p), word(test),
                ])
            }
            return AnalysisAnswer(fields, text: table.text)
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
            let plain = outcome.tests.first { $0.name == "original" }?.test ?? top.test
            fields["tauB"] = .number(MannKendall.tauB(score: plain.s, series.values))
            fields["tauBP"] = .number(
                MannKendall.tauBP(score: plain.s, variance: plain.variance, series.values)
            )
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
            var answer = AnalysisAnswer(fields, flags: flags, text: table.text)
            answer.sheet = (
                ["variant", "s", "var_s", "z", "p", "tau", "slope"],
                outcome.tests.map { name, test in
                    [name]
                        + [test.s, test.variance, test.z, test.p, test.tau, test.slope]
                        .map { "\($0)" }
                }
            )
            var chart = series.chart("jol trends mann-kendall")
            chart.lines = [
                TrendChart.Line(
                    zip(series.times, series.steps).map {
                        ($0, outcome.line.intercept + outcome.line.slope * $1)
                    }
                )
            ]
            answer.chart = chart
            return answer
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
