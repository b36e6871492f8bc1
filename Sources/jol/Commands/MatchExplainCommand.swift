import ArgumentParser
import Foundation
import RoadLocate
import RoadModel
import RoadPipeline
import RoadStore

extension MatchCommand {
    /// `jol match explain ID`, `jol match explain P.csv --network N.jolnet [--id ID]`.
    struct Explain: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "explain",
                abstract: tr(
                    "Say in words why an observation lies where it lies.",
                    ru: "Объяснить словами, почему запись лежит именно здесь.",
                    kk: "Жазба неге дәл осы жерде екенін сөзбен түсіндіру."
                ),
                usage: """
                    jol match explain [options] <id>
                    jol match explain <points.csv> --network <N.jolnet> [--id <id>]
                    jol match explain --network <N.jolnet> --lon <°> --lat <°> [--heading <°>] …
                    """,
                discussion: tr(
                    """
                    Without --network the id names a violation or crash of the workspace. With it \
                    the points of a table are explained, or one point given by options. Every \
                    piece of evidence is a natural logarithm; together they make the score.
                    """,
                    ru: """
                        Без --network идентификатор называет нарушение или ДТП рабочего \
                        пространства. С ним объясняются точки таблицы или одна точка, заданная \
                        параметрами. Каждый довод — натуральный логарифм; их сумма — балл.
                        """,
                    kk: """
                        --network болмаса, идентификатор жұмыс кеңістігінің бұзушылығын не ЖКО-ын \
                        атайды. Болса, кестенің нүктелері не параметрлермен берілген бір нүкте \
                        түсіндіріледі. Әр дәлел — натурал логарифм; қосындысы — балл.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "V17 for violation 17, C4 for crash 4; or a table of points.",
                    ru: "V17 — нарушение 17, C4 — ДТП 4; или таблица точек.",
                    kk: "V17 — 17-бұзушылық, C4 — 4-ЖКО; немесе нүктелер кестесі."
                ),
                valueName: "id|points.csv"
            )
        )
        var subject: String?

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: TableOptions
        @OptionGroup var matching: PointMatchOptions

        @Option(
            help: ArgumentHelp(
                tr(
                    "Network image made by 'jol network import --out'.",
                    ru: "Образ сети, созданный 'jol network import --out'.",
                    kk: "'jol network import --out' жасаған желі бейнесі."
                ),
                valueName: "N.jolnet"
            )
        )
        var network: String?

        @Option(
            help: ArgumentHelp(
                tr("The table of points.", ru: "Таблица точек.", kk: "Нүктелер кестесі."),
                valueName: "points.csv"
            )
        )
        var points: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "The point to explain; otherwise the first ones.",
                    ru: "Объясняемая точка; иначе первые.",
                    kk: "Түсіндірілетін нүкте; әйтпесе алғашқылары."
                ),
                valueName: "id"
            )
        )
        var id: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "The most points explained.",
                    ru: "Наибольшее число объясняемых точек.",
                    kk: "Түсіндірілетін нүктелердің ең көп саны."
                ),
                valueName: "n"
            )
        )
        var limit = 10

        @OptionGroup var single: SinglePointOptions

        func run() throws {
            guard let network else { return try explainStored() }
            let source: PointSource
            var wanted = id
            if let table = single.table {
                guard points == nil, subject == nil else {
                    throw IntakeError(
                        .badArgument,
                        subject: points ?? subject ?? "",
                        detail: "A table and a single point are given.",
                        remedy: "Name the table, or give --lon and --lat, not both."
                    )
                }
                source = .text(table)
            } else if let points {
                source = .file(points)
                wanted = wanted ?? subject
            } else if let subject {
                source = .file(subject)
            } else {
                throw IntakeError(
                    .badArgument,
                    subject: "match explain",
                    detail: "No point is given.",
                    remedy: "Name a table of points, or give --lon and --lat."
                )
            }
            let (version, explained, unused) = try PointsRun.explain(
                source,
                network: network,
                options: try matching.options(),
                id: wanted,
                limit: max(1, limit)
            )
            for line in UnusedText.lines(unused) { Console.note(line) }
            if output.output.json {
                try Console.printJSON(PointExplanationRecord.Answer(version, explained))
            } else if output.csv {
                Console.print(PointExplanationRecord.csv(explained))
            } else {
                Console.print(
                    explained.map(PointExplanationText.text).joined(separator: "\n\n")
                )
            }
        }

        struct Result: Encodable {
            var schema = "jol.match.explain/2"
            var id: String
            var stored: LocatedRow?
            var candidates: [Candidate]
            var roads: [String]
            var text: String
        }

        private func explainStored() throws {
            guard let name = subject ?? id else {
                throw IntakeError(
                    .badArgument,
                    subject: "match explain",
                    detail: "No observation is named.",
                    remedy: "Write V and the violation's number or C and the crash's, for "
                        + "example V17; or a table of points with --network."
                )
            }
            let (kind, number) = try ObservationName.parse(name)
            let explained = try MatchRun.explain(
                kind,
                number,
                in: try global.open(.reading),
                parameters: try matching.options().parameters
            )
            let text = MatchText.explanation(explained)
            if output.output.json {
                try Console.printJSON(
                    Result(
                        id: name,
                        stored: explained.stored,
                        candidates: explained.candidates.map(\.candidate),
                        roads: explained.candidates.map { MatchText.road($0.segment) },
                        text: text
                    )
                )
            } else {
                Console.print(text)
            }
        }
    }
}

/// One point given on the command line.
struct SinglePointOptions: ParsableArguments {
    @Option(help: ArgumentHelp(tr("Longitude.", ru: "Долгота.", kk: "Бойлық."), valueName: "°"))
    var lon: Double?
    @Option(help: ArgumentHelp(tr("Latitude.", ru: "Широта.", kk: "Ендік."), valueName: "°"))
    var lat: Double?
    @Option(
        help: ArgumentHelp(
            tr("Direction of travel.", ru: "Направление движения.", kk: "Қозғалыс бағыты."),
            valueName: "°"
        )
    )
    var heading: Double?
    @Option(
        help: ArgumentHelp(
            tr("Accuracy, one sigma.", ru: "Точность.", kk: "Дәлдігі."),
            valueName: "m"
        )
    )
    var sigma: Double?
    @Option(
        help: ArgumentHelp(tr("Name of the road.", ru: "Название дороги.", kk: "Жол атауы."))
    )
    var name: String?
    @Option(
        help: ArgumentHelp(tr("Index of the road.", ru: "Индекс дороги.", kk: "Жол индексі."))
    )
    var ref: String?

    /// A table of the one point; `nil` without coordinates.
    var table: String? {
        guard let lon, let lat else { return nil }
        func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
        func quoted(_ value: String?) -> String {
            "\"" + (value ?? "").replacingOccurrences(of: "\"", with: "\"\"") + "\""
        }
        return "id,lon,lat,heading,sigma,name,ref\n1,\(lon),\(lat),\(number(heading)),"
            + "\(number(sigma)),\(quoted(name)),\(quoted(ref))\n"
    }
}
