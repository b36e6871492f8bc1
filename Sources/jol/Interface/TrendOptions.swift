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
    @OptionGroup var form: AnswerOptions

    /// The table that is analysed.
    ///
    /// - Parameters:
    ///   - defaultStep: The length of the workspace's periods where `--step` names none.
    ///   - isByRoad: Whether the workspace's crashes get a series for each road.
    /// - Returns: The table named, else one of the workspace's crashes.
    /// - Throws: `IntakeError` for a bad option, table or workspace, or without crashes.
    func read(
        defaultStep: CrashSeriesTable.Step = .month,
        isByRoad: Bool = false
    ) throws -> AnalysisTable {
        if let measure, !TrendRun.measures.contains(measure) {
            throw AnalysisOptions.usage(
                "--measure \(measure)",
                "Known: killed, injured, crashes, children.",
                verb: "trends"
            )
        }
        if let file {
            let table = try AnalysisTable.read(file)
            guard area != nil || period.from != nil || period.to != nil else { return table }
            return try table.narrowed(area: area, from: period.from?.date, to: period.to?.end)
        }
        guard let length = step.map({ CrashSeriesTable.Step(rawValue: $0) }) ?? defaultStep else {
            throw AnalysisOptions.usage(
                "--step \(step ?? "")",
                "Known: year, month, day.",
                verb: "trends"
            )
        }
        let store = try global.open(.reading)
        let crashes = try store.crashEvents()
        let window = try AnalysisPeriod.window(
            of: crashes,
            from: period.from?.date,
            to: period.to?.end
        )
        if isByRoad {
            return try CrashSeriesTable.byRoad(
                crashes,
                roads: store.crashRoads(),
                window: window,
                area: area,
                step: length
            )
        }
        return try CrashSeriesTable.table(crashes, window: window, area: area, step: length)
    }

    /// Whether a break of the ledger built in cuts a series of its measure in two.
    ///
    /// Whose counts a table holds is not known, so that only a ledger that was asked for refuses.
    ///
    /// - Throws: `.insufficient` when a stated break of `--breaks` cuts the series.
    func crossesBreak(
        _ series: AnalysisSeries,
        _ column: String
    ) throws(IntakeError) -> Bool {
        guard breaks != "none", let first = series.labels.first.flatMap(AnalysisPeriodText.period),
            let last = series.labels.last.flatMap(AnalysisPeriodText.period)
        else { return false }
        let name = MeasureName.canonical(measure ?? column)
        let crossed = try BreakLedger.read(breaks).filter {
            $0.concerns(name) && $0.concerns(area: area) && $0.separates(first, last)
        }
        guard breaks != nil else {
            // Without named measures a break of the ledger built in would concern any column.
            return crossed.contains { !$0.measures.isEmpty }
        }
        if let change = crossed.first(where: { $0.certainty == .stated }) {
            throw IntakeError(
                .insufficient,
                subject: series.table.subject,
                detail: "REFUSE-BREAK: '\(name)' is recorded by another rule from "
                    + "\(change.date) on (\(change.source)).",
                remedy: "Take the part before or after that day, or give glm a step at it."
            )
        }
        return !crossed.isEmpty
    }

    /// Reads the table, analyses it or each of its groups, and prints the answer.
    ///
    /// A group that cannot be analysed carries its error; only when none can, the command fails.
    func answer(
        _ verb: String,
        step: CrashSeriesTable.Step = .month,
        isByRoad: Bool = false,
        _ analyse: (AnalysisTable) throws(IntakeError) -> AnalysisAnswer
    ) throws {
        let rows = try read(defaultStep: step, isByRoad: isByRoad)
        guard let by else { return try form.show(try analyse(rows), verb) }
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
        try form.show(GroupedAnswer(verb: verb, by: by, results: results))
    }
}
