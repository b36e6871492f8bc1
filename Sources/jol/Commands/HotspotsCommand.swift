import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

/// `jol hotspots …`.
struct HotspotsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "hotspots",
            abstract: tr(
                "Where crashes concentrate, ranked with uncertainty.",
                ru: "Очаги аварийности: рейтинг с неопределённостью.",
                kk: "Апаттылық ошақтары: белгісіздігі бар рейтинг."
            ),
            subcommands: [
                Run.self, List.self,
                GiStar.self, Moran.self, Density.self, KFunction.self,
                KDEPlus.self, Scan.self, Emerging.self,
                Spf.self, Eb.self, Rank.self, Legal.self, Validate.self,
                Explain.self, Programme.self, Units.self, Next.self,
            ]
        )
    }

    /// `jol hotspots run`.
    struct Run: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "run",
                abstract: tr(
                    "Rank segments and 1-km sections.",
                    ru: "Ранжировать сегменты и участки по 1 км.",
                    kk: "Сегменттер мен 1 км учаскелерді реттеу."
                ),
                usage: "jol hotspots run [--from <day>] [--to <day>] [options]",
                discussion: tr(
                    """
                    The score counts people killed and injured unless weights are given. Every unit \
                    has the Poisson interval of its crashes per kilometre and year, the probability \
                    of so many crashes by chance, and the interval of its rank.
                    """,
                    ru: """
                        Балл — число погибших и раненых, если не заданы веса. У каждого участка есть \
                        интервал Пуассона для ДТП на километр в год, вероятность такого числа ДТП \
                        случайно и интервал ранга.
                        """,
                    kk: """
                        Балл — қаза тапқандар мен жараланғандар саны (салмақ берілмесе). Әр учаскеде \
                        жылына бір километрге ЖКО-ның Пуассон аралығы, кездейсоқ ықтималдық және \
                        орын аралығы бар.
                        """
                )
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions
        @OptionGroup var period: PeriodOptions

        @Option(
            help: ArgumentHelp(
                tr(
                    "Weight of a person killed.",
                    ru: "Вес погибшего.",
                    kk: "Қаза тапқанның салмағы."
                ),
                valueName: "w"
            )
        )
        var weightKilled = 1.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Weight of a person injured.",
                    ru: "Вес раненого.",
                    kk: "Жараланғанның салмағы."
                ),
                valueName: "w"
            )
        )
        var weightInjured = 1.0
        @Option(
            help: ArgumentHelp(
                tr("Weight of a crash.", ru: "Вес ДТП.", kk: "ЖКО салмағы."),
                valueName: "w"
            )
        )
        var weightCrash = 0.0
        @Option(
            help: ArgumentHelp(
                tr("Length of sections.", ru: "Длина участка.", kk: "Учаске ұзындығы."),
                valueName: "metres"
            )
        )
        var section = 1000.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Draws behind the rank intervals; 0 leaves them out.",
                    ru: "Число розыгрышей для интервала ранга; 0 — без него.",
                    kk: "Орын аралығына сынақ саны; 0 — есептемеу."
                ),
                valueName: "n"
            )
        )
        var draws = 1000
        @Option(
            help: ArgumentHelp(
                tr("Seed of the draws.", ru: "Начальное число.", kk: "Бастапқы сан."),
                valueName: "n"
            )
        )
        var seed: UInt64 = 1
        @Option(
            help: ArgumentHelp(
                tr("Rows to print.", ru: "Сколько строк вывести.", kk: "Шығатын жол саны."),
                valueName: "n"
            )
        )
        var top = 10

        struct Result: Encodable {
            var schema = "jol.hotspots.run/1"
            var outcome: HotspotRun.Outcome
        }

        func run() throws {
            let outcome = try HotspotRun.run(
                try global.open(.writing),
                options: try options(),
                at: Files.now
            )
            if table.output.json {
                try Console.printJSON(Result(outcome: outcome))
            } else if table.csv {
                Console.print(
                    HotspotText.csv(outcome.segments.hotspots + outcome.sections.hotspots)
                )
            } else {
                HotspotText.print(outcome, top: max(1, top))
            }
        }

        private func options() throws(IntakeError) -> HotspotRun.Options {
            let weights = [weightKilled, weightInjured, weightCrash]
            guard weights.allSatisfy({ $0 >= 0 && $0 <= 1e6 }), weights.contains(where: { $0 > 0 })
            else {
                throw IntakeError(
                    .badArgument,
                    subject: "--weight-killed, --weight-injured, --weight-crash",
                    detail: "Weights must lie between 0 and 1,000,000 and not all be 0.",
                    remedy: "Leave them out to count killed and injured once each."
                )
            }
            guard (50...100_000).contains(section), (0...1_000_000).contains(draws) else {
                throw IntakeError(
                    .badArgument,
                    subject: "--section \(section), --draws \(draws)",
                    detail: "Sections are 50 to 100,000 m long, draws at most 1,000,000.",
                    remedy: "Leave the options out for 1000 m and 1000 draws."
                )
            }
            return HotspotRun.Options(
                from: period.from?.date,
                to: period.to?.end,
                sectionLength: Metres(section),
                analysis: HotspotOptions(
                    weights: HotspotWeights(
                        killed: weightKilled,
                        injured: weightInjured,
                        crash: weightCrash
                    ),
                    rankDraws: draws,
                    seed: seed
                )
            )
        }
    }

    /// `jol hotspots list`.
    struct List: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "list",
                abstract: tr(
                    "Show the latest hotspot lists.",
                    ru: "Показать последние списки очагов.",
                    kk: "Соңғы ошақ тізімдерін көрсету."
                )
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        struct Result: Encodable {
            var schema = "jol.hotspots.list/1"
            var hotspots: [Hotspot]
        }

        func run() throws {
            let hotspots = try global.open(.reading).hotspots()
            if table.output.json {
                try Console.printJSON(Result(hotspots: hotspots))
            } else if table.csv {
                Console.print(HotspotText.csv(hotspots))
            } else {
                for unit in AnalysisUnit.allCases {
                    HotspotText.printList(hotspots.filter { $0.unit == unit }, unit: unit, top: 25)
                }
            }
        }
    }
}

/// First and last day of an analysis.
struct PeriodOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr("First day.", ru: "Первый день.", kk: "Бірінші күн."),
            valueName: "YYYY-MM-DD"
        )
    )
    var from: DayArgument?
    @Option(
        help: ArgumentHelp(
            tr("Last day.", ru: "Последний день.", kk: "Соңғы күн."),
            valueName: "YYYY-MM-DD"
        )
    )
    var to: DayArgument?
}

/// A calendar day as an argument; a year or month stands for its first or last day.
struct DayArgument: ExpressibleByArgument {
    /// The day, or the first one of a year or month.
    let date: CivilDate
    /// The day, or the last one of a year or month.
    let end: CivilDate

    init?(argument: String) {
        if let window = AnalysisPeriodText.window(argument),
            (1900...2200).contains(window.first.year)
        {
            (date, end) = (window.first, window.last)
            return
        }
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]), (1900...2200).contains(year),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        (self.date, end) = (date, date)
    }
}
