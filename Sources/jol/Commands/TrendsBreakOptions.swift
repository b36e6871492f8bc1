import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline

/// What a comparison needs to know of dates: known breaks and the days behind two counts.
struct BreakOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Table of recording breaks; default Kazakhstan's, none for no check.",
                ru: "Таблица смен правил учёта; иначе Казахстана, none: не проверять.",
                kk: "Есепке алу өзгерістері кестесі; әйтпесе Қазақстандыкі, none: тексермеу."
            ),
            valueName: "file|none"
        )
    )
    var breaks: String?
    @Option(
        name: [
            .customLong("window-before"), .customLong("period-before"), .customLong("year-before"),
        ],
        help: ArgumentHelp(
            tr(
                "Days of the count before: 2023 or 2023-01-01..2023-06-30.",
                ru: "Дни числа до: 2023 или 2023-01-01..2023-06-30.",
                kk: "Бұрынғы санның күндері: 2023 не 2023-01-01..2023-06-30."
            ),
            valueName: "days"
        )
    )
    var windowBefore: String?
    @Option(
        name: [
            .customLong("window-after"), .customLong("period-after"), .customLong("year-after"),
        ],
        help: ArgumentHelp(
            tr(
                "Days of the count after.",
                ru: "Дни числа после.",
                kk: "Кейінгі санның күндері."
            ),
            valueName: "days"
        )
    )
    var windowAfter: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "What counts as a death before: a series of 'jol trends definitions'.",
                ru: "Что считается гибелью до: ряд из 'jol trends definitions'.",
                kk: "Бұрын не қаза саналды: 'jol trends definitions' қатары."
            ),
            valueName: "series"
        )
    )
    var definitionBefore: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "What counts as a death after.",
                ru: "Что считается гибелью после.",
                kk: "Кейін не қаза саналды."
            ),
            valueName: "series"
        )
    )
    var definitionAfter: String?

    @Flag(
        name: [.customLong("public"), .customLong("public-table")],
        help: ArgumentHelp(
            tr(
                "As in a public table: counts 1-4 are suppressed.",
                ru: "Как в открытой таблице: числа 1-4 скрываются.",
                kk: "Ашық кестедегідей: 1-4 сандары жасырылады."
            )
        )
    )
    var isPublic = false
    @Option(
        help: ArgumentHelp(
            tr(
                "Suppress counts from 1 up to one less than this.",
                ru: "Скрывать числа от 1 до этого без единицы.",
                kk: "1-ден осы саннан бірге кемге дейін жасыру."
            ),
            valueName: "n"
        )
    )
    var suppressBelow: Int?

    /// Takes `--from 2023 --to 2024` as the days of two counts: those of the last year are the
    /// later ones, the same days a year before the earlier ones.
    mutating func spanYears(from: CivilDate?, to: CivilDate?) {
        guard windowBefore == nil, windowAfter == nil, let from, let to,
            to.year == from.year + 1,
            let start = CivilDate(year: to.year, month: from.month, day: from.day),
            let end = CivilDate(
                year: from.year,
                month: to.month,
                day: min(to.day, CivilDate.days(inMonth: to.month, year: from.year))
            ), from <= end, start <= to
        else { return }
        windowBefore = "\(from)..\(end)"
        windowAfter = "\(start)..\(to)"
    }

    /// What is suppressed.
    var change: ChangeOptions {
        var options = isPublic ? ChangeOptions.publicTable : ChangeOptions()
        if let suppressBelow { options.suppressBelow = suppressBelow }
        return options
    }

    /// The breaks of the ledger: the one given, else the one built in.
    func ledger() throws(IntakeError) -> [RecordingBreak] {
        breaks == "none" ? [] : try BreakLedger.read(breaks)
    }

    /// The definitions of both counts; `nil` where none was named.
    func definitions() throws(IntakeError) -> (before: DeathDefinition?, after: DeathDefinition?) {
        var found: [DeathDefinition?] = [nil, nil]
        if let definitionBefore {
            found[0] = try DefinitionLedger.definition(
                definitionBefore,
                option: "--definition-before"
            )
        }
        if let definitionAfter {
            found[1] = try DefinitionLedger.definition(
                definitionAfter,
                option: "--definition-after"
            )
        }
        return (found[0], found[1])
    }

    /// Both counts with their days and definitions.
    func periods(
        _ before: (count: Int, exposure: Double),
        _ after: (count: Int, exposure: Double)
    ) throws(IntakeError) -> (before: ChangePeriod, after: ChangePeriod) {
        let definitions = try definitions()
        return (
            ChangePeriod(
                count: before.count,
                exposure: before.exposure,
                window: try Self.window(windowBefore, "--window-before"),
                definition: definitions.before
            ),
            ChangePeriod(
                count: after.count,
                exposure: after.exposure,
                window: try Self.window(windowAfter, "--window-after"),
                definition: definitions.after
            )
        )
    }

    /// The breaks that concern a comparison of two counts; without days nothing can be said.
    func ledgerForCounts() throws(IntakeError) -> [RecordingBreak] {
        let known = try ledger()
        let isAsked = breaks != nil && breaks != "none"
        guard !isAsked || known.isEmpty || (windowBefore != nil && windowAfter != nil) else {
            throw AnalysisOptions.usage(
                "--breaks",
                "Breaks are dated: two counts need --window-before and --window-after.",
                verb: "trends change"
            )
        }
        return known.filter { $0.concerns(area: nil) }
    }

    /// The days behind a count; `nil` when not said.
    static func window(_ text: String?, _ option: String) throws(IntakeError) -> DateWindow? {
        guard let text else { return nil }
        guard let window = AnalysisPeriodText.window(text) else {
            throw AnalysisOptions.usage(
                "\(option) \(text)",
                "A year as 2023, or two days as 2023-01-01..2023-06-30.",
                verb: "trends change"
            )
        }
        return window
    }
}
