import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline

extension HotspotsCommand {
    /// `jol hotspots kfunction`.
    struct KFunction: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "kfunction",
                abstract: tr(
                    "Network K or cross-K with global envelopes.",
                    ru: "K-функция на сети или взаимная K с глобальными границами.",
                    kk: "Желідегі K не өзара K функциясы, жалпы шектерімен."
                ),
                usage: "jol hotspots kfunction --network <file> --events <file> [options]",
                discussion: tr(
                    """
                    Columns: r, k (all pairs), k_distinct (pairs at distance 0 left out, as spatstat \
                    has it), k_corrected (by geometry, Ang et al.), mean, lower, upper (each radius), \
                    global_lower, global_upper (all radii). Distances run along the drawn lines; \
                    --lengths column takes the stated lengths.
                    """,
                    ru: """
                        Столбцы: r, k (все пары), k_distinct (без пар на расстоянии 0), k_corrected \
                        (поправка Анга), mean, lower, upper (по радиусам), global_lower, \
                        global_upper (все радиусы). Расстояния по нарисованным линиям; --lengths \
                        column берёт указанные длины.
                        """,
                    kk: """
                        Бағандар: r, k (барлық жұп), k_distinct (0 қашықтықсыз), k_corrected (Анг \
                        түзетуі), mean, lower, upper (әр радиус), global_lower, global_upper \
                        (барлығы). Қашықтық сызық бойымен; --lengths column көрсетілгенін алады.
                        """
                )
            )
        }

        @OptionGroup var input: SpatialOptions
        @OptionGroup var events: EventOptions
        @Option(
            help: ArgumentHelp(
                tr("Greatest distance.", ru: "Наибольшее расстояние.", kk: "Ең үлкен қашықтық."),
                valueName: "metres"
            )
        )
        var max = 1000.0
        @Option(
            help: ArgumentHelp(
                tr("Step of distances.", ru: "Шаг расстояний.", kk: "Қашықтық қадамы."),
                valueName: "metres"
            )
        )
        var step: Double?
        @Option(
            help: ArgumentHelp(
                tr("Simulated patterns.", ru: "Число имитаций.", kk: "Имитация саны."),
                valueName: "n"
            )
        )
        var simulations = 999
        @Option(
            help: ArgumentHelp(
                tr(
                    "Simulated points fall by length or by exposure.",
                    ru: "Случайные точки: по длине или по экспозиции.",
                    kk: "Кездейсоқ нүктелер: ұзындық не экспозиция бойынша."
                ),
                valueName: "length|exposure"
            )
        )
        var null = "length"
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of exposure: a flow such as aadt, or a total.",
                    ru: "Столбец экспозиции: поток (aadt) или итог.",
                    kk: "Экспозиция бағаны: ағын (aadt) не жиынтық."
                ),
                valueName: "column"
            )
        )
        var exposure: String?
        @Option(
            help: ArgumentHelp(
                tr("Seed.", ru: "Начальное число.", kk: "Бастапқы сан."),
                valueName: "n"
            )
        )
        var seed: UInt64 = 1
        @Option(
            help: ArgumentHelp(
                tr(
                    "A second pattern: K counts it around the events.",
                    ru: "Вторая картина: K считает её вокруг событий.",
                    kk: "Екінші көрініс: K оны оқиғалар айналасында санайды."
                ),
                valueName: "file"
            )
        )
        var cross: String?
        @Option(
            help: ArgumentHelp(
                tr("Lengths used.", ru: "Какие длины.", kk: "Қай ұзындық."),
                valueName: "drawn|column"
            )
        )
        var lengths = "drawn"

        func run() throws {
            let verb = "hotspots kfunction"
            let step = self.step ?? max / 20
            guard max > 0, max.isFinite, step > 0, step <= max, max / step <= 100_000,
                (0...1_000_000).contains(simulations), ["drawn", "column"].contains(lengths)
            else {
                throw AnalysisOptions.usage(
                    "--max \(max), --step \(step), --simulations \(simulations)",
                    "Distances are above 0, the step at most --max, at most 100,000 radii and "
                        + "1,000,000 simulations.",
                    verb: verb
                )
            }
            let parts = null.lowercased().split(separator: ":", maxSplits: 1).map(String.init)
            guard let law = parts.first, ["length", "uniform", "exposure"].contains(law) else {
                throw AnalysisOptions.usage(
                    "--null \(null)",
                    "Known: length, exposure.",
                    verb: verb
                )
            }
            var clock = PhaseClock(input.timings)
            var (network, column) = try read(
                law == "exposure" ? exposure ?? (parts.count > 1 ? parts[1] : "") : nil
            )
            var run = KFunctionRun()
            (run.most, run.step, run.simulations, run.seed) = (max, step, simulations, seed)
            run.threads = input.lanes
            let placed = try input.readPlaces(
                try events.required(verb),
                on: network,
                weight: events.weight
            )
            var patterns = [placed.places]
            if let cross { patterns.append(try input.readPlaces(cross, on: network).places) }
            if lengths == "drawn" { (network, patterns) = network.measuredAsDrawn(patterns) }
            if let column { run.density = try density(column, network) }
            clock.lap("read")
            if simulations > 0 { run.order = network.canonicalOrder() }
            let outcome = try run.run(
                network.graph,
                patterns[0],
                others: patterns.count > 1 ? patterns[1] : nil,
                subject: events.events ?? ""
            )
            clock.lap("compute")
            try answer(network, placed, outcome, law).show(input)
            clock.finish("write")
        }

        /// The network and its column of exposure: the named one, else the first of a usual name.
        private func read(_ exposure: String?) throws -> (SpatialNetwork, String?) {
            guard let exposure else { return (try input.readNetwork(), nil) }
            if exposure.isEmpty {
                for name in ["exposure", "aadt", "adt", "traffic", "volume", "flow", "vkt"] {
                    if let network = try? input.readNetwork(columns: [name]) {
                        return (network, name)
                    }
                }
            }
            let name = exposure.isEmpty ? "exposure" : exposure
            return (try input.readNetwork(columns: [name]), name)
        }

        private func density(
            _ column: String,
            _ network: SpatialNetwork
        ) throws(IntakeError) -> [Double] {
            let values = network.values[column] ?? []
            guard values.allSatisfy({ $0 >= 0 && $0.isFinite }), values.contains(where: { $0 > 0 })
            else {
                throw IntakeError(
                    .formatDamaged,
                    subject: input.network,
                    detail: "Column '\(column)' must hold a number of 0 or more for every edge, "
                        + "and not only zeros.",
                    remedy: "Fill the cells, or use --null length."
                )
            }
            guard !ExposureColumn.isPerMetre(column) else { return values }
            return zip(values, network.graph.edgeMetres).map { $0 / $1 }
        }

        private func answer(
            _ network: SpatialNetwork,
            _ placed: PlaceReader.Placed,
            _ outcome: KFunctionRun.Outcome,
            _ law: String
        ) -> SpatialAnswer {
            var table = ResultTable([
                ("r", .numbers(outcome.radii)), ("k", .numbers(outcome.k)),
                ("k_distinct", .numbers(outcome.distinct)),
            ])
            if !outcome.corrected.isEmpty {
                table.add("k_corrected", .numbers(outcome.corrected))
            }
            var fields = SpatialAnswer.fields(network, placed)
            fields["metres"] = .number(outcome.metres)
            fields["n"] = .count(placed.places.count)
            fields["coincidentPairs"] = .count(outcome.coincident)
            fields["null"] = .text(law)
            fields["simulations"] = .count(simulations)
            fields["seed"] = .number(Double(seed))
            var lines = [SpatialAnswer.opening(network, placed)]
            if let envelope = outcome.envelope {
                table.add("mean", .numbers(envelope.mean))
                table.add("lower", .numbers(envelope.lower))
                table.add("upper", .numbers(envelope.upper))
                table.add("global_lower", .numbers(envelope.globalLower))
                table.add("global_upper", .numbers(envelope.globalUpper))
                fields["pGlobal"] = .number(envelope.p)
                let p = Say.decimal(envelope.p, 4)
                lines.append(
                    tr(
                        "all radii at once (extreme rank lengths): p = \(p)",
                        ru: "по всем радиусам сразу (extreme rank length): p = \(p)",
                        kk: "барлық радиус бірге (extreme rank length): p = \(p)"
                    )
                )
            }
            var flags = SpatialAnswer.flags(network, placed)
            if outcome.coincident > 0 {
                flags.append(
                    (
                        "COINCIDENT",
                        tr(
                            "\(Say.count(outcome.coincident)) ordered pairs at distance 0, counted "
                                + "in k",
                            ru: "пар на расстоянии 0: \(Say.count(outcome.coincident)), учтены в k",
                            kk: "0 қашықтықтағы жұп: \(Say.count(outcome.coincident)), k ішінде"
                        )
                    )
                )
            }
            if simulations > 0, simulations < 99 {
                flags.append(
                    (
                        "FEW-SIMULATIONS",
                        tr(
                            "under 99 simulations: envelopes are rough",
                            ru: "менее 99 имитаций: границы грубые",
                            kk: "99-дан аз имитация: шектер дөрекі"
                        )
                    )
                )
            }
            let every = Swift.max(1, outcome.radii.count / 20)
            let rows = Array(stride(from: 0, to: outcome.radii.count, by: every))
            lines.append("")
            lines.append(
                SpatialText.table(
                    table,
                    rows: rows,
                    columns: ["r", "k", "mean", "global_lower", "global_upper"]
                )
            )
            return SpatialAnswer(
                verb: "kfunction",
                fields: fields,
                flags: flags,
                table: table,
                rowsName: "radii",
                text: lines.joined(separator: "\n")
            )
        }
    }
}
