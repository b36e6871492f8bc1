import RoadPipeline
import RoadReport
import RoadStatistics

/// A regression for machines and for a person.
struct GlmAnswer {
    let run: GlmRun
    let se: String
    let outcome: GlmRun.Outcome

    var answer: AnalysisAnswer {
        var answer = AnalysisAnswer(fields, flags: flags, text: text)
        answer.sheet = (
            ["term", "estimate", "se", "statistic", "p", "lower", "upper"],
            outcome.terms.map { term in
                [term.name]
                    + [
                        term.estimate, term.standardError, term.statistic, term.p, term.lower,
                        term.upper,
                    ].map { "\($0)" }
            }
        )
        let rows = fit.rows.map { Double($0 + 1) }
        var chart = TrendChart(
            title: "jol trends glm: \(fit.family.rawValue)",
            points: zip(rows, zip(fit.fitted, fit.residuals)).map { ($0, $1.0 + $1.1) },
            labels: rows.map { ($0, "\(Int($0))") },
            language: Interface.language
        )
        chart.lines = [TrendChart.Line(Array(zip(rows, fit.fitted).map { ($0, $1) }))]
        answer.chart = chart
        return answer
    }

    private var fit: RegressionFit { outcome.fit }

    private var fields: [String: AnalysisTree] {
        [
            "family": .text(fit.family.rawValue), "se": .text(se),
            "coefficients": .list(outcome.terms.map(Self.tree)),
            "aliased": .texts(outcome.aliased),
            "fixed": .list(
                outcome.levels.map { ["column": .text($0.column), "levels": .count($0.count)] }
            ),
            "deviance": .number(fit.deviance), "nullDeviance": .number(fit.nullDeviance),
            "logLik": .number(fit.logLikelihood), "aic": .number(fit.aic),
            "dispersion": .number(fit.dispersion), "pearson": .number(fit.pearson),
            "theta": .number(fit.theta), "thetaSE": .number(fit.thetaError),
            "n": .count(fit.rows.count), "df": .count(fit.degreesOfFreedom),
            "rowsLeftOut": .count(outcome.rowsLeftOut), "zeroRows": .count(outcome.zeroRows),
            "clusters": outcome.clusters.map { .count($0) } ?? .null,
            "level": .number(fit.level), "overdispersion": overdispersion,
        ]
    }

    /// The test of Cameron and Trivedi, for a Poisson fit.
    private var overdispersion: AnalysisTree {
        let counts = zip(fit.fitted, fit.residuals).map { $0 + $1 }
        guard fit.family == .poisson,
            let test = OverdispersionTest(counts: counts, means: fit.fitted)
        else { return .null }
        return ["alpha": .number(test.alpha), "z": .number(test.z), "p": .number(test.p)]
    }

    private static func tree(_ term: RegressionTerm) -> AnalysisTree {
        [
            "term": .text(term.name), "estimate": .number(term.estimate),
            "se": .number(term.standardError), "statistic": .number(term.statistic),
            "p": .number(term.p), "lower": .number(term.lower), "upper": .number(term.upper),
        ]
    }

    private var flags: [AnalysisFlag] {
        var flags: [AnalysisFlag] = []
        if fit.isDegenerate { flags.append(.degenerate) }
        if !outcome.aliased.isEmpty { flags.append(.aliased) }
        if outcome.rowsLeftOut > 0 { flags.append(.rowsLeftOut) }
        if outcome.zeroRows > 0 { flags.append(.zeroGroups) }
        if let clusters = outcome.clusters, clusters < 10 { flags.append(.fewClusters) }
        return flags
    }

    private var text: String {
        let numbers = NumberText(Interface.language)
        let isLog = fit.family != .gaussian
        var columns: [(title: String, alignment: TerminalTable.Alignment)] = [
            (tr("Term", ru: "Член", kk: "Мүше"), .left),
            (tr("estimate", ru: "оценка", kk: "баға"), .right),
            (tr("std. error", ru: "ст. ошибка", kk: "ст. қате"), .right),
            (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right),
            (tr("statistic", ru: "статистика", kk: "статистика"), .right),
            ("p", .right),
        ]
        if isLog { columns.append((tr("effect", ru: "эффект", kk: "әсер"), .right)) }
        var table = TerminalTable(columns)
        for term in outcome.terms {
            func shown(_ value: Double) -> String {
                Say.coefficient(value, error: term.standardError)
            }
            var cells = [
                term.name, shown(term.estimate), shown(term.standardError),
                "\(shown(term.lower)) … \(shown(term.upper))",
                Say.decimal(term.statistic, 3), numbers.probability(term.p),
            ]
            if isLog {
                let isConstant = term.name == "(Intercept)"
                let percent = 100 * (Calculus.exponential(term.estimate) - 1)
                cells.append(isConstant ? "" : numbers.signedPercent(percent))
            }
            table.add(cells)
        }
        var line = "n = \(Say.count(fit.rows.count)), "
        line += tr("deviance", ru: "девианс", kk: "девианс")
        line += " = \(Say.decimal(fit.deviance, 3))"
        if let likelihood = fit.logLikelihood { line += ", logLik = \(Say.decimal(likelihood, 3))" }
        if let theta = fit.theta, theta.isFinite { line += ", θ = \(Say.decimal(theta, 3))" }
        line += ", φ = \(Say.decimal(fit.dispersion, 3))"
        for level in outcome.levels {
            line += "\n" + tr("constants of", ru: "постоянные", kk: "тұрақтылар:")
            line += " \(level.column): \(Say.count(level.count))"
        }
        return table.text + "\n\n" + line
    }
}
