import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

/// What every verb on a series takes: a file or the workspace's crashes, groups, and the answer's form.
struct TrendOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            tr(
                "A CSV file with a header; - is standard input; without one, the workspace's crashes.",
                ru:
                    "Файл CSV с заголовком; - это стандартный ввод; без него ДТП рабочего пространства.",
                kk: "Тақырыпты CSV файлы; - стандартты кіріс; онсыз жұмыс кеңістігінің ЖКО-лары."
            ),
            valueName: "table.csv"
        )
    )
    var file: String?

    @Option(
        help: ArgumentHelp(
            tr(
                "Analyse every group of this column by itself.",
                ru: "Анализировать каждую группу этого столбца отдельно.",
                kk: "Осы бағанның әр тобын жеке талдау."
            ),
            valueName: "column"
        )
    )
    var by: String?

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
                "Periods of the workspace's crashes: year, month or day.",
                ru: "Периоды ДТП рабочего пространства: year, month или day.",
                kk: "Жұмыс кеңістігі ЖКО-ларының кезеңдері: year, month не day."
            ),
            valueName: "step"
        )
    )
    var step: String?

    @Option(
        help: ArgumentHelp(
            tr(
                "Draw the series and what was found to an SVG file.",
                ru: "Нарисовать ряд и найденное в файл SVG.",
                kk: "Қатар мен табылғанды SVG файлына салу."
            ),
            valueName: "file.svg"
        )
    )
    var plot: String?

    @Option(
        help: ArgumentHelp(
            tr(
                "Table of recording breaks; what crosses a stated one is refused.",
                ru: "Таблица смен правил учёта; пересечение известной смены отвергается.",
                kk: "Есепке алу өзгерістері кестесі; белгілісінен өтетіні қабылданбайды."
            ),
            valueName: "file"
        )
    )
    var breaks: String?

    @OptionGroup var period: PeriodOptions
    @OptionGroup var global: GlobalOptions
    @OptionGroup var table: TableOptions

    /// The table that is analysed.
    func read(defaultStep: CrashSeriesTable.Step = .month) throws -> AnalysisTable {
        if let measure, !TrendRun.measures.contains(measure) {
            throw AnalysisOptions.usage(
                "--measure \(measure)",
                "Known: killed, injured, crashes, children.",
                verb: "trends"
            )
        }
        if let file {
            for (name, value) in [
                ("--area", area), ("--from", period.from.map { "\($0.date)" }),
                ("--to", period.to.map { "\($0.date)" }),
            ] where value != nil {
                throw AnalysisOptions.usage(
                    name,
                    "This chooses among the workspace's crashes; \(file) is a table.",
                    verb: "trends"
                )
            }
            return try AnalysisTable.read(file)
        }
        guard let length = step.map({ CrashSeriesTable.Step(rawValue: $0) }) ?? defaultStep else {
            throw AnalysisOptions.usage(
                "--step \(step ?? "")",
                "Known: year, month, day.",
                verb: "trends"
            )
        }
        let crashes = try global.open(.reading).crashEvents()
        let window = try AnalysisPeriod.window(
            of: crashes,
            from: period.from?.date,
            to: period.to?.date
        )
        return try CrashSeriesTable.table(crashes, window: window, area: area, step: length)
    }

    /// The known breaks.
    func ledger() throws(IntakeError) -> [RecordingBreak] {
        guard let breaks else { return [] }
        return try BreakLedger.read(breaks)
    }

    /// Refuses a series that a stated break of its measure cuts in two.
    func refuseBreaks(_ series: AnalysisSeries, _ column: String) throws(IntakeError) {
        guard let first = series.labels.first.flatMap(AnalysisPeriodText.period),
            let last = series.labels.last.flatMap(AnalysisPeriodText.period)
        else { return }
        let name = measure ?? (column == "deaths" ? "killed" : column)
        for change in try ledger()
        where change.certainty == .stated && change.concerns(name)
            && change.concerns(area: area) && change.separates(first, last)
        {
            throw IntakeError(
                .insufficient,
                subject: series.table.subject,
                detail: "REFUSE-BREAK: '\(name)' is recorded by another rule from "
                    + "\(change.date) on (\(change.source)).",
                remedy: "Take the part before or after that day, or give glm a step at it."
            )
        }
    }

    /// Reads the table, analyses it or each of its groups, and prints the answer.
    ///
    /// A group that cannot be analysed carries its error; only when none can, the command fails.
    func answer(
        _ verb: String,
        step: CrashSeriesTable.Step = .month,
        _ analyse: (AnalysisTable) throws(IntakeError) -> AnalysisAnswer
    ) throws {
        let rows = try read(defaultStep: step)
        guard let by else {
            let answer = try analyse(rows)
            try draw(answer, nil)
            return try show(answer, verb)
        }
        let parts = try rows.groups(by: by)
        var results: [(label: String, result: Result<AnalysisAnswer, IntakeError>)] = []
        for (label, part) in parts {
            do throws(IntakeError) {
                results.append((label, .success(try analyse(part))))
            } catch {
                results.append((label, .failure(error)))
            }
        }
        try answerGroups(verb, by, results)
    }

    /// Prints answers of groups that were analysed together.
    func answerGroups(
        _ verb: String,
        _ by: String,
        _ results: [(label: String, result: Result<AnalysisAnswer, IntakeError>)]
    ) throws {
        try GroupedAnswer(verb: verb, by: by, results: results).print(
            table.output.json ? .json : table.csv ? .csv : .text
        )
        for (label, result) in results {
            if case .success(let answer) = result { try draw(answer, label) }
        }
    }

    private func show(_ answer: AnalysisAnswer, _ verb: String) throws {
        guard table.csv, !table.output.json else {
            return try AnalysisOptions.show(answer, verb, asJSON: table.output.json)
        }
        guard let sheet = answer.sheet else { throw Self.noSheet }
        Console.print(CommaSeparated.line(sheet.header))
        for row in sheet.rows { Console.print(CommaSeparated.line(row)) }
    }

    static var noSheet: IntakeError {
        AnalysisOptions.usage("--csv", "This answer is no table; use --json.", verb: "trends")
    }

    private func draw(_ answer: AnalysisAnswer, _ label: String?) throws {
        guard let plot else { return }
        guard let chart = answer.chart else {
            throw AnalysisOptions.usage("--plot", "This answer has no chart.", verb: "trends")
        }
        var path = plot
        if let label {
            let safe = String(label.map { $0.isLetter || $0.isNumber ? $0 : "-" })
            let stem = path.hasSuffix(".svg") ? String(path.dropLast(4)) : path
            path = "\(stem)-\(safe).svg"
        }
        try Files.write(chart.svg, to: path, overwrite: true)
    }
}
