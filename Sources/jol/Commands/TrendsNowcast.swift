import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics
import RoadStore

extension TrendsCommand {
    /// `jol trends nowcast`.
    struct NowcastVerb: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "nowcast",
                abstract: tr(
                    "Complete counts that are still being registered.",
                    ru: "Дополнить числа, которые ещё регистрируются.",
                    kk: "Әлі тіркеліп жатқан сандарды толықтыру."
                ),
                usage: "jol trends nowcast [<table.csv>] [--cumulative] [options]",
                discussion: tr(
                    """
                    The first column names the period, the others hold events newly registered at \
                    lag 0, 1, … Empty cells at the end of a row are lags not reached yet. With \
                    --cumulative the cells are running totals. A list of records has one row an event, \
                    with --event and --registered dates (--step month or week). Without a table the \
                    workspace's crash cards are taken, each registered when it first came in. Chain \
                    ladder; the interval assumes that delays do not change.
                    """,
                    ru: """
                        Первый столбец называет период, остальные содержат события, впервые \
                        зарегистрированные с лагом 0, 1, … Пустые ячейки в конце строки: лаг ещё не \
                        наступил. С --cumulative в ячейках нарастающие итоги. Список записей: строка \
                        на событие, даты --event и --registered (--step month или week). Без таблицы берутся \
                        карточки ДТП рабочего пространства, дата регистрации: первое поступление. \
                        Цепная лестница; интервал предполагает неизменные задержки.
                        """,
                    kk: """
                        Бірінші баған кезең атауы, қалғандары 0, 1, … лагта жаңадан тіркелген \
                        оқиғалар. Жол соңындағы бос ұяшық: лаг әлі жетпеген. --cumulative болса \
                        ұяшықтарда өспелі жиынтық. Жазбалар тізімі: оқиғаға бір жол, --event пен \
                        --registered күндері (--step month не week). Кестесіз жұмыс кеңістігінің ЖКО \
                        карточкалары алынады, тіркелген күні: алғаш түскен күн. Аралық кешігу \
                        өзгермейді деп алады.
                        """
                )
            )
        }

        @OptionGroup var input: TrendOptions
        @Flag(
            help: ArgumentHelp(
                tr(
                    "The cells are running totals.",
                    ru: "В ячейках нарастающие итоги.",
                    kk: "Ұяшықтарда өспелі жиынтық."
                )
            )
        )
        var cumulative = false
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of event dates, for a list of records.",
                    ru: "Столбец дат событий, для списка записей.",
                    kk: "Оқиға күндері бағаны, жазбалар тізіміне."
                ),
                valueName: "column"
            )
        )
        var event: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of registration dates.",
                    ru: "Столбец дат регистрации.",
                    kk: "Тіркеу күндері бағаны."
                ),
                valueName: "column"
            )
        )
        var registered: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of how many a record counts for.",
                    ru: "Столбец: сколько событий в записи.",
                    kk: "Жазбадағы оқиға саны бағаны."
                ),
                valueName: "column"
            )
        )
        var count: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "The day up to which registrations are known; default the last one.",
                    ru: "День, по который регистрации известны; иначе последний.",
                    kk: "Тіркеу белгілі болған соңғы күн; әйтпесе ең соңғысы."
                ),
                valueName: "YYYY-MM-DD"
            )
        )
        var asOf: DayArgument?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Most lags, in periods.",
                    ru: "Не более лагов, в периодах.",
                    kk: "Ең көп лаг, кезеңмен."
                ),
                valueName: "n"
            )
        )
        var lags = 12

        func run() throws {
            var run = NowcastRun(isCumulative: cumulative)
            guard (event == nil) == (registered == nil), (1...400).contains(lags) else {
                throw AnalysisOptions.usage(
                    "--event, --registered, --lags",
                    "Both columns are needed, and 1 to 400 lags.",
                    verb: "trends nowcast"
                )
            }
            if input.file == nil { return try completeOwn() }
            if let event, let registered {
                run.dates = NowcastRun.Dates(
                    event: event,
                    registered: registered,
                    asOf: asOf?.date,
                    lags: lags,
                    isWeekly: input.step == "week",
                    count: count
                )
            }
            try input.answer("trends.nowcast") { table throws(IntakeError) in
                let outcome = try run.complete(table, leavingOut: input.by)
                return Self.answer(outcome.labels, outcome.nowcast)
            }
        }

        /// The workspace's own cards, each known from its first receipt on.
        private func completeOwn() throws {
            let measure = input.measure ?? "crashes"
            guard TrendRun.measures.contains(measure) else {
                throw AnalysisOptions.usage(
                    "--measure \(measure)",
                    "Known: \(TrendRun.measures.joined(separator: ", ")).",
                    verb: "trends nowcast"
                )
            }
            guard !cumulative, event == nil, input.by == nil,
                ["week", "month", nil].contains(input.step)
            else {
                throw AnalysisOptions.usage(
                    "--cumulative, --event, --by, --step \(input.step ?? "")",
                    "The workspace's own cards take --step month or week and none of the others.",
                    verb: "trends nowcast"
                )
            }
            let store = try input.global.open(.reading)
            let crashes = try store.crashEvents()
            let table = try CrashRegistrations.table(
                crashes,
                receipts: try store.firstReceipts(),
                window: try AnalysisPeriod.window(
                    of: crashes,
                    from: input.period.from?.date,
                    to: input.period.to?.end
                ),
                area: input.area,
                measure: measure
            )
            var run = NowcastRun(isCumulative: false)
            run.dates = NowcastRun.Dates(
                event: "event",
                registered: "registered",
                asOf: asOf?.date,
                lags: lags,
                isWeekly: input.step == "week",
                count: "count"
            )
            let outcome = try run.complete(table, leavingOut: nil)
            try input.form.show(Self.answer(outcome.labels, outcome.nowcast), "trends.nowcast")
        }

        private static func answer(_ labels: [String], _ nowcast: Nowcast) -> AnalysisAnswer {
            var table = TerminalTable([
                (tr("Period", ru: "Период", kk: "Кезең"), .left),
                (tr("registered", ru: "зарегистрировано", kk: "тіркелген"), .right),
                (tr("complete", ru: "полнота", kk: "толықтық"), .right),
                (tr("expected", ru: "ожидается", kk: "күтіледі"), .right),
                (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right),
            ])
            var periods: [AnalysisTree] = []
            for (label, period) in zip(labels, nowcast.periods) {
                table.add([
                    label, Say.decimal(period.seen, 0), Say.percent(period.completeness),
                    Say.decimal(period.expected, 1),
                    "\(Say.decimal(period.lower, 0)) … \(Say.decimal(period.upper, 0))",
                ])
                periods.append([
                    "period": .text(label), "seen": .number(period.seen),
                    "completeness": .number(period.completeness),
                    "nowcast": .number(period.expected), "se": .number(period.standardError),
                    "mackSE": .number(period.mackError),
                    "lower": .number(period.lower), "upper": .number(period.upper),
                ])
            }
            let total = tr("Total", ru: "Всего", kk: "Барлығы")
            let text =
                table.text + "\n\n\(total): \(Say.decimal(nowcast.seen, 0)) → "
                + Say.decimal(nowcast.expected, 1)
                + " [\(Say.decimal(nowcast.lower, 0)) … \(Say.decimal(nowcast.upper, 0))]"
            let isImmature = nowcast.periods.contains { $0.completeness < 0.5 }
            var answer = AnalysisAnswer(
                [
                    "periods": .list(periods), "factors": .numbers(nowcast.factors),
                    "seen": .number(nowcast.seen), "nowcast": .number(nowcast.expected),
                    "missing": .number(nowcast.expected - nowcast.seen),
                    "se": .number(nowcast.standardError), "mackSE": .number(nowcast.mackError),
                    "lower": .number(nowcast.lower), "upper": .number(nowcast.upper),
                    "dispersion": .number(nowcast.dispersion),
                ],
                flags: isImmature ? [.immature] : [],
                text: text
            )
            answer.sheet = (
                ["period", "seen", "completeness", "nowcast", "se", "lower", "upper"],
                zip(labels, nowcast.periods).map { label, period in
                    [label]
                        + [
                            period.seen, period.completeness, period.expected,
                            period.standardError, period.lower, period.upper,
                        ].map { "\($0)" }
                }
            )
            var chart = TrendChart(
                title: "jol trends nowcast",
                points: nowcast.periods.enumerated().map { (Double($0), $1.seen) },
                labels: labels.enumerated().map { (Double($0), $1) },
                language: Interface.language
            )
            chart.lines = [
                TrendChart.Line(nowcast.periods.enumerated().map { (Double($0), $1.expected) })
            ]
            chart.band = nowcast.periods.enumerated().map { (Double($0), $1.lower, $1.upper) }
            answer.chart = chart
            return answer
        }
    }
}
