import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension TrendsCommand {
    /// `jol trends structural`.
    struct Structural: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "structural",
                abstract: tr(
                    "Fit a wandering level, a season and regressors to a series.",
                    ru: "Подогнать к ряду блуждающий уровень, сезон и регрессоры.",
                    kk: "Қатарға ауытқымалы деңгей, маусым мен регрессорлар келтіру."
                ),
                usage: "jol trends structural [<table.csv>] [--formula <formula>] [options]",
                discussion: tr(
                    """
                    One row per period, in order, none missing; logarithms are written in the \
                    formula, as 'log(deaths) ~ log(fuel) + law'. The seasonal is none, fixed, \
                    stochastic (dummies) or trig (waves). Exact diffuse likelihood, or ml.
                    """,
                    ru: """
                        Строка на период, по порядку, без пропусков; логарифмы пишутся в формуле: \
                        'log(deaths) ~ log(fuel) + law'. Сезон none, fixed или stochastic. Точное \
                        диффузное правдоподобие.
                        """,
                    kk: """
                        Әр кезеңге бір жол, ретімен, үзіліссіз; логарифм формулада жазылады: \
                        'log(deaths) ~ log(fuel) + law'. Маусым none, fixed не stochastic. Дәл \
                        диффузиялық шындыққа ұқсастық.
                        """
                )
            )
        }

        @OptionGroup var input: TrendOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "The model, for example 'log(deaths) ~ law'.",
                    ru: "Модель, например 'log(deaths) ~ law'.",
                    kk: "Модель, мысалы 'log(deaths) ~ law'."
                ),
                valueName: "formula"
            )
        )
        var formula: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of values where no formula is given.",
                    ru: "Столбец значений, если нет формулы.",
                    kk: "Формула жоқ болса, мәндер бағаны."
                ),
                valueName: "column"
            )
        )
        var y: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of times, checked for gaps.",
                    ru: "Столбец времени, проверяется на пропуски.",
                    kk: "Уақыт бағаны, үзілістер тексеріледі."
                ),
                valueName: "column"
            )
        )
        var x: String?
        @Option(
            help: ArgumentHelp(
                tr("Steps of a season.", ru: "Шагов в сезоне.", kk: "Маусым қадамдары."),
                valueName: "steps"
            )
        )
        var period = 12
        @Option(
            help: ArgumentHelp(
                tr(
                    "The season: none, fixed, stochastic or trig.",
                    ru: "Сезон: none, fixed, stochastic или trig.",
                    kk: "Маусым: none, fixed, stochastic не trig."
                ),
                valueName: "kind"
            )
        )
        var seasonal = "fixed"
        @Flag(
            help: ArgumentHelp(
                tr(
                    "The level has a slope that wanders.",
                    ru: "У уровня есть блуждающий наклон.",
                    kk: "Деңгейдің ауытқымалы еңісі бар."
                )
            )
        )
        var slope = false
        @Option(
            help: ArgumentHelp(
                tr(
                    "diffuse (restricted) or ml (profile).",
                    ru: "diffuse (ограниченное) или ml (профильное).",
                    kk: "diffuse (шектелген) не ml (профильдік)."
                ),
                valueName: "likelihood"
            )
        )
        var likelihood = "diffuse"
        @Option(
            help: ArgumentHelp(
                tr("Steps to forecast.", ru: "Шагов прогноза.", kk: "Болжам қадамдары."),
                valueName: "n"
            )
        )
        var steps = 0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Table of the regressors of the steps ahead.",
                    ru: "Таблица регрессоров будущих шагов.",
                    kk: "Алдағы қадамдар регрессорларының кестесі."
                ),
                valueName: "file"
            )
        )
        var future: String?

        func run() throws {
            guard let profile = StructuralModel.Likelihood(rawValue: likelihood) else {
                throw Self.usage("--likelihood \(likelihood)", "Known: diffuse, ml.")
            }
            guard (0...600).contains(steps) else {
                throw Self.usage("--steps \(steps)", "Must be 0 to 600.")
            }
            if profile == .profile, slope || seasonal == "stochastic" || seasonal == "trig" {
                throw Self.usage("--likelihood ml", "It knows no slope and no changing season.")
            }
            guard let kind = StructuralModel.Seasonal(rawValue: seasonal) else {
                throw Self.usage("--seasonal \(seasonal)", "Known: none, fixed, stochastic, trig.")
            }
            guard (2...60).contains(period) else {
                throw Self.usage("--period \(period)", "A season has 2 to 60 steps.")
            }
            var run = StructuralRun(
                formula: try read(formula ?? "y ~ 1"),
                x: x,
                period: period,
                seasonal: kind,
                hasSlope: slope,
                likelihood: profile,
                steps: steps,
                future: try future.map { try AnalysisTable.read($0) }
            )
            try input.answer("trends.structural") { table throws(IntakeError) in
                if formula == nil {
                    var columns = SeriesOptions()
                    (columns.x, columns.y) = (x, y)
                    let name = try columns.value(table, measure: input.measure)
                    run.formula = try read("`\(name)` ~ 1")
                }
                let fit = try run.fit(table)
                var answer = Self.answer(fit)
                answer.chart = Self.chart(try run.response(table), fit.forecast)
                return answer
            }
        }

        private func read(_ text: String) throws(IntakeError) -> Formula {
            do throws(FormulaError) { return try Formula(text) } catch {
                throw Self.usage("--formula \(text)", error.description)
            }
        }

        /// The response and, with `--steps`, what follows with 95 % limits of the mean.
        private static func chart(
            _ response: (labels: [String], values: [Double]),
            _ forecast: Forecast?
        ) -> TrendChart {
            var chart = TrendChart(
                title: "jol trends structural",
                points: response.values.enumerated().map { (Double($0), $1) },
                labels: response.labels.enumerated().map { (Double($0), $1) },
                language: Interface.language
            )
            guard let forecast else { return chart }
            let first = Double(response.values.count)
            let z = 1.959964
            chart.lines = [
                TrendChart.Line(forecast.means.enumerated().map { (first + Double($0), $1) })
            ]
            chart.band = zip(forecast.means, forecast.errors).enumerated().map { step, pair in
                (first + Double(step), pair.0 - z * pair.1, pair.0 + z * pair.1)
            }
            return chart
        }

        private static func answer(_ fit: StructuralFit) -> AnalysisAnswer {
            let numbers = NumberText(Interface.language)
            var table = TerminalTable([
                (tr("Term", ru: "Член", kk: "Мүше"), .left),
                (tr("estimate", ru: "оценка", kk: "баға"), .right),
                (tr("std. error", ru: "ст. ошибка", kk: "ст. қате"), .right),
                (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right),
                ("p", .right),
            ])
            var terms: [AnalysisTree] = []
            for term in fit.terms {
                table.add([
                    term.name, Say.decimal(term.estimate, 5), Say.decimal(term.standardError, 5),
                    "\(Say.decimal(term.lower, 4)) … \(Say.decimal(term.upper, 4))",
                    numbers.probability(term.p),
                ])
                terms.append([
                    "term": .text(term.name), "estimate": .number(term.estimate),
                    "se": .number(term.standardError), "statistic": .number(term.statistic),
                    "p": .number(term.p), "lower": .number(term.lower),
                    "upper": .number(term.upper),
                ])
            }
            var lines = [
                tr("irregular", ru: "нерегулярная", kk: "кездейсоқ") + " σ² = "
                    + Say.decimal(fit.irregular, 6),
                tr("level", ru: "уровень", kk: "деңгей") + " σ² = " + Say.decimal(fit.level, 6),
            ]
            if let seasonal = fit.seasonal {
                lines.append(
                    tr("season", ru: "сезон", kk: "маусым") + " σ² = " + Say.decimal(seasonal, 6)
                )
            }
            lines.append("logLik = \(Say.decimal(fit.logLikelihood, 3)), n = \(fit.count)")
            return AnalysisAnswer(
                [
                    "coefficients": .list(terms),
                    "variances": [
                        "irregular": .number(fit.irregular), "level": .number(fit.level),
                        "slope": .number(fit.slope), "seasonal": .number(fit.seasonal),
                    ],
                    "lastSlope": .number(fit.lastSlope),
                    "forecast": fit.forecast.map { forecast in
                        .list(
                            zip(forecast.means, forecast.errors).map { mean, error in
                                ["mean": .number(mean), "se": .number(error)]
                            }
                        )
                    } ?? .null,
                    "logLik": .number(fit.logLikelihood), "n": .count(fit.count),
                    "diffuse": .count(fit.diffuseCount), "lastLevel": .number(fit.lastLevel),
                ],
                flags: fit.count < 4 * fit.diffuseCount ? [.shortSeries] : [],
                text: (fit.terms.isEmpty ? "" : table.text + "\n\n")
                    + lines.joined(separator: "\n")
            )
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "trends structural")
        }
    }
}
