import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

/// `jol trends …`.
struct TrendsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "trends",
            abstract: tr(
                "Whether a change can be told from chance.",
                ru: "Отличимо ли изменение от случайности.",
                kk: "Өзгеріс кездейсоқтықтан өзгеше ме."
            ),
            subcommands: [
                Change.self, Glm.self, JoinpointVerb.self, MannKendallVerb.self,
                Changepoint.self, Structural.self, Its.self, Watch.self, ForecastVerb.self,
                NowcastVerb.self, Decompose.self, Stl.self, AreaTable.self, AdjustP.self,
                CheckClaim.self, Reconcile.self, Severity.self, Definitions.self,
            ]
        )
    }

    /// `jol trends change`.
    struct Change: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "change",
                abstract: tr(
                    "Compare two periods, or every year of the workspace with the year before.",
                    ru: "Сравнить два периода или все годы данных с предыдущими.",
                    kk: "Екі кезеңді не деректердің әр жылын алдыңғысымен салыстыру."
                ),
                usage:
                    "jol trends change [<table.csv> | --before <n> --after <n>] [--phi <phi>] [options]",
                discussion: tr(
                    """
                    With --before and --after no workspace is needed. The verdict follows the \
                    overdispersed interval: one crash may kill several, so deaths scatter more than \
                    single events. phi is given with --phi, else taken from deaths per crash \
                    (--per-crash, else the 1.284 that were published, flag PHI-ASSUMED) and the \
                    noise of at least 8 earlier years (--history, else flag YEAR-NOISE-UNKNOWN: \
                    the true interval is wider). A table \
                    needs a column of years, months or days and one of counts.
                    """,
                    ru: """
                        С --before и --after рабочее пространство не нужно. Вывод следует интервалу \
                        с избыточной дисперсией: в одном ДТП могут погибнуть несколько человек. phi \
                        задаётся --phi, иначе берётся из числа погибших на ДТП (--per-crash, без него \
                        опубликованные 1,284, флаг PHI-ASSUMED) и из разброса не менее 8 прошлых лет \
                        (--history, без них флаг YEAR-NOISE-UNKNOWN: настоящий интервал шире).
                        """,
                    kk: """
                        --before және --after берілсе, жұмыс кеңістігі керек емес. Қорытынды артық \
                        дисперсиялы аралыққа сүйенеді: бір ЖКО-да бірнеше адам қаза табуы мүмкін. phi \
                        --phi арқылы беріледі, әйтпесе ЖКО-дағы қаза саны (--per-crash, онсыз \
                        жарияланған 1,284, PHI-ASSUMED белгісі) мен кемі 8 алдыңғы жылдың шашырауы \
                        (--history, онсыз YEAR-NOISE-UNKNOWN: нақты аралық кеңірек) бойынша алынады.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "A CSV series: its last year is compared with the same days a year before.",
                    ru: "Ряд CSV: его последний год сравнивается с теми же днями год назад.",
                    kk: "CSV қатары: соңғы жылы бір жыл бұрынғы сол күндермен салыстырылады."
                ),
                valueName: "table.csv"
            )
        )
        var file: String?
        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                tr(
                    "Events before.",
                    ru: "Событий до.",
                    kk: "Бұрынғы оқиғалар."
                ),
                valueName: "n"
            )
        )
        var before: Int?
        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                tr("Events after.", ru: "Событий после.", kk: "Кейінгі оқиғалар."),
                valueName: "n"
            )
        )
        var after: Int?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Exposure before (days, vehicle-km …).",
                    ru: "Экспозиция до (дни, маш.-км …).",
                    kk: "Бұрынғы экспозиция."
                ),
                valueName: "x"
            )
        )
        var exposureBefore = 1.0
        @Option(
            help: ArgumentHelp(
                tr("Exposure after.", ru: "Экспозиция после.", kk: "Кейінгі экспозиция."),
                valueName: "x"
            )
        )
        var exposureAfter = 1.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Variance factor.",
                    ru: "Множитель дисперсии.",
                    kk: "Дисперсия көбейткіші."
                ),
                valueName: "phi"
            )
        )
        var phi: Double?
        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                tr(
                    "A published percent change to check, for example -16.4.",
                    ru: "Опубликованное изменение для проверки, например -16,4.",
                    kk: "Тексеруге жарияланған өзгеріс, мысалы -16,4."
                ),
                valueName: "percent"
            )
        )
        var publishedPercent: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "What is counted: killed, injured, crashes, children.",
                    ru: "Что считать: killed, injured, crashes, children.",
                    kk: "Не саналады: killed, injured, crashes, children."
                ),
                valueName: "measure"
            )
        )
        var measure: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Part of a road's name, or a box lon,lat,lon,lat; of a table, an area's label.",
                    ru: "Часть названия дороги или рамка lon,lat,lon,lat; в таблице: территория.",
                    kk: "Жол атауының бөлігі не lon,lat,lon,lat; кестеде: аумақ атауы."
                ),
                valueName: "area"
            )
        )
        var area: String?
        @OptionGroup var evidence: ChangeEvidenceOptions
        @OptionGroup var recording: BreakOptions
        @OptionGroup var period: PeriodOptions
        @OptionGroup var global: GlobalOptions
        @OptionGroup var form: AnswerOptions

        func run() throws {
            if let phi, !(0.01...1000).contains(phi) {
                throw Self.usage("--phi \(phi)", "phi must lie between 0.01 and 1000.")
            }
            for exposure in [exposureBefore, exposureAfter]
            where !(1e-9...1e15).contains(exposure) {
                throw Self.usage(
                    "--exposure-before, --exposure-after \(exposure)",
                    "An exposure must lie between 1e-9 and 1e15."
                )
            }
            for count in [before, after].compactMap(\.self)
            where !(0...1_000_000_000).contains(count) {
                throw Self.usage(
                    "--before, --after \(count)",
                    "A count must lie between 0 and 1,000,000,000."
                )
            }
            if let file {
                guard before == nil, after == nil else {
                    throw Self.usage("--before, --after", "A table has its own counts.")
                }
                return try compareSeries(file)
            }
            switch (before, after) {
            case (let before?, let after?): try compare(before, after)
            case (nil, nil): try compareYears()
            default:
                throw Self.usage(
                    "--before, --after",
                    "Both counts are needed, or neither."
                )
            }
        }

        private func compare(_ before: Int, _ after: Int) throws {
            let published = try readPublished()
            var recording = recording
            recording.spanYears(from: period.from?.date, to: period.to?.end)
            var periods = try recording.periods(
                (before, exposureBefore),
                (after, exposureAfter)
            )
            periods.before.maturityDays = evidence.maturityBefore
            periods.after.maturityDays = evidence.maturityAfter
            let change = ChangeAnalysis.compare(
                measure: MeasureName.canonical(measure ?? "killed"),
                before: periods.before,
                after: periods.after,
                variance: VarianceEvidence(
                    phi: phi,
                    meanPerCrash: try evidence.mean(),
                    assumedMeanPerCrash: try PublishedFigures.peoplePerCrash(
                        MeasureName.canonical(measure ?? "killed")
                    ),
                    yearlyHistory: try evidence.counts()
                ),
                published: published,
                breaks: try recording.ledgerForCounts(),
                options: recording.change
            )
            guard let change else {
                throw Self.usage(
                    "--before \(before), --after \(after), --exposure-before \(exposureBefore), "
                        + "--exposure-after \(exposureAfter)",
                    "Counts must not be negative, exposures must be positive."
                )
            }
            try form.draw(ChangeDrawing.answer(change), "trends.change")
            switch form.form {
            case .json: try Console.printJSON(ChangeResult(change))
            case .csv: ChangeText.printCSV([(nil, change)])
            case .text: ChangeText.print(change)
            }
        }

        private func readPublished() throws -> PublishedPercent? {
            guard let publishedPercent else { return nil }
            guard let read = PublishedPercent(publishedPercent) else {
                throw Self.usage(
                    "--published-percent \(publishedPercent)",
                    "This is not a number."
                )
            }
            return read
        }

        /// The last year of a table against the year before, for each group.
        private func compareSeries(_ file: String) throws {
            var rows = try AnalysisTable.read(file)
            if area != nil || period.from != nil || period.to != nil {
                rows = try rows.narrowed(area: area, from: period.from?.date, to: period.to?.end)
            }
            let column = try evidence.columns.value(rows, measure: measure)
            var run = ChangeSeriesRun(
                measure: MeasureName.canonical(measure ?? column),
                phi: phi,
                meanPerCrash: try evidence.mean(),
                crashes: evidence.fatalCrashes,
                published: try readPublished(),
                breaks: []
            )
            let ledger = try recording.ledger()
            func answer(
                _ part: AnalysisTable,
                _ area: String?
            ) throws(IntakeError) -> AnalysisAnswer {
                // A break of one region does not touch the others, nor the country.
                run.breaks = ledger.filter { $0.concerns(area: area) }
                let series = try AnalysisSeries(
                    part,
                    x: evidence.columns.time(part),
                    y: column,
                    .count
                )
                let found = try run.compare(series)
                return ChangeAnswer(
                    change: found.change,
                    before: found.before,
                    after: found.after
                ).answer
            }
            guard let by = evidence.by else {
                return try form.show(try answer(rows, area), "trends.change")
            }
            var results: [(label: String, result: Result<AnalysisAnswer, IntakeError>)] = []
            for (label, part) in try rows.groups(by: by) {
                do throws(IntakeError) {
                    results.append((label, .success(try answer(part, label))))
                } catch {
                    results.append((label, .failure(error)))
                }
            }
            try form.show(GroupedAnswer(verb: "trends.change", by: by, results: results))
        }

        private func compareYears() throws {
            if let measure, !TrendRun.measures.contains(measure) {
                throw Self.usage(
                    "--measure \(measure)",
                    "Known: killed, injured, crashes, children."
                )
            }
            let all = try global.open(.reading).crashEvents()
            let crashes =
                area.map { name in
                    all.filter { CrashSeriesTable.contains(name, $0) }
                } ?? all
            let window = try AnalysisPeriod.window(
                of: crashes,
                from: period.from?.date,
                to: period.to?.end
            )
            let rows = TrendRun.yearOverYear(
                crashes,
                window: window,
                measures: measure.map { [$0] } ?? Array(TrendRun.measures.prefix(3)),
                phi: phi,
                breaks: try recording.ledger()
            )
            guard !rows.isEmpty else {
                throw IntakeError(
                    .insufficient,
                    subject: "crashes",
                    detail: "The crashes cover \(window.first) to \(window.last): no two years "
                        + "can be compared.",
                    remedy: "Add crash cards of another year, or give --before and --after."
                )
            }
            try form.draw(ChangeDrawing.answer(rows), "trends.change")
            switch form.form {
            case .json: try Console.printJSON(YearsResult(rows))
            case .csv: ChangeText.printCSV(rows.map { ($0, $0.change) })
            case .text: ChangeText.printYears(rows)
            }
        }

        private static func usage(_ subject: String, _ detail: String) -> IntakeError {
            IntakeError(
                .badArgument,
                subject: subject,
                detail: detail,
                remedy: "See 'jol trends change --help'."
            )
        }
    }
}
