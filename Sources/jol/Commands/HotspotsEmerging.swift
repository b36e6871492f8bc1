import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension HotspotsCommand {
    /// `jol hotspots emerging`.
    struct Emerging: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "emerging",
                abstract: tr(
                    "Emerging and fading hotspots over time.",
                    ru: "Возникающие и затухающие очаги.",
                    kk: "Пайда болатын және бәсеңдейтін ошақтар."
                ),
                usage: "jol hotspots emerging --network <file> --events <file> --time <column>",
                discussion: tr(
                    """
                    Gi* of every step with exact p at one false discovery rate, and Mann-Kendall's \
                    score of it with its exact p. Columns: id, pattern, hot_steps, steps, score, \
                    p_trend, last_gi_star. Patterns: new, consecutive, intensifying, persistent, \
                    diminishing, sporadic, oscillating, historical, fading, none.
                    """,
                    ru: """
                        Gi* каждого шага с точным p при одной доле ложных открытий и точный тест \
                        Манна-Кендалла. Столбцы: id, pattern, hot_steps, steps, score, p_trend, \
                        last_gi_star. Виды: new, consecutive, intensifying, persistent, \
                        diminishing, sporadic, oscillating, historical, fading, none.
                        """,
                    kk: """
                        Әр қадамның дәл p мәнді Gi* және дәл Манн-Кендалл тесті. Бағандар: id, \
                        pattern, hot_steps, steps, score, p_trend, last_gi_star. Түрлері: new, \
                        consecutive, intensifying, persistent, diminishing, sporadic, \
                        oscillating, historical, fading, none.
                        """
                )
            )
        }

        @OptionGroup var input: SpatialOptions
        @OptionGroup var events: EventOptions
        @Option(
            help: ArgumentHelp(
                tr("Column of times.", ru: "Столбец времени.", kk: "Уақыт бағаны."),
                valueName: "column"
            )
        )
        var time = "date"
        @Option(
            help: ArgumentHelp(
                tr("Step of time.", ru: "Шаг времени.", kk: "Уақыт қадамы."),
                valueName: "year|quarter|month"
            )
        )
        var step = "year"
        @Option(
            help: ArgumentHelp(
                tr(
                    "queen, distance:METRES, or a CSV i,j.",
                    ru: "queen, distance:МЕТРЫ или CSV i,j.",
                    kk: "queen, distance:МЕТР не CSV i,j."
                ),
                valueName: "rule"
            )
        )
        var weights = "queen"
        @Option(
            help: ArgumentHelp(
                tr(
                    "False discovery rate to hold.",
                    ru: "Доля ложных открытий.",
                    kk: "Жалған табыс үлесі."
                ),
                valueName: "rate"
            )
        )
        var fdr = 0.05

        func run() throws {
            let verb = "hotspots emerging"
            guard let step = TimeStep(rawValue: self.step.lowercased()), fdr > 0, fdr < 1 else {
                throw AnalysisOptions.usage(
                    "--step \(self.step), --fdr \(fdr)",
                    "Steps: year, quarter, month; a rate lies between 0 and 1.",
                    verb: verb
                )
            }
            let network = try input.readNetwork()
            let path = try events.required(verb)
            let placed = try input.readPlaces(path, on: network, time: time)
            let counted = try StepCounts(network, placed, by: step, subject: path)
            let links = try LocalOptions.neighbours(weights, verb)
            let result = EmergingHotspots(
                counted.counts,
                try LocalRun.weights(network, links),
                level: fdr
            )
            let steps = counted.steps.count
            let table = ResultTable([
                ("id", .texts(network.ids)),
                ("pattern", .texts(result.patterns.map(\.rawValue))),
                ("hot_steps", .counts(result.hotSteps)),
                ("steps", .counts(network.ids.map { _ in steps })),
                ("score", .counts(result.score)), ("p_trend", .numbers(result.trendP)),
                ("last_gi_star", .numbers(result.giStar[steps - 1])),
            ])
            var fields = SpatialAnswer.fields(network, placed)
            fields["steps"] = .texts(counted.steps.map { step.name($0) })
            fields["undated"] = .count(counted.undated)
            var tally: [String: AnalysisTree] = [:]
            for pattern in EmergingHotspots.Pattern.allCases {
                tally[pattern.rawValue] = .count(result.patterns.count { $0 == pattern })
            }
            fields["patterns"] = .object(tally)
            var flags = SpatialAnswer.flags(network, placed)
            if steps < 8 {
                flags.append(
                    (
                        "SHORT-SERIES",
                        tr(
                            "\(steps) steps: only the steepest trends can be shown",
                            ru: "шагов: \(steps); видны лишь самые крутые тренды",
                            kk: "\(steps) қадам: тек ең тік тренд көрінеді"
                        )
                    )
                )
            }
            let order = result.patterns.indices.filter { result.hotSteps[$0] > 0 }
                .sorted { (-result.hotSteps[$0], $0) < (-result.hotSteps[$1], $1) }
            let shapes: (() throws(IntakeError) -> [SpatialShape])? =
                network.hasGeometry && network.crs != nil
                ? { () throws(IntakeError) in try SpatialLayer.edges(network) } : nil
            try SpatialAnswer(
                verb: "emerging",
                fields: fields,
                flags: flags,
                table: table,
                rowsName: "segments",
                shapes: shapes,
                style: QGISStyle.patterns(Interface.language),
                text: SpatialAnswer.opening(network, placed) + "\n"
                    + tr(
                        "\(steps) steps, \(order.count) edges hot at some time",
                        ru: "шагов: \(steps), рёбер, когда-либо горячих: \(order.count)",
                        kk: "\(steps) қадам, бір кезде ыстық \(order.count) қабырға"
                    ) + "\n\n"
                    + SpatialText.table(
                        table,
                        rows: Array(order.prefix(10)),
                        columns: ["id", "pattern", "hot_steps", "steps", "score", "p_trend"]
                    )
            ).show(input)
        }
    }
}
