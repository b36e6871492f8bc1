import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline

extension HotspotsCommand {
    /// `jol hotspots explain`.
    struct Explain: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "explain",
                abstract: tr(
                    "Explain one hotspot down to its crashes.",
                    ru: "Объяснить один очаг вплоть до его ДТП.",
                    kk: "Бір ошақты ЖКО-ларына дейін түсіндіру."
                ),
                usage: "jol hotspots explain <id> [<sites.csv>] [--events <crashes.csv>] [options]",
                discussion: tr(
                    """
                    Without a table the latest run of the workspace is explained. The table of \
                    crashes names the site of each in a column site (--site-column). Shown: crashes, \
                    types, hours, light, weather, users, violations and speeds, exposure and its \
                    age, rank with limits, ranks under other weights, periods, reporting and \
                    snapping, over-represented kinds, measures with benefit and cost.
                    """,
                    ru: """
                        Без таблицы объясняется последний расчёт рабочего пространства. В таблице \
                        ДТП место названо в столбце site (--site-column). Показаны: ДТП, виды, часы, \
                        свет, погода, участники, нарушения и скорости, интенсивность и её возраст, \
                        ранг с границами и при других весах, периодах, учёте и привязке, \
                        избыточные виды, меры с пользой и стоимостью.
                        """,
                    kk: """
                        Кестесіз жұмыс кеңістігінің соңғы есебі түсіндіріледі. ЖКО кестесінде орын \
                        site бағанында (--site-column). Көрсетіледі: ЖКО, түрлер, сағаттар, жарық, \
                        ауа райы, қатысушылар, бұзушылық пен жылдамдық, қарқын мен оның жасы, орын \
                        шектерімен, басқа салмақ, кезең, есеп пен байлау кезіндегі орын, артық \
                        түрлер, пайдасы мен құны бар шаралар.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("The site's name.", ru: "Имя участка.", kk: "Учаске аты."),
                valueName: "id"
            )
        )
        var site: String
        @Argument(
            help: ArgumentHelp(
                tr(
                    "Table of sites (CSV).",
                    ru: "Таблица участков (CSV).",
                    kk: "Учаскелер кестесі (CSV)."
                ),
                valueName: "sites.csv"
            )
        )
        var file: String?
        @Option(
            name: [.customLong("sites")],
            help: ArgumentHelp(
                tr("The same table.", ru: "Та же таблица.", kk: "Сол кесте."),
                valueName: "sites.csv"
            )
        )
        var sites: String?
        @Option(
            help: ArgumentHelp(
                tr("Table of crashes.", ru: "Таблица ДТП.", kk: "ЖКО кестесі."),
                valueName: "crashes.csv"
            )
        )
        var events: String?
        @Option(
            help: ArgumentHelp(
                tr("Table of violations.", ru: "Таблица нарушений.", kk: "Бұзушылықтар кестесі."),
                valueName: "violations.csv"
            )
        )
        var violations: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of the site's name in both.",
                    ru: "Столбец имени участка в обеих.",
                    kk: "Екеуіндегі учаске аты бағаны."
                ),
                valueName: "column"
            )
        )
        var siteColumn: String?
        @OptionGroup var options: SiteOptions
        @OptionGroup var drawing: RankOptions
        @OptionGroup var money: EconomicsOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "Workspace folder, without a table.",
                    ru: "Папка рабочего пространства, без таблицы.",
                    kk: "Кестесіз: жұмыс кеңістігінің қалтасы."
                ),
                valueName: "dir"
            )
        )
        var workspace: String?

        func run() throws {
            var query = try options.query()
            let path = file ?? sites
            var stored: WorkspaceSites?
            let table: AnalysisTable
            if let path {
                table = try AnalysisTable.read(path)
            } else {
                let found = try WorkspaceSites(workspace, like: site)
                table = found.sites
                stored = found
                if query.severities == nil { query.severities = "fatal=fatal,injury=injury" }
            }
            var inputs = ExplainRun.Inputs(
                sites: table,
                query: query,
                options: try drawing.drawOptions(),
                economics: try money.economics(seed: drawing.seed),
                measures: try CountermeasureTable(money.measures)
            )
            inputs.siteColumn = siteColumn
            inputs.cost = money.cost
            inputs.events = stored?.events
            inputs.violations = stored?.violations
            inputs.recorded = stored?.traffic
            inputs.droneMinutes = stored?.droneMinutes
            inputs.windows = stored?.windows ?? []
            if let events { inputs.events = try AnalysisTable.read(events) }
            if let violations { inputs.violations = try AnalysisTable.read(violations) }
            let explanation = try ExplainRun.explain(site, inputs)
            if options.output.json {
                try Console.printJSON(
                    AnalysisTree.object(
                        ExplanationText.tree(explanation, drawing)
                            .merging(["schema": .text("jol.hotspots.explain/1")]) { $1 }
                    )
                )
            } else {
                Console.print(ExplanationText.text(explanation, drawing))
            }
        }
    }
}

/// Values, discount and measures.
struct EconomicsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Values of crashes: a set, or fatal=…,injury=…",
                ru: "Стоимости ДТП: набор или fatal=…,injury=…",
                kk: "ЖКО құны: жиын не fatal=…,injury=…"
            ),
            valueName: "set"
        )
    )
    var values = "hsm-2001"
    @Option(
        help: ArgumentHelp(
            tr("Table of values.", ru: "Таблица стоимостей.", kk: "Құн кестесі."),
            valueName: "file.csv"
        )
    )
    var valueTable: String?
    @Option(
        help: ArgumentHelp(
            tr("Discount rate a year.", ru: "Ставка дисконта в год.", kk: "Жылдық дисконт."),
            valueName: "r"
        )
    )
    var discount = 0.03
    @Option(
        help: ArgumentHelp(
            tr(
                "Years a measure lasts, unless its table says.",
                ru: "Срок меры, лет, если не задан таблицей.",
                kk: "Шараның мерзімі, жыл (кестеде болмаса)."
            ),
            valueName: "n"
        )
    )
    var life = 20.0
    @Option(
        help: ArgumentHelp(
            tr("Table of measures.", ru: "Таблица мер.", kk: "Шаралар кестесі."),
            valueName: "file.csv"
        )
    )
    var measures: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Cost of a measure, where its table has none.",
                ru: "Стоимость меры, если её нет в таблице.",
                kk: "Кестеде болмаса, шараның құны."
            ),
            valueName: "money"
        )
    )
    var cost: Double?

    func economics(seed: UInt64) throws(IntakeError) -> ProgrammeRun.Economics {
        guard discount > -0.5, discount < 1, life > 0, life <= 200, cost ?? 0 >= 0 else {
            throw IntakeError(
                .badArgument,
                subject: "--discount \(discount), --life \(life)",
                detail:
                    "The discount lies below 1, the life between 0 and 200 years, costs from 0.",
                remedy: "Leave them out for 0.03 and 20."
            )
        }
        return ProgrammeRun.Economics(
            values: try CrashValues(values, table: valueTable),
            rate: discount,
            years: life,
            seed: seed
        )
    }
}
