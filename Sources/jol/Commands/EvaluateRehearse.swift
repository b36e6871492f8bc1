import ArgumentParser
import RoadPipeline
import RoadReport

extension EvaluateCommand {
    /// `jol evaluate rehearse`.
    struct Rehearse: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "rehearse",
                abstract: tr(
                    "What every method would say of a measure whose effect is known.",
                    ru: "Что сказал бы каждый метод о мере с известным эффектом.",
                    kk: "Әсері белгілі шара туралы әр әдіс не дер еді."
                ),
                usage:
                    "jol evaluate rehearse [--effect <r>] [--sites <n>] [--treated <n>] [options]",
                discussion: tr(
                    """
                    Simulated sites; the worst by their counts get the measure. With --effect 1 it \
                    does nothing, and the naive comparison still shows a fall: sites chosen for a bad \
                    period improve by themselves. Equal seeds give equal figures.
                    """,
                    ru: """
                        Придуманные места; меру получают худшие по числу ДТП. С --effect 1 она ничего \
                        не делает, а наивное сравнение всё равно видит снижение: места, выбранные за \
                        плохой период, улучшаются сами. Одинаковый seed даёт одинаковые числа.
                        """,
                    kk: """
                        Ойдан құрылған орындар; шараны ЖКО саны ең көптері алады. --effect 1 болса, \
                        шара ештеңе істемейді, бірақ аңғал салыстыру бәрібір төмендеу көреді: нашар \
                        кезеңі үшін таңдалған орындар өздігінен жақсарады. Бірдей seed бірдей сан береді.
                        """
                )
            )
        }

        @Option(
            help: ArgumentHelp(
                tr(
                    "True ratio of the measure.",
                    ru: "Истинное отношение меры.",
                    kk: "Шараның шын қатынасы."
                ),
                valueName: "ratio"
            )
        )
        var effect = 1.0
        @Option(
            help: ArgumentHelp(tr("Sites.", ru: "Места.", kk: "Орындар."), valueName: "n")
        )
        var sites = 1000
        @Option(
            help: ArgumentHelp(
                tr(
                    "Treated sites, the worst.",
                    ru: "Мест с мерой, худших.",
                    kk: "Шара алған, ең нашар орындар."
                ),
                valueName: "n"
            )
        )
        var treated = 50
        @Option(
            help: ArgumentHelp(
                tr("Simulated studies.", ru: "Повторений.", kk: "Қайталау саны."),
                valueName: "n"
            )
        )
        var runs = 1000
        @Option(
            help: ArgumentHelp(
                tr(
                    "Crashes of a site before.",
                    ru: "ДТП на месте до меры.",
                    kk: "Орындағы бұрынғы ЖКО."
                ),
                valueName: "mean"
            )
        )
        var mean = 4.0
        @Option(
            name: [.customLong("k"), .customLong("overdispersion")],
            help: ArgumentHelp(
                tr(
                    "Overdispersion of sites.",
                    ru: "Избыточная дисперсия мест.",
                    kk: "Орындардың артық дисперсиясы."
                ),
                valueName: "k"
            )
        )
        var overdispersion = 0.3
        @Option(
            help: ArgumentHelp(
                tr(
                    "After over before without the measure.",
                    ru: "После к до без меры.",
                    kk: "Шарасыз кейін/бұрын."
                ),
                valueName: "ratio"
            )
        )
        var trend = 0.95
        @Option(
            help: ArgumentHelp(
                tr(
                    "Spread of traffic: standard deviation of its logarithm.",
                    ru: "Разброс движения: ст. отклонение логарифма.",
                    kk: "Қозғалыс шашырауы: логарифмнің ст. ауытқуы."
                ),
                valueName: "sd"
            )
        )
        var spread = 0.6
        @Option(
            help: ArgumentHelp(
                tr(
                    "Seed of the random numbers.",
                    ru: "Начало случайных чисел.",
                    kk: "Кездейсоқ сандар бастауы."
                ),
                valueName: "n"
            )
        )
        var seed: UInt64 = 1
        @OptionGroup var language: LanguageOption
        @OptionGroup var form: AnswerOptions

        func run() throws {
            var run = RehearsalRun()
            (run.sites, run.treated, run.runs, run.seed) = (sites, treated, runs, seed)
            (run.effect, run.mean, run.trend) = (effect, mean, trend)
            (run.overdispersion, run.spread) = (overdispersion, spread)
            let rows = try run.rehearse()
            let numbers = NumberText(Interface.language)
            var table = TerminalTable([
                (tr("Method", ru: "Метод", kk: "Әдіс"), .left),
                (tr("mean ratio", ru: "среднее", kk: "орта қатынас"), .right),
                (tr("bias", ru: "смещение", kk: "ығысу"), .right),
                (tr("interval holds the truth", ru: "интервал верен", kk: "аралық дұрыс"), .right),
                (tr("finds an effect", ru: "находит эффект", kk: "әсер табады"), .right),
            ])
            for row in rows {
                table.add([
                    MethodNames.title(row.method), Say.decimal(row.meanRatio, 4),
                    numbers.signedPercent(row.biasPercent), Say.percent(row.coverage),
                    Say.percent(row.found),
                ])
            }
            try form.show(
                AnalysisAnswer(
                    [
                        "effect": .number(effect), "seed": .text("\(seed)"), "runs": .count(runs),
                        "methods": .list(
                            rows.map { row in
                                [
                                    "method": .text(row.method),
                                    "meanRatio": .number(row.meanRatio),
                                    "se": .number(row.error),
                                    "biasPercent": .number(row.biasPercent),
                                    "coverage": .number(row.coverage), "found": .number(row.found),
                                    "runs": .count(row.runs),
                                ]
                            }
                        ),
                    ],
                    text: table.text
                ),
                "evaluate.rehearse"
            )
        }
    }
}

/// The names of evaluation methods in the interface's language.
enum MethodNames {
    static func title(_ method: String) -> String {
        EvaluationWords.method(method)[Interface.language]
    }
}
