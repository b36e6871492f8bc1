import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport

extension EvaluateCommand {
    /// `jol evaluate panel`.
    struct Panel: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "panel",
                abstract: tr(
                    "Poisson model of units and periods: what a dose of the measure goes with.",
                    ru: "Модель Пуассона по единицам и периодам: чему отвечает доза меры.",
                    kk: "Бірлік пен кезең бойынша Пуассон моделі: шара мөлшеріне не сай келеді."
                ),
                usage: """
                    jol evaluate panel <table.csv> --unit <column> --time <column>
                      --outcome <column> --dose <column,column> [options]
                    """,
                discussion: tr(
                    """
                    One row a unit and period: a count, doses (patrol hours, complex-months) and \
                    covariates. Every unit and every period has a constant of its own; errors are by \
                    unit. --dose may be arithmetic, as log(patrol). The same dose of the NEXT period \
                    is fitted too: it cannot act back, so a future that matters says that hours \
                    follow crashes. Rows that the model would fit perfectly are left out and counted.
                    """,
                    ru: """
                        Строка это единица и период: число, дозы (часы патруля, месяцы комплексов) и \
                        ковариаты. У каждой единицы и каждого периода своя константа; ошибки по \
                        единицам. --dose может быть выражением: log(patrol). Подгоняется и доза \
                        СЛЕДУЮЩЕГО периода: назад она действовать не может, и если она значима, часы \
                        идут вслед за ДТП. Строки, которые модель описала бы идеально, исключаются и \
                        считаются.
                        """,
                    kk: """
                        Жол деген бірлік пен кезең: сан, мөлшерлер (патруль сағаты, кешен айлары) мен \
                        ковариаталар. Әр бірлік пен әр кезеңнің өз тұрақтысы бар; қателер бірлік \
                        бойынша. --dose өрнек бола алады: log(patrol). КЕЛЕСІ кезеңнің мөлшері де \
                        келтіріледі: ол кері әсер ете алмайды, мәнді болса, сағаттар ЖКО-ға ілеседі. \
                        Модель мінсіз сипаттайтын жолдар алынып, саналады.
                        """
                )
            )
        }

        @OptionGroup var input: AnalysisOptions
        @Option(
            help: ArgumentHelp(
                tr("Column of units.", ru: "Столбец единиц.", kk: "Бірліктер бағаны."),
                valueName: "column"
            )
        )
        var unit = "unit"
        @Option(
            help: ArgumentHelp(
                tr("Column of periods.", ru: "Столбец периодов.", kk: "Кезеңдер бағаны."),
                valueName: "column"
            )
        )
        var time = "time"
        @Option(
            help: ArgumentHelp(
                tr("Column of counts.", ru: "Столбец чисел.", kk: "Сандар бағаны."),
                valueName: "column"
            )
        )
        var outcome = "crashes"
        @Option(
            name: [.customLong("dose"), .customLong("doses"), .customLong("treatment")],
            help: ArgumentHelp(
                tr(
                    "Doses: columns or arithmetic, as cam,log(patrol).",
                    ru: "Дозы: столбцы или выражения: cam,log(patrol).",
                    kk: "Мөлшерлер: бағандар не өрнектер: cam,log(patrol)."
                ),
                valueName: "dose,dose"
            )
        )
        var dose: String?
        @Option(
            help: ArgumentHelp(
                tr("Other regressors.", ru: "Другие регрессоры.", kk: "Басқа регрессорлар."),
                valueName: "term,term"
            )
        )
        var covariates: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Instead of both: crashes ~ cam + log(patrol).",
                    ru: "Вместо обоих: crashes ~ cam + log(patrol).",
                    kk: "Екеуінің орнына: crashes ~ cam + log(patrol)."
                ),
                valueName: "formula"
            )
        )
        var formula: String?
        @Option(
            name: [.customLong("exposure"), .customLong("offset")],
            help: ArgumentHelp(
                tr("Column of exposure.", ru: "Столбец экспозиции.", kk: "Экспозиция бағаны."),
                valueName: "column"
            )
        )
        var exposure: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of clusters; default the unit.",
                    ru: "Столбец кластеров; иначе единица.",
                    kk: "Кластер бағаны; әйтпесе бірлік."
                ),
                valueName: "column"
            )
        )
        var cluster: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Take the dose of so many periods before.",
                    ru: "Взять дозу на столько периодов раньше.",
                    kk: "Мөлшерді осынша кезең бұрынғыдан алу."
                ),
                valueName: "n"
            )
        )
        var lag = 0

        func run() throws {
            guard (0...1000).contains(lag) else { throw Self.usage("--lag \(lag)", "0 or more.") }
            var (doses, others) = (Self.terms(dose), Self.terms(covariates))
            var outcome = self.outcome
            if let formula {
                let sides = formula.split(separator: "~", maxSplits: 1).map { String($0.trimmed) }
                guard sides.count == 2 else {
                    throw Self.usage(
                        "--formula \(formula)",
                        "Example: crashes ~ cam + log(patrol)."
                    )
                }
                outcome = sides[0]
                doses += Self.terms(sides[1], separator: "+")
            }
            guard !doses.isEmpty else {
                throw Self.usage("--dose", "A dose was expected, as --dose cam,log(patrol).")
            }
            others.removeAll { doses.contains($0) }
            var run = PanelRun(
                unit: unit,
                time: time,
                outcome: outcome,
                terms: doses + others,
                doses: []
            )
            run.doses = doses
            (run.exposure, run.cluster, run.lag) = (exposure, cluster, lag)
            let settled = run
            try input.answer("evaluate.panel") { table throws(IntakeError) in
                PanelAnswer(outcome: try settled.fit(table), doses: doses).answer
            }
        }

        /// Terms between separators that stand outside brackets.
        private static func terms(_ text: String?, separator: Character = ",") -> [String] {
            var (terms, term, depth) = ([String](), "", 0)
            for character in text ?? "" {
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                if character == separator, depth == 0 {
                    terms.append(String(term[...].trimmed))
                    term = ""
                } else {
                    term.append(character)
                }
            }
            terms.append(String(term[...].trimmed))
            return terms.filter { !$0.isEmpty }
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "evaluate panel")
        }
    }
}
