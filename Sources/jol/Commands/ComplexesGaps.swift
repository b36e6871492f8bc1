import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline

extension ComplexesCommand {
    /// `jol complexes gaps`.
    struct Gaps: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "gaps",
                abstract: tr(
                    "Gaps, silent complexes and days outside of their expected volume.",
                    ru: "Пропуски, молчащие комплексы и дни вне ожидаемого объёма.",
                    kk: "Үзілістер, үнсіз кешендер және күтілген көлемнен тыс күндер."
                ),
                usage: "jol complexes gaps <passages> … [--until <day>] [--least <records>]"
            )
        }

        @Option(
            help: ArgumentHelp(
                tr(
                    "Last day that should hold data; default that of the data.",
                    ru: "Последний день, за который должны быть данные.",
                    kk: "Дерек болуға тиіс соңғы күн."
                ),
                valueName: "day"
            )
        )
        var until: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Records to expect in a silence that is reported.",
                    ru: "Сколько записей ожидать в пропуске, чтобы сообщить о нём.",
                    kk: "Хабарланатын үзілісте күтілетін жазба саны."
                ),
                valueName: "records"
            )
        )
        var least = 12.0
        @OptionGroup var source: TrafficSource

        func run() throws {
            let run = try source.gather(by: [])
            let day = try until.map { try RulesCommand.day($0, "--until") }
            let control = VolumeControl(
                run.volumes,
                until: day.map { Int32($0.daysSinceEpoch * 24 + 23) },
                least: least
            )
            let sites = run.volumes.sites
            let header = [
                "site", "verdict", "from", "to", "hours", "count", "expected", "lower", "upper",
                "p",
            ]
            var rows: [[AnalysisTree]] = []
            for gap in control.gaps {
                rows.append([
                    .text(sites[gap.site].serial), .text(gap.isOpen ? "SILENT" : "GAP"),
                    .text(HourText.hour(gap.first)), .text(HourText.hour(gap.last)),
                    .count(Int(gap.last - gap.first + 1)), 0, .number(gap.expected), .null, .null,
                    .number(gap.probability),
                ])
            }
            for day in control.days {
                rows.append([
                    .text(sites[day.site].serial), .text(day.verdict.rawValue),
                    .text(HourText.day(day.day)), .text(HourText.day(day.day)), 24,
                    .count(day.count), .number(day.expected), .number(day.lower),
                    .number(day.upper), .null,
                ])
            }
            source.show(
                "jol.complexes.gaps/1",
                "findings",
                header: header,
                rows: rows,
                fields: [
                    "recordsIn": .count(run.seen), "rejected": .count(run.rejected),
                    "sites": .count(sites.count),
                    "silent": .texts(control.silent.map { sites[$0.site].serial }),
                ]
            )
        }
    }
}
