import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport

extension TrendsCommand {
    /// `jol trends forecast`.
    struct ForecastVerb: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "forecast",
                abstract: tr(
                    "Forecast a series and the chance of reaching a target.",
                    ru: "Прогноз ряда и вероятность достичь цели.",
                    kk: "Қатар болжамы және мақсатқа жету ықтималдығы."
                ),
                usage:
                    "jol trends forecast [<table.csv>] --steps <n> | --to-period <period> [--target <n>]",
                discussion: tr(
                    """
                    Methods: walk (random walk with drift), structural (level, slope, season), \
                    airline (ARIMA 0,1,1 0,1,1), all. Logarithms are modelled unless --scale none. \
                    Limits hold the mean; predictive limits add the chance of the count itself, with \
                    --phi. No model knows of measures to come.
                    """,
                    ru: """
                        Методы: walk (блуждание со сносом), structural (уровень, наклон, сезон), \
                        airline (ARIMA 0,1,1 0,1,1), all. Моделируются логарифмы, если не --scale \
                        none. Границы охватывают среднее, прогнозные ещё и случайность числа (--phi). \
                        О будущих мерах модель не знает.
                        """,
                    kk: """
                        Әдістер: walk (ығысулы кездейсоқ жүру), structural (деңгей, еңіс, маусым), \
                        airline (ARIMA 0,1,1 0,1,1), all. --scale none болмаса логарифм модельденеді. \
                        Шектер орташаны қамтиды, болжам шектері санның кездейсоқтығын да (--phi). \
                        Модель болашақ шараларды білмейді.
                        """
                )
            )
        }

        @OptionGroup var input: TrendOptions
        @OptionGroup var columns: SeriesOptions
        @Option(help: ArgumentHelp("walk, structural, airline, all.", valueName: "method"))
        var method = "all"
        @Option(
            help: ArgumentHelp(
                tr("Steps ahead.", ru: "Шагов вперёд.", kk: "Алға қадам саны."),
                valueName: "n"
            )
        )
        var steps: Int?
        @Option(
            help: ArgumentHelp(
                tr(
                    "The last period, for example 2030.",
                    ru: "Последний период, например 2030.",
                    kk: "Соңғы кезең, мысалы 2030."
                ),
                valueName: "period"
            )
        )
        var toPeriod: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "The target of the last period.",
                    ru: "Цель на последний период.",
                    kk: "Соңғы кезең мақсаты."
                ),
                valueName: "n"
            )
        )
        var target: Double?
        @Option(
            help: ArgumentHelp(
                tr("Steps of a season.", ru: "Шагов в сезоне.", kk: "Маусым қадамдары."),
                valueName: "steps"
            )
        )
        var seasonSteps: Int?
        @Option(help: ArgumentHelp("log, none.", valueName: "scale"))
        var scale = "log"
        @Option(
            help: ArgumentHelp(
                tr(
                    "Variance factor of the counts.",
                    ru: "Множитель дисперсии чисел.",
                    kk: "Сандардың дисперсия көбейткіші."
                ),
                valueName: "phi"
            )
        )
        var phi = 1.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Simulated futures.",
                    ru: "Смоделированных траекторий.",
                    kk: "Үлгіленген жолдар."
                ),
                valueName: "n"
            )
        )
        var paths = 10_000
        @Option(
            help: ArgumentHelp(
                tr("Seed of the simulation.", ru: "Зерно моделирования.", kk: "Үлгілеу тұқымы."),
                valueName: "n"
            )
        )
        var seed: UInt64 = 1
        @Option(
            help: ArgumentHelp(
                tr("Confidence level.", ru: "Уровень доверия.", kk: "Сенім деңгейі."),
                valueName: "level"
            )
        )
        var level = 0.95

        func run() throws {
            guard method == "all" || ForecastRun.Method(rawValue: method) != nil else {
                throw Self.usage("--method \(method)", "Known: walk, structural, airline, all.")
            }
            guard ["log", "none"].contains(scale) else {
                throw Self.usage("--scale \(scale)", "Known: log, none.")
            }
            guard (1...600).contains(steps ?? 1), (1...60).contains(seasonSteps ?? 1),
                (0.01...1000).contains(phi), (100...200_000).contains(paths), level > 0, level < 1,
                (target ?? 0) >= 0
            else {
                throw Self.usage(
                    "--steps, --season-steps, --phi, --paths, --level",
                    "A setting is out of its range."
                )
            }
            try input.answer("trends.forecast", step: .year) { table throws(IntakeError) in
                let series = try columns.series(table, .number, input)
                do throws(IntakeError) {
                    return try answer(series).warned(of: series)
                } catch {
                    if input.file == nil, scale == "log", series.values.contains(0) {
                        throw IntakeError(
                            .insufficient,
                            subject: error.subject,
                            detail: "Some periods have no events, and 0 has no logarithm.",
                            remedy: "Take --scale none, another --measure or a longer --step."
                        )
                    }
                    guard input.file == nil, input.step == nil, error.code == .insufficient else {
                        throw error
                    }
                    // Few whole years are the usual case of a young workspace.
                    var told = error
                    told.remedy = "Take months: --step month."
                    throw told
                }
            }
        }

        private func answer(_ series: AnalysisSeries) throws(IntakeError) -> AnalysisAnswer {
            var ahead = steps ?? 1
            if let toPeriod {
                guard let found = series.steps(to: toPeriod) else {
                    throw Self.usage(
                        "--to-period \(toPeriod)",
                        "The series ends in \(series.labels.last ?? ""); name a later period."
                    )
                }
                ahead = found
            }
            let season = seasonSteps ?? (series.isMonthly ? 12 : 1)
            var methods = ForecastRun.Method(rawValue: method).map { [$0] } ?? [.walk, .structural]
            if method == "all", season > 1 { methods.append(.airline) }
            let run = ForecastRun(
                methods: methods,
                steps: ahead,
                period: season,
                isLog: scale == "log",
                target: target,
                phi: phi,
                paths: paths,
                seed: seed,
                level: level
            )
            return ForecastAnswer(
                run: run,
                series: series,
                outcomes: try run.forecast(series)
            ).answer
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "trends forecast")
        }
    }
}
