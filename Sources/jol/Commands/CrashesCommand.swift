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
            subcommands: [
                Add.self, List.self, Show.self, Changed.self, Duplicates.self, Place.self,
            ]
        )
    }

    /// `jol crashes add FILE…`.
    struct Add: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "add",
                abstract: tr(
                    "Take in crash cards: CSV, dtp-stat GeoJSON, ГИБДД JSON, STATS19, point layers.",
                    ru: "Принять карточки ДТП: CSV, GeoJSON (dtp-stat), JSON ГИБДД, STATS19, слои.",
                    kk: "ЖКО карточкаларын қабылдау: CSV, GeoJSON (dtp-stat), ГИБДД JSON, STATS19."
                ),
                usage: "jol crashes add [--columns <mapping>] [--zone <zone>] [options] <file> …",
                discussion: tr(
                    """
                    Columns of a CSV: id, time (or date and time), lat, lon (or road, km, m, or \
                    place, or street), severity, killed, injured, children, type, heading, \
                    accuracy_m, conditions, region, register, death_window, source. Other names \
                    are given with --columns, for example \
                    --columns 'id=card,time=date+hour,lat=y,lon=x'. Tables of vehicles and of \
                    participants (STATS19 too) are taken in the same way.
                    """,
                    ru: """
                        Столбцы CSV: id, time (или date и time), lat, lon (или road, km, m, \
                        place, street), severity, killed, injured, children, type, heading, \
                        accuracy_m, conditions, region, register, death_window, source. Другие \
                        имена задаёт --columns, например \
                        --columns 'id=card,time=date+hour,lat=y,lon=x'. Таблицы транспорта и \
                        участников (и STATS19) принимаются так же.
                        """,
                    kk: """
                        CSV бағандары: id, time (не date және time), lat, lon (не road, km, m, \
                        place, street), severity, killed, injured, children, type, heading, \
                        accuracy_m, conditions, region, register, death_window, source. Басқа \
                        аттарды --columns береді, мысалы \
                        --columns 'id=card,time=date+hour,lat=y,lon=x'. Көлік пен қатысушылар \
                        кестелері (STATS19 де) дәл солай қабылданады.
                        """
                )
            )
        }

        @OptionGroup var intake: IntakeOptions
        @OptionGroup var reading: CrashReadingOptions

        @Option(
            help: ArgumentHelp(
                tr(
                    "A table of vehicles that belong to the cards.",
                    ru: "Таблица транспортных средств этих карточек.",
                    kk: "Осы карточкалардың көлік құралдары кестесі."
                ),
                valueName: "file"
            )
        )
        var vehicles: String?

        @Option(
            name: [.customLong("casualties"), .customLong("participants")],
            help: ArgumentHelp(
                tr(
                    "A table of participants that belong to the cards.",
                    ru: "Таблица участников этих карточек.",
                    kk: "Осы карточкалардың қатысушылары кестесі."
                ),
                valueName: "file"
            )
        )
        var participants: String?

        func run() throws {
            var given = CrashReading()
            try reading.apply(to: &given)
            var intake = intake
            intake.files += [vehicles, participants].compactMap { $0 }
            try intake.run { target in
                var full = given
                full.expectedExtent =
                    try? target.store.currentNetwork().extent.widened(byDegrees: 0.1)
                let settled = full
                return { file in try target.addCrashes(file, settled) }
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

        @Option(
            help: ArgumentHelp(
                tr(
                    "Count deaths within so many days only; later ones count as injured.",
                    ru: "Считать смерти за столько суток; более поздние идут в раненые.",
                    kk: "Сонша тәуліктегі қазаны ғана санау; кейінгілері жараланғандарға өтеді."
                ),
                valueName: "days"
            )
        )
        var deathWindow: Int?

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Only crashes on the special register.",
                    ru: "Только ДТП, стоящие на специальном учёте.",
                    kk: "Тек арнайы есептегі ЖКО."
                )
            )
        )
        var registerOnly = false

        struct Year: Encodable {
            var year: Int
            var crashes = 0
            var fatal = 0
            var killed = 0
            var injured = 0
            var children = 0
            var located = 0
            var onRegister = 0
            var registerUnstated = 0
        }

        struct Result: Encodable {
            var schema = "jol.crashes.list/1"
            var deathWindowDays: Int?
            var lateDeaths: Int
            var statedWindows: [String: Int]
            var years: [Year]
        }

        func run() throws {
            var years: [Int: Year] = [:]
            let store = try global.open(.reading)
            let late = try deathWindow.map { try store.deaths(laterThan: max(0, $0)) } ?? [:]
            var windows: [String: Int] = [:]
            for crash in try store.crashEvents() where !registerOnly || crash.isOnRegister == true {
                let moved = min(late[crash.id] ?? 0, crash.killed)
                let isFatal = crash.killed > 0 ? crash.killed > moved : crash.severity == .fatal
                windows[crash.deathWindowDays.map { "\($0)" } ?? "not stated", default: 0] += 1
                var year = years[crash.day.year] ?? Year(year: crash.day.year)
                year.crashes += 1
                year.fatal += isFatal && crash.severity == .fatal ? 1 : 0
                year.killed += crash.killed - moved
                year.injured += crash.injured + moved
                year.onRegister += crash.isOnRegister == true ? 1 : 0
                year.registerUnstated += crash.isOnRegister == nil ? 1 : 0
                year.children += crash.children ?? 0
                year.located += crash.reference == nil ? 0 : 1
                years[crash.day.year] = year
            }
            let rows = years.values.sorted { $0.year < $1.year }
            if table.output.json {
                try Console.printJSON(
                    Result(
                        deathWindowDays: deathWindow,
                        lateDeaths: late.values.reduce(0, +),
                        statedWindows: windows,
                        years: rows
                    )
                )
                return
            }
            let header = [
                tr("Year", ru: "Год", kk: "Жыл"), tr("Crashes", ru: "ДТП", kk: "ЖКО"),
                tr("fatal", ru: "смертельные", kk: "өліммен"),
                tr("Killed", ru: "Погибло", kk: "Қаза тапты"),
                tr("Injured", ru: "Ранено", kk: "Жараланды"),
                tr("Children", ru: "Дети", kk: "Балалар"),
                tr("Located", ru: "Привязано", kk: "Байланды"),
                tr("On register", ru: "На спецучёте", kk: "Арнайы есепте"),
            ]
            let cells = rows.map { year in
                [
                    year.year, year.crashes, year.fatal, year.killed, year.injured, year.children,
                    year.located, year.onRegister,
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
            if !late.isEmpty {
                let count = Say.count(late.values.reduce(0, +))
                global.note(
                    tr(
                        "\(count) deaths after \(deathWindow ?? 0) days were counted as injured.",
                        ru: "Смертей позже \(deathWindow ?? 0) сут. зачтено в раненые: \(count).",
                        kk:
                            "\(deathWindow ?? 0) тәуліктен кейінгі \(count) қаза жараланғандарға өтті."
                    )
                )
            }
        }
    }
}
