import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension TrendsCommand {
    /// `jol trends table`.
    struct AreaTable: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "table",
                abstract: tr(
                    "Compare many areas: changes, shrunken rates, ranks with their room.",
                    ru: "Сравнить территории: изменения, сглаженные частоты, ранги с разбросом.",
                    kk: "Аумақтарды салыстыру: өзгеріс, тегістелген жиілік, ранг аралығы."
                ),
                usage:
                    "jol trends table <table.csv> --areas <column> --x <column> --y <column> [options]",
                discussion: tr(
                    """
                    One row an area and period. The last period is compared with the one before (or \
                    --before, --after), p-values are adjusted over the areas (Benjamini-Hochberg). \
                    Rates of the last period are drawn towards the common one by what chance alone \
                    would scatter. An area without a figure for a period is left out and named.
                    """,
                    ru: """
                        Строка на территорию и период. Последний период сравнивается с предыдущим (или \
                        --before, --after), p поправлены на число территорий (Бенджамини-Хохберг). \
                        Частоты последнего периода стянуты к общей на долю случайного разброса. \
                        Территория без числа за период исключается и называется.
                        """,
                    kk: """
                        Әр аумақ пен кезеңге бір жол. Соңғы кезең алдыңғысымен (не --before, --after) \
                        салыстырылады, p аумақ санына түзетіледі (Бенджамини-Хохберг). Соңғы кезең \
                        жиіліктері кездейсоқ шашырау үлесіне ортақ жиілікке тартылады. Кезеңде саны \
                        жоқ аумақ шығарылып, аталады.
                        """
                )
            )
        }

        @OptionGroup var input: TrendOptions
        @OptionGroup var columns: SeriesOptions
        @Option(
            help: ArgumentHelp(
                tr("Column of areas.", ru: "Столбец территорий.", kk: "Аумақтар бағаны."),
                valueName: "column"
            )
        )
        var areas = "area"
        @Option(
            help: ArgumentHelp(
                tr("The earlier period.", ru: "Ранний период.", kk: "Бұрынғы кезең."),
                valueName: "period"
            )
        )
        var before: String?
        @Option(
            help: ArgumentHelp(
                tr("The later period.", ru: "Поздний период.", kk: "Кейінгі кезең."),
                valueName: "period"
            )
        )
        var after: String?
        @Option(
            help: ArgumentHelp(
                tr("Column of exposures.", ru: "Столбец экспозиции.", kk: "Экспозиция бағаны."),
                valueName: "column"
            )
        )
        var exposure: String?
        @Option(
            help: ArgumentHelp(
                tr("Variance factor.", ru: "Множитель дисперсии.", kk: "Дисперсия көбейткіші."),
                valueName: "phi"
            )
        )
        var phi: Double?
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Suppress counts 1 to 4, no percentages on bases under 20.",
                    ru: "Скрыть числа 1-4, без процентов при базе до 20.",
                    kk: "1-4 сандарын жасыру, базасы 20-дан аз пайызсыз."
                )
            )
        )
        var forPublic = false
        @Option(
            help: ArgumentHelp(
                tr("Seed of the ranks.", ru: "Зерно рангов.", kk: "Рангтер тұқымы."),
                valueName: "n"
            )
        )
        var seed: UInt64 = 1

        func run() throws {
            if let phi, !(0.01...1000).contains(phi) {
                throw Self.usage("--phi \(phi)", "phi must lie between 0.01 and 1000.")
            }
            let ledger = input.breaks == "none" ? [] : try BreakLedger.read(input.breaks)
            try input.answer("trends.table", step: .year, isByRoad: true) {
                table throws(IntakeError) in
                let measure = try columns.value(table, measure: input.measure)
                let run = AreaTableRun(
                    areas: areas,
                    x: columns.time(table),
                    y: measure,
                    exposure: exposure,
                    before: before,
                    after: after,
                    phi: phi,
                    breaks: ledger,
                    measure: input.measure ?? (measure == "deaths" ? "killed" : measure),
                    options: forPublic ? .publicTable : ChangeOptions(),
                    seed: seed
                )
                return AreaTableAnswer(outcome: try run.compare(table)).answer
            }
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "trends table")
        }
    }
}
