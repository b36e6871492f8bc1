import ArgumentParser
import RoadModel
import RoadPipeline

extension EvaluateCommand {
    /// `jol evaluate before-after`.
    struct BeforeAfterVerb: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "before-after",
                abstract: tr(
                    "Compare treated sites with what they would have had without the measure.",
                    ru: "Сравнить места с мерой с тем, что было бы без неё.",
                    kk: "Шара алған орындарды шарасыз күтілгенмен салыстыру."
                ),
                usage: "jol evaluate before-after <table.csv> [--spf <terms>] [options]",
                discussion: tr(
                    """
                    Columns: observed_before, observed_after (else b1, b2, … and a1, a2, … are \
                    added up; or --before, --after); treated 1/0 for comparison sites. Empirical \
                    Bayes takes predicted_before, predicted_after, overdispersion (k, variance \
                    mean + k·mean²), or --predicted-before, --predicted-after, --overdispersion as \
                    arithmetic over columns, or --spf terms fitted to the period before (column x \
                    is x_before or x_after where those exist), or mean and variance of the sites. One \
                    row K, L, M, N is Hauer's comparison group alone.
                    """,
                    ru: """
                        Столбцы: observed_before, observed_after (иначе складываются b1, b2, … и \
                        a1, a2, …; или --before, --after); treated 1/0 для мест сравнения. Для \
                        эмпирического Байеса predicted_before, predicted_after, overdispersion (k, \
                        дисперсия среднее + k·среднее²), или --predicted-before, --predicted-after, \
                        --overdispersion как арифметика столбцов, или --spf: члены модели по периоду \
                        до меры (столбец x это x_before или x_after, если они есть), или среднее и \
                        дисперсия мест. Одна строка K, L, M, N: только группа сравнения Хауэра.
                        """,
                    kk: """
                        Бағандар: observed_before, observed_after (әйтпесе b1, b2, … мен a1, a2, … \
                        қосылады; не --before, --after); салыстыру орындарына treated 1/0. \
                        Эмпирикалық Байеске predicted_before, predicted_after, overdispersion (k, \
                        дисперсия орта + k·орта²), не --predicted-before, --predicted-after, \
                        --overdispersion бағандар арифметикасы, не шараға дейінгі кезеңге келтірілген \
                        --spf мүшелері (x бағаны болса x_before не x_after), не орындардың ортасы \
                        мен дисперсиясы. K, L, M, N деген бір жол: Хауэр салыстыру тобы ғана.
                        """
                )
            )
        }

        @OptionGroup var input: AnalysisOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "Columns of crashes before, added up.",
                    ru: "Столбцы ДТП до, складываются.",
                    kk: "Бұрынғы ЖКО бағандары, қосылады."
                ),
                valueName: "column,column"
            )
        )
        var before: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Columns of crashes after, added up.",
                    ru: "Столбцы ДТП после, складываются.",
                    kk: "Кейінгі ЖКО бағандары, қосылады."
                ),
                valueName: "column,column"
            )
        )
        var after: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Years before; default the number of columns.",
                    ru: "Лет до; иначе число столбцов.",
                    kk: "Бұрынғы жылдар; әйтпесе бағандар саны."
                ),
                valueName: "years"
            )
        )
        var yearsBefore: Double?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Years after; default the number of columns.",
                    ru: "Лет после; иначе число столбцов.",
                    kk: "Кейінгі жылдар; әйтпесе бағандар саны."
                ),
                valueName: "years"
            )
        )
        var yearsAfter: Double?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column that is 1 for treated sites.",
                    ru: "Столбец: 1 у мест с мерой.",
                    kk: "Баған: шара алған орында 1."
                ),
                valueName: "column"
            )
        )
        var treated = "treated"
        @Option(
            help: ArgumentHelp(
                tr(
                    "Crashes expected before, as arithmetic over columns.",
                    ru: "Ожидаемые ДТП до, арифметика столбцов.",
                    kk: "Бұрын күтілген ЖКО, бағандар арифметикасы."
                ),
                valueName: "expression"
            )
        )
        var predictedBefore: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Crashes expected after without the measure.",
                    ru: "Ожидаемые ДТП после без меры.",
                    kk: "Шарасыз кейін күтілген ЖКО."
                ),
                valueName: "expression"
            )
        )
        var predictedAfter: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Overdispersion k of the expectation.",
                    ru: "Избыточная дисперсия k ожидания.",
                    kk: "Күтілімнің артық дисперсиясы k."
                ),
                valueName: "expression"
            )
        )
        var overdispersion: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Terms of the model of untreated sites, as 'log(aadt) + offset(log(km))'.",
                    ru: "Члены модели мест без меры, как 'log(aadt) + offset(log(km))'.",
                    kk: "Шарасыз орындар моделі, 'log(aadt) + offset(log(km))' сияқты."
                ),
                valueName: "terms"
            )
        )
        var spf: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Sites the model is fitted to: auto, untreated, all (before, none is treated).",
                    ru: "Места модели: auto, untreated, all (до меры все без неё).",
                    kk: "Модель орындары: auto, untreated, all (шараға дейін бәрі шарасыз)."
                ),
                valueName: "sites"
            )
        )
        var spfSites = "auto"
        @Option(
            name: [.customLong("odds-variance"), .customLong("var-omega")],
            help: ArgumentHelp(
                tr(
                    "Variance of the odds ratio between groups in untreated years.",
                    ru: "Дисперсия отношения шансов групп в годы без меры.",
                    kk: "Шарасыз жылдардағы топтар шанс қатынасының дисперсиясы."
                ),
                valueName: "x"
            )
        )
        var oddsVariance = 0.0

        func run() throws {
            var run = BeforeAfterRun()
            run.before = Self.names(before)
            run.after = Self.names(after)
            for (option, years) in [("before", yearsBefore), ("after", yearsAfter)] {
                if let years, !(years > 0 && years < 1000) {
                    throw Self.usage("--years-\(option) \(years)", "Years must be above 0.")
                }
            }
            guard oddsVariance >= 0, oddsVariance.isFinite else {
                throw Self.usage("--odds-variance \(oddsVariance)", "A variance is 0 or more.")
            }
            (run.yearsBefore, run.yearsAfter) = (yearsBefore, yearsAfter)
            (run.treated, run.oddsVariance) = (treated, oddsVariance)
            guard let reference = BeforeAfterRun.Reference(rawValue: spfSites) else {
                throw Self.usage("--spf-sites \(spfSites)", "Known: auto, untreated, all.")
            }
            run.reference = reference
            let given = [predictedBefore, predictedAfter, overdispersion].compactMap(\.self)
            if let spf {
                guard given.isEmpty else {
                    throw Self.usage("--spf", "Either --spf or given expectations, not both.")
                }
                run.prediction = .fitted(spf)
            } else if given.count == 3 {
                run.prediction = .given(
                    before: given[0],
                    after: given[1],
                    overdispersion: given[2]
                )
            } else if !given.isEmpty {
                throw Self.usage(
                    "--predicted-before, --predicted-after, --overdispersion",
                    "All three are needed."
                )
            }
            let settled = run
            try input.answer("evaluate.before-after") { table throws(IntakeError) in
                BeforeAfterAnswer(outcome: try settled.evaluate(table)).answer
            }
        }

        private static func names(_ list: String?) -> [String] {
            (list ?? "").split(separator: ",").map { String($0.trimmed) }
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "evaluate before-after")
        }
    }
}
