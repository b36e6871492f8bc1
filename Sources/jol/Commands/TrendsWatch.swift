import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension TrendsCommand {
    /// `jol trends watch`.
    struct Watch: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "watch",
                abstract: tr(
                    "Warn early when a count leaves what earlier years let expect.",
                    ru: "Рано предупредить, когда число выходит за ожидаемое по прошлым годам.",
                    kk: "Сан алдыңғы жылдар күткенінен асқанда ерте ескерту."
                ),
                usage:
                    "jol trends watch [<table.csv>] [--x <column>] [--y <column>] [--method <method>]",
                discussion: tr(
                    """
                    farrington and flexible compare each step with the same season of --years years; \
                    ears with the last seven steps; cusum and ewma add up small shifts from the mean \
                    of the first --baseline steps, with one false alarm in --false-alarm-years years. \
                    The flexible method's defaults repeat the shared reference; for weekly series \
                    take --seasons 10 --guard 26 --residual-limit 2.58 --threshold nb.
                    """,
                    ru: """
                        farrington и flexible сравнивают шаг с тем же сезоном --years лет; ears с \
                        последними семью шагами; cusum и ewma накапливают малые сдвиги от среднего \
                        первых --baseline шагов, одна ложная тревога за --false-alarm-years лет. Для \
                        недельных рядов: --seasons 10 --guard 26 --residual-limit 2.58 --threshold nb.
                        """,
                    kk: """
                        farrington мен flexible қадамды --years жылдың сол маусымымен салыстырады; \
                        ears соңғы жеті қадаммен; cusum мен ewma алғашқы --baseline қадам орташасынан \
                        шағын ығысуларды жинайды, --false-alarm-years жылда бір жалған дабыл. Апталық \
                        қатарға: --seasons 10 --guard 26 --residual-limit 2.58 --threshold nb.
                        """
                )
            )
        }

        @OptionGroup var input: TrendOptions
        @OptionGroup var columns: SeriesOptions
        @Option(
            help: ArgumentHelp(
                "farrington, flexible, cusum, ewma, ears.",
                valueName: "method"
            )
        )
        var method = "farrington"
        @OptionGroup var settings: WatchSettings

        func run() throws {
            guard let kind = WatchRun.Method(rawValue: method) else {
                throw AnalysisOptions.usage(
                    "--method \(method)",
                    "Known: farrington, flexible, cusum, ewma, ears.",
                    verb: "trends watch"
                )
            }
            let run = try settings.run(kind)
            try input.answer("trends.watch") { table throws(IntakeError) in
                let series = try columns.series(table, .notNegative, input)
                let exposure =
                    try settings.exposure.map { column throws(IntakeError) in
                        try series.table.numbers(column, .positive)
                    }
                return WatchAnswer(
                    run: run,
                    series: series,
                    outcome: try run.watch(series, exposure: exposure)
                ).answer.warned(of: series)
            }
        }
    }
}

/// The settings of an early warning.
struct WatchSettings: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr("Years of baseline (b).", ru: "Лет базы (b).", kk: "База жылдары (b)."),
            valueName: "n"
        )
    )
    var years = 5
    @Option(
        help: ArgumentHelp(
            tr(
                "Steps to either side of the season (w).",
                ru: "Шагов по обе стороны сезона (w).",
                kk: "Маусымның екі жағындағы қадамдар (w)."
            ),
            valueName: "n"
        )
    )
    var window = 3
    @Option(
        help: ArgumentHelp(
            tr("Steps a year.", ru: "Шагов в году.", kk: "Жылдағы қадамдар."),
            valueName: "steps"
        )
    )
    var period = 12
    @Option(
        help: ArgumentHelp(
            tr(
                "Probability of a false alarm.",
                ru: "Вероятность ложной тревоги.",
                kk: "Жалған дабыл ықтималдығы."
            ),
            valueName: "p"
        )
    )
    var alpha = 0.05
    @Option(
        help: ArgumentHelp(
            tr(
                "Watch the last steps only.",
                ru: "Только последние шаги.",
                kk: "Тек соңғы қадамдар."
            ),
            valueName: "n"
        )
    )
    var last: Int?
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
                "Seasonal levels (flexible).",
                ru: "Уровней сезона (flexible).",
                kk: "Маусым деңгейлері."
            ),
            valueName: "n"
        )
    )
    var seasons = 1
    @Option(
        help: ArgumentHelp(
            tr(
                "Last steps kept out of the baseline (flexible).",
                ru: "Последних шагов вне базы (flexible).",
                kk: "Базаға кірмейтін соңғы қадамдар (flexible)."
            ),
            valueName: "n"
        )
    )
    var `guard` = 0
    @Option(
        help: ArgumentHelp(
            tr(
                "Threshold of flexible: delta, nb, muan.",
                ru: "Порог flexible: delta, nb, muan.",
                kk: "flexible шегі: delta, nb, muan."
            ),
            valueName: "kind"
        )
    )
    var threshold = "delta"
    @Option(
        help: ArgumentHelp(
            tr(
                "Power: 2/3, 1/2, none.",
                ru: "Степень: 2/3, 1/2, none.",
                kk: "Дәреже: 2/3, 1/2, none."
            ),
            valueName: "power"
        )
    )
    var power = "2/3"
    @Option(
        help: ArgumentHelp(
            tr(
                "Largest p at which a trend stays.",
                ru: "Наибольшее p, при котором тренд остаётся.",
                kk: "Тренд қалатын ең үлкен p."
            ),
            valueName: "p"
        )
    )
    var trendP: Double?
    @Option(
        help: ArgumentHelp(
            tr(
                "Residual above which a baseline value counts less.",
                ru: "Остаток, выше которого значение базы весит меньше.",
                kk: "База мәні аз саналатын қалдық шегі."
            ),
            valueName: "z"
        )
    )
    var residualLimit = 1.0
    @Flag(help: ArgumentHelp(tr("No trend.", ru: "Без тренда.", kk: "Трендсіз.")))
    var noTrend = false
    @Flag(
        help: ArgumentHelp(
            tr("No reweighting.", ru: "Без перевзвешивания.", kk: "Қайта салмақтаусыз.")
        )
    )
    var noReweight = false
    @Flag(
        help: ArgumentHelp(
            tr(
                "Carry the variance factor into the error of the expectation (flexible).",
                ru: "Учесть множитель дисперсии в ошибке ожидания (flexible).",
                kk: "Күтім қатесіне дисперсия көбейткішін қосу (flexible)."
            )
        )
    )
    var fullError = false
    @Option(
        help: ArgumentHelp(
            tr(
                "First steps that make the mean of a chart.",
                ru: "Первых шагов для среднего карты.",
                kk: "Карта орташасына алғашқы қадамдар."
            ),
            valueName: "n"
        )
    )
    var baseline: Int?
    @Option(
        help: ArgumentHelp(
            tr(
                "Shift of the mean that cusum looks for, as a ratio.",
                ru: "Сдвиг среднего, который ищет cusum, отношением.",
                kk: "cusum іздейтін орташа ығысуы, қатынас."
            ),
            valueName: "ratio"
        )
    )
    var shift = 1.3
    @Option(
        help: ArgumentHelp(
            tr("up or down.", ru: "up (рост) или down (спад).", kk: "up (өсу) не down (кему)."),
            valueName: "way"
        )
    )
    var direction = "up"
    @Option(
        help: ArgumentHelp(
            tr("Weight of ewma.", ru: "Вес ewma.", kk: "ewma салмағы."),
            valueName: "weight"
        )
    )
    var lambda = 0.2
    @Option(
        help: ArgumentHelp(
            tr(
                "The limit h of cusum, or L of ewma.",
                ru: "Предел h для cusum или L для ewma.",
                kk: "cusum үшін h не ewma үшін L шегі."
            ),
            valueName: "x"
        )
    )
    var limit: Double?
    @Option(
        help: ArgumentHelp(
            tr(
                "One false alarm in so many years.",
                ru: "Одна ложная тревога за столько лет.",
                kk: "Осынша жылда бір жалған дабыл."
            ),
            valueName: "years"
        )
    )
    var falseAlarmYears = 5.0

    func run(_ method: WatchRun.Method) throws(IntakeError) -> WatchRun {
        var options = method == .flexible ? FarringtonOptions.flexible : FarringtonOptions()
        guard let threshold = FarringtonOptions.Threshold(rawValue: threshold) else {
            throw usage("--threshold \(threshold)", "Known: delta, nb, muan.")
        }
        guard let power = FarringtonOptions.Power(rawValue: power) else {
            throw usage("--power \(power)", "Known: 2/3, 1/2, none.")
        }
        guard let direction = ControlCharts.Direction(rawValue: direction) else {
            throw usage("--direction \(direction)", "Known: up, down.")
        }
        guard (2...400).contains(period), (1...50).contains(years), (0...100).contains(window),
            (1...60).contains(seasons), (0...400).contains(self.guard), alpha > 0, alpha < 1,
            shift > 0, shift != 1, lambda > 0, lambda <= 1, falseAlarmYears > 0,
            falseAlarmYears <= 1000, (1...1_000_000).contains(last ?? 1),
            (4...1_000_000).contains(baseline ?? 4), (limit ?? 1) > 0
        else {
            throw usage(
                "--period, --years, --window, --alpha, --shift, --lambda …",
                "A setting is out of its range."
            )
        }
        (options.years, options.halfWindow, options.alpha) = (years, window, alpha)
        (options.allowsTrend, options.reweights) = (!noTrend, !noReweight)
        options.trendP = trendP ?? options.trendP
        (options.residualLimit, options.power) = (residualLimit, power)
        (options.seasons, options.guardSteps) = (seasons, self.guard)
        (options.threshold, options.usesFullError) = (threshold, fullError)
        return WatchRun(
            method: method,
            options: options,
            period: period,
            last: last,
            baseline: baseline,
            shift: shift,
            direction: direction,
            weight: lambda,
            limit: limit,
            falseAlarmYears: falseAlarmYears
        )
    }

    private func usage(_ option: String, _ detail: String) -> IntakeError {
        AnalysisOptions.usage(option, detail, verb: "trends watch")
    }
}
