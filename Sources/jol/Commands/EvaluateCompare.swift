import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport

extension EvaluateCommand {
    /// `jol evaluate compare`.
    struct Compare: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "compare",
                abstract: tr(
                    "All methods that a table allows, side by side, with their spread.",
                    ru: "Все применимые методы рядом, с их разбросом.",
                    kk: "Кестеге қолданылатын барлық әдіс қатар, шашырауымен."
                ),
                usage: "jol evaluate compare <table.csv> [--html <page.html>] [options]",
                discussion: tr(
                    """
                    A table of sites as for before-after, or a panel: unit, time, cohort (first \
                    treated period; 0 is never) and a count. Methods: naive, comparison group, \
                    differences in differences, Poisson with fixed effects, empirical Bayes, and with \
                    --prior an effect of the literature. A method that does not apply says why. How far the \
                    answer may speak of a cause (A0 to A5) rests on --dose, --rings and --plan too.
                    """,
                    ru: """
                        Таблица мест, как для before-after, или панель: unit, time, cohort (первый \
                        период с мерой; 0 значит никогда) и число. Методы: наивный, группа сравнения, \
                        разности разностей, Пуассон с фиксированными эффектами, эмпирический Байес и \
                        с --prior эффект из литературы. Неприменимый метод говорит почему. Насколько ответ \
                        может говорить о причине (A0–A5), зависит и от --dose, --rings и --plan.
                        """,
                    kk: """
                        before-after сияқты орындар кестесі не панель: unit, time, cohort (шара \
                        басталған кезең; 0 ешқашан) және сан. Әдістер: аңғал, салыстыру тобы, \
                        айырмалар айырмасы, тұрақты әсерлі Пуассон, эмпирикалық Байес, --prior берілсе \
                        әдебиеттегі әсер. Қолданылмайтын әдіс себебін айтады. Жауап себеп туралы қаншалықты \
                        айта алатыны (A0–A5) --dose, --rings, --plan дегендерге де байланысты.
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
                tr(
                    "Column of the first treated period.",
                    ru: "Столбец первого периода с мерой.",
                    kk: "Шара басталған кезең бағаны."
                ),
                valueName: "column"
            )
        )
        var cohort = "cohort"
        @Option(
            help: ArgumentHelp(
                tr("Column of counts.", ru: "Столбец чисел.", kk: "Сандар бағаны."),
                valueName: "column"
            )
        )
        var outcome: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Terms of the model of sites.",
                    ru: "Члены модели мест.",
                    kk: "Орындар моделінің мүшелері."
                ),
                valueName: "terms"
            )
        )
        var spf: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "An effect of the literature beside.",
                    ru: "Эффект из литературы рядом.",
                    kk: "Қасына әдебиеттегі әсер."
                ),
                valueName: "id"
            )
        )
        var prior: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "A panel's column of the dose, for example patrol hours.",
                    ru: "Столбец дозы в панели, например часы патруля.",
                    kk: "Панельдегі доза бағаны, мысалы патруль сағаттары."
                ),
                valueName: "column"
            )
        )
        var dose: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Counts in rings around the places, as for spillover.",
                    ru: "Числа в кольцах вокруг мест, как для spillover.",
                    kk: "Орындар маңындағы сақина сандары, spillover-дегідей."
                ),
                valueName: "rings.csv"
            )
        )
        var rings: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "The drawn plan of the roll-out: 'evaluate design --csv'.",
                    ru: "План внедрения по жребию: 'evaluate design --csv'.",
                    kk: "Жеребе бойынша енгізу жоспары: 'evaluate design --csv'."
                ),
                valueName: "plan.csv"
            )
        )
        var plan: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Write one page in kk, ru, en.",
                    ru: "Создать страницу kk, ru, en.",
                    kk: "kk, ru, en бетін жасау."
                ),
                valueName: "page.html"
            )
        )
        var html: String?
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Replace an earlier page.",
                    ru: "Заменить прежнюю страницу.",
                    kk: "Бұрынғы бетті ауыстыру."
                )
            )
        )
        var overwrite = false

        func run() throws {
            var run = CompareRun()
            (run.unit, run.time, run.cohort) = (unit, time, cohort)
            (run.outcome, run.spf, run.prior, run.dose) = (outcome, spf, prior, dose)
            if let rings { run.rings = try AnalysisTable.read(rings) }
            if let plan { run.plan = try AnalysisTable.read(plan) }
            let settled = run
            if let html, !overwrite { try Files.requireAbsent(html) }
            guard html == nil || input.by == nil else {
                throw AnalysisOptions.usage(
                    "--html, --by",
                    "One page shows one group.",
                    verb: "evaluate compare"
                )
            }
            let title =
                input.file.split(separator: "/").last.map(String.init) ?? input.file
            try input.answer("evaluate.compare") { table throws(IntakeError) in
                let outcome = try settled.compare(table)
                if let html {
                    let content = outcome.content(title: title, software: Software.name)
                    let page = try StudyFile.render(content, language: Interface.language)
                    try StudyFile.write(page, to: html)
                }
                return CompareAnswer(outcome: outcome).answer
            }
        }
    }
}

/// All methods for machines and for a person.
struct CompareAnswer {
    let outcome: CompareRun.Outcome

    var answer: AnalysisAnswer {
        var flags: [AnalysisFlag] = []
        if outcome.isSelected { flags.append(.regressionToMean) }
        if outcome.disagrees { flags.append(.methodsDisagree) }
        if outcome.movesAlike == false { flags.append(.preTrend) }
        if outcome.evidence.leavesNeighboursAlone == false { flags.append(.spillover) }
        func answered(_ answer: Bool?) -> AnalysisTree { answer.map { .flag($0) } ?? .null }
        return AnalysisAnswer(
            [
                "methods": .list(
                    outcome.rows.map { row -> AnalysisTree in
                        [
                            "method": .text(row.method), "applies": .flag(row.ratio != nil),
                            "ratio": .number(row.ratio), "lower": .number(row.lower),
                            "upper": .number(row.upper), "percent": .number(row.percent),
                            "why": row.absence.map { .text($0) } ?? .null,
                        ]
                    }
                ),
                "spread": [
                    "lowestPercent": .number(outcome.spread?.lowest),
                    "highestPercent": .number(outcome.spread?.highest),
                ],
                "evidence": [
                    "movesAlikeBefore": answered(outcome.movesAlike),
                    "placeboRank": .number(outcome.evidence.placeboRank),
                    "doseResponse": answered(outcome.evidence.followsDose),
                    "noSpillover": answered(outcome.evidence.leavesNeighboursAlone),
                    "randomised": answered(outcome.evidence.followsDraw),
                ],
                "verdict": .text(outcome.code.rawValue),
                "attribution": .text("A\(outcome.attribution.rawValue)"),
                "causation": .text(
                    outcome.attribution < .design ? "NOT-ESTABLISHED" : "SUPPORTED"
                ),
            ],
            flags: flags,
            text: text
        )
    }

    private var text: String {
        let numbers = NumberText(Interface.language)
        var table = TerminalTable([
            (tr("Method", ru: "Метод", kk: "Әдіс"), .left),
            (tr("effect", ru: "эффект", kk: "әсер"), .right),
            (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right),
        ])
        for row in outcome.rows {
            let limits = row.lower.map { lower in
                numbers.signedPercent(100 * (lower - 1)) + " … "
                    + (row.upper.map { numbers.signedPercent(100 * ($0 - 1)) } ?? "∞")
            }
            table.add([
                MethodNames.title(row.method),
                row.percent.map { numbers.signedPercent($0) } ?? "–",
                limits ?? row.absence.map { EvaluationWords.absence($0)[Interface.language] }
                    ?? "–",
            ])
        }
        let lines = outcome.evidenceWords.map { "- " + $0[Interface.language] }
        return table.text + "\n\n" + lines.joined(separator: "\n") + "\n\n"
            + VerdictWords.meaning(outcome.code)[Interface.language] + " "
            + VerdictWords.attribution(outcome.attribution)[Interface.language]
    }
}
