import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension HotspotsCommand {
    /// `jol hotspots density`.
    struct Density: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "density",
                abstract: tr(
                    "Kernel density of events along the network.",
                    ru: "Ядерная плотность событий вдоль сети.",
                    kk: "Желі бойындағы оқиғалардың ядролық тығыздығы."
                ),
                usage: "jol hotspots density --network <file> --events <file> [options]",
                discussion: tr(
                    """
                    Methods: simple, esd (equal split, discontinuous), esc (continuous), heat (σ is \
                    the bandwidth). Kernels: quartic, epanechnikov, triangle, uniform, triweight, \
                    tricube, cosine, gaussian, scaled-gaussian. Columns: sample, edge, offset, x, y, \
                    density (events per metre), per_km_year; without --samples also metres of the \
                    lixel. 'mass' must equal 'weight', or the loss is named.
                    """,
                    ru: """
                        Методы: simple, esd (равное деление с разрывом), esc (непрерывное), heat (σ \
                        равна ширине). Ядра: quartic, epanechnikov, triangle, uniform, triweight, \
                        tricube, cosine, gaussian, scaled-gaussian. Столбцы: sample, edge, offset, \
                        x, y, density (событий на метр), per_km_year; без --samples ещё metres.
                        """,
                    kk: """
                        Әдістер: simple, esd (үзілісті тең бөлу), esc (үздіксіз), heat (σ ені). \
                        Ядролар: quartic, epanechnikov, triangle, uniform, triweight, tricube, \
                        cosine, gaussian, scaled-gaussian. Бағандар: sample, edge, offset, x, y, \
                        density (метрге оқиға), per_km_year; --samples болмаса metres.
                        """
                )
            )
        }

        @OptionGroup var input: SpatialOptions
        @OptionGroup var events: EventOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "Places to estimate at; without them the middles of lixels.",
                    ru: "Точки оценки; без них середины ликселей.",
                    kk: "Бағалау орындары; онсыз ликсель орталары."
                ),
                valueName: "file"
            )
        )
        var samples: String?
        @Option(
            help: ArgumentHelp(
                tr("Shape of the kernel.", ru: "Форма ядра.", kk: "Ядро пішіні."),
                valueName: "kernel"
            )
        )
        var kernel = "quartic"
        @Option(
            help: ArgumentHelp(
                tr(
                    "Bandwidth; the standard deviation for heat.",
                    ru: "Ширина окна; для heat стандартное отклонение.",
                    kk: "Терезе ені; heat үшін стандартты ауытқу."
                ),
                valueName: "metres"
            )
        )
        var bandwidth = 300.0
        @Option(
            help: ArgumentHelp(
                tr("How junctions split.", ru: "Деление в узлах.", kk: "Түйінде бөлу."),
                valueName: "simple|esd|esc|heat"
            )
        )
        var method = "esd"
        @Option(
            help: ArgumentHelp(
                tr("Length of a lixel.", ru: "Длина ликселя.", kk: "Ликсель ұзындығы."),
                valueName: "metres"
            )
        )
        var lixel: Double?
        @Option(
            help: ArgumentHelp(
                tr("Years of the events.", ru: "Лет наблюдения.", kk: "Бақылау жылдары."),
                valueName: "years"
            )
        )
        var years = 1.0
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Bandwidths that widen where events are rare.",
                    ru: "Ширина растёт, где событий мало.",
                    kk: "Оқиға сирек жерде ені өседі."
                )
            )
        )
        var adaptive = false
        @Option(
            help: ArgumentHelp(
                tr(
                    "Widest adaptive bandwidth; default twice --bandwidth.",
                    ru: "Наибольшая ширина; по умолчанию вдвое --bandwidth.",
                    kk: "Ең үлкен ен; әдепкісі екі --bandwidth."
                ),
                valueName: "metres"
            )
        )
        var trim: Double?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Only score bandwidths by leaving out each event: FROM:TO:STEP or a list.",
                    ru: "Только оценить ширины по очередности: ОТ:ДО:ШАГ или список.",
                    kk: "Тек ендерді бағалау: БАС:СОҢ:ҚАДАМ не тізім."
                ),
                valueName: "bandwidths"
            )
        )
        var cv: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Dead ends: absorb, as published, or reflect, which keeps the mass.",
                    ru: "Тупики: absorb (как в статьях) или reflect (масса сохраняется).",
                    kk: "Тұйықтар: absorb (мақаладағыдай) не reflect (масса сақталады)."
                ),
                valueName: "absorb|reflect"
            )
        )
        var ends = "absorb"
        @Option(
            help: ArgumentHelp(
                tr(
                    "Junctions a walk may pass; 15 as published, 0 for any number.",
                    ru: "Сколько узлов проходит путь; 15 как в статьях, 0 без предела.",
                    kk: "Жол өтетін түйін саны; 15 мақаладағыдай, 0 шексіз."
                ),
                valueName: "n"
            )
        )
        var maxDepth = 15

        func run() throws {
            let run = try options()
            var clock = PhaseClock(input.timings)
            let network = try input.readNetwork()
            let placed = try input.readPlaces(
                try events.required("hotspots density"),
                on: network,
                weight: events.weight
            )
            if let cv { return try score(run, network, placed, cv) }
            var places = NetworkPlaces()
            var names: [String] = []
            var metres: [Double] = []
            if let samples {
                var reader = input
                // Samples are read where they stand.
                reader.snap = 0
                let found = try reader.readPlaces(samples, on: network)
                places = found.places
                names = (0..<found.places.count).map { found.name($0) }
            } else {
                let lixels = Lixels(network.graph, metres: lixel ?? max(1, bandwidth / 10))
                (places, metres) = (lixels.places, lixels.metres)
                names = places.edge.indices.map { String($0 + 1) }
            }
            clock.lap("read")
            let outcome = run.run(network, placed, at: places)
            clock.lap("compute")
            try answer(run, network, placed, outcome, places, names, metres).show(input)
            clock.finish("write")
        }

        private func options() throws(IntakeError) -> DensityRun {
            let verb = "hotspots density"
            let synonyms = [
                "discontinuous": "esd", "equal-split-discontinuous": "esd", "esdk": "esd",
                "continuous": "esc", "equal-split-continuous": "esc", "esck": "esc",
                "diffusion": "heat",
            ]
            let word = self.method.lowercased()
            guard let method = DensityMethod(rawValue: synonyms[word] ?? word) else {
                throw AnalysisOptions.usage(
                    "--method \(word)",
                    "Known: simple, esd, esc, heat.",
                    verb: verb
                )
            }
            guard let kernel = DensityKernel(named: self.kernel) else {
                throw AnalysisOptions.usage(
                    "--kernel \(self.kernel)",
                    "Known: \(DensityKernel.allCases.map(\.rawValue).joined(separator: ", ")).",
                    verb: verb
                )
            }
            for (name, value) in [
                ("--bandwidth", bandwidth), ("--lixel", lixel ?? 1), ("--years", years),
                ("--trim", trim ?? 1),
            ] {
                guard value > 0, value.isFinite else {
                    throw AnalysisOptions.usage(
                        "\(name) \(value)",
                        "It must be a number above 0.",
                        verb: verb
                    )
                }
            }
            guard ["absorb", "reflect"].contains(ends) else {
                throw AnalysisOptions.usage("--ends \(ends)", "Known: absorb, reflect.", verb: verb)
            }
            guard (0...1_000_000).contains(maxDepth) else {
                throw AnalysisOptions.usage("--max-depth \(maxDepth)", "0 or more.", verb: verb)
            }
            guard method != .heat || (!adaptive && cv == nil) else {
                throw AnalysisOptions.usage(
                    "--method heat",
                    "Heat has one bandwidth; --adaptive and --cv need another method.",
                    verb: verb
                )
            }
            var run = DensityRun()
            (run.method, run.kernel, run.bandwidth) = (method, kernel, bandwidth)
            run.reflectsAtEnds = ends == "reflect"
            run.mostJunctions = maxDepth
            run.adaptiveTrim = adaptive ? trim ?? 2 * bandwidth : nil
            run.threads = input.lanes
            return run
        }

        private func answer(
            _ run: DensityRun,
            _ network: SpatialNetwork,
            _ placed: PlaceReader.Placed,
            _ outcome: DensityRun.Outcome,
            _ places: NetworkPlaces,
            _ names: [String],
            _ metres: [Double]
        ) -> SpatialAnswer {
            var table = ResultTable([
                ("sample", .texts(names)),
                ("edge", .texts(places.edge.map { network.ids[Int($0)] })),
                ("offset", .numbers(places.offset)),
            ])
            var (x, y): ([Double], [Double]) = ([], [])
            if network.hasGeometry {
                for row in 0..<places.count {
                    let point = network.point(Int(places.edge[row]), places.offset[row])
                    x.append(point?.x ?? .nan)
                    y.append(point?.y ?? .nan)
                }
                table.add("x", .numbers(x))
                table.add("y", .numbers(y))
            }
            let perYear = outcome.density.map { $0 * 1000 / years }
            table.add("density", .numbers(outcome.density))
            table.add("per_km_year", .numbers(perYear))
            if !metres.isEmpty { table.add("metres", .numbers(metres)) }
            var fields = SpatialAnswer.fields(network, placed)
            fields["method"] = .text(run.method.rawValue)
            fields["kernel"] = .text(run.method == .heat ? "gaussian" : run.kernel.rawValue)
            fields["bandwidth"] = .number(run.bandwidth)
            fields["years"] = .number(years)
            fields["weight"] = .number(outcome.weight)
            fields["mass"] = .number(outcome.mass)
            fields["massExpected"] = .number(outcome.weight * outcome.kernelMass)
            fields["lostAtEnds"] = .number(outcome.lostAtEnds)
            fields["lostWalks"] = .number(outcome.lostWalks)
            fields["most"] = .number(outcome.density.max() ?? 0)
            if !outcome.bandwidths.isEmpty {
                fields["bandwidths"] = .numbers(outcome.bandwidths)
            }
            let order = perYear.indices.sorted { (-perYear[$0], $0) < (-perYear[$1], $1) }
            let shapes: (() throws(IntakeError) -> [SpatialShape])? =
                network.hasGeometry && network.crs != nil
                ? { () throws(IntakeError) in try SpatialLayer.points(network, x: x, y: y) } : nil
            let mass = Say.decimal(outcome.mass, 3)
            let weight = Say.decimal(outcome.weight, 3)
            return SpatialAnswer(
                verb: "density",
                fields: fields,
                flags: flags(run, network, placed, outcome),
                table: table,
                rowsName: "samples",
                shapes: shapes,
                style: QGISStyle.density(
                    Interface.language,
                    column: "per_km_year",
                    most: perYear.max() ?? 0
                ),
                text: SpatialAnswer.opening(network, placed) + "\n"
                    + tr(
                        "mass on the network \(mass) of \(weight)",
                        ru: "масса на сети \(mass) из \(weight)",
                        kk: "желідегі масса \(mass), барлығы \(weight)"
                    ) + "\n\n"
                    + SpatialText.table(
                        table,
                        rows: Array(order.prefix(10)),
                        columns: ["sample", "edge", "offset", "per_km_year"]
                    )
            )
        }

        private func score(
            _ run: DensityRun,
            _ network: SpatialNetwork,
            _ placed: PlaceReader.Placed,
            _ text: String
        ) throws {
            var bandwidths = text.split(separator: ",").compactMap { Double($0) }
            let range = text.split(separator: ":").compactMap { Double($0) }
            if range.count == 3, range[2] > 0, range[1] >= range[0] {
                bandwidths = Array(stride(from: range[0], through: range[1], by: range[2]))
            }
            guard !bandwidths.isEmpty, bandwidths.count <= 10_000,
                bandwidths.allSatisfy({ $0 > 0 && $0.isFinite })
            else {
                throw AnalysisOptions.usage(
                    "--cv \(text)",
                    "Write 100:400:100 or 100,200,300.",
                    verb: "hotspots density"
                )
            }
            let scores = run.scores(network, placed, bandwidths: bandwidths)
            let table = ResultTable([
                ("bandwidth", .numbers(scores.map(\.bandwidth))),
                ("score", .numbers(scores.map(\.score))),
                ("score_of_others", .numbers(scores.map(\.scoreOfOthers))),
                ("isolated", .counts(scores.map(\.isolated))),
            ])
            var fields = SpatialAnswer.fields(network, placed)
            fields["method"] = .text(run.method.rawValue)
            fields["best"] = .number(scores.max { $0.score < $1.score }?.bandwidth)
            try SpatialAnswer(
                verb: "density",
                fields: fields,
                flags: SpatialAnswer.flags(network, placed),
                table: table,
                rowsName: "bandwidths",
                text: SpatialText.table(
                    table,
                    rows: Array(scores.indices),
                    columns: table.columns.map(\.name)
                )
            ).show(input)
        }
    }
}
