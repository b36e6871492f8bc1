import ArgumentParser
import RoadIngest
import RoadModel
import RoadPipeline
import RoadStore

/// `jol crashes …`.
struct CrashesCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "crashes",
            abstract: tr("Crash cards.", ru: "Карточки ДТП.", kk: "ЖКО карточкалары."),
            subcommands: [Add.self, List.self]
        )
    }

    /// `jol crashes add FILE…`.
    struct Add: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "add",
                abstract: tr(
                    "Take in crash cards: CSV, dtp-stat GeoJSON, or a layer of points.",
                    ru: "Принять карточки ДТП: CSV, GeoJSON (dtp-stat) или слой точек.",
                    kk: "ЖКО карточкаларын қабылдау: CSV, GeoJSON (dtp-stat) не нүктелер қабаты."
                ),
                usage: "jol crashes add [--columns <mapping>] [--zone <zone>] [options] <file> …",
                discussion: tr(
                    """
                    Columns of a CSV: id, time, lat, lon, severity, killed, injured, children, type, \
                    road, heading, accuracy_m, conditions. Other names are given with --columns, \
                    for example --columns 'id=card,time=date+hour,lat=y,lon=x'.
                    """,
                    ru: """
                        Столбцы CSV: id, time, lat, lon, severity, killed, injured, children, type, \
                        road, heading, accuracy_m, conditions. Другие имена задаёт --columns, \
                        например --columns 'id=card,time=date+hour,lat=y,lon=x'.
                        """,
                    kk: """
                        CSV бағандары: id, time, lat, lon, severity, killed, injured, children, \
                        type, road, heading, accuracy_m, conditions. Басқа аттарды --columns \
                        береді, мысалы --columns 'id=card,time=date+hour,lat=y,lon=x'.
                        """
                )
            )
        }

        @OptionGroup var intake: IntakeOptions
        @OptionGroup var zone: ZoneOption

        @Option(
            help: ArgumentHelp(
                tr(
                    "Which columns hold what: field=column[+column],…",
                    ru: "Соответствие столбцов: поле=столбец[+столбец],…",
                    kk: "Бағандар сәйкестігі: өріс=баған[+баған],…"
                ),
                valueName: "mapping"
            )
        )
        var columns: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Accuracy of places whose card states none, one sigma in metres.",
                    ru: "Точность места, если в карточке её нет, сигма в метрах.",
                    kk: "Карточкада жоқ болса, орын дәлдігі, сигма, метр."
                ),
                valueName: "metres"
            )
        )
        var accuracy = 15.0

        func run() throws {
            guard accuracy > 0, accuracy < 10_000 else {
                throw IntakeError(
                    .badArgument,
                    subject: "--accuracy \(accuracy)",
                    detail: "The accuracy must lie between 0 and 10,000 m.",
                    remedy: "Give one sigma in metres, for example --accuracy 15."
                )
            }
            let mapping = try columns.map { try CrashColumns(parsing: $0) } ?? CrashColumns()
            let named = try zone.resolved()
            try intake.run { target in
                let extent = try? target.store.currentNetwork().extent.widened(byDegrees: 0.1)
                return { file in
                    try target.addCrashes(
                        file,
                        columns: mapping,
                        zone: named,
                        expectedExtent: extent,
                        accuracy: Metres(accuracy)
                    )
                }
            }
        }
    }

    /// `jol crashes list`.
    struct List: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "list",
                abstract: tr(
                    "Count crashes by year and severity.",
                    ru: "Число ДТП по годам и тяжести.",
                    kk: "Жыл мен ауырлық бойынша ЖКО саны."
                )
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        struct Year: Encodable {
            var year: Int
            var crashes = 0
            var fatal = 0
            var killed = 0
            var injured = 0
            var children = 0
            var located = 0
        }

        struct Result: Encodable {
            var schema = "jol.crashes.list/1"
            var years: [Year]
        }

        func run() throws {
            var years: [Int: Year] = [:]
            for crash in try global.open(.reading).crashEvents() {
                var year = years[crash.day.year] ?? Year(year: crash.day.year)
                year.crashes += 1
                year.fatal += crash.severity == .fatal ? 1 : 0
                year.killed += crash.killed
                year.injured += crash.injured
                year.children += crash.children ?? 0
                year.located += crash.reference == nil ? 0 : 1
                years[crash.day.year] = year
            }
            let rows = years.values.sorted { $0.year < $1.year }
            if table.output.json {
                try Console.printJSON(Result(years: rows))
                return
            }
            let header = [
                tr("Year", ru: "Год", kk: "Жыл"), tr("Crashes", ru: "ДТП", kk: "ЖКО"),
                tr("fatal", ru: "смертельные", kk: "өліммен"),
                tr("Killed", ru: "Погибло", kk: "Қаза тапты"),
                tr("Injured", ru: "Ранено", kk: "Жараланды"),
                tr("Children", ru: "Дети", kk: "Балалар"),
                tr("Located", ru: "Привязано", kk: "Байланды"),
            ]
            let cells = rows.map { year in
                [
                    year.year, year.crashes, year.fatal, year.killed, year.injured, year.children,
                    year.located,
                ].map { "\($0)" }
            }
            if table.csv {
                Console.print(CommaSeparated.line(header))
                for row in cells { Console.print(CommaSeparated.line(row)) }
                return
            }
            var text = TerminalTable(header.map { ($0, .right) })
            for row in cells { text.add(row) }
            Console.print(text.text)
        }
    }
}
