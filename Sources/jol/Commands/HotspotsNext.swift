import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline

extension HotspotsCommand {
    /// `jol hotspots next`.
    struct Next: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "next",
                abstract: tr(
                    "Where the next complex or sortie would help most (official use only).",
                    ru: "Где полезнее всего новый комплекс или вылет (для служебного пользования).",
                    kk: "Келесі кешен не ұшу қай жерде пайдалы (қызмет бабында ғана)."
                ),
                usage: "jol hotspots next [<sites.csv>] [--covered <column>] [options]",
                discussion: tr(
                    """
                    Crashes avoidable in a year = expected crashes a year × share that the measure \
                    avoids × share of exposure not yet covered. With --severity only fatal and \
                    serious ones count. --covered is a column of covered shares from 0 to 1, such as \
                    hours under a camera or drone minutes over all; of a workspace it is the share of days that complexes \
                    recorded.
                    """,
                    ru: """
                        Предотвратимые ДТП в год = ожидаемые в год × доля, которую устраняет мера, × \
                        доля ещё не охваченного движения. С --severity считаются только смертельные \
                        и тяжёлые. --covered — столбец долей охвата от 0 до 1: часы под камерой или \
                        минуты дрона ко всем; в рабочем пространстве — доля дней с записями комплексов.
                        """,
                    kk: """
                        Жылына алдын алуға болатын ЖКО = жылына күтілетін × шара жоятын үлес × әлі \
                        қамтылмаған қозғалыс үлесі. --severity болса тек өлім мен ауыр жарақат \
                        саналады. --covered — 0-ден 1-ге дейінгі қамту үлесі бағаны; жұмыс кеңістігінде — \
                        кешен жазған күндер үлесі.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "Table of sites (CSV), - is standard input; without it the workspace's latest "
                        + "run.",
                    ru: "Таблица участков (CSV), - это ввод; без неё последний расчёт рабочего "
                        + "пространства.",
                    kk: "Учаскелер кестесі (CSV), - кіріс; онсыз жұмыс кеңістігінің соңғы есебі."
                ),
                valueName: "sites.csv"
            )
        )
        var file: String?
        @Option(
            help: ArgumentHelp(
                tr("Workspace folder.", ru: "Папка рабочего пространства.", kk: "Жұмыс қалтасы."),
                valueName: "dir"
            )
        )
        var workspace: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Units of the workspace: section or segment.",
                    ru: "Единицы рабочего пространства: section или segment.",
                    kk: "Жұмыс кеңістігінің бірліктері: section не segment."
                ),
                valueName: "unit"
            )
        )
        var unit = "section"
        @Option(
            help: ArgumentHelp(
                tr("Rows to print.", ru: "Сколько строк вывести.", kk: "Шығатын жол саны."),
                valueName: "n"
            )
        )
        var top = 10
        @OptionGroup var options: SiteOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of covered shares.",
                    ru: "Столбец долей охвата.",
                    kk: "Қамту үлесі бағаны."
                ),
                valueName: "column"
            )
        )
        var covered: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Measure of the table, for its effect.",
                    ru: "Мера из таблицы, ради её эффекта.",
                    kk: "Әсері үшін кестедегі шара."
                ),
                valueName: "measure"
            )
        )
        var measure = "speed-camera"
        @Option(
            help: ArgumentHelp(
                tr("Table of measures.", ru: "Таблица мер.", kk: "Шаралар кестесі."),
                valueName: "file.csv"
            )
        )
        var measures: String?
        @OptionGroup var target: TableTarget

        func run() throws {
            try target.check()
            var query = try options.query()
            guard
                let effect = try CountermeasureTable(measures).measures
                    .first(where: { $0.id == measure })
            else {
                throw IntakeError(
                    .badArgument,
                    subject: "--measure \(measure)",
                    detail: "The table has no such measure.",
                    remedy: "See GeoData/rules/countermeasures.csv."
                )
            }
            var coverage = covered
            let table: AnalysisTable
            if let file {
                table = try AnalysisTable.read(file)
            } else {
                guard let kind = AnalysisUnit(rawValue: unit.lowercased()) else {
                    throw IntakeError(
                        .badArgument,
                        subject: "--unit \(unit)",
                        detail: "The workspace has no such units.",
                        remedy: "Known: section, segment."
                    )
                }
                table = try WorkspaceCover(workspace, kind).sites
                if query.severities == nil { query.severities = "fatal=fatal,serious=serious" }
                if coverage == nil { coverage = "covered" }
            }
            let sites = try SiteTable(table, query)
            let screening = try SiteScreening(sites, query, requiresModel: false)
            let result = try NextPlaces(screening, covered: coverage, effect.factor)
            if try target.write(result.table, sites) { return }
            if options.output.json {
                try SiteAnswer.printJSON(
                    "jol.hotspots.next/1",
                    [
                        "measure": .text(measure), "cmf": .number(effect.factor.value),
                        "source": .text(effect.source), "counts": .text(result.counts),
                        "use": "official use only", "flags": SiteAnswer.tree(screening.flags),
                    ],
                    tables: [("sites", result.table)]
                )
            } else if target.out == nil {
                Console.print(text(result, effect, screening))
            }
        }

        private func text(
            _ result: NextPlaces,
            _ effect: CountermeasureTable.Measure,
            _ screening: SiteScreening
        ) -> String {
            let name = effect.names[Interface.language.rawValue] ?? measure
            var lines = [
                tr(
                    "For official use only.",
                    ru: "Для служебного пользования.",
                    kk: "Қызмет бабында пайдалану үшін."
                ),
                tr(
                    "\(name): CMF \(Say.decimal(effect.factor.value, 2)); avoidable a year:",
                    ru: "\(name): CMF \(Say.decimal(effect.factor.value, 2)); предотвратимо в год:",
                    kk: "\(name): CMF \(Say.decimal(effect.factor.value, 2)); жылына алдын алу:"
                ) + " "
                    + (result.countsSevere
                        ? tr(
                            "fatal and serious crashes",
                            ru: "смертельные и тяжёлые ДТП",
                            kk: "өлім мен ауыр жарақатты ЖКО"
                        ) : tr("all crashes", ru: "все ДТП", kk: "барлық ЖКО")),
                "",
            ]
            var table = TerminalTable([
                (tr("Site", ru: "Участок", kk: "Учаске"), .left),
                (tr("expected a year", ru: "ожидается в год", kk: "жылына күтілетін"), .right),
                (tr("covered", ru: "охвачено", kk: "қамтылған"), .right),
                (tr("avoidable", ru: "предотвратимо", kk: "алдын алуға болатын"), .right),
                (tr("limits", ru: "границы", kk: "шектер"), .right),
            ])
            for place in result.places.prefix(max(1, top)) {
                table.add([
                    place.id, Say.decimal(place.expected, 3), Say.percent(place.covered, 0),
                    Say.decimal(place.avoidable, 3),
                    "\(Say.decimal(place.lower, 3)) … \(Say.decimal(place.upper, 3))",
                ])
            }
            lines.append(table.text)
            if !screening.flags.isEmpty { lines += ["", SiteAnswer.words(screening.flags)] }
            return lines.joined(separator: "\n")
        }
    }
}
