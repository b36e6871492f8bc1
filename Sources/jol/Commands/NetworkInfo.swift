import ArgumentParser
import RoadModel
import RoadNetwork
import RoadPipeline
import RoadStore

extension NetworkCommand {
    /// `jol network info`.
    struct Info: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "info",
                abstract: tr(
                    "Show the network in use.",
                    ru: "Показать текущую сеть.",
                    kk: "Ағымдағы желіні көрсету."
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "Network image; default the workspace's network.",
                    ru: "Образ сети; иначе сеть рабочего пространства.",
                    kk: "Желі бейнесі; әйтпесе жұмыс кеңістігінің желісі."
                ),
                valueName: "N.jolnet"
            )
        )
        var image: String?

        @Option(
            help: ArgumentHelp(
                tr("The same.", ru: "То же.", kk: "Сол."),
                valueName: "N.jolnet"
            )
        )
        var network: String?

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.network.info/1"
            var network: NetworkVersion
            var summary: NetworkSummary
        }

        struct ImageResult: Encodable {
            var schema = "jol.network.info/1"
            var image: String
            var bytes: Int
            var bytesPerSegment: Double
            var openSeconds: Double
            var summary: NetworkSummary
        }

        func run() throws {
            if let path = image ?? network { return try show(image: path) }
            let store = try global.open(.reading)
            let version = try store.currentNetwork()
            let summary = try NetworkImport.open(version, in: store).summary
            if output.json {
                try Console.printJSON(Result(network: version, summary: summary))
            } else {
                Console.print(
                    "\(version.sourceName)  (SHA-256 \(version.sourceSHA256.prefix(16))…)"
                )
                NetworkText.print(summary, seconds: nil)
            }
        }

        private func show(image path: String) throws {
            let clock = ContinuousClock()
            let start = clock.now
            let network = try CompiledNetwork.open(path: path)
            let seconds = (clock.now - start).seconds
            try CompiledNetwork.verify(path: path)
            let summary = network.summary
            let bytes = Files.size(path)
            let perSegment = Double(bytes) / Double(max(1, summary.segments))
            if output.json {
                try Console.printJSON(
                    ImageResult(
                        image: path,
                        bytes: bytes,
                        bytesPerSegment: perSegment,
                        openSeconds: seconds,
                        summary: summary
                    )
                )
            } else {
                NetworkText.print(summary, seconds: nil)
                Console.note(
                    "\(Say.count(bytes)) B, \(Say.decimal(perSegment, 1)) B/segment, "
                        + "open \(Say.decimal(seconds * 1000, 2)) ms"
                )
            }
        }
    }
}

/// A network's figures for a person.
enum NetworkText {
    static func print(_ summary: NetworkSummary, seconds: Double?) {
        var table = TerminalTable([
            (tr("Class", ru: "Класс", kk: "Класы"), .left),
            (tr("Segments", ru: "Сегменты", kk: "Сегменттер"), .right),
            (tr("km", ru: "км", kk: "км"), .right),
        ])
        for row in summary.classes {
            table.add([row.roadClass.name, Say.count(row.segments), Say.decimal(row.kilometres, 1)])
        }
        table.add([
            tr("all", ru: "всего", kk: "барлығы"), Say.count(summary.segments),
            Say.decimal(summary.kilometres, 1),
        ])
        Console.print(table.text)
        let system = tr("System", ru: "Система", kk: "Жүйе")
        let version = tr("version", ru: "версия", kk: "нұсқа")
        Console.print("\(system): \(summary.crs), \(version) \(summary.versionID)")
        Console.print(beside(summary))
        Console.print(objects(summary))
        for (code, count) in summary.notes.sorted(by: { $0.key < $1.key }) {
            Console.note("  \(code): \(Say.count(count))")
        }
        if let seconds { Console.note(Say.decimal(seconds, 2) + " " + tr("s", ru: "с", kk: "с")) }
    }

    /// What belongs together on the ground.
    private static func beside(_ summary: NetworkSummary) -> String {
        let dual = Say.decimal(summary.dualKilometres, 1)
        let service = Say.decimal(summary.serviceRoadKilometres, 1)
        return tr(
            "Dual carriageways: \(dual) km; service roads beside a main road: \(service) km",
            ru: "Раздельные проезжие части: \(dual) км; боковые проезды: \(service) км",
            kk: "Бөлінген жүріс бөліктері: \(dual) км; бүйір жолдар: \(service) км"
        )
    }

    /// What the source says beside the lines.
    private static func objects(_ summary: NetworkSummary) -> String {
        let counts = [
            (tr("turns", ru: "поворотов", kk: "бұрылыс"), summary.turns),
            (tr("forbidden", ru: "запрещено", kk: "тыйым салынған"), summary.forbiddenTurns),
            (tr("restrictions", ru: "запретов", kk: "шектеу"), summary.restrictions),
            (tr("km posts", ru: "км столбов", kk: "шақырым бағаны"), summary.posts),
            (tr("routes", ru: "маршрутов", kk: "бағыт"), summary.routes),
            (
                tr(
                    "cameras and level crossings",
                    ru: "камер и переездов",
                    kk: "камера мен өтпе"
                ), summary.features
            ),
        ]
        return counts.map { "\($0.0): \(Say.count($0.1))" }.joined(separator: ", ")
    }
}
