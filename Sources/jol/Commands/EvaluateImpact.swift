import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension EvaluateCommand {
    /// `jol evaluate impact`.
    struct Impact: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "impact",
                abstract: tr(
                    "A series after a date against its own forecast, with false dates beside it.",
                    ru: "Ряд после даты против своего прогноза, рядом с ложными датами.",
                    kk: "Күннен кейінгі қатар өз болжамына қарсы, жалған күндермен қатар."
                ),
                usage: """
                    jol evaluate impact <series.csv> --time <column> --outcome <column>
                      --start <period> [--controls <column,column>] [options]
                    """,
                discussion: tr(
                    """
                    A wandering level, a fixed season and control series are fitted to the time \
                    before --start and carried forward; the difference is the effect. Controls are \
                    series that the measure cannot touch, for example neighbouring regions. The same \
                    is done at earlier false dates and on the controls: an effect that they show as \
                    well is none (flag PLACEBO).
                    """,
                    ru: """
                        Блуждающий уровень, постоянный сезон и контрольные ряды подгоняются по времени \
                        до --start и продолжаются; разница есть эффект. Контрольные ряды: те, на \
                        которые мера действовать не может, например соседние области. То же делается \
                        на ложных датах и на контрольных рядах: если эффект есть и там, его нет \
                        (флаг PLACEBO).
                        """,
                    kk: """
                        --start дейінгі уақытқа ауытқымалы деңгей, тұрақты маусым мен бақылау \
                        қатарлары келтіріліп, алға жалғасады; айырма деген әсер. Бақылау қатарлары: \
                        шара әсер ете алмайтындар, мысалы көрші облыстар. Сол есеп жалған күндер мен \
                        бақылау қатарларында да жасалады: әсер онда да болса, ол жоқ (PLACEBO).
                        """
                )
            )
        }

        @OptionGroup var input: AnalysisOptions
        @Option(
            name: [.customLong("time"), .customLong("x")],
            help: ArgumentHelp(
                tr("Column of times.", ru: "Столбец времени.", kk: "Уақыт бағаны."),
                valueName: "column"
            )
        )
        var time: String?
        @Option(
            name: [.customLong("outcome"), .customLong("y")],
            help: ArgumentHelp(
                tr("Column of counts.", ru: "Столбец чисел.", kk: "Сандар бағаны."),
                valueName: "column"
            )
        )
        var outcome: String
        @Option(
            name: [
                .customLong("start"), .customLong("date"), .customLong("intervention"),
                .customLong("at"),
            ],
            help: ArgumentHelp(
                tr(
                    "First period with the measure.",
                    ru: "Первый период с мерой.",
                    kk: "Шара бар бірінші кезең."
                ),
                valueName: "period"
            )
        )
        var start: String
        @Option(
            name: [.customLong("controls"), .customLong("control")],
            help: ArgumentHelp(
                tr(
                    "Columns of control series.",
                    ru: "Столбцы контрольных рядов.",
                    kk: "Бақылау қатарлары бағандары."
                ),
                valueName: "column,column"
            )
        )
        var controls: String?
        @Option(
            name: [.customLong("season"), .customLong("period")],
            help: ArgumentHelp(
                tr(
                    "Steps of a season; 1 for none.",
                    ru: "Шагов в сезоне; 1: нет.",
                    kk: "Маусым қадамы; 1: жоқ."
                ),
                valueName: "n"
            )
        )
        var season = 12
        @Option(
            help: ArgumentHelp(
                tr(
                    "log or count; default log from 10 events on.",
                    ru: "log или count; иначе log от 10.",
                    kk: "log не count; әйтпесе 10-нан log."
                ),
                valueName: "scale"
            )
        )
        var scale: String?
        @Option(
            help: ArgumentHelp(
                tr("Drawn paths.", ru: "Число траекторий.", kk: "Жолдар саны."),
                valueName: "n"
            )
        )
        var draws = 4000
        @Option(
            help: ArgumentHelp(
                tr("Most false dates.", ru: "Ложных дат не больше.", kk: "Жалған күндер саны."),
                valueName: "n"
            )
        )
        var placebos = 100
        @Option(
            help: ArgumentHelp(
                tr(
                    "Seed of the draws.",
                    ru: "Начало случайных чисел.",
                    kk: "Кездейсоқ сандар бастауы."
                ),
                valueName: "n"
            )
        )
        var seed: UInt64 = 1

        func run() throws {
            var run = ImpactRun(
                time: time,
                outcome: outcome,
                controls: (controls ?? "").split(separator: ",").map { String($0.trimmed) },
                start: start
            )
            if let scale {
                guard let known = ImpactAnalysis.Scale(rawValue: scale) else {
                    throw Self.usage("--scale \(scale)", "Known: log, count.")
                }
                run.options.scale = known
            }
            guard (1...60).contains(season), (100...1_000_000).contains(draws),
                (0...1000).contains(placebos)
            else {
                throw Self.usage(
                    "--season, --draws, --placebos",
                    "A season of 1 to 60 steps, 100 draws or more."
                )
            }
            (run.options.season, run.options.draws) = (season, draws)
            (run.options.placebos, run.options.seed) = (placebos, seed)
            let settled = run
            try input.answer("evaluate.impact") { table throws(IntakeError) in
                ImpactAnswer(outcome: try settled.analyse(table)).answer
            }
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "evaluate impact")
        }
    }
}
