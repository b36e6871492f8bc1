import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension EvaluateCommand {
    /// `jol evaluate did`.
    struct Did: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                abstract: tr(
                    "Differences in differences for a measure that began at different times.",
                    ru: "Разности разностей для меры, введённой в разное время.",
                    kk: "Әр уақытта басталған шараға айырмалар айырмасы."
                ),
                usage: """
                    jol evaluate did <table.csv> --unit <column> --time <column>
                      --cohort <column> --outcome <column> [options]
                    """,
                discussion: tr(
                    """
                    Callaway and Sant'Anna without covariates. Every unit needs every period. The \
                    cohort is the first treated period of the unit; 0, empty or 'never' is never. \
                    Outcomes are compared as they are: use rates or logarithms of rates above 0.
                    """,
                    ru: """
                        Кэллауэй и Сант'Анна без ковариат. У каждой единицы нужны все периоды. \
                        Когорта: первый период с мерой; 0, пусто или 'never' значит никогда. Отклик \
                        берётся как есть: ставьте частоты или их логарифмы.
                        """,
                    kk: """
                        Кэллауэй мен Сант'Анна, ковариатасыз. Әр бірлікке барлық кезең керек. \
                        Когорта: шара басталған бірінші кезең; 0, бос не 'never' ешқашан деген сөз. \
                        Жауап сол күйінде алынады: жиілік не оның логарифмін беріңіз.
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
        var unit: String
        @Option(
            help: ArgumentHelp(
                tr("Column of periods.", ru: "Столбец периодов.", kk: "Кезеңдер бағаны."),
                valueName: "column"
            )
        )
        var time: String
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
        var cohort: String
        @Option(
            help: ArgumentHelp(
                tr("Column of the outcome.", ru: "Столбец отклика.", kk: "Жауап бағаны."),
                valueName: "column"
            )
        )
        var outcome: String
        @Option(
            help: ArgumentHelp(
                tr(
                    "Compare with units treated never, or not-yet.",
                    ru: "Сравнивать с единицами без меры: never или not-yet.",
                    kk: "Шарасыз бірліктермен салыстыру: never не not-yet."
                ),
                valueName: "control"
            )
        )
        var control = "never"

        func run() throws {
            guard let kind = StaggeredDifferences.Control(rawValue: control) else {
                throw AnalysisOptions.usage(
                    "--control \(control)",
                    "Known: never, not-yet.",
                    verb: "evaluate did"
                )
            }
            let run = DidRun(
                unit: unit,
                time: time,
                cohort: cohort,
                outcome: outcome,
                control: kind
            )
            try input.answer("evaluate.did") { table throws(IntakeError) in
                let (panel, effects) = try run.estimate(table)
                return DidAnswer(panel: panel, effects: effects, control: kind).answer
            }
        }
    }
}
