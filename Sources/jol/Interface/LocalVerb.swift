import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

/// What `gistar` and `moran` share.
enum LocalVerb {
    /// Reads both files and computes all local statistics.
    static func compute(
        _ input: SpatialOptions,
        _ events: EventOptions,
        _ local: LocalOptions,
        _ verb: String,
        isCalibrated: Bool = false
    ) throws(IntakeError) -> (SpatialNetwork, PlaceReader.Placed?, LocalRun.Outcome, LocalRun) {
        var (run, columns) = try local.run(verb)
        var counts: String?
        if events.events == nil {
            counts = local.count ?? "count"
            columns.append(counts ?? "count")
        }
        let network = try input.readNetwork(columns: columns)
        var placed: PlaceReader.Placed?
        let values: [Double]
        if let path = events.events {
            let found = try input.readPlaces(path, on: network, weight: events.weight)
            values = LocalRun.values(network, found)
            placed = found
        } else {
            values = network.values[counts ?? ""] ?? []
        }
        run.seed = local.seed
        run.isCalibrated = isCalibrated
        let outcome = try run.run(network, values, subject: events.events ?? input.network)
        return (network, placed, outcome, run)
    }

    /// The columns that both tables begin with.
    static func opening(_ network: SpatialNetwork, _ outcome: LocalRun.Outcome) -> ResultTable {
        let isWhole = outcome.values.allSatisfy { $0 == $0.rounded() && abs($0) < 1e15 }
        func column(_ values: [Double]) -> ResultTable.Column {
            isWhole ? .counts(values.map { Int($0) }) : .numbers(values)
        }
        return ResultTable([
            ("id", .texts(network.ids)), ("count", column(outcome.values)),
            ("k", .counts(outcome.local.neighbours)),
            ("nbr_sum", column(outcome.local.neighbourSum)),
        ])
    }

    /// The answer around a finished table.
    static func answer(
        _ verb: String,
        _ network: SpatialNetwork,
        _ placed: PlaceReader.Placed?,
        _ outcome: LocalRun.Outcome,
        _ run: LocalRun,
        table: ResultTable,
        order: [Int],
        found: Int,
        leading: (method: String, column: String) = ("bh", "q"),
        foundByBH: Int? = nil,
        shown: [String]
    ) -> SpatialAnswer {
        var fields = SpatialAnswer.fields(network, placed)
        fields["n"] = .count(network.ids.count)
        fields["links"] = .count(outcome.links)
        fields["islands"] = .count(outcome.local.neighbours.count { $0 == 0 })
        fields["p"] = .text(run.probability.rawValue)
        fields["method"] = .text(outcome.significance.method.rawValue)
        fields["laws"] = .count(outcome.significance.laws)
        fields["fdr"] = .number(run.level)
        fields["fdrMethod"] = .text(leading.method)
        fields["found"] = .count(found)
        if let foundByBH { fields["foundByBenjaminiHochberg"] = .count(foundByBH) }
        fields["global"] = outcome.global.map { tree($0) } ?? .null
        var flags = SpatialAnswer.flags(network, placed)
        if outcome.significance.method == .shuffles {
            flags.append(
                (
                    "SHUFFLED",
                    tr(
                        "values are not whole: p comes from seeded shuffles",
                        ru: "значения не целые: p получено перестановками",
                        kk: "мәндер бүтін емес: p ауыстырулардан алынды"
                    )
                )
            )
        }
        let isAnalytic = run.probability == .analytic
        if isAnalytic, outcome.isAnalyticValid.contains(false) {
            let count = outcome.isAnalyticValid.count { !$0 }
            flags.append(
                (
                    "ANALYTIC-INVALID",
                    tr(
                        "\(Say.count(count)) edges expect under five events around them: the "
                            + "normal law finds too much there",
                        ru: "рёбер с ожиданием менее пяти событий вокруг: \(Say.count(count)); "
                            + "нормальный закон там находит лишнее",
                        kk: "\(Say.count(count)) қабырғада бестен аз оқиға күтіледі: қалыпты заң "
                            + "онда артық табады"
                    )
                )
            )
        }
        let shapes: (() throws(IntakeError) -> [SpatialShape])? =
            network.hasGeometry && network.crs != nil
            ? { () throws(IntakeError) in try SpatialLayer.edges(network) } : nil
        return SpatialAnswer(
            verb: verb,
            fields: fields,
            flags: flags,
            table: table,
            rowsName: "segments",
            shapes: shapes,
            style: QGISStyle.significance(
                Interface.language,
                column: leading.column,
                level: run.level
            ),
            text: text(network, placed, outcome, run, table, order, found, foundByBH, shown)
        )
    }

    private static func tree(_ global: GlobalStatistics) -> AnalysisTree {
        func statistic(_ value: GlobalStatistic) -> AnalysisTree {
            [
                "value": .number(value.value), "expectation": .number(value.expectation),
                "variance": .number(value.variance), "z": .number(value.deviate),
                "p": .number(value.p),
            ]
        }
        return [
            "moran": statistic(global.moran), "geary": statistic(global.geary),
            "g": global.general.map(statistic) ?? .null, "islands": .count(global.islands),
        ]
    }

    private static func text(
        _ network: SpatialNetwork,
        _ placed: PlaceReader.Placed?,
        _ outcome: LocalRun.Outcome,
        _ run: LocalRun,
        _ table: ResultTable,
        _ order: [Int],
        _ found: Int,
        _ foundByBH: Int?,
        _ shown: [String]
    ) -> String {
        var lines = [SpatialAnswer.opening(network, placed)]
        if let moran = outcome.global?.moran {
            lines.append(
                "Moran I = \(Say.decimal(moran.value, 4)), z = \(Say.decimal(moran.deviate, 2))"
            )
        }
        lines.append(
            tr(
                "significant at a false discovery rate of \(Say.percent(run.level, 0)) "
                    + "(\(run.probability.rawValue)): \(Say.count(found))",
                ru: "значимых при доле ложных открытий \(Say.percent(run.level, 0)) "
                    + "(\(run.probability.rawValue)): \(Say.count(found))",
                kk: "жалған табыс үлесі \(Say.percent(run.level, 0)) кезінде маңызды "
                    + "(\(run.probability.rawValue)): \(Say.count(found))"
            )
        )
        if let foundByBH {
            lines.append(
                tr(
                    "  of them by Benjamini-Hochberg, which holds less than this rate on counts: "
                        + Say.count(foundByBH),
                    ru: "  по Бенджамини-Хохбергу, который на счётных данных строже этой доли: "
                        + Say.count(foundByBH),
                    kk: "  Бенджамини-Хохберг бойынша (санақ деректерінде бұл үлестен қатаң): "
                        + Say.count(foundByBH)
                )
            )
        }
        lines.append("")
        lines.append(SpatialText.table(table, rows: Array(order.prefix(10)), columns: shown))
        return lines.joined(separator: "\n")
    }
}
