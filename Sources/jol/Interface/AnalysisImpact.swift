import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

/// A forecast held against what came, for machines and for a person.
struct ImpactAnswer {
    let outcome: ImpactRun.Outcome

    private var analysis: ImpactAnalysis { outcome.analysis }
    private var isFound: Bool { analysis.interval.lower > 0 || analysis.interval.upper < 0 }
    private var failsPlacebo: Bool { isFound && (analysis.placeboP.map { $0 > 0.1 } ?? false) }

    /// A forecast alone shows that the series left its own path; controls show that others did not.
    private var attribution: AttributionLevel {
        guard isFound, !failsPlacebo else { return .change }
        return outcome.controls.isEmpty ? .beyondHistory : .beyondControls
    }

    var answer: AnalysisAnswer {
        var flags: [AnalysisFlag] = []
        if failsPlacebo { flags.append(.placebo) }
        if analysis.placeboP == nil { flags.append(.shortSeries) }
        return AnalysisAnswer(fields, flags: flags, text: text)
    }

    private var fields: [String: AnalysisTree] {
        [
            "observed": .number(analysis.observed), "expected": .number(analysis.expected),
            "expectedLower": .number(analysis.expectedInterval.lower),
            "expectedUpper": .number(analysis.expectedInterval.upper),
            "effect": .number(analysis.observed - analysis.expected),
            "percent": .number(analysis.percent), "lower": .number(analysis.interval.lower),
            "upper": .number(analysis.interval.upper), "p": .number(analysis.p),
            "ratio": .number(1 + analysis.percent / 100),
            "scale": .text(analysis.scale.rawValue), "start": .text(outcome.labels[outcome.start]),
            "controls": .texts(outcome.controls),
            "variances": [
                "irregular": .number(analysis.variances.irregular),
                "level": .number(analysis.variances.level),
            ],
            "periods": .list(analysis.periods.map(tree)),
            "placeboDates": .list(
                analysis.dates.map { fake in
                    [
                        "start": .text(outcome.labels[fake.index]),
                        "percent": .number(fake.percent), "statistic": .number(fake.statistic),
                    ]
                }
            ),
            "placeboControls": .list(
                analysis.controls.map { fake in
                    [
                        "control": .text(outcome.controls[fake.index]),
                        "percent": .number(fake.percent), "statistic": .number(fake.statistic),
                    ]
                }
            ),
            "placeboP": .number(analysis.placeboP),
            "verdict": .text((isFound ? VerdictCode.change : .noEvidence).rawValue),
            "attribution": .text("A\(attribution.rawValue)"),
            "causation": "NOT-ESTABLISHED",
        ]
    }

    private func tree(_ period: ImpactAnalysis.Period) -> AnalysisTree {
        [
            "time": .text(outcome.labels[period.index]), "observed": .number(period.observed),
            "expected": .number(period.expected), "lower": .number(period.lower),
            "upper": .number(period.upper),
        ]
    }

    private var text: String {
        let numbers = NumberText(Interface.language)
        var table = TerminalTable([
            (tr("Period", ru: "Период", kk: "Кезең"), .left),
            (tr("observed", ru: "было", kk: "болған"), .right),
            (tr("expected", ru: "ожидалось", kk: "күтілген"), .right),
            (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right),
        ])
        for period in analysis.periods {
            table.add([
                outcome.labels[period.index], Say.decimal(period.observed, 0),
                Say.decimal(period.expected, 1),
                "\(Say.decimal(period.lower, 1)) … \(Say.decimal(period.upper, 1))",
            ])
        }
        table.add([
            tr("all", ru: "всего", kk: "барлығы"), Say.decimal(analysis.observed, 0),
            Say.decimal(analysis.expected, 1),
            "\(Say.decimal(analysis.expectedInterval.lower, 1)) … "
                + "\(Say.decimal(analysis.expectedInterval.upper, 1))",
        ])
        let effect = tr("Effect", ru: "Эффект", kk: "Әсер")
        var lines = [
            table.text, "",
            "\(effect): \(numbers.signedPercent(analysis.percent)) "
                + "(\(numbers.signedPercent(analysis.interval.lower)) … "
                + "\(numbers.signedPercent(analysis.interval.upper))), p "
                + numbers.probability(analysis.p),
        ]
        if let p = analysis.placeboP {
            let tried = analysis.dates.count + analysis.controls.count
            lines.append(
                tr(
                    "False dates and control series tried: \(tried); share as large: ",
                    ru: "Проверено ложных дат и контрольных рядов: \(tried); доля таких же: ",
                    kk:
                        "Тексерілген жалған күндер мен бақылау қатарлары: \(tried); сондайлар үлесі: "
                ) + numbers.share(p)
            )
        }
        lines.append(VerdictWords.attribution(attribution)[Interface.language])
        return lines.joined(separator: "\n")
    }
}
