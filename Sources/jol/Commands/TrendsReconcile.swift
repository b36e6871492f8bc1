import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

extension TrendsCommand {
    /// `jol trends reconcile`.
    struct Reconcile: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "reconcile",
                abstract: tr(
                    "Hold two agencies' counts of the same events against each other.",
                    ru: "Сверить числа двух ведомств об одних и тех же событиях.",
                    kk: "Бір оқиғалар туралы екі ведомство сандарын салыстыру."
                ),
                usage: """
                    jol trends reconcile [--a <n>] --b <n> [--from <day> --until-a <day> --until-b <day>]
                           jol trends reconcile <table.csv> --a <column> --b <column> [--key <column>]
                    """,
                discussion: tr(
                    """
                    Two numbers: what the later closing day explains is the shorter count's daily \
                    rate times the days between (--season raises it in summer); the rest is a \
                    disagreement. A table: one row an area or month, columns --a and --b are counts, \
                    --key names the row; an empty cell is a count that one agency lacks. Without --a the \
                    workspace's own crashes are counted.
                    """,
                    ru: """
                        Два числа: более поздний день объясняет дневную частоту меньшего периода, \
                        умноженную на дни между ними (летом выше: --season); остальное расхождение. \
                        Таблица: строка это область или месяц, столбцы --a и --b числа, --key имя \
                        строки; пустая ячейка: у ведомства числа нет. Без --a считаются ДТП рабочего \
                        пространства.
                        """,
                    kk: """
                        Екі сан: кейінгі күн қысқа кезеңнің тәуліктік жиілігін аралық күндерге \
                        көбейткенді түсіндіреді (жазда жоғары: --season); қалғаны алшақтық. Кесте: \
                        жолы облыс не ай, --a мен --b бағандары сандар, --key жол атауы; бос ұяшық: \
                        ведомствода сан жоқ. --a болмаса, жұмыс кеңістігінің ЖКО-лары саналады.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "A CSV file with a header; - is standard input.",
                    ru: "Файл CSV с заголовком; - это стандартный ввод.",
                    kk: "Тақырып жолы бар CSV файлы; - стандартты кіріс."
                ),
                valueName: "table.csv"
            )
        )
        var file: String?
        @Option(
            name: [.customLong("a"), .customLong("first"), .customLong("before")],
            help: ArgumentHelp(
                tr(
                    "First agency's count, or its column.",
                    ru: "Число первого ведомства или его столбец.",
                    kk: "Бірінші ведомство саны не бағаны."
                ),
                valueName: "n|column"
            )
        )
        var a: String = "a"
        @Option(
            name: [.customLong("b"), .customLong("second"), .customLong("after")],
            help: ArgumentHelp(
                tr(
                    "Second agency's count, or its column.",
                    ru: "Число второго ведомства или его столбец.",
                    kk: "Екінші ведомство саны не бағаны."
                ),
                valueName: "n|column"
            )
        )
        var b: String = "b"
        @Option(
            help: ArgumentHelp(
                tr("Column that names rows.", ru: "Столбец имён строк.", kk: "Жол атауы бағаны."),
                valueName: "column"
            )
        )
        var key: String?
        @Option(
            help: ArgumentHelp(
                tr("The day both begin.", ru: "Первый день обоих.", kk: "Екеуінің бірінші күні."),
                valueName: "YYYY-MM-DD"
            )
        )
        var from: DayArgument?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Last day of the first.",
                    ru: "Последний день первого.",
                    kk: "Біріншінің соңғы күні."
                ),
                valueName: "YYYY-MM-DD"
            )
        )
        var untilA: DayArgument?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Last day of the second.",
                    ru: "Последний день второго.",
                    kk: "Екіншінің соңғы күні."
                ),
                valueName: "YYYY-MM-DD"
            )
        )
        var untilB: DayArgument?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Daily rate of the days between over the mean; 1.1 in summer.",
                    ru: "Частота дней между к средней; летом 1,1.",
                    kk: "Аралық күндер жиілігінің ортаға қатынасы; жазда 1,1."
                ),
                valueName: "x"
            )
        )
        var season = 1.0
        @Option(
            help: ArgumentHelp(
                tr("Variance factor.", ru: "Множитель дисперсии.", kk: "Дисперсия көбейткіші."),
                valueName: "phi"
            )
        )
        var phi = 1.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Percent of difference that is let pass.",
                    ru: "Допустимое расхождение в процентах.",
                    kk: "Рұқсат етілген алшақтық, пайыз."
                ),
                valueName: "percent"
            )
        )
        var tolerance = 0.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Series of the first agency in 'jol trends definitions'.",
                    ru: "Ряд первого ведомства в 'jol trends definitions'.",
                    kk: "Бірінші ведомство қатары ('jol trends definitions')."
                ),
                valueName: "series"
            )
        )
        var definitionA: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Series of the second agency.",
                    ru: "Ряд второго ведомства.",
                    kk: "Екінші ведомство қатары."
                ),
                valueName: "series"
            )
        )
        var definitionB: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "What is counted of the workspace's crashes where --a is left out.",
                    ru: "Что считать по ДТП рабочего пространства, если нет --a.",
                    kk: "--a берілмесе, жұмыс кеңістігінің ЖКО-ларынан не саналады."
                ),
                valueName: "measure"
            )
        )
        var measure = "killed"
        @Option(
            help: ArgumentHelp(
                tr(
                    "Part of a road's name, or a box lon,lat,lon,lat.",
                    ru: "Часть названия дороги или рамка lon,lat,lon,lat.",
                    kk: "Жол атауының бөлігі не lon,lat,lon,lat жақтауы."
                ),
                valueName: "area"
            )
        )
        var area: String?
        @OptionGroup var global: GlobalOptions
        @OptionGroup var form: AnswerOptions

        func run() throws {
            guard season > 0, season < 100, phi > 0, phi <= 1000, (0...100).contains(tolerance)
            else {
                throw Self.usage(
                    "--season, --phi, --tolerance",
                    "Factors are above 0, the tolerance is from 0 to 100 percent."
                )
            }
            if let file {
                try tables(AnalysisTable.read(file))
                return
            }
            guard let first = a == "a" ? try ownCount() : FigureArgument(argument: a)?.count,
                let second = FigureArgument(argument: b)?.count, first >= 0, second >= 0
            else {
                throw Self.usage("--a \(a), --b \(b)", "Two counts, or a file with columns.")
            }
            let result = AgencyReconciliation(
                AgencyReconciliation.Count(events: first, until: untilA?.date),
                AgencyReconciliation.Count(events: second, until: untilB?.date),
                from: from?.date ?? yearStart,
                season: season,
                phi: phi,
                tolerance: tolerance / 100
            )
            guard let result else {
                throw Self.usage("--from, --until-a, --until-b", "The last days follow the first.")
            }
            var codes: [VerdictCode] = result.agrees ? [] : [.inconsistent]
            if try definitionsDiffer() { codes.append(.notComparable) }
            let answer = ReconcileAnswer(a: first, b: second, result: result, codes: codes)
            try form.show(answer.answer, "trends.reconcile")
        }

        /// What the workspace's own crashes count from `--from` to `--until-a`; `nil` when `--b`
        /// is no number either.
        private func ownCount() throws -> Int? {
            guard FigureArgument(argument: b)?.count != nil else { return nil }
            guard TrendRun.measures.contains(measure) else {
                throw Self.usage(
                    "--measure \(measure)",
                    "Known: \(TrendRun.measures.joined(separator: ", "))."
                )
            }
            let crashes = try global.open(.reading).crashEvents()
            let window = try AnalysisPeriod.window(
                of: crashes,
                from: from?.date ?? yearStart,
                to: untilA?.date
            )
            return crashes.reduce(0) { sum, crash in
                let isInside = window.first <= crash.day && crash.day <= window.last
                guard isInside, area.map({ CrashSeriesTable.contains($0, crash) }) ?? true
                else { return sum }
                return sum + TrendRun.count(measure, crash)
            }
        }

        /// The first day of the year both end in, where no first day was said.
        private var yearStart: CivilDate? {
            guard let first = untilA?.date, let second = untilB?.date, first.year == second.year
            else { return nil }
            return CivilDate(year: first.year, month: 1, day: 1)
        }

        private func definitionsDiffer() throws(IntakeError) -> Bool {
            guard let definitionA, let definitionB else { return false }
            let first = try DefinitionLedger.definition(definitionA, option: "--definition-a")
            let second = try DefinitionLedger.definition(definitionB, option: "--definition-b")
            return !first.isComparable(with: second)
        }

        private func tables(_ source: AnalysisTable) throws {
            let rows = try ReconcileRun(first: a, second: b, key: key, tolerance: tolerance / 100)
                .reconcile(source)
            let found = ReconcileTable(rows: rows, a: a, b: b)
            var answer = found.answer
            answer.sheet = found.sheet
            try form.show(answer, "trends.reconcile.table")
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "trends reconcile")
        }
    }
}
