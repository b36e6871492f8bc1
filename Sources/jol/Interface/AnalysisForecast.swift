import RoadPipeline
import RoadReport

/// Forecasts for machines and for a person.
struct ForecastAnswer {
    let run: ForecastRun
    let series: AnalysisSeries
    let outcomes: [ForecastRun.Outcome]

    var answer: AnalysisAnswer {
        var flags: [AnalysisFlag] = []
        if series.values.count < 10 { flags.append(.shortSeries) }
        let chances = outcomes.compactMap(\.reach)
        if let best = chances.max(), best < 0.05 { flags.append(.targetUnlikely) }
        if let low = chances.min(), let high = chances.max(), low < 0.5, high > 0.5 {
            flags.append(.methodsDisagree)
        }
        var answer = AnalysisAnswer(fields, flags: flags, text: text)
        answer.sheet = (
            [
                "method", "period", "mean", "se", "lower", "upper", "predictive_lower",
                "predictive_upper",
            ],
            outcomes.flatMap { outcome in
                outcome.steps.map { step in
                    [outcome.method.rawValue, step.label]
                        + [
                            step.mean, step.error, step.limits.lower, step.limits.upper,
                            step.predictive.lower, step.predictive.upper,
                        ].map { "\($0)" }
                }
            }
        )
        var chart = series.chart("jol trends forecast")
        if let first = outcomes.first {
            chart.lines = outcomes.enumerated().map { place, outcome in
                TrendChart.Line(outcome.steps.map { ($0.time, $0.mean) }, isMain: place == 0)
            }
            chart.band = first.steps.map { ($0.time, $0.predictive.lower, $0.predictive.upper) }
        }
        answer.chart = chart
        return answer
    }

    /// The yearly (or stepwise) change that would just reach the target.
    private var needed: Double? {
        guard let target = run.target, let last = series.values.last, last > 0 else { return nil }
        let ratio = target / last
        guard ratio > 0 else { return -100 }
        return 100 * (Calculus.exponential(Calculus.logarithm(ratio) / Double(run.steps)) - 1)
    }

    private var fields: [String: AnalysisTree] {
        var methods: [AnalysisTree] = []
        for outcome in outcomes {
            var tree: [String: AnalysisTree] = [
                "method": .text(outcome.method.rawValue),
                "chance": .number(outcome.reach),
                "steps": .list(
                    outcome.steps.map { step in
                        [
                            "period": .text(step.label), "mean": .number(step.mean),
                            "se": .number(step.error), "lower": .number(step.limits.lower),
                            "upper": .number(step.limits.upper),
                            "predictiveLower": .number(step.predictive.lower),
                            "predictiveUpper": .number(step.predictive.upper),
                        ]
                    }
                ),
            ]
            for (name, value) in outcome.parameters { tree[name] = .number(value) }
            methods.append(.object(tree))
        }
        return [
            "n": .count(series.values.count), "last": .number(series.values.last),
            "scale": .text(run.isLog ? "log" : "none"), "phi": .number(run.phi),
            "level": .number(run.level), "target": .number(run.target),
            "neededChangePercent": .number(needed), "methods": .list(methods),
            "seed": .count(Int(clamping: run.seed)), "paths": .count(run.paths),
        ]
    }

    private var text: String {
        let numbers = NumberText(Interface.language)
        var table = TerminalTable([
            (tr("Method", ru: "Метод", kk: "Әдіс"), .left),
            (tr("period", ru: "период", kk: "кезең"), .left),
            (tr("expected", ru: "ожидается", kk: "күтіледі"), .right),
            (tr("limits of the mean", ru: "границы среднего", kk: "орташа шектері"), .right),
            (tr("limits of the count", ru: "границы числа", kk: "сан шектері"), .right),
        ])
        for outcome in outcomes {
            for step in outcome.steps.suffix(24) {
                table.add([
                    outcome.method.rawValue, step.label, Say.decimal(step.mean, 1),
                    "\(Say.decimal(step.limits.lower, 1)) … \(Say.decimal(step.limits.upper, 1))",
                    "\(Say.decimal(step.predictive.lower, 0)) … "
                        + Say.decimal(step.predictive.upper, 0),
                ])
            }
        }
        var lines = [table.text]
        if let target = run.target {
            let words = tr(
                "Chance of at most",
                ru: "Вероятность не более",
                kk: "Осыдан аспау ықтималдығы:"
            )
            let chances = outcomes.map { outcome in
                "\(outcome.method.rawValue) \(outcome.reach.map { Say.percent($0) } ?? "–")"
            }
            lines.append("\(words) \(Say.decimal(target, 0)): " + chances.joined(separator: ", "))
            if let needed {
                let words = tr(
                    "Change needed a step",
                    ru: "Нужное изменение за шаг",
                    kk: "Қадамына қажет өзгеріс"
                )
                lines.append("\(words): \(numbers.signedPercent(needed))")
            }
        }
        return lines.joined(separator: "\n\n")
    }
}
