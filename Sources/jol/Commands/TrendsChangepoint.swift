import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension TrendsCommand {
    /// `jol trends changepoint`.
    struct Changepoint: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                abstract: tr(
                    "Find when the level of a series changed.",
                    ru: "Найти, когда изменился уровень ряда.",
                    kk: "Қатар деңгейі қашан өзгергенін табу."
                ),
                usage: "jol trends changepoint <table.csv> --x <column> --y <column> [options]",
                discussion: tr(
                    """
                    Exact optimal partitioning. The penalty of a change is 3·ln n for counts \
                    (--cost poisson) and 2·s²·ln n for values (--cost squares), or --penalty. \
                    --changes K gives the best partition with K changes. A date found this way \
                    proves no cause.
                    """,
                    ru: """
                        Точное оптимальное разбиение. Штраф за перемену 3·ln n для счёта \
                        (--cost poisson) и 2·s²·ln n для величин (--cost squares) или --penalty. \
                        --changes K даёт лучшее разбиение с K переменами. Найденная дата не \
                        доказывает причины.
                        """,
                    kk: """
                        Дәл оңтайлы бөлу. Өзгеріс құны санаққа 3·ln n (--cost poisson), шамаға \
                        2·s²·ln n (--cost squares) не --penalty. --changes K дәл K өзгерісі бар ең \
                        жақсы бөлуді береді. Табылған күн себепті дәлелдемейді.
                        """
                )
            )
        }

        @OptionGroup var input: TrendOptions
        @OptionGroup var columns: SeriesOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "poisson for counts, squares for values.",
                    ru: "poisson для счёта, squares для величин.",
                    kk: "poisson санаққа, squares шамаға."
                ),
                valueName: "cost"
            )
        )
        var cost = "poisson"
        @Option(
            help: ArgumentHelp(
                tr("Price of a change.", ru: "Штраф за перемену.", kk: "Өзгеріс құны."),
                valueName: "x"
            )
        )
        var penalty: Double?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Exactly so many changes.",
                    ru: "Ровно столько перемен.",
                    kk: "Дәл сонша өзгеріс."
                ),
                valueName: "k"
            )
        )
        var changes: Int?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Fewest rows of a piece.",
                    ru: "Наименьшая длина отрезка.",
                    kk: "Бөліктің ең аз жолы."
                ),
                valueName: "n"
            )
        )
        var minSegment = 2

        func run() throws {
            guard let kind = ChangePoints.Cost(rawValue: cost) else {
                throw AnalysisOptions.usage(
                    "--cost \(cost)",
                    "Known: poisson, squares.",
                    verb: "trends changepoint"
                )
            }
            let run = ChangePointRun(
                cost: kind,
                penalty: penalty,
                changes: changes,
                shortest: minSegment
            )
            try input.answer("trends.changepoint") { table throws(IntakeError) in
                let series = try columns.series(
                    table,
                    kind == .poisson ? .notNegative : .number,
                    input
                )
                return Self.answer(series, try run.find(series))
            }
        }

        private static func answer(
            _ series: AnalysisSeries,
            _ outcome: ChangePointRun.Outcome
        ) -> AnalysisAnswer {
            let partition = outcome.partition
            let starts = [0] + partition.starts
            let ends = partition.starts + [series.values.count]
            var table = TerminalTable([
                (tr("From", ru: "С", kk: "Бастап"), .left),
                (tr("to", ru: "по", kk: "дейін"), .left),
                (tr("periods", ru: "периодов", kk: "кезең"), .right),
                (tr("level", ru: "уровень", kk: "деңгей"), .right),
            ])
            var pieces: [AnalysisTree] = []
            for (place, level) in partition.levels.enumerated() {
                let (from, to) = (series.labels[starts[place]], series.labels[ends[place] - 1])
                table.add([from, to, "\(ends[place] - starts[place])", Say.decimal(level, 3)])
                pieces.append([
                    "from": .text(from), "to": .text(to), "level": .number(level),
                    "n": .count(ends[place] - starts[place]),
                ])
            }
            var fields: [String: AnalysisTree] = [
                "n": .count(series.values.count),
                "breakpoints": .list(partition.starts.map { .count($0) }),
                "changes": .texts(partition.starts.map { series.labels[$0] }),
                "segments": .list(pieces), "cost": .number(partition.cost),
                "objective": .number(partition.objective), "penalty": .number(outcome.penalty),
            ]
            if let posterior = outcome.posterior {
                let ranked = posterior.indices.sorted { posterior[$0] > posterior[$1] }
                fields["posterior"] = .list(
                    ranked.prefix(10).map {
                        ["last": .text(series.labels[$0]), "p": .number(posterior[$0])]
                    }
                )
            }
            let note = tr(
                "A date found this way proves no cause.",
                ru: "Найденная так дата не доказывает причины.",
                kk: "Осылай табылған күн себепті дәлелдемейді."
            )
            let flags: [AnalysisFlag] = series.values.count < 20 ? [.shortSeries] : []
            var answer = AnalysisAnswer(fields, flags: flags, text: table.text + "\n\n" + note)
            answer.sheet = (
                ["from", "to", "n", "level"],
                partition.levels.indices.map { place in
                    [
                        series.labels[starts[place]], series.labels[ends[place] - 1],
                        "\(ends[place] - starts[place])", "\(partition.levels[place])",
                    ]
                }
            )
            var chart = series.chart("jol trends changepoint")
            chart.lines = partition.levels.indices.map { place in
                TrendChart.Line(
                    (starts[place]..<ends[place]).map {
                        (series.times[$0], partition.levels[place])
                    }
                )
            }
            chart.marks = partition.starts.map { (series.times[$0], series.labels[$0]) }
            answer.chart = chart
            return answer
        }
    }
}
