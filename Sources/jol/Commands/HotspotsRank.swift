import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension HotspotsCommand {
    /// `jol hotspots rank`.
    struct Rank: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "rank",
                abstract: tr(
                    "Rank sites with intervals and say which cannot be told apart.",
                    ru: "Ранжировать участки с интервалами; какие неразличимы.",
                    kk: "Учаскелерді аралықтарымен реттеу; қайсысы ажыратылмайды."
                ),
                usage: "jol hotspots rank <sites.csv> --y crashes [--draws 2000] [--seed 1]",
                discussion: tr(
                    """
                    Every site's true figure is drawn from its posterior gamma law; draws depend on \
                    seed, site name and draw alone. --by: excess (default), expected, per-length, \
                    excess-per-length, epdo. A group ends before the first site that its first \
                    member exceeds with 95 % probability. Under ten sites there is no model: each \
                    stands for its own count. --also ranks by further columns.
                    """,
                    ru: """
                        Истинный показатель участка разыгрывается по апостериорному гамма-закону; \
                        розыгрыш зависит лишь от начального числа, имени и номера. --by: excess, \
                        expected, per-length, excess-per-length, epdo. Группа кончается перед первым \
                        участком, который её первый член превосходит с вероятностью 95 %. Меньше \
                        десяти участков: без модели. --also — рейтинг и по другим столбцам.
                        """,
                    kk: """
                        Учаскенің шын көрсеткіші апостериор гамма-заңнан алынады; сынақ тек бастапқы \
                        санға, атқа және нөмірге тәуелді. --by: excess, expected, per-length, \
                        excess-per-length, epdo. Топ бірінші мүшесі 95 % ықтималдықпен асып түсетін \
                        учаскенің алдында бітеді. Он учаскеден аз болса модель жоқ. --also — басқа \
                        бағандар бойынша да реттеу.
                        """
                )
            )
        }

        @OptionGroup var input: SiteFile
        @OptionGroup var options: SiteOptions
        @OptionGroup var drawing: RankOptions
        @OptionGroup var target: TableTarget

        func run() throws {
            try target.check()
            let query = try options.query()
            let file = try AnalysisTable.read(input.file)
            var results = [try rank(file, query, drawing.measure())]
            for column in (drawing.also ?? "").split(separator: ",") {
                var other = query
                other.crashes = String(column.trimmed)
                results.append(try rank(file, other, drawing.measure()))
            }
            let first = results[0]
            let table = first.ranking.table(first.screening)
            if try target.write(table, first.screening.sites) { return }
            if options.output.json {
                try show(results, query)
            } else if target.out == nil {
                Console.print(
                    results.map { RankText.text($0, level: drawing.level) }
                        .joined(separator: "\n\n")
                )
            }
        }

        private func rank(
            _ file: AnalysisTable,
            _ query: SiteQuery,
            _ measure: SiteMeasure?
        ) throws(IntakeError) -> RankResult {
            let sites = try SiteTable(file, query)
            let screening = try SiteScreening(sites, query, requiresModel: false)
            let chosen = measure ?? (screening.model == nil ? .expected : .excess)
            var weights: SeverityWeightTable.Set?
            if let text = drawing.weights ?? (chosen == .weighted ? "hsm" : nil) {
                weights = try SeverityWeightTable(drawing.weightTable).find(text)
            }
            let ranking = try SiteRanking(
                screening,
                chosen,
                try drawing.drawOptions(),
                weights: weights
            )
            return RankResult(
                name: sites.mapping["y"] ?? "",
                screening: screening,
                ranking: ranking
            )
        }

        private func show(_ results: [RankResult], _ query: SiteQuery) throws {
            let first = results[0]
            var fields = first.fields
            fields["level"] = .number(drawing.level)
            fields["draws"] = .count(drawing.draws)
            fields["seed"] = .text("\(drawing.seed)")
            fields["top"] = .count(drawing.top)
            fields["columns"] = SiteAnswer.columns(first.screening.sites)
            fields["model"] = Eb.model(first.screening, query)
            if results.count > 1 {
                fields["also"] = .list(results.dropFirst().map { .object($0.fieldsWithRows) })
                fields["agreement"] = .list(
                    results.dropFirst().map { other in
                        [
                            "y": .text(other.name),
                            "rankDisplacement": .count(first.displacement(to: other)),
                        ]
                    }
                )
            }
            try SiteAnswer.printJSON(
                "jol.hotspots.rank/1",
                fields,
                tables: [("sites", first.ranking.table(first.screening))]
            )
        }
    }
}

/// Options of rank intervals.
struct RankOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "What to rank by.",
                ru: "По чему ранжировать.",
                kk: "Не бойынша реттеу."
            ),
            valueName: "measure"
        )
    )
    var by: String?
    @Option(
        help: ArgumentHelp(
            tr("Draws.", ru: "Число розыгрышей.", kk: "Сынақ саны."),
            valueName: "n"
        )
    )
    var draws = 2000
    @Option(
        help: ArgumentHelp(
            tr("Seed of the draws.", ru: "Начальное число.", kk: "Бастапқы сан."),
            valueName: "n"
        )
    )
    var seed: UInt64 = 1
    @Option(
        help: ArgumentHelp(
            tr(
                "Probability of rank limits.",
                ru: "Вероятность границ ранга.",
                kk: "Орын шектерінің ықтималдығы."
            ),
            valueName: "p"
        )
    )
    var level = 0.9
    @Option(
        help: ArgumentHelp(
            tr(
                "Probability of being among the first n.",
                ru: "Вероятность попасть в первые n.",
                kk: "Алғашқы n-ге кіру ықтималдығы."
            ),
            valueName: "n"
        )
    )
    var top = 10
    @Option(
        help: ArgumentHelp(
            tr(
                "Severity weights: a set of the table or fatal=542,injury=11,pdo=1.",
                ru: "Веса тяжести: набор таблицы или fatal=542,injury=11,pdo=1.",
                kk: "Ауырлық салмақтары: кесте жиыны не fatal=542,injury=11,pdo=1."
            ),
            valueName: "set"
        )
    )
    var weights: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Table of weights, as GeoData/rules/severity-weights.csv.",
                ru: "Таблица весов, как GeoData/rules/severity-weights.csv.",
                kk: "Салмақ кестесі, GeoData/rules/severity-weights.csv."
            ),
            valueName: "file.csv"
        )
    )
    var weightTable: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Rank by these columns of counts too.",
                ru: "Ранжировать и по этим столбцам.",
                kk: "Осы бағандар бойынша да реттеу."
            ),
            valueName: "column,column"
        )
    )
    var also: String?

    /// The measure; `nil` takes the excess where there is a model.
    func measure() throws(IntakeError) -> SiteMeasure? {
        guard let by else { return weights == nil ? nil : .weighted }
        let names = [
            "weighted": SiteMeasure.weighted, "eb": .expected, "psi": .excess,
            "per-km": .perLength, "per_length": .perLength,
        ]
        if let measure = SiteMeasure(rawValue: by.lowercased()) ?? names[by.lowercased()] {
            return measure
        }
        throw IntakeError(
            .badArgument,
            subject: "--by \(by)",
            detail: "There is no such measure.",
            remedy: "Known: \(SiteMeasure.allCases.map(\.rawValue).joined(separator: ", "))."
        )
    }

    func drawOptions() throws(IntakeError) -> RankDraws.Options {
        guard (1...1_000_000).contains(draws), level > 0, level < 1, top >= 1 else {
            throw IntakeError(
                .badArgument,
                subject: "--draws \(draws), --level \(level), --top \(top)",
                detail: "Draws lie between 1 and 1,000,000, the level in (0, 1), top from 1 on.",
                remedy: "Leave them out for 2000, 0.9 and 10."
            )
        }
        return RankDraws.Options(draws: draws, seed: seed, level: level, top: top)
    }
}
