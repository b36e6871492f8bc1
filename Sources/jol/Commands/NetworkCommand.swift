import ArgumentParser
import Foundation
import RoadGeodata
import RoadModel
import RoadNetwork
import RoadPipeline
import RoadStore

/// `jol network …`.
struct NetworkCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "network",
            abstract: tr("The road network.", ru: "Дорожная сеть.", kk: "Жол желісі."),
            subcommands: [Import.self, Info.self]
        )
    }

    /// `jol network import FILE`.
    struct Import: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                abstract: tr(
                    "Import a road map from OpenStreetMap or any GIS file.",
                    ru: "Загрузить карту дорог из OpenStreetMap или ГИС-файла.",
                    kk: "OpenStreetMap не ГАЖ файлынан жол картасын жүктеу."
                ),
                usage: "jol network import [--out <N.jolnet>] [--crs <crs>] [options] <file>",
                discussion: tr(
                    """
                    The content decides: .osm.pbf, .osm (also .gz, .bz2) or a GeoPackage, Shapefile, \
                    GeoJSON, FlatGeobuf. Columns of a GIS file are found by their names; name them \
                    with --class, --name, --ref, --oneway, --speed, --level where they differ. The \
                    network's system is the UTM zone of the map unless --crs says otherwise.
                    """,
                    ru: """
                        Формат определяется по содержимому: .osm.pbf, .osm (.gz, .bz2), GeoPackage, \
                        Shapefile, GeoJSON, FlatGeobuf. Столбцы ГИС-файла ищутся по именам; другие \
                        имена задают --class, --name, --ref, --oneway, --speed, --level. Система \
                        координат сети — зона UTM карты, если не задана --crs.
                        """,
                    kk: """
                        Пішім мазмұны бойынша анықталады: .osm.pbf, .osm (.gz, .bz2), GeoPackage, \
                        Shapefile, GeoJSON, FlatGeobuf. ГАЖ файлының бағандары атымен ізделеді; \
                        басқа аттарды --class, --name, --ref, --oneway, --speed, --level береді. \
                        Желінің координат жүйесі — картаның UTM аймағы (--crs берілмесе).
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("The map.", ru: "Файл карты.", kk: "Карта файлы."),
                valueName: "file"
            )
        )
        var file: String

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        @Option(
            help: ArgumentHelp(
                tr(
                    "Write a stand-alone image instead of using a workspace.",
                    ru: "Записать отдельный образ сети без рабочего пространства.",
                    kk: "Жұмыс кеңістігінсіз желінің жеке бейнесін жазу."
                ),
                valueName: "N.jolnet"
            )
        )
        var out: String?

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Replace an existing image.",
                    ru: "Заменить имеющийся образ.",
                    kk: "Бар бейнені ауыстыру."
                )
            )
        )
        var overwrite = false

        @Option(
            help: ArgumentHelp(
                tr(
                    "Metric system of the network, for example EPSG:32643.",
                    ru: "Метрическая система сети, например EPSG:32643.",
                    kk: "Желінің метрлік жүйесі, мысалы EPSG:32643."
                ),
                valueName: "crs"
            )
        )
        var crs: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "System of a GIS file that does not state its own.",
                    ru: "Система ГИС-файла, если в нём она не указана.",
                    kk: "ГАЖ файлының жүйесі (файлда көрсетілмесе)."
                ),
                valueName: "crs"
            )
        )
        var sourceCrs: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Layer of a GIS file with several.",
                    ru: "Слой ГИС-файла.",
                    kk: "ГАЖ файлының қабаты."
                ),
                valueName: "layer"
            )
        )
        var layer: String?

        @OptionGroup(
            title: tr("GIS COLUMNS", ru: "СТОЛБЦЫ ГИС-ФАЙЛА", kk: "ГАЖ БАҒАНДАРЫ")
        )
        var columns: ColumnOptions

        struct Result: Encodable {
            var schema = "jol.network.import/1"
            var version: String
            var crs: String
            var segments: Int
            var pieces: Int
            var nodes: Int
            var vertices: Int
            var kilometres: Double
            var components: Int
            var restrictions: Int
            var posts: Int
            var bytes: Int
            var seconds: Double
            var notes: [String: Int]
        }

        func run() throws {
            let options = NetworkImport.Options(
                crs: crs,
                sourceCRS: sourceCrs,
                layer: layer,
                fields: columns.mapping
            )
            let clock = ContinuousClock()
            let start = clock.now
            let summary: NetworkSummary
            let bytes: Int
            if let out {
                if !overwrite { try Files.requireAbsent(out) }
                let (image, network) = try NetworkImport.compile(file, options: options)
                try NetworkImport.writeImage(image, to: out)
                (summary, bytes) = (network.summary, image.count)
            } else {
                let store = try global.open(.writing)
                let imported = try NetworkImport.run(
                    file,
                    into: store,
                    options: options,
                    at: Files.now
                )
                summary = imported.summary
                let path = store.workspace.networks.appendingPathComponent(imported.version.image)
                bytes = Files.size(path.path)
            }
            let seconds = (clock.now - start).seconds
            let result = Result(
                version: summary.versionID,
                crs: summary.crs,
                segments: summary.segments,
                pieces: summary.pieces,
                nodes: summary.nodes,
                vertices: summary.vertices,
                kilometres: summary.kilometres,
                components: summary.components,
                restrictions: summary.restrictions,
                posts: summary.posts,
                bytes: bytes,
                seconds: seconds,
                notes: summary.notes
            )
            if output.json {
                try Console.printJSON(result)
            } else {
                NetworkText.print(summary, seconds: seconds)
            }
        }
    }

    /// `jol network info`.
    struct Info: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                abstract: tr(
                    "Show the network in use.",
                    ru: "Показать текущую сеть.",
                    kk: "Ағымдағы желіні көрсету."
                )
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.network.info/1"
            var network: NetworkVersion
            var summary: NetworkSummary
        }

        func run() throws {
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
    }

    /// Names of a GIS layer's columns.
    struct ColumnOptions: ParsableArguments {
        @Option(
            name: .customLong("class"),
            help: columnHelp("road class", "класс дороги", "жол класы")
        )
        var roadClass: String?
        @Option(help: columnHelp("name", "название", "атауы"))
        var name: String?
        @Option(help: columnHelp("road index", "индекс дороги", "жол индексі"))
        var ref: String?
        @Option(help: columnHelp("one-way", "одностороннее движение", "бір бағытты қозғалыс"))
        var oneway: String?
        @Option(help: columnHelp("speed limit, km/h", "ограничение, км/ч", "шектеу, км/сағ"))
        var speed: String?
        @Option(help: columnHelp("level", "уровень", "деңгей"))
        var level: String?
        @Option(help: columnHelp("lanes", "число полос", "жолақ саны"))
        var lanes: String?

        var mapping: RoadFieldMapping {
            RoadFieldMapping(
                roadClass: roadClass,
                name: name,
                ref: ref,
                oneway: oneway,
                speed: speed,
                level: level,
                lanes: lanes
            )
        }

        private static func columnHelp(_ en: String, _ ru: String, _ kk: String) -> ArgumentHelp {
            ArgumentHelp(
                tr("Column of the \(en).", ru: "Столбец: \(ru).", kk: "Баған: \(kk)."),
                valueName: "column"
            )
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
        for (code, count) in summary.notes.sorted(by: { $0.key < $1.key }) {
            Console.note("  \(code): \(Say.count(count))")
        }
        if let seconds { Console.note(Say.decimal(seconds, 2) + " " + tr("s", ru: "с", kk: "с")) }
    }
}
