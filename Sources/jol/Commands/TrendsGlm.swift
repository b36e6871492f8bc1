import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension TrendsCommand {
    /// `jol trends glm`.
    struct Glm: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "glm",
                abstract: tr(
                    "Fit a linear or count model to a table.",
                    ru: "Подогнать линейную модель или модель счёта к таблице.",
                    kk: "Кестеге сызықтық не санау моделін келтіру."
                ),
                usage: "jol trends glm [<table.csv>] --formula <formula> [options]",
                discussion: tr(
                    """
                    The formula is in R's notation: + - : * I() factor(x) offset(log(days)) log exp \
                    poly(x, 2) bs(x, 5) ns(x, 4) harmonic(t, 12, 2), comparisons such as \
                    (t >= 170), and cbind(events, others) for shares. Columns of text are \
                    categories. Errors: model, hc0 to hc3, cluster:COLUMN, nw:LAGS, \
                    nw-adjusted:LAGS.                     Constants of --fixed are not listed.
                    """,
                    ru: """
                        Формула в записи R: + - : * factor(x) offset(log(days)) log exp \
                        harmonic(t, 12, 2) и сравнения, например (t >= 170). Текстовые столбцы \
                        категориальны. Ошибки: model, hc0, hc1, cluster:СТОЛБЕЦ, nw:ЛАГИ, \
                        nw-adjusted:ЛАГИ. Постоянные --fixed не печатаются.
                        """,
                    kk: """
                        Формула R жазбасында: + - : * factor(x) offset(log(days)) log exp \
                        harmonic(t, 12, 2) және (t >= 170) сияқты салыстырулар. Мәтін бағандары \
                        санаттар. Қателер: model, hc0, hc1, cluster:БАҒАН, nw:ЛАГ, \
                        nw-adjusted:ЛАГ. --fixed тұрақтылары шығарылмайды.
                        """
                )
            )
        }

        @OptionGroup var input: TrendOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "The model, for example 'deaths ~ year + factor(month)'.",
                    ru: "Модель, например 'deaths ~ year + factor(month)'.",
                    kk: "Модель, мысалы 'deaths ~ year + factor(month)'."
                ),
                valueName: "formula"
            )
        )
        var formula: String
        @Option(
            help: ArgumentHelp(
                tr(
                    "The law of the response: gaussian, poisson, quasipoisson, nb, binomial.",
                    ru: "Закон отклика: gaussian, poisson, quasipoisson, nb, binomial.",
                    kk: "Жауаптың заңы: gaussian, poisson, quasipoisson, nb, binomial."
                ),
                valueName: "family"
            )
        )
        var family = "poisson"
        @Option(
            help: ArgumentHelp(
                tr(
                    "How standard errors are computed.",
                    ru: "Как считать стандартные ошибки.",
                    kk: "Стандартты қателер қалай есептеледі."
                ),
                valueName: "kind"
            )
        )
        var se = "model"
        @Option(
            help: ArgumentHelp(
                tr(
                    "Columns whose every label gets a constant of its own.",
                    ru: "Столбцы, каждая метка которых получает свою постоянную.",
                    kk: "Әр белгісі өз тұрақтысын алатын бағандар."
                ),
                valueName: "column,column"
            )
        )
        var fixed: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Size of nb: estimate, pooled (one for all groups of --by), or a number.",
                    ru: "Размер nb: estimate, pooled (один для всех групп --by) или число.",
                    kk: "nb өлшемі: estimate, pooled (--by топтарына ортақ) не сан."
                ),
                valueName: "theta"
            )
        )
        var theta = "estimate"
        @Option(
            help: ArgumentHelp(
                tr(
                    "Prior weights: a column or arithmetic, for example trials of a share.",
                    ru: "Априорные веса: столбец или выражение, например число испытаний.",
                    kk: "Априорлық салмақтар: баған не өрнек, мысалы сынақ саны."
                ),
                valueName: "column"
            )
        )
        var weights: String?

        func run() throws {
            let law = try law()
            guard let errors = GlmRun.Errors(se) else {
                throw Self.usage(
                    "--se \(se)",
                    "Known: model, hc0, hc1, hc2, hc3, cluster:COLUMN, nw:LAGS, nw-adjusted:LAGS."
                )
            }
            let model: Formula
            var prior: ColumnExpression?
            do throws(FormulaError) {
                model = try Formula(formula)
                if let weights { prior = try ColumnExpression(weights) }
            } catch {
                throw Self.usage("--formula \(formula)", error.description)
            }
            if prior != nil, law == .negativeBinomial {
                throw Self.usage("--weights", "The negative binomial law takes no weights here.")
            }
            let columns = (fixed ?? "").split(separator: ",").map { String($0.trimmed) }
            var run = GlmRun(
                formula: model,
                family: law,
                errors: errors,
                fixed: columns,
                weights: prior
            )
            switch theta {
            case "estimate": break
            case "pooled":
                guard law == .negativeBinomial, input.by != nil else {
                    throw Self.usage("--theta pooled", "This needs --family nb and --by.")
                }
                return try pooled(run)
            default:
                guard let value = Double(theta), value > 0, value.isFinite else {
                    throw Self.usage("--theta \(theta)", "Known: estimate, pooled, a number.")
                }
                run.size = .given(value)
            }
            try input.answer("trends.glm") { table throws(IntakeError) in
                let own = try resolved(run, in: table)
                return GlmAnswer(run: own, se: se, outcome: try own.fit(table)).answer
            }
        }

        /// The run with `.` of its formula put into the table's columns.
        private func resolved(
            _ run: GlmRun,
            in table: AnalysisTable
        ) throws(IntakeError) -> GlmRun {
            guard run.formula.columnNames.contains(".") else { return run }
            let apart = Set(run.fixed + [input.by].compactMap(\.self))
            var own = run
            do throws(FormulaError) {
                own.formula = try Formula(
                    formula,
                    columns: table.header.filter { !apart.contains($0) }
                )
            } catch {
                throw Self.usage("--formula \(formula)", error.description)
            }
            return own
        }

        /// One θ for all groups.
        private func pooled(_ run: GlmRun) throws {
            let by = input.by ?? ""
            let table = try input.read()
            let run = try resolved(run, in: table)
            let parts = try table.groups(by: by)
            let outcomes = run.fitPooled(parts.map(\.table))
            try input.answerGroups(
                "trends.glm",
                by,
                zip(parts, outcomes).map { part, outcome in
                    (part.label, outcome.map { GlmAnswer(run: run, se: se, outcome: $0).answer })
                }
            )
        }

        private func law() throws -> RegressionFamily {
            switch family.lowercased() {
            case "normal", "ols", "linear": .gaussian
            case "negbin", "negativebinomial", "negative-binomial", "nb2", "nbinom":
                .negativeBinomial
            case "logit", "logistic", "bernoulli": .binomial
            case "quasi-poisson": .quasiPoisson
            default:
                if let law = RegressionFamily(rawValue: family.lowercased()) {
                    law
                } else {
                    throw Self.usage(
                        "--family \(family)",
                        "Known: gaussian, poisson, quasipoisson, nb, binomial, quasibinomial."
                    )
                }
            }
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "trends glm")
        }
    }
}

extension Substring {
    /// The text without spaces at both ends.
    var trimmed: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
