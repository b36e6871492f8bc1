import ArgumentParser
import RoadLocate
import RoadModel
import RoadNetwork
import RoadPipeline

extension NetworkCommand {
    /// `jol network route FROM TO`.
    struct Route: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "route",
                abstract: tr(
                    "Find the way and the distance between two places.",
                    ru: "Найти путь и расстояние между двумя местами.",
                    kk: "Екі орын арасындағы жол мен қашықтықты табу."
                ),
                usage: """
                    jol network route <from> <to> --network <N.jolnet> [--by time] [--json]
                    jol network route --batch <table.csv> --out <file.csv> --network <N.jolnet>
                    """,
                discussion: tr(
                    """
                    A place is 'lon,lat', 'segment:123+45.6' or a place in words such as 'KAZ-03, \
                    315 км + 200 м'. One-ways and turn restrictions are kept. A table has the \
                    columns 'from' and 'to', or 'from_lon', 'from_lat', 'to_lon', 'to_lat'.
                    """,
                    ru: """
                        Место — 'lon,lat', 'segment:123+45.6' или слова, например 'KAZ-03, 315 км \
                        + 200 м'. Учитываются одностороннее движение и запреты поворотов. В таблице \
                        столбцы 'from' и 'to' или 'from_lon', 'from_lat', 'to_lon', 'to_lat'.
                        """,
                    kk: """
                        Орын — 'lon,lat', 'segment:123+45.6' не сөзбен, мысалы 'KAZ-03, 315 км + \
                        200 м'. Бір бағытты қозғалыс пен бұрылу тыйымдары сақталады. Кесте \
                        бағандары: 'from', 'to' не 'from_lon', 'from_lat', 'to_lon', 'to_lat'.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("The two places.", ru: "Два места.", kk: "Екі орын."),
                valueName: "place"
            )
        )
        var places: [String] = []

        @OptionGroup var choice: NetworkChoice
        @OptionGroup var output: TableOptions
        @OptionGroup var batch: BatchOptions

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                tr("Where to begin.", ru: "Начало.", kk: "Басы."),
                valueName: "place"
            )
        )
        var from: String?
        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(tr("Where to go.", ru: "Конец.", kk: "Соңы."), valueName: "place")
        )
        var to: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "What is kept small: distance or time.",
                    ru: "Что минимизировать: distance или time.",
                    kk: "Нені азайту керек: distance не time."
                ),
                valueName: "distance|time"
            )
        )
        var by = "distance"

        struct Result: Encodable {
            var schema = "jol.network.route/1"
            var network: String
            var from: String
            var to: String
            var by: String
            var route: NetworkRoutes.Answer
        }

        struct BatchResult: Encodable {
            var schema = "jol.network.routed/1"
            var network: String
            var by: String
            var answers: [BatchRow]
        }

        struct BatchRow: Encodable {
            var id: String
            var route: NetworkRoutes.Answer?
            var reason: String?
        }

        func run() throws {
            guard let measure = RouteSearch.Measure(rawValue: by) else {
                throw ValidationError(
                    tr(
                        "--by is distance or time.",
                        ru: "--by — distance или time.",
                        kk: "--by — distance не time."
                    )
                )
            }
            var routes = try NetworkRoutes(try choice.open())
            let version = routes.network.versionID
            if let table = batch.batch {
                try batch.requireOtherTarget(choice)
                let pairs = try RouteTable(path: table).pairs()
                var lines = [RouteTable.header]
                var rows: [BatchRow] = []
                let isJSON = output.output.json && (batch.out == nil || batch.out == "-")
                var failures = 0
                for pair in pairs {
                    do throws(IntakeError) {
                        let route = try routes.route(from: pair.from, to: pair.to, by: measure)
                        if isJSON { rows.append(BatchRow(id: pair.id, route: route)) }
                        lines.append(RouteTable.line(pair.id, route))
                    } catch {
                        failures += 1
                        if isJSON {
                            rows.append(BatchRow(id: pair.id, reason: error.code.rawValue))
                        }
                        lines.append(RouteTable.line(pair.id, error))
                    }
                }
                if isJSON {
                    return try Console.printJSON(
                        BatchResult(network: version, by: by, answers: rows)
                    )
                }
                try batch.write(lines, choice)
                Console.note("\(Say.count(pairs.count - failures))/\(Say.count(pairs.count))")
                return
            }
            guard let first = from ?? places.first, let second = to ?? places.dropFirst().first
            else {
                throw ValidationError(
                    tr(
                        "Give two places or --batch.",
                        ru: "Укажите два места или --batch.",
                        kk: "Екі орынды не --batch беріңіз."
                    )
                )
            }
            let route = try routes.route(from: first, to: second, by: measure)
            if output.output.json {
                try Console.printJSON(
                    Result(network: version, from: first, to: second, by: by, route: route)
                )
            } else if output.csv {
                Console.print(RouteTable.header)
                Console.print(RouteTable.line("1", route))
            } else {
                let km = tr("km", ru: "км", kk: "км")
                let minutes = tr("min", ru: "мин", kk: "мин")
                Console.print(
                    "\(Say.decimal(route.distance / 1000, 3)) \(km), "
                        + "\(Say.decimal(route.seconds / 60, 1)) \(minutes), "
                        + tr("segments", ru: "сегментов", kk: "сегмент")
                        + " \(Say.count(route.segments.count))"
                )
            }
        }
    }
}
