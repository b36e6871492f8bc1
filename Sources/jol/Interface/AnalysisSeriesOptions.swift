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
            tr(
                "Column of values; default killed, deaths, crashes, count …",
                ru: "Столбец значений; иначе killed, deaths, crashes, count …",
                kk: "Мәндер бағаны; әйтпесе killed, deaths, crashes, count …"
            ),
            valueName: "column"
        )
    )
    var y: String?

    /// Reads the series; refuses one that a break of a given ledger cuts, and marks one that a
    /// break of the ledger built in does.
    func series(
        _ table: AnalysisTable,
        _ requirement: AnalysisTable.Requirement,
        _ input: TrendOptions
    ) throws(IntakeError) -> AnalysisSeries {
        let column = try value(table, measure: input.measure)
        var series = try AnalysisSeries(table, x: time(table), y: column, requirement)
        series.crossesBreak = try input.crossesBreak(series, column)
        return series
    }

    /// The column of times; without `--x` the first of the usual names, else the rows' order.
    func time(_ table: AnalysisTable) -> String? {
        x ?? AnalysisSeries.usualTime(table)
    }

    /// The column of values; without `--y` the measure, else the first of the usual names.
    func value(_ table: AnalysisTable, measure: String? = nil) throws(IntakeError) -> String {
        if let y { return y }
        let names =
            [measure].compactMap(\.self)
            + ["killed", "deaths", "crashes", "count", "n", "events", "y", "value"]
        if let name = names.first(where: table.contains) { return name }
        // A table of times and one more column leaves no choice.
        let times = (time(table) ?? "").split(separator: ",").map(String.init)
        let rest = table.header.filter { !times.contains($0) }
        if !times.isEmpty, rest.count == 1 { return rest[0] }
        throw AnalysisOptions.usage(
            "--y",
            "Which column holds the values? There are: \(table.header.joined(separator: ", ")).",
            verb: "trends"
        )
    }
}
