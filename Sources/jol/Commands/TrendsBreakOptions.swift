import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline

/// What a comparison needs to know of dates: known breaks and the days behind two counts.
struct BreakOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Table of recording breaks, as GeoData/rules/recording-breaks-kz.csv.",
                ru: "Таблица смен правил учёта, как GeoData/rules/recording-breaks-kz.csv.",
                kk: "Есепке алу өзгерістері кестесі, GeoData/rules/recording-breaks-kz.csv."
            ),
            valueName: "file"
        )
    )
    var breaks: String?
    @Option(
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

    /// The breaks of the ledger; none without one.
    func ledger() throws(IntakeError) -> [RecordingBreak] {
        guard let breaks else { return [] }
        return try BreakLedger.read(breaks)
    }

    /// The breaks that concern a comparison of two counts; without days nothing can be said.
    func ledgerForCounts() throws(IntakeError) -> [RecordingBreak] {
        let known = try ledger()
        guard known.isEmpty || (windowBefore != nil && windowAfter != nil) else {
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
