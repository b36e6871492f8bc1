import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension HotspotsCommand {
    /// `jol hotspots kde-plus`.
    struct KDEPlus: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "kde-plus",
                abstract: tr(
                    "Significant stretches of roads between junctions.",
                    ru: "Значимые участки дорог между перекрёстками.",
                    kk: "Түйіспелер арасындағы маңызды учаскелер."
                ),
                usage: "jol hotspots kde-plus --network <file> --events <file> [options]",
                discussion: tr(
                    """
                    Columns: section, section_metres, section_events, from, to (metres along the \
                    section), events, strength, peak, p_global, edge, offset (of the middle).
                    """,
                    ru: """
                        Столбцы: section, section_metres, section_events, from, to (метры вдоль \
                        секции), events, strength, peak, p_global, edge, offset (середины).
                        """,
                    kk: """
                        Бағандар: section, section_metres, section_events, from, to (бойындағы \
                        метр), events, strength, peak, p_global, edge, offset (ортасы).
                        """
                ),
                aliases: ["kdeplus"]
            )
        }

        @OptionGroup var input: SpatialOptions
        @OptionGroup var events: EventOptions
        @Option(
            help: ArgumentHelp(
                tr("Bandwidth.", ru: "Ширина окна.", kk: "Терезе ені."),
                valueName: "metres"
            )
        )
        var bandwidth = 100.0
        @Option(
            help: ArgumentHelp(
                tr("Level of thresholds.", ru: "Уровень порогов.", kk: "Шектер деңгейі."),
                valueName: "level"
            )
        )
        var level = 0.95
        @Option(
            help: ArgumentHelp(
                tr("Fewest events.", ru: "Наименьшее число событий.", kk: "Ең аз оқиға."),
                valueName: "n"
            )
        )
        var fewest = 2
        @Option(
            help: ArgumentHelp(
                tr("Simulated sections.", ru: "Число имитаций.", kk: "Имитация саны."),
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
            let verb = "hotspots kde-plus"
            guard bandwidth > 0, bandwidth.isFinite, level > 0, level < 1, fewest > 1,
                (0...100_000).contains(simulations)
            else {
                throw AnalysisOptions.usage(
                    "--bandwidth \(bandwidth), --level \(level), --fewest \(fewest)",
                    "A bandwidth above 0, a level between 0 and 1, at least two events.",
                    verb: verb
                )
            }
            var run = KDEPlusRun()
            (run.kernel.bandwidth, run.kernel.level) = (bandwidth, level)
            (run.kernel.fewest, run.kernel.simulations, run.kernel.seed) =
                (fewest, simulations, seed)
            let network = try input.readNetwork()
            let placed = try input.readPlaces(try events.required(verb), on: network)
            let outcome = run.run(network, placed)
            let found = outcome.found
            let table = ResultTable([
                ("section", .counts(found.map(\.section))),
                ("section_metres", .numbers(found.map(\.sectionMetres))),
                ("section_events", .counts(found.map(\.sectionEvents))),
                ("from", .numbers(found.map(\.stretch.from))),
                ("to", .numbers(found.map(\.stretch.to))),
                ("events", .counts(found.map(\.stretch.events))),
                ("strength", .numbers(found.map(\.stretch.strength))),
                ("peak", .numbers(found.map(\.stretch.peak))),
                ("p_global", .numbers(found.map(\.stretch.globalP))),
                ("edge", .texts(found.map { network.ids[$0.edge] })),
                ("offset", .numbers(found.map(\.offset))),
            ])
            var fields = SpatialAnswer.fields(network, placed)
            fields["sections"] = .count(outcome.sections)
            fields["tested"] = .count(outcome.tested)
            fields["atJunctionsLeftOut"] = .count(outcome.leftOut)
            fields["bandwidth"] = .number(bandwidth)
            let points = found.map { network.point($0.edge, $0.offset) }
            let shapes: (() throws(IntakeError) -> [SpatialShape])? =
                network.hasGeometry && network.crs != nil
                ? { () throws(IntakeError) in
                    try SpatialLayer.points(
                        network,
                        x: points.map { $0?.x ?? .nan },
                        y: points.map { $0?.y ?? .nan }
                    )
                } : nil
            try SpatialAnswer(
                verb: "kde-plus",
                fields: fields,
                flags: SpatialAnswer.flags(network, placed),
                table: table,
                rowsName: "stretches",
                shapes: shapes,
                style: QGISStyle.density(Interface.language, column: "strength", most: 1),
                text: SpatialAnswer.opening(network, placed) + "\n"
                    + tr(
                        "\(found.count) stretches on \(outcome.tested) sections with events; "
                            + "\(outcome.leftOut) events at junctions left out",
                        ru: "участков: \(found.count), секций с событиями: \(outcome.tested); "
                            + "событий в узлах исключено: \(outcome.leftOut)",
                        kk: "оқиғалы \(outcome.tested) секцияда \(found.count) учаске; түйіндегі "
                            + "\(outcome.leftOut) оқиға алынбады"
                    ) + "\n\n"
                    + SpatialText.table(
                        table,
                        rows: Array(found.indices.prefix(10)),
                        columns: ["section", "from", "to", "events", "strength", "p_global"]
                    )
            ).show(input)
        }
    }
}
