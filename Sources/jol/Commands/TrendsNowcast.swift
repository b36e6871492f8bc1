import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

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
                usage: "jol trends nowcast <table.csv> [--cumulative] [options]",
                discussion: tr(
                    """
                    The first column names the period, the others hold events newly registered at \
                    lag 0, 1, … Empty cells at the end of a row are lags not reached yet. With \
                    --cumulative the cells are running totals. Chain ladder; the interval assumes \
                    that delays do not change.
                    """,
                    ru: """
                        Первый столбец называет период, остальные содержат события, впервые \
                        зарегистрированные с лагом 0, 1, … Пустые ячейки в конце строки: лаг ещё не \
                        наступил. С --cumulative в ячейках нарастающие итоги. Цепная лестница; \
                        интервал предполагает неизменные задержки.
                        """,
                    kk: """
                        Бірінші баған кезең атауы, қалғандары 0, 1, … лагта жаңадан тіркелген \
                        оқиғалар. Жол соңындағы бос ұяшық: лаг әлі жетпеген. --cumulative болса \
                        ұяшықтарда өспелі жиынтық. Аралық кешігу өзгермейді деп алады.
                        """
                )
            )
        }

        @OptionGroup var input: AnalysisOptions
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

        func run() throws {
            let run = NowcastRun(isCumulative: cumulative)
            try input.answer("trends.nowcast") { table throws(IntakeError) in
                let outcome = try run.complete(table, leavingOut: input.by)
                return Self.answer(outcome.labels, outcome.nowcast)
            }
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
                    "\(Say.decimal(period.lower, 1)) … \(Say.decimal(period.upper, 1))",
                ])
                periods.append([
                    "period": .text(label), "seen": .number(period.seen),
                    "completeness": .number(period.completeness),
                    "nowcast": .number(period.expected), "se": .number(period.standardError),
                    "lower": .number(period.lower), "upper": .number(period.upper),
                ])
            }
            let total = tr("Total", ru: "Всего", kk: "Барлығы")
            let text =
                table.text + "\n\n\(total): \(Say.decimal(nowcast.seen, 0)) → "
                + Say.decimal(nowcast.expected, 1)
            let isImmature = nowcast.periods.contains { $0.completeness < 0.5 }
            return AnalysisAnswer(
                [
                    "periods": .list(periods), "factors": .numbers(nowcast.factors),
                    "seen": .number(nowcast.seen), "nowcast": .number(nowcast.expected),
                    "missing": .number(nowcast.expected - nowcast.seen),
                ],
                flags: isImmature ? [.immature] : [],
                text: text
            )
        }
    }
}
