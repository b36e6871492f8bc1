import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

extension HotspotsCommand {
    /// `jol hotspots scan`.
    struct Scan: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "scan",
                abstract: tr(
                    "Scan statistic: connected parts with more events than expected.",
                    ru: "Скан-статистика: связные части с избытком событий.",
                    kk: "Скан-статистика: оқиғасы артық байланысқан бөліктер."
                ),
                usage: "jol hotspots scan --network <file> --events <file> [options]",
                discussion: tr(
                    """
                    Columns: cluster, edges, center, radius, observed, expected, ratio, log_ratio, \
                    p, p_gumbel, ids. Expected by length, or by --expected.
                    """,
                    ru: """
                        Столбцы: cluster, edges, center, radius, observed, expected, ratio, \
                        log_ratio, p, p_gumbel, ids. Ожидание по длине или по --expected.
                        """,
                    kk: """
                        Бағандар: cluster, edges, center, radius, observed, expected, ratio, \
                        log_ratio, p, p_gumbel, ids. Күтілетіні ұзындық не --expected бойынша.
                        """
                )
            )
        }

        @OptionGroup var input: SpatialOptions
        @OptionGroup var events: EventOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of expected counts or exposure (aadt is multiplied by length).",
                    ru: "Столбец ожиданий или экспозиции (aadt умножается на длину).",
                    kk: "Күтілетін сан не экспозиция бағаны (aadt ұзындыққа көбейтіледі)."
                ),
                valueName: "column"
            )
        )
        var expected: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Largest share of events that a window may expect.",
                    ru: "Наибольшая доля событий в окне.",
                    kk: "Терезедегі ең үлкен оқиға үлесі."
                ),
                valueName: "share"
            )
        )
        var share = 0.1
        @Option(
            help: ArgumentHelp(
                tr("Simulations.", ru: "Число имитаций.", kk: "Имитация саны."),
                valueName: "n"
            )
        )
        var simulations = 999
        @Option(
            help: ArgumentHelp(
                tr("Seed.", ru: "Начальное число.", kk: "Бастапқы сан."),
                valueName: "n"
            )
        )
        var seed: UInt64 = 1

        func run() throws {
            let verb = "hotspots scan"
            guard share > 0, share <= 0.5, (0...100_000).contains(simulations) else {
                throw AnalysisOptions.usage(
                    "--share \(share), --simulations \(simulations)",
                    "A share lies above 0 and at most 0.5.",
                    verb: verb
                )
            }
            let network = try input.readNetwork(columns: expected.map { [$0] } ?? [])
            let placed = try input.readPlaces(try events.required(verb), on: network)
            var means = network.graph.edgeMetres
            if let expected {
                let values = network.values[expected] ?? []
                guard values.allSatisfy({ $0 >= 0 && $0.isFinite }),
                    values.contains(where: { $0 > 0 })
                else {
                    throw IntakeError(
                        .formatDamaged,
                        subject: input.network,
                        detail: "Column '\(expected)' must hold a number of 0 or more for every "
                            + "edge, and not only zeros.",
                        remedy: "Fill the cells, or leave out --expected."
                    )
                }
                means =
                    ExposureColumn.isPerMetre(expected)
                    ? zip(values, means).map { $0 * $1 } : values
            }
            var scan = NetworkScan()
            (scan.largestShare, scan.simulations, scan.seed) = (share, simulations, seed)
            let counts = LocalRun.values(network, placed)
            let result = scan.scan(
                network.graph,
                counts: counts,
                expected: means,
                order: network.canonicalOrder()
            )
            try answer(network, placed, result).show(input)
        }

        private func answer(
            _ network: SpatialNetwork,
            _ placed: PlaceReader.Placed,
            _ result: NetworkScan.Result
        ) -> SpatialAnswer {
            let found = result.clusters
            let table = ResultTable([
                ("cluster", .counts(Array(found.indices.map { $0 + 1 }))),
                ("edges", .counts(found.map(\.edges.count))),
                ("center", .texts(found.map { network.nodeName($0.center) })),
                ("radius", .numbers(found.map(\.radius))),
                ("observed", .numbers(found.map(\.observed))),
                ("expected", .numbers(found.map(\.expected))),
                ("ratio", .numbers(found.map { $0.observed / $0.expected })),
                ("log_ratio", .numbers(found.map(\.logRatio))),
                ("p", .numbers(found.map(\.p))),
                ("p_gumbel", .numbers(found.map(\.gumbelP))),
                (
                    "ids",
                    .texts(found.map { $0.edges.map { network.ids[$0] }.joined(separator: " ") })
                ),
            ])
            var fields = SpatialAnswer.fields(network, placed)
            fields["windows"] = .count(result.windows)
            fields["share"] = .number(share)
            fields["simulations"] = .count(simulations)
            fields["seed"] = .number(Double(seed))
            var flags = SpatialAnswer.flags(network, placed)
            if result.isRestricted {
                flags.append(
                    (
                        "CENTRES-NEAR-EVENTS",
                        tr(
                            "the network is large: windows are centred at edges with events only",
                            ru: "сеть велика: центры окон только у рёбер с событиями",
                            kk: "желі үлкен: терезе орталары тек оқиғалы қабырғаларда"
                        )
                    )
                )
            }
            let lines: (() throws(IntakeError) -> [SpatialShape])? =
                network.hasGeometry && network.crs != nil
                ? { () throws(IntakeError) in
                    let edges = try SpatialLayer.edges(network)
                    return found.map { cluster in
                        .lines(
                            cluster.edges.flatMap { edge -> [[GeodeticCoordinate]] in
                                if case .lines(let lines) = edges[edge] { return lines }
                                return []
                            }
                        )
                    }
                } : nil
            return SpatialAnswer(
                verb: "scan",
                fields: fields,
                flags: flags,
                table: table,
                rowsName: "clusters",
                shapes: lines,
                style: QGISStyle.significance(Interface.language, column: "p", level: 0.05),
                text: SpatialAnswer.opening(network, placed) + "\n\n"
                    + SpatialText.table(
                        table,
                        rows: Array(found.indices.prefix(10)),
                        columns: [
                            "cluster", "edges", "radius", "observed", "expected", "log_ratio", "p",
                        ]
                    )
            )
        }
    }
}
