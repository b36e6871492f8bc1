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
                usage: "jol hotspots next <sites.csv> --covered <column> --y crashes [options]",
                discussion: tr(
                    """
                    Crashes avoidable in a year = expected crashes a year × share that the measure \
                    avoids × share of exposure not yet covered. With --severity only fatal and \
                    serious ones count. --covered is a column of covered shares from 0 to 1, such as \
                    hours under a camera or drone minutes over all.
                    """,
                    ru: """
                        Предотвратимые ДТП в год = ожидаемые в год × доля, которую устраняет мера, × \
                        доля ещё не охваченного движения. С --severity считаются только смертельные \
                        и тяжёлые. --covered — столбец долей охвата от 0 до 1: часы под камерой или \
                        минуты дрона ко всем.
                        """,
                    kk: """
                        Жылына алдын алуға болатын ЖКО = жылына күтілетін × шара жоятын үлес × әлі \
                        қамтылмаған қозғалыс үлесі. --severity болса тек өлім мен ауыр жарақат \
                        саналады. --covered — 0-ден 1-ге дейінгі қамту үлесі бағаны.
                        """
                )
            )
        }

        @OptionGroup var input: SiteFile
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
            let query = try options.query()
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
            let sites = try SiteTable(AnalysisTable.read(input.file), query)
            let screening = try SiteScreening(sites, query, requiresModel: false)
            let result = try NextPlaces(screening, covered: covered, effect.factor)
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
                Console.note(
                    tr(
                        "For official use only.",
                        ru: "Для служебного пользования.",
                        kk: "Қызмет бабында пайдалану үшін."
                    )
                )
                Console.print(result.table.selecting(Array(0..<min(20, result.table.rowCount))).csv)
            }
        }
    }
}
