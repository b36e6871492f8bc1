import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

/// A Poisson panel for machines and for a person.
struct PanelAnswer {
    let outcome: PanelRun.Outcome
    let doses: [String]

    var answer: AnalysisAnswer { AnalysisAnswer(fields, flags: flags, text: text) }

    private var found: Bool {
        outcome.fit.terms.first { doses.contains($0.name) }.map { $0.p < 0.05 } ?? false
    }

    /// Whether next period's dose goes with this period's events.
    private var futureMatters: Bool { outcome.placebo.contains { $0.p < 0.05 } }

    private var attribution: AttributionLevel {
        guard found else { return .change }
        guard !outcome.placebo.isEmpty, !futureMatters else { return .beyondControls }
        // A response that goes on with the dose is one half of A4; spill-over is the other.
        return .design
    }

    private var flags: [AnalysisFlag] {
        var flags: [AnalysisFlag] = []
        if outcome.fit.zeroRows > 0 { flags.append(.zeroGroups) }
        if outcome.fit.separatedRows > 0 { flags.append(.separated) }
        if !outcome.fit.aliased.isEmpty { flags.append(.aliased) }
        if (outcome.fit.clusters ?? 99) < 10 { flags.append(.fewClusters) }
        if outcome.missing > 0 { flags.append(.missingPeriods) }
        if futureMatters { flags.append(.preTrend) }
        return flags
    }

    private var fields: [String: AnalysisTree] {
        let fit = outcome.fit
        return [
            "coefficients": .list(
                zip(fit.terms, fit.modelErrors).map { term, error in
                    .object(Self.tree(term).merging(["modelSE": .number(error)]) { $1 })
                }
            ),
            "placebo": .list(outcome.placebo.map { .object(Self.tree($0)) }),
            "doseSteps": .list(outcome.steps.map { .object(Self.tree($0)) }),
            "n": .count(fit.rows.count), "units": .count(outcome.units),
            "periods": .count(outcome.periods), "missing": .count(outcome.missing),
            "clusters": fit.clusters.map { .count($0) } ?? .null,
            "zeroRows": .count(fit.zeroRows), "separatedRows": .count(fit.separatedRows),
            "aliased": .texts(fit.aliased), "deviance": .number(fit.deviance),
            "logLik": .number(fit.logLikelihood), "se": "cluster",
            "verdict": .text((found ? VerdictCode.change : .noEvidence).rawValue),
            "attribution": .text("A\(attribution.rawValue)"),
            "causation": .text(attribution < .design ? "NOT-ESTABLISHED" : "SUPPORTED"),
        ]
    }

    private static func tree(_ term: RegressionTerm) -> [String: AnalysisTree] {
        [
            "term": .text(term.name), "estimate": .number(term.estimate),
            "se": .number(term.standardError), "statistic": .number(term.statistic),
            "p": .number(term.p), "lower": .number(term.lower), "upper": .number(term.upper),
            "ratio": .number(Calculus.exponential(term.estimate)),
            "ratioLower": .number(Calculus.exponential(term.lower)),
            "ratioUpper": .number(Calculus.exponential(term.upper)),
        ]
    }

    private var text: String {
        let numbers = NumberText(Interface.language)
        var table = TerminalTable([
            (tr("Term", ru: "Член", kk: "Мүше"), .left),
            (tr("estimate", ru: "оценка", kk: "баға"), .right),
            (tr("std. error", ru: "ст. ошибка", kk: "ст. қате"), .right),
            (tr("ratio", ru: "отношение", kk: "қатынас"), .right),
            (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right), ("p", .right),
        ])
        for term in outcome.fit.terms + outcome.placebo + outcome.steps {
            table.add([
                term.name, Say.decimal(term.estimate, 5), Say.decimal(term.standardError, 5),
                Say.decimal(Calculus.exponential(term.estimate), 4),
                "\(Say.decimal(Calculus.exponential(term.lower), 3)) … "
                    + "\(Say.decimal(Calculus.exponential(term.upper), 3))",
                numbers.probability(term.p),
            ])
        }
        let level = tr("Attribution", ru: "Уровень доказанности", kk: "Дәлел деңгейі")
        return table.text + "\n\n\(level): "
            + VerdictWords.attribution(attribution)[Interface.language]
    }
}
