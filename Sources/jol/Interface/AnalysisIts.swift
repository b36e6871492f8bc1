import RoadPipeline
import RoadReport
import RoadStatistics

/// An interrupted time series for machines and for a person.
struct ItsAnswer {
    let series: AnalysisSeries
    let outcome: ItsRun.Outcome

    var answer: AnalysisAnswer {
        var flags: [AnalysisFlag] = []
        if outcome.counts.after < 12 { flags.append(.shortSeries) }
        if let box = outcome.ljungBox, box.p < 0.05 { flags.append(.autocorrelated) }
        let percents = outcome.methods.map { Self.percent($0.level.estimate) }
        if let low = percents.min(), let high = percents.max(), low < 0, high > 0 {
            flags.append(.methodsDisagree)
        }
        var answer = AnalysisAnswer(fields(percents), flags: flags, text: text(percents))
        answer.sheet = (
            ["method", "estimate", "se", "lower", "upper", "p", "percent"],
            outcome.methods.map { method in
                let level = method.level
                return [method.name]
                    + [
                        level.estimate, level.standardError, level.lower, level.upper, level.p,
                        Self.percent(level.estimate),
                    ].map { "\($0)" }
            }
        )
        var chart = series.chart("jol trends its")
        chart.lines = [
            TrendChart.Line(Array(zip(series.times, outcome.fitted)).map { ($0, $1) }),
            TrendChart.Line(
                Array(zip(series.times, outcome.counterfactual)).map { ($0, $1) },
                isMain: false
            ),
        ]
        if series.times.indices.contains(outcome.row - 1) {
            chart.marks = [(series.times[outcome.row - 1], outcome.first)]
        }
        answer.chart = chart
        return answer
    }

    private static func percent(_ estimate: Double) -> Double {
        100 * (Calculus.exponential(estimate) - 1)
    }

    private static func tree(_ term: RegressionTerm) -> AnalysisTree {
        [
            "estimate": .number(term.estimate), "se": .number(term.standardError),
            "statistic": .number(term.statistic), "p": .number(term.p),
            "lower": .number(term.lower), "upper": .number(term.upper),
            "percent": .number(percent(term.estimate)),
            "percentLower": .number(percent(term.lower)),
            "percentUpper": .number(percent(term.upper)),
            "ratio": .number(Calculus.exponential(term.estimate)),
            "ratioLower": .number(Calculus.exponential(term.lower)),
            "ratioUpper": .number(Calculus.exponential(term.upper)),
        ]
    }

    private func fields(_ percents: [Double]) -> [String: AnalysisTree] {
        let worst = outcome.methods.max { $0.level.standardError < $1.level.standardError }
        return [
            "at": .text(outcome.first), "row": .count(outcome.row),
            "n": .count(series.values.count), "before": .count(outcome.counts.before),
            "after": .count(outcome.counts.after), "method": .text(outcome.headline.name),
            "level": Self.tree(outcome.headline.level),
            "slope": outcome.headline.slope.map { Self.tree($0) } ?? .null,
            "dispersion": .number(outcome.dispersion),
            "methods": .list(
                outcome.methods.map { method in
                    [
                        "method": .text(method.name), "level": Self.tree(method.level),
                        "slope": method.slope.map { Self.tree($0) } ?? .null,
                    ]
                }
            ),
            "spread": [
                "lowestPercent": .number(percents.min()),
                "highestPercent": .number(percents.max()),
                "largestSE": .number(worst?.level.standardError),
                "largestSEMethod": .text(worst?.name ?? ""),
            ],
            "acf": .numbers(outcome.autocorrelation),
            "ljungBox": outcome.ljungBox.map { ["q": .number($0.q), "p": .number($0.p)] } ?? .null,
            "durbinWatson": .number(outcome.durbinWatson), "phi": .number(outcome.phi),
            "sensitivity": .list(
                outcome.sensitivity.map { row in
                    [
                        "shift": row.shift.map { .count($0) } ?? .text("no-slope"),
                        "percent": .number(row.percent),
                    ]
                }
            ),
            "attribution": .text("A1"),
        ]
    }

    private func text(_ percents: [Double]) -> String {
        let numbers = NumberText(Interface.language)
        var table = TerminalTable([
            (tr("Method", ru: "Метод", kk: "Әдіс"), .left),
            (tr("step", ru: "скачок", kk: "секіріс"), .right),
            (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right),
            ("p", .right),
        ])
        for method in outcome.methods {
            let level = method.level
            table.add([
                method.name, numbers.signedPercent(Self.percent(level.estimate)),
                numbers.signedPercent(Self.percent(level.lower)) + " … "
                    + numbers.signedPercent(Self.percent(level.upper)),
                numbers.probability(level.p),
            ])
        }
        var lines = [table.text]
        if let low = percents.min(), let high = percents.max() {
            let words = tr("Methods spread from", ru: "Разброс методов", kk: "Әдістер айырмасы")
            lines.append(
                "\(words): \(numbers.signedPercent(low)) … \(numbers.signedPercent(high))"
            )
        }
        if !outcome.sensitivity.isEmpty {
            let words = tr("Date moved", ru: "Сдвиг даты", kk: "Күнді жылжыту")
            let parts = outcome.sensitivity.map { row in
                let name =
                    row.shift.map { $0 > 0 ? "+\($0)" : "\($0)" }
                    ?? tr("no slope", ru: "без излома", kk: "еңіссіз")
                return "\(name): \(numbers.signedPercent(row.percent))"
            }
            lines.append("\(words): " + parts.joined(separator: ", "))
        }
        return lines.joined(separator: "\n\n")
    }
}
