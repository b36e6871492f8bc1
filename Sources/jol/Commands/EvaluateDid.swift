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
                commandName: "did",
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
                    Callaway and Sant'Anna. Every unit needs every period. The cohort is the first \
                    treated period of the unit; 0, empty or 'never' is never. Outcomes are compared \
                    as they are: use rates or logarithms of rates above 0. Bands hold for all \
                    effects at once. Covariates enter by --method dr, reg or ipw.
                    """,
                    ru: """
                        Кэллауэй и Сант'Анна. У каждой единицы нужны все периоды. Когорта: первый \
                        период с мерой; 0, пусто или 'never' значит никогда. Отклик берётся как есть: \
                        ставьте частоты или их логарифмы. Полосы верны для всех эффектов сразу. \
                        Ковариаты входят по --method dr, reg или ipw.
                        """,
                    kk: """
                        Кэллауэй мен Сант'Анна. Әр бірлікке барлық кезең керек. Когорта: шара \
                        басталған бірінші кезең; 0, бос не 'never' ешқашан деген сөз. Жауап сол \
                        күйінде алынады: жиілік не оның логарифмін беріңіз. Жолақтар барлық әсерге \
                        бірден дұрыс. Ковариаталар --method dr, reg не ipw арқылы енеді.
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

        @Option(
            name: [.customLong("covariates"), .customLong("xformla")],
            help: ArgumentHelp(
                tr("Columns to adjust for.", ru: "Столбцы ковариат.", kk: "Ковариата бағандары."),
                valueName: "column,column"
            )
        )
        var covariates: String?
        @Option(
            name: [.customLong("method"), .customLong("est-method")],
            help: ArgumentHelp(
                tr(
                    "How covariates enter: dr, reg, ipw.",
                    ru: "Как входят ковариаты: dr, reg, ipw.",
                    kk: "Ковариата енуі: dr, reg, ipw."
                ),
                valueName: "method"
            )
        )
        var method = "dr"
        @Option(
            name: [.customLong("base"), .customLong("base-period")],
            help: ArgumentHelp(
                tr(
                    "Base before treatment: varying or universal.",
                    ru: "База до меры: varying или universal.",
                    kk: "Шараға дейінгі негіз: varying не universal."
                ),
                valueName: "base"
            )
        )
        var base = "varying"
        @Option(
            help: ArgumentHelp(
                tr(
                    "Periods before treatment in which it may act already.",
                    ru: "Периоды до меры, когда она уже может действовать.",
                    kk: "Шарадан бұрын ол әсер етуі мүмкін кезеңдер."
                ),
                valueName: "n"
            )
        )
        var anticipation = 0.0
        @Option(
            help: ArgumentHelp(
                tr("Draws of the bands.", ru: "Повторений для полос.", kk: "Жолақ қайталаулары."),
                valueName: "n"
            )
        )
        var draws = 1000
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
            var run = DidRun(unit: unit, time: time, cohort: cohort, outcome: outcome)
            run.covariates = (covariates ?? "").split(whereSeparator: { ",~+ ".contains($0) })
                .map(String.init).filter { $0 != "1" }
            run.options = try options()
            let settled = run
            try input.answer("evaluate.did") { table throws(IntakeError) in
                let (panel, effects) = try settled.estimate(table)
                return DidAnswer(panel: panel, effects: effects, options: settled.options).answer
            }
        }

        private func options() throws(IntakeError) -> StaggeredDifferences.Options {
            var options = StaggeredDifferences.Options()
            let spelled = [
                "nevertreated": "never", "notyettreated": "not-yet", "notyet": "not-yet",
            ]
            let named = spelled[control.replacing("_", with: "").lowercased()] ?? control
            guard let kind = StaggeredDifferences.Control(rawValue: named) else {
                throw Self.usage("--control \(control)", "Known: never, not-yet.")
            }
            guard let way = StaggeredDifferences.Method(rawValue: method) else {
                throw Self.usage("--method \(method)", "Known: dr, reg, ipw.")
            }
            guard let start = StaggeredDifferences.Base(rawValue: base) else {
                throw Self.usage("--base \(base)", "Known: varying, universal.")
            }
            guard (0...1000).contains(anticipation), (0...1_000_000).contains(draws) else {
                throw Self.usage("--anticipation, --draws", "Numbers of 0 or more were expected.")
            }
            (options.control, options.method, options.base) = (kind, way, start)
            (options.anticipation, options.draws, options.seed) = (anticipation, draws, seed)
            return options
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "evaluate did")
        }
    }
}
