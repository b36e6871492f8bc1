import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension TrendsCommand {
    /// `jol trends its`.
    struct Its: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "its",
                abstract: tr(
                    "Whether a series stepped at a date: several models side by side.",
                    ru: "Был ли скачок ряда в дату: несколько моделей рядом.",
                    kk: "Қатар бір күнде секірді ме: қатар тұрған бірнеше модель."
                ),
                usage: "jol trends its [<table.csv>] --at <period> [--exposure <column>] [options]",
                discussion: tr(
                    """
                    State the date, the season and whether the slope may change before looking. Counts \
                    by Poisson, quasi-Poisson and nb; logarithms by ols, newey-west, gls-ar1, a \
                    structural and the airline model. The spread of the methods is the answer, not \
                    one of them. A step at a date is no proof of its cause (A1 at most).
                    """,
                    ru: """
                        Дату, сезон и возможность излома назовите до взгляда на данные. Числа: Poisson, \
                        quasi-Poisson, nb; логарифмы: ols, newey-west, gls-ar1, структурная и airline. \
                        Ответ даёт разброс методов, а не один из них. Скачок в дату не доказывает \
                        причины (не выше A1).
                        """,
                    kk: """
                        Күнді, маусымды және еңістің өзгеруін деректі көрмей тұрып айтыңыз. Сандар: \
                        Poisson, quasi-Poisson, nb; логарифмдер: ols, newey-west, gls-ar1, құрылымдық \
                        және airline. Жауап әдістердің айырмасында. Күндегі секіріс себепті \
                        дәлелдемейді (A1-ден аспайды).
                        """
                )
            )
        }

        @OptionGroup var input: TrendOptions
        @OptionGroup var columns: SeriesOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "The first period of the measure, as the table writes it.",
                    ru: "Первый период меры, как в таблице.",
                    kk: "Шараның алғашқы кезеңі, кестедегідей."
                ),
                valueName: "period"
            )
        )
        var at: String
        @Option(
            help: ArgumentHelp(
                tr("Column of exposures.", ru: "Столбец экспозиции.", kk: "Экспозиция бағаны."),
                valueName: "column"
            )
        )
        var exposure: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Further terms, for example 'log(fuel)'.",
                    ru: "Другие члены, например 'log(fuel)'.",
                    kk: "Басқа мүшелер, мысалы 'log(fuel)'."
                ),
                valueName: "terms"
            )
        )
        var covariates: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Steps of a season; 1 is none.",
                    ru: "Шагов в сезоне; 1 без сезона.",
                    kk: "Маусым қадамдары; 1 маусымсыз."
                ),
                valueName: "steps"
            )
        )
        var period: Int?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Pairs of waves instead of a constant a step of the season.",
                    ru: "Пар волн вместо постоянной на шаг сезона.",
                    kk: "Маусым қадамы тұрақтысының орнына толқын жұптары."
                ),
                valueName: "k"
            )
        )
        var harmonics: Int?
        @Flag(
            help: ArgumentHelp(
                tr("Only a step, no change of slope.", ru: "Только скачок.", kk: "Тек секіріс.")
            )
        )
        var noSlope = false

        func run() throws {
            guard (1...60).contains(period ?? 1), (1...6).contains(harmonics ?? 1) else {
                throw AnalysisOptions.usage(
                    "--period, --harmonics",
                    "A season has 1 to 60 steps and 1 to 6 pairs of waves.",
                    verb: "trends its"
                )
            }
            try input.answer("trends.its") { table throws(IntakeError) in
                let series = try columns.series(table, .notNegative, input)
                let run = ItsRun(
                    date: at,
                    exposure: exposure,
                    covariates: covariates,
                    harmonics: harmonics,
                    period: period ?? (series.isMonthly ? 12 : 1),
                    hasSlope: !noSlope
                )
                return ItsAnswer(series: series, outcome: try run.fit(series)).answer
                    .warned(of: series)
            }
        }
    }
}
