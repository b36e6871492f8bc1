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
                abstract: tr(
                    "Fit a linear or count model to a table.",
                    ru: "Подогнать линейную модель или модель счёта к таблице.",
                    kk: "Кестеге сызықтық не санау моделін келтіру."
                ),
                usage: "jol trends glm <table.csv> --formula <formula> [options]",
                discussion: tr(
                    """
                    The formula is in R's notation: + - : * factor(x) offset(log(days)) log exp \
                    harmonic(t, 12, 2) and comparisons such as (t >= 170). Columns of text are \
                    categories. Errors: model, hc0, hc1, cluster:COLUMN, nw:LAGS, nw-adjusted:LAGS. \
                    Constants of --fixed are not listed.
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

        @OptionGroup var input: AnalysisOptions
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
                    "The law of the response: gaussian, poisson, quasipoisson or nb.",
                    ru: "Закон отклика: gaussian, poisson, quasipoisson или nb.",
                    kk: "Жауаптың заңы: gaussian, poisson, quasipoisson не nb."
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

        func run() throws {
            guard let law = RegressionFamily(rawValue: family.lowercased()) else {
                throw Self.usage(
                    "--family \(family)",
                    "Known: gaussian, poisson, quasipoisson, nb."
                )
            }
            guard let errors = GlmRun.Errors(se) else {
                throw Self.usage(
                    "--se \(se)",
                    "Known: model, hc0, hc1, cluster:COLUMN, nw:LAGS, nw-adjusted:LAGS."
                )
            }
            let model: Formula
            do throws(FormulaError) { model = try Formula(formula) } catch {
                throw Self.usage("--formula \(formula)", error.description)
            }
            let columns = (fixed ?? "").split(separator: ",").map { String($0.trimmed) }
            let run = GlmRun(formula: model, family: law, errors: errors, fixed: columns)
            try input.answer("trends.glm") { table throws(IntakeError) in
                GlmAnswer(run: run, se: se, outcome: try run.fit(table)).answer
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
