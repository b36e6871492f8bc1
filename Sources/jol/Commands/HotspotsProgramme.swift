import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline

extension HotspotsCommand {
    /// `jol hotspots programme`.
    struct Programme: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "programme",
                abstract: tr(
                    "The measures that save most within a budget.",
                    ru: "Меры, спасающие больше всего в пределах бюджета.",
                    kk: "Бюджет шегінде ең көп пайда беретін шаралар."
                ),
                usage: "jol hotspots programme <options.csv> --budget <money>",
                discussion: tr(
                    """
                    A row is a measure at a site: site, measure, cost, and benefit (present value), \
                    or expected crashes a year (expected, or expected_fatal, expected_injury …) with \
                    cmf, cmf_lower, cmf_upper or a measure of the table. At most one measure a site. \
                    The choice is proved best by integer optimisation, or said not to be.
                    """,
                    ru: """
                        Строка — мера на участке: site, measure, cost и benefit (приведённая \
                        стоимость) или ожидаемые ДТП в год (expected или expected_fatal, \
                        expected_injury …) с cmf, cmf_lower, cmf_upper или мерой из таблицы. На \
                        участок не более одной меры. Выбор доказанно лучший (целочисленная \
                        оптимизация), иначе это сказано.
                        """,
                    kk: """
                        Жол — учаскедегі шара: site, measure, cost және benefit (келтірілген құн) не \
                        жылына күтілетін ЖКО (expected не expected_fatal, expected_injury …) мен \
                        cmf, cmf_lower, cmf_upper не кестедегі шара. Учаскеге бір шарадан артық емес. \
                        Таңдау ең жақсы екені дәлелденеді (бүтінсанды оңтайландыру), әйтпесе айтылады.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("Table of options.", ru: "Таблица вариантов.", kk: "Нұсқалар кестесі."),
                valueName: "options.csv"
            )
        )
        var file: String
        @Option(
            help: ArgumentHelp(
                tr(
                    "What may be spent.",
                    ru: "Сколько можно потратить.",
                    kk: "Жұмсауға болатын сома."
                ),
                valueName: "money"
            )
        )
        var budget: Double
        @Option(
            help: ArgumentHelp(
                tr(
                    "What is made largest: benefit, or net of cost.",
                    ru: "Что максимизировать: benefit (польза) или net (за вычетом затрат).",
                    kk: "Нені ұлғайту: benefit (пайда) не net (құнын шегергенде)."
                ),
                valueName: "benefit|net"
            )
        )
        var objective = "benefit"
        @OptionGroup var money: EconomicsOptions
        @Option(
            help: ArgumentHelp(
                tr("Seed.", ru: "Начальное число.", kk: "Бастапқы сан."),
                valueName: "n"
            )
        )
        var seed: UInt64 = 1
        @OptionGroup var target: TableTarget
        @OptionGroup var language: LanguageOption
        @OptionGroup var output: OutputOptions

        func run() throws {
            try target.check()
            guard budget >= 0, budget.isFinite, ["benefit", "net"].contains(objective) else {
                throw IntakeError(
                    .badArgument,
                    subject: "--budget \(budget), --objective \(objective)",
                    detail: "The budget is 0 or more; the objective benefit or net.",
                    remedy: "Example: --budget 5000000 --objective benefit."
                )
            }
            let result = try ProgrammeRun(
                AnalysisTable.read(file),
                budget: budget,
                maximisesNet: objective == "net",
                try money.economics(seed: seed),
                try CountermeasureTable(money.measures)
            )
            if try target.write(result.table) { return }
            if output.json {
                try SiteAnswer.printJSON(
                    "jol.hotspots.programme/1",
                    [
                        "budget": .number(budget), "objective": .text(objective),
                        "cost": .number(result.total(\.cost)),
                        "benefit": .number(result.total(\.benefit)),
                        "net": .number(result.total(\.net)),
                        "provedBest": .flag(result.isProvedBest),
                        "selected": .list(
                            result.options.filter(\.isPicked).map {
                                ["site": .text($0.site), "measure": .text($0.measure)]
                            }
                        ),
                    ],
                    tables: [("options", result.table)]
                )
            } else if target.out == nil {
                Console.print(Self.text(result))
            }
        }

        private static func text(_ result: ProgrammeRun) -> String {
            var table = TerminalTable([
                (tr("Site", ru: "Участок", kk: "Учаске"), .left),
                (tr("measure", ru: "мера", kk: "шара"), .left),
                (tr("cost", ru: "стоимость", kk: "құны"), .right),
                (tr("benefit", ru: "польза", kk: "пайда"), .right), ("B/C", .right),
            ])
            for option in result.options where option.isPicked {
                table.add([
                    option.site, option.measure, Say.decimal(option.weighed.cost, 0),
                    Say.decimal(option.weighed.benefit, 0),
                    option.weighed.ratio.map { Say.decimal($0, 2) } ?? "",
                ])
            }
            let proof =
                result.isProvedBest
                ? tr(
                    "No better choice exists.",
                    ru: "Лучшего выбора нет.",
                    kk: "Одан жақсы таңдау жоқ."
                )
                : tr(
                    "The best found in the time; a better one may exist.",
                    ru: "Лучшее за отведённое время; может быть и лучше.",
                    kk: "Уақыт ішінде табылған ең жақсысы; одан жақсысы болуы мүмкін."
                )
            return [
                table.text, "",
                tr("cost ", ru: "затраты ", kk: "шығын ") + Say.decimal(result.total(\.cost), 0)
                    + tr(", benefit ", ru: ", польза ", kk: ", пайда ")
                    + Say.decimal(result.total(\.benefit), 0),
                proof,
            ].joined(separator: "\n")
        }
    }
}
