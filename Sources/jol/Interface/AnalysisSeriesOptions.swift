import ArgumentParser
import RoadModel
import RoadPipeline

/// Which columns of a table are the time and the value of a series.
struct SeriesOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Column of times: years, 2025-03, 2025-03-31, or two columns year,month.",
                ru: "Столбец времени: годы, 2025-03, 2025-03-31 или два столбца year,month.",
                kk: "Уақыт бағаны: жылдар, 2025-03, 2025-03-31 не екі баған year,month."
            ),
            valueName: "column"
        )
    )
    var x: String?
    @Option(
        help: ArgumentHelp(
            tr("Column of values.", ru: "Столбец значений.", kk: "Мәндер бағаны."),
            valueName: "column"
        )
    )
    var y: String

    /// Reads the series.
    func series(
        _ table: AnalysisTable,
        _ requirement: AnalysisTable.Requirement = .number
    ) throws(IntakeError) -> AnalysisSeries {
        try AnalysisSeries(table, x: x, y: y, requirement)
    }
}
