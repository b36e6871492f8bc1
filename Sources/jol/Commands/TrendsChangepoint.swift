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
                commandName: "changepoint",
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
        var minSegment: Int?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Breaks of a regression by least squares, as 'y ~ lag(y, 1)'.",
                    ru: "Переломы регрессии по наименьшим квадратам, как 'y ~ lag(y, 1)'.",
                    kk: "Регрессия сынулары ең кіші квадратпен, 'y ~ lag(y, 1)' сияқты."
                ),
                valueName: "formula"
            )
        )
        var formula: String?

        func run() throws {
            if let formula { return try breakRegression(formula) }
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
                shortest: minSegment ?? 2
            )
            try input.answer("trends.changepoint") { table throws(IntakeError) in
                let series = try columns.series(
                    table,
                    kind == .poisson ? .notNegative : .number,
                    input
                )
                return Self.answer(series, try run.find(series)).warned(of: series)
            }
        }

        /// Breaks of all coefficients of a regression; the number by its criterion or `--changes`.
        private func breakRegression(_ text: String) throws {
            let model: Formula
            do throws(FormulaError) { model = try Formula(text) } catch {
                throw AnalysisOptions.usage(
                    "--formula \(text)",
                    error.description,
                    verb: "trends changepoint"
                )
            }
            try input.answer("trends.changepoint") { table throws(IntakeError) in
                let time = columns.time(table)
                // Any column of the model serves: only the times are looked at.
                var named = model.columnNames.sorted().first { table.contains($0) }
                if named == nil { named = try columns.value(table) }
                let series = try AnalysisSeries(table, x: time, y: named ?? "")
                try series.requireComplete("a search for breaks")
                let numbers = try table.model(model.columnNames)
                let shortest = minSegment ?? max(3, table.rowCount * 15 / 100)
                do throws(FormulaError) {
                    let breaks = try RegressionBreaks(
                        model,
                        to: numbers,
                        most: max(changes ?? 5, 0),
                        shortest: shortest
                    )
                    let chosen = min(changes ?? breaks.chosen, breaks.partitions.count - 1)
                    return Self.answer(
                        series,
                        breaks,
                        chosen: chosen,
                        try RegressionBreaks.dates(
                            of: breaks.partitions[chosen],
                            model,
                            to: numbers
                        ),
                        breaks.instability
                    )
                } catch {
                    throw table.refusal(error)
                }
            }
        }

        private static func answer(
            _ series: AnalysisSeries,
            _ breaks: RegressionBreaks,
            chosen place: Int,
            _ dates: [RegressionBreaks.DatedBreak],
            _ instability: Double?
        ) -> AnalysisAnswer {
            var table = TerminalTable([
                (tr("Breaks", ru: "Переломов", kk: "Сыну"), .right),
                (tr("new pieces from", ru: "новые отрезки с", kk: "жаңа бөліктер"), .left),
                (tr("squares", ru: "квадраты", kk: "квадраттар"), .right), ("BIC", .right),
            ])
            func starts(_ partition: RegressionBreaks.Partition) -> [String] {
                partition.starts.map { series.labels[breaks.rows[$0]] }
            }
            for (count, partition) in breaks.partitions.enumerated() {
                table.add([
                    "\(count)" + (count == place ? " *" : ""),
                    starts(partition).joined(separator: ", "),
                    Say.decimal(partition.squares, 4), Say.decimal(partition.bic, 2),
                ])
            }
            let best = breaks.partitions[place]
            // A row beyond the series has no name.
            func label(_ row: Int?) -> String? {
                row.flatMap { breaks.rows.indices.contains($0 - 1) ? breaks.rows[$0 - 1] : nil }
                    .map { series.labels[$0] }
            }
            func date(_ found: RegressionBreaks.DatedBreak) -> AnalysisTree {
                [
                    "last": .count(found.last), "lower": found.lower.map { .count($0) } ?? .null,
                    "upper": found.upper.map { .count($0) } ?? .null,
                    "lastPeriod": label(found.last).map { .text($0) } ?? .null,
                    "lowerPeriod": label(found.lower).map { .text($0) } ?? .null,
                    "upperPeriod": label(found.upper).map { .text($0) } ?? .null,
                ]
            }
            let last = tr(
                "last period before",
                ru: "последний период до",
                kk: "дейінгі соңғы кезең"
            )
            let lines = dates.map { found in
                "\(last): \(label(found.last) ?? "–") "
                    + "[\(label(found.lower) ?? "–") … \(label(found.upper) ?? "–")]"
            }
            let stability = instability.map {
                [
                    "sup F: \(Say.decimal(breaks.largestF, 3)), p "
                        + NumberText(Interface.language).probability($0)
                ]
            }
            return AnalysisAnswer(
                [
                    "n": .count(breaks.rows.count), "chosen": .count(breaks.chosen),
                    "breakpoints": .list(best.starts.map { .count($0) }),
                    "changes": .texts(starts(best)), "cost": .number(best.squares),
                    "bic": .number(best.bic), "supF": .number(breaks.largestF),
                    "supFP": .number(instability), "dates": .list(dates.map(date)),
                    "partitions": .list(
                        breaks.partitions.map {
                            [
                                "breakpoints": .list($0.starts.map { .count($0) }),
                                "changes": .texts(starts($0)), "rss": .number($0.squares),
                                "bic": .number($0.bic),
                            ]
                        }
                    ),
                ],
                text: ([table.text, ""] + lines + (stability ?? [])).joined(separator: "\n")
            )
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
