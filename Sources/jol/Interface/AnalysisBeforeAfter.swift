import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

/// A before–after evaluation for machines and for a person.
struct BeforeAfterAnswer {
    let outcome: BeforeAfterRun.Outcome

    var answer: AnalysisAnswer { AnalysisAnswer(fields, flags: flags, text: text) }

    /// The most trustworthy method that the table allowed.
    private var best: BeforeAfterEffect? { outcome.bayes ?? outcome.comparison }

    private var attribution: AttributionLevel {
        guard let best, !(best.lower <= 1 && best.upper >= 1) else { return .change }
        return outcome.bayes == nil ? .beyondControls : .design
    }

    /// What the most trustworthy method shows; the naive one alone shows nothing.
    private var verdict: VerdictCode {
        guard let best else { return .regressionToMean }
        return best.lower <= 1 && best.upper >= 1 ? .noEvidence : .change
    }

    private var flags: [AnalysisFlag] {
        var flags: [AnalysisFlag] = []
        if outcome.bayes == nil || outcome.isSelected { flags.append(.regressionToMean) }
        if outcome.isDegenerate { flags.append(.degenerate) }
        let ratios = [outcome.naiveRatio, outcome.comparison?.ratio, outcome.bayes?.ratio]
            .compactMap(\.self)
        if let low = ratios.min(), let high = ratios.max(), low < 1, high > 1 {
            flags.append(.methodsDisagree)
        }
        return flags
    }

    private var fields: [String: AnalysisTree] {
        let percents = [outcome.naiveRatio, outcome.comparison?.ratio, outcome.bayes?.ratio]
            .compactMap(\.self).map { 100 * ($0 - 1) }
        var bayes: AnalysisTree = .null
        if let effect = outcome.bayes {
            var fields = Self.tree(effect)
            fields["ratioUncorrected"] = .number(Double(effect.observed) / effect.expected)
            fields["seHauer"] = .number(outcome.bayesHauer?.standardError)
            fields["source"] = outcome.source.map { .text($0) } ?? .null
            fields["referenceSites"] = outcome.referenceSites.map { .count($0) } ?? .null
            fields["trend"] = .number(outcome.trend)
            fields["sites"] = .list(outcome.sites.map(Self.tree))
            bayes = .object(fields)
        }
        let totals = outcome.totals
        return [
            "sites": .count(outcome.treatedRows.count),
            "before": .count(totals.before), "after": .count(totals.after),
            "yearsBefore": .number(totals.yearsBefore), "yearsAfter": .number(totals.yearsAfter),
            "naive": [
                "ratio": .number(outcome.naiveRatio),
                "percent": .number(100 * (outcome.naiveRatio - 1)),
                "lower": .number(outcome.naive.lower), "upper": .number(outcome.naive.upper),
                "p": .number(outcome.naive.p), "warning": "RTM-RISK",
            ],
            "comparisonGroup": outcome.comparison.map { .object(Self.tree($0)) } ?? .null,
            "empiricalBayes": bayes,
            "spread": [
                "lowestPercent": .number(percents.min()),
                "highestPercent": .number(percents.max()),
            ],
            "method": .text(best?.method ?? "naive"),
            "attribution": .text("A\(attribution.rawValue)"),
            "causation": .text(attribution < .design ? "NOT-ESTABLISHED" : "SUPPORTED"),
            "leftOverComparison": .flag(outcome.isLeftOver),
            "verdict": .text(verdict.rawValue),
        ]
    }

    private static func tree(_ effect: BeforeAfterEffect) -> [String: AnalysisTree] {
        [
            "observed": .count(effect.observed), "expected": .number(effect.expected),
            "variance": .number(effect.expectedVariance), "ratio": .number(effect.ratio),
            "se": .number(effect.standardError), "lower": .number(effect.lower),
            "upper": .number(effect.upper), "percent": .number(effect.percent),
            "prevented": .number(effect.prevented), "preventedSE": .number(effect.preventedError),
        ]
    }

    private static func tree(_ site: SiteExpectation) -> AnalysisTree {
        [
            "weight": .number(site.weight), "expectedBefore": .number(site.expectedBefore),
            "expectedAfter": .number(site.expectedAfter), "variance": .number(site.variance),
        ]
    }

    private var text: String {
        let numbers = NumberText(Interface.language)
        var table = TerminalTable([
            (tr("Method", ru: "Метод", kk: "Әдіс"), .left),
            (tr("expected", ru: "ожидалось", kk: "күтілген"), .right),
            (tr("observed", ru: "было", kk: "болған"), .right),
            (tr("effect", ru: "эффект", kk: "әсер"), .right),
            (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right),
        ])
        func limits(_ lower: Double, _ upper: Double) -> String {
            numbers.signedPercent(100 * (lower - 1)) + " … "
                + numbers.signedPercent(100 * (upper - 1))
        }
        let totals = outcome.totals
        table.add([
            tr("naive (misleading)", ru: "наивный (обманчив)", kk: "аңғал (алдамшы)"),
            Say.decimal(Double(totals.before) / totals.yearsBefore * totals.yearsAfter, 1),
            Say.count(totals.after), numbers.signedPercent(100 * (outcome.naiveRatio - 1)),
            limits(outcome.naive.lower, outcome.naive.upper),
        ])
        let rows = [
            (
                tr("comparison group", ru: "группа сравнения", kk: "салыстыру тобы"),
                outcome.comparison
            ),
            (
                tr("empirical Bayes", ru: "эмпирический Байес", kk: "эмпирикалық Байес"),
                outcome.bayes
            ),
        ]
        for (name, effect) in rows {
            guard let effect else { continue }
            table.add([
                name, Say.decimal(effect.expected, 1), Say.count(effect.observed),
                numbers.signedPercent(effect.percent), limits(effect.lower, effect.upper),
            ])
        }
        let level = tr("Attribution", ru: "Уровень доказанности", kk: "Дәлел деңгейі")
        return table.text + "\n\n\(level): A\(attribution.rawValue)"
    }
}
