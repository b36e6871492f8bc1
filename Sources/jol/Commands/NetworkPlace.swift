import ArgumentParser
import RoadModel
import RoadNetwork
import RoadPipeline

extension NetworkCommand {
    /// `jol network place "KAZ-03, 315 км + 200 м"`.
    struct Place: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "place",
                abstract: tr(
                    "Find where a road and kilometre lie.",
                    ru: "Найти место по дороге и километру.",
                    kk: "Жол мен шақырым бойынша орынды табу."
                ),
                usage: """
                    jol network place "<place>" --network <N.jolnet> [--json]
                    jol network place --ref KAZ-03 --km 315 --m 200 --network <N.jolnet>
                    jol network place --batch <table.csv> --out <file.csv> --network <N.jolnet>
                    """,
                discussion: tr(
                    """
                    Kilometres count from the posts of the map (highway=milestone), jumps included. \
                    A table has a column 'place', or 'ref', 'km', 'm' and, when known, 'direction', \
                    'section', 'lon', 'lat'. The answer has segment and measure, coordinates, and \
                    every other place of the same name.
                    """,
                    ru: """
                        Километры отсчитываются от столбов карты (highway=milestone) с учётом \
                        скачков. В таблице столбец 'place' или 'ref', 'km', 'm' и, если известны, \
                        'direction', 'section', 'lon', 'lat'. В ответе сегмент и мера, координаты и \
                        все другие места с тем же адресом.
                        """,
                    kk: """
                        Шақырымдар картадағы бағандардан (highway=milestone) секірулерімен \
                        есептеледі. Кестеде 'place' не 'ref', 'km', 'm' бағандары, белгілі болса \
                        'direction', 'section', 'lon', 'lat' болады. Жауапта сегмент пен мера, \
                        координаталар және сол аттағы басқа орындар беріледі.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "The place in words.",
                    ru: "Место словами.",
                    kk: "Орын сөзбен."
                ),
                valueName: "place"
            )
        )
        var place: String?

        @OptionGroup var choice: NetworkChoice
        @OptionGroup var output: TableOptions
        @OptionGroup var batch: BatchOptions

        @Option(help: ArgumentHelp(tr("Road index.", ru: "Индекс дороги.", kk: "Жол индексі.")))
        var ref: String?
        @Option(
            name: [.customLong("km"), .customLong("kilometre")],
            help: ArgumentHelp(tr("Kilometre.", ru: "Километр.", kk: "Шақырым."))
        )
        var kilometre: String?
        @Option(
            name: [.customLong("m"), .customLong("metres")],
            help: ArgumentHelp(
                tr(
                    "Metres behind the post.",
                    ru: "Метров за столбом.",
                    kk: "Бағаннан кейінгі метр."
                )
            )
        )
        var metres: Double?
        @Option(
            help: ArgumentHelp(
                tr(
                    "forward (growing kilometres) or backward.",
                    ru: "forward (по росту километров) или backward.",
                    kk: "forward (шақырым өсуімен) не backward."
                )
            )
        )
        var direction: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Section of the route, see 'jol network routes'.",
                    ru: "Участок маршрута, см. 'jol network routes'.",
                    kk: "Бағыт учаскесі, 'jol network routes' қараңыз."
                )
            )
        )
        var section: Int?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Place near by, to choose between several.",
                    ru: "Точка рядом, чтобы выбрать из нескольких.",
                    kk: "Бірнешеден таңдауға арналған жақын нүкте."
                ),
                valueName: "lon,lat"
            )
        )
        var near: String?

        struct Result: Encodable {
            var schema = "jol.network.place/1"
            var network: String
            var query: String
            var place: PlaceAnswer
            var candidates: [PlaceAnswer]
        }

        func run() throws {
            var places = try PlaceFinder(try choice.open())
            let version = places.network.versionID
            if let table = batch.batch {
                try batch.requireOtherTarget(choice)
                let queries = try PlaceTable(path: table).queries()
                return try batch.run(
                    schema: "jol.network.places/1",
                    output: output.output,
                    ids: queries.map(\.id),
                    network: version,
                    choice: choice
                ) { row throws(IntakeError) in try places.places(queries[row]) }
            }
            var query = PlaceFinder.Query()
            query.text = place ?? ""
            query.ref = ref ?? ""
            query.kilometre = kilometre ?? ""
            query.metres = metres
            query.direction = direction ?? ""
            query.section = section
            if let near { query.near = try Coordinates.parse(near) }
            guard place != nil || kilometre != nil else {
                throw ValidationError(
                    tr(
                        "Give a place, --ref and --km, or --batch.",
                        ru: "Укажите место, --ref и --km или --batch.",
                        kk: "Орынды, --ref пен --km не --batch беріңіз."
                    )
                )
            }
            let answers = try places.places(query)
            let words = place ?? "\(ref ?? "") \(kilometre ?? "")"
            if output.output.json {
                try Console.printJSON(
                    Result(network: version, query: words, place: answers[0], candidates: answers)
                )
            } else if output.csv {
                Console.print(PlaceTable.header)
                for answer in answers {
                    Console.print(PlaceTable.line(id: words, .places([answer])))
                }
            } else {
                PlaceText.print(answers)
            }
        }
    }
}
