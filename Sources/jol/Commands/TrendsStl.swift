import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension TrendsCommand {
    /// `jol trends stl`.
    struct Stl: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "stl",
                abstract: tr(
                    "Split a series into season, trend and remainder (STL).",
                    ru: "Разложить ряд на сезон, тренд и остаток (STL).",
                    kk: "Қатарды маусымға, трендке және қалдыққа бөлу (STL)."
                ),
                usage:
                    "jol trends stl [<table.csv>] [--seasonal <span>|periodic] [--trend <span>] [options]",
                discussion: tr(
                    """
                    Local regression with one value a step (no jumps). Spans are odd. The defaults \
                    are those of the authors for months: seasonal 13, trend 23 for period 12, \
                    low-pass 13, degrees 1, two inner rounds. It is STL, not X-13.
                    """,
                    ru: """
                        Локальная регрессия с оценкой на каждом шаге. Окна нечётны. По умолчанию как у \
                        авторов для месяцев: сезон 13, тренд 23 при периоде 12, низкие частоты 13, \
                        степени 1, два внутренних прохода. Это STL, а не X-13.
                        """,
                    kk: """
                        Әр қадамда бағаланатын жергілікті регрессия. Терезелер тақ. Әдепкі мәндер \
                        авторлардікі: маусым 13, тренд 23 (период 12), төмен жиілік 13, дәрежелер 1, \
                        екі ішкі өту. Бұл STL, X-13 емес.
                        """
                )
            )
        }

        @OptionGroup var input: TrendOptions
        @OptionGroup var columns: SeriesOptions
        @Option(
            help: ArgumentHelp(
                tr("Steps of a season.", ru: "Шагов в сезоне.", kk: "Маусым қадамдары."),
                valueName: "steps"
            )
        )
        var period = 12
        @Option(
            help: ArgumentHelp(
                tr(
                    "Seasonal span, or periodic.",
                    ru: "Окно сезона или periodic.",
                    kk: "Маусым терезесі не periodic."
                ),
                valueName: "span"
            )
        )
        var seasonal = "13"
        @Option(
            help: ArgumentHelp(
                tr("Trend span.", ru: "Окно тренда.", kk: "Тренд терезесі."),
                valueName: "span"
            )
        )
        var trend: Int?
        @Option(
            help: ArgumentHelp(
                tr("Low-pass span.", ru: "Окно низких частот.", kk: "Төмен жиілік терезесі."),
                valueName: "span"
            )
        )
        var lowPass: Int?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Degree of the season, 0 or 1.",
                    ru: "Степень сезона, 0 или 1.",
                    kk: "Маусым дәрежесі, 0 не 1."
                ),
                valueName: "degree"
            )
        )
        var seasonalDegree = 1
        @Flag(
            help: ArgumentHelp(
                tr("Split the logarithm.", ru: "Разложить логарифм.", kk: "Логарифмді бөлу.")
            )
        )
        var log = false
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Weight outliers down.",
                    ru: "Уменьшить вес выбросов.",
                    kk: "Шеткі мәндер салмағын азайту."
                )
            )
        )
        var robust = false

        func run() throws {
            var options = SeasonalDecomposition.Options()
            if seasonal == "periodic" {
                options.seasonalSpan = nil
            } else {
                guard let span = Int(seasonal), (3...100_000).contains(span) else {
                    throw Self.usage("--seasonal \(seasonal)", "A span of 3 and more, or periodic.")
                }
                options.seasonalSpan = span
            }
            guard (2...1000).contains(period), (0...1).contains(seasonalDegree),
                (3...1_000_000).contains(trend ?? 3), (3...1_000_000).contains(lowPass ?? 3)
            else { throw Self.usage("--period, --trend, --low-pass", "Out of range.") }
            // 23 and 13 for months, as the method's authors have it.
            options.trendSpan = trend ?? (2 * period - 1)
            options.lowPassSpan = lowPass ?? (period + (period % 2 == 0 ? 1 : 0))
            options.seasonalDegree = seasonalDegree
            (options.innerRounds, options.outerRounds) = robust ? (1, 15) : (2, 0)
            let settings = options
            try input.answer("trends.stl") { table throws(IntakeError) in
                let series = try columns.series(table, log ? .positive : .number, input)
                try series.requireComplete("STL")
                let values = log ? series.values.map { Calculus.logarithm($0) } : series.values
                do throws(SeriesError) {
                    return Self.answer(
                        series,
                        values,
                        try SeasonalDecomposition.split(values, period: period, options: settings)
                    )
                } catch {
                    throw series.table.refusal(error)
                }
            }
        }

        private static func answer(
            _ series: AnalysisSeries,
            _ values: [Double],
            _ parts: SeasonalDecomposition
        ) -> AnalysisAnswer {
            var table = TerminalTable([
                (tr("Period", ru: "Период", kk: "Кезең"), .left),
                (tr("value", ru: "значение", kk: "мән"), .right),
                (tr("season", ru: "сезон", kk: "маусым"), .right),
                (tr("trend", ru: "тренд", kk: "тренд"), .right),
                (tr("remainder", ru: "остаток", kk: "қалдық"), .right),
            ])
            var rows: [[String]] = []
            for row in values.indices {
                let cells = [
                    values[row], parts.seasonal[row], parts.trend[row], parts.remainder[row],
                ]
                rows.append([series.labels[row]] + cells.map { "\($0)" })
                if row >= values.count - 24 {
                    table.add([series.labels[row]] + cells.map { Say.decimal($0, 4) })
                }
            }
            var answer = AnalysisAnswer(
                [
                    "n": .count(values.count), "period": .texts(series.labels),
                    "seasonal": .numbers(parts.seasonal), "trend": .numbers(parts.trend),
                    "remainder": .numbers(parts.remainder), "weights": .numbers(parts.weights),
                ],
                text: table.text
            )
            answer.sheet = (["period", "value", "seasonal", "trend", "remainder"], rows)
            var chart = series.chart("jol trends stl")
            chart.points = Array(zip(series.times, values)).map { ($0, $1) }
            chart.lines = [
                TrendChart.Line(Array(zip(series.times, parts.trend)).map { ($0, $1) })
            ]
            answer.chart = chart
            return answer
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "trends stl")
        }
    }
}
