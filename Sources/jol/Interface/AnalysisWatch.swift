import RoadPipeline
import RoadReport
import RoadStatistics

/// An early warning for machines and for a person.
struct WatchAnswer {
    let run: WatchRun
    let series: AnalysisSeries
    let outcome: WatchRun.Outcome

    var answer: AnalysisAnswer {
        let alarms = outcome.points.filter(\.isAlarm)
        var flags: [AnalysisFlag] = []
        if !alarms.isEmpty { flags.append(.alarm) }
        let isFarrington = run.method == .farrington || run.method == .flexible
        if isFarrington, outcome.points.contains(where: { $0.statistic == nil }) {
            flags.append(.tooFewEvents)
        }
        var answer = AnalysisAnswer(fields(alarms), flags: flags, text: text(alarms))
        answer.sheet = (
            ["period", "observed", "expected", "upper", "statistic", "p", "alarm"],
            outcome.points.map { point in
                [point.label, "\(point.observed)"]
                    + [point.expected, point.upper, point.statistic, point.p].map { value in
                        value.map { "\($0)" } ?? ""
                    } + [point.isAlarm ? "1" : "0"]
            }
        )
        answer.chart = chart
        return answer
    }

    private func fields(_ alarms: [WatchRun.Point]) -> [String: AnalysisTree] {
        [
            "method": .text(run.method.rawValue), "n": .count(series.values.count),
            "alarms": .texts(alarms.map(\.label)),
            "mean": .number(outcome.mean), "reference": .number(outcome.reference),
            "limit": .number(outcome.limit), "runLength": .number(outcome.run),
            "dispersion": .number(outcome.dispersion),
            "points": .list(
                outcome.points.map { point in
                    [
                        "period": .text(point.label), "observed": .number(point.observed),
                        "expected": .number(point.expected), "upper": .number(point.upper),
                        "statistic": .number(point.statistic), "p": .number(point.p),
                        "alarm": .flag(point.isAlarm),
                    ]
                }
            ),
        ]
    }

    private func text(_ alarms: [WatchRun.Point]) -> String {
        let numbers = NumberText(Interface.language)
        var table = TerminalTable([
            (tr("Period", ru: "Период", kk: "Кезең"), .left),
            (tr("observed", ru: "было", kk: "болған"), .right),
            (tr("expected", ru: "ожидалось", kk: "күтілген"), .right),
            (tr("limit", ru: "предел", kk: "шек"), .right),
            ("p", .right), (tr("alarm", ru: "тревога", kk: "дабыл"), .left),
        ])
        for point in outcome.points.suffix(24) {
            table.add([
                point.label, Say.decimal(point.observed, 0),
                point.expected.map { Say.decimal($0, 1) } ?? "–",
                point.upper.map { Say.decimal($0, 1) } ?? "–",
                point.p.map { numbers.probability($0) } ?? "–", point.isAlarm ? "!" : "",
            ])
        }
        let count = tr("Alarms", ru: "Тревог", kk: "Дабылдар")
        var lines = [
            "\(count): \(Say.count(alarms.count)) / \(Say.count(outcome.points.count))"
        ]
        if let run = outcome.run {
            let words = tr(
                "steps to a false alarm, on average",
                ru: "шагов до ложной тревоги в среднем",
                kk: "жалған дабылға дейінгі орташа қадам"
            )
            lines.append("\(words): \(Say.decimal(run, 0))")
        }
        return table.text + "\n\n" + lines.joined(separator: "\n")
    }

    private var chart: TrendChart {
        var chart = series.chart("jol trends watch: \(run.method.rawValue)")
        let isSum = run.method == .cusum
        if !isSum {
            chart.lines = [
                TrendChart.Line(outcome.points.map { ($0.time, $0.expected ?? .nan) }),
                TrendChart.Line(
                    outcome.points.map { ($0.time, $0.upper ?? .nan) },
                    isMain: false
                ),
            ]
        } else {
            chart.lines = [
                TrendChart.Line(outcome.points.map { ($0.time, $0.statistic ?? .nan) })
            ]
        }
        let first = series.values.count - outcome.points.count
        chart.alarms = Set(
            outcome.points.indices.filter { outcome.points[$0].isAlarm }.map { $0 + first }
        )
        return chart
    }
}

extension AnalysisSeries {
    /// The series as a drawing to which a method adds what it found.
    func chart(_ title: String) -> TrendChart {
        TrendChart(
            title: title,
            points: Array(zip(times, values)).map { ($0, $1) },
            labels: Array(zip(times, labels)).map { ($0, $1) },
            language: Interface.language
        )
    }
}
