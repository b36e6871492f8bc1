import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension EvaluateCommand {
    /// `jol evaluate ceiling`.
    struct Ceiling: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "ceiling",
                abstract: tr(
                    "The most that a measure can explain of a change.",
                    ru: "Наибольшее, что мера может объяснить в изменении.",
                    kk: "Өзгерістің шара түсіндіре алатын ең көп бөлігі."
                ),
                usage: """
                    jol evaluate ceiling --share <s> --cmf <r> [--claimed <percent>]
                           jol evaluate ceiling <parts.csv> [--claimed <percent>]
                    """,
                discussion: tr(
                    """
                    Sum over covered places of share·(1 − CMF). A share is 0.37, 37% or 355/955; a \
                    CMF is events with the measure over events without it, 0.89, or a change, -11%, \
                    or comes from --prior. Table: share (or deaths and total), cmf (or percent, or \
                    prior), lower, upper, name. A claim above the ceiling is \
                    NOT-EXPLAINED-BY-MEASURE; one below it is still not shown to be the measure's.
                    """,
                    ru: """
                        Сумма по охваченным местам: доля·(1 − CMF). Доля: 0.37, 37% или 355/955; CMF \
                        это события с мерой к событиям без неё: 0.89, или изменение -11%, или --prior. \
                        Таблица: share (или deaths и total), cmf (или percent, или prior), lower, \
                        upper, name. Заявленное выше потолка: NOT-EXPLAINED-BY-MEASURE; ниже потолка \
                        ещё не значит, что подействовала мера.
                        """,
                    kk: """
                        Қамтылған орындар бойынша қосынды: үлес·(1 − CMF). Үлес: 0.37, 37% не \
                        355/955; CMF шарамен болған оқиғалардың шарасызға қатынасы: 0.89, не өзгеріс \
                        -11%, не --prior. Кесте: share (не deaths мен total), cmf (не percent, не \
                        prior), lower, upper, name. Төбеден асқан мәлімдеме: \
                        NOT-EXPLAINED-BY-MEASURE; төбеден төмені шараның әсері деген сөз емес.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "A table of covered places; - is standard input.",
                    ru: "Таблица охваченных мест; - это стандартный ввод.",
                    kk: "Қамтылған орындар кестесі; - стандартты кіріс."
                ),
                valueName: "parts.csv"
            )
        )
        var file: String?
        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp(
                tr(
                    "Share of all events at the covered places.",
                    ru: "Доля всех событий на охваченных местах.",
                    kk: "Қамтылған орындардағы барлық оқиғалар үлесі."
                ),
                valueName: "share"
            )
        )
        var share: [ShareArgument] = []
        @Option(
            name: [.customLong("cmf"), .customLong("ratio"), .customLong("effect")],
            parsing: .unconditionalSingleValue,
            help: ArgumentHelp(
                tr(
                    "Ratio with the measure (0.89), or change in percent (-11%).",
                    ru: "Отношение с мерой (0.89) или изменение в процентах (-11%).",
                    kk: "Шарамен қатынас (0.89) не пайыздық өзгеріс (-11%)."
                ),
                valueName: "ratio"
            )
        )
        var cmf: [RatioArgument] = []
        @Option(
            help: ArgumentHelp(
                tr(
                    "An effect of the literature: see 'jol evaluate priors'.",
                    ru: "Эффект из литературы: см. 'jol evaluate priors'.",
                    kk: "Әдебиеттегі әсер: 'jol evaluate priors' қараңыз."
                ),
                valueName: "id"
            )
        )
        var prior: [String] = []
        @Option(
            name: [.customLong("claimed"), .customLong("claim"), .customLong("claimed-percent")],
            parsing: .unconditional,
            help: ArgumentHelp(
                tr(
                    "The change put down to the measure, in percent.",
                    ru: "Изменение, приписанное мере, в процентах.",
                    kk: "Шараға телінген өзгеріс, пайыз."
                ),
                valueName: "percent"
            )
        )
        var claimed: PercentArgument?
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Hold the claim against the furthest reach of the limits.",
                    ru: "Сравнить с крайней границей интервалов.",
                    kk: "Аралықтардың шеткі шегімен салыстыру."
                )
            )
        )
        var usingLimits = false
        @OptionGroup var language: LanguageOption
        @OptionGroup var form: AnswerOptions

        func run() throws {
            var parts: [MeasureCeiling.Part]
            if let file {
                parts = try CeilingTable.parts(AnalysisTable.read(file))
            } else {
                let effects =
                    try cmf.map { MeasureCeiling.Part(name: "", share: 0, ratio: $0.ratio) }
                    + prior.map { id in
                        let known = try PriorLedger.prior(id)
                        return MeasureCeiling.Part(
                            name: id,
                            share: 0,
                            ratio: known.ratio,
                            lower: known.lower,
                            upper: known.upper
                        )
                    }
                guard !share.isEmpty, share.count == effects.count else {
                    throw AnalysisOptions.usage(
                        "--share, --cmf, --prior",
                        "Every share needs one CMF or prior: \(share.count) and \(effects.count) "
                            + "were given.",
                        verb: "evaluate ceiling"
                    )
                }
                parts = zip(share, effects).enumerated().map { index, pair in
                    var part = pair.1
                    part.share = pair.0.share
                    if part.name.isEmpty { part.name = "\(index + 1)" }
                    return part
                }
            }
            let ceiling = MeasureCeiling(
                parts,
                claimedPercent: claimed?.percent.value,
                usesLimits: usingLimits
            )
            guard let ceiling else {
                throw AnalysisOptions.usage(
                    "--share, --cmf",
                    "Shares lie in 0 … 1 and add up to at most 1; CMFs are above 0.",
                    verb: "evaluate ceiling"
                )
            }
            try form.show(
                CeilingAnswer(ceiling: ceiling).answer,
                "evaluate.ceiling"
            )
        }
    }
}

/// A share as `0.37`, `37%` or `355/955`.
struct ShareArgument: ExpressibleByArgument {
    let share: Double

    init?(argument: String) {
        let pieces = argument.split(separator: "/").map(String.init)
        if pieces.count == 2, let a = FigureArgument(argument: pieces[0])?.value,
            let b = FigureArgument(argument: pieces[1])?.value, b > 0
        {
            share = a / b
        } else if pieces.count == 1, let value = FigureArgument(argument: argument)?.value {
            share = argument.contains("%") || value > 1 ? value / 100 : value
        } else {
            return nil
        }
        guard share >= 0 else { return nil }
    }
}

/// A ratio as `0.89`, or as a change in percent: `-11%`, `-11`.
struct RatioArgument: ExpressibleByArgument {
    let ratio: Double

    init?(argument: String) {
        guard let value = FigureArgument(argument: argument)?.value else { return nil }
        let isChange = argument.contains("%") || value < 0
        ratio = isChange ? 1 + value / 100 : value
        guard ratio > 0 else { return nil }
    }
}
