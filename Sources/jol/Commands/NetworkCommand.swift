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
            subcommands: [
                Import.self, Info.self, Validate.self, Diff.self, Route.self, Place.self,
                Locate.self, Routes.self,
            ]
        )
    }

    /// `jol network import FILE`.
    struct Import: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "import",
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

        @Option(
            help: ArgumentHelp(
                tr(
                    "Cores to use, 0 for all; the image is the same for any number.",
                    ru: "Число ядер, 0 — все; образ от него не зависит.",
                    kk: "Ядро саны, 0 — барлығы; бейне оған тәуелді емес."
                ),
                valueName: "n"
            )
        )
        var threads = 0

        @Option(
            help: ArgumentHelp(
                tr(
                    "How near ends of lines of a GIS file must lie to be joined, up to 100 m; "
                        + "default 0.5.",
                    ru: "На каком расстоянии соединять концы линий ГИС-файла, до 100 м; иначе 0,5.",
                    kk:
                        "ГАЖ файлы сызықтарының ұштарын қосу қашықтығы, 100 м-ге дейін; әйтпесе 0,5."
                ),
                valueName: "m"
            )
        )
        var tolerance: Double?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Rule pack of general speed limits, as GeoData/rules/speed-limits-kz.csv.",
                    ru:
                        "Таблица общих ограничений скорости, как GeoData/rules/speed-limits-kz.csv.",
                    kk: "Жалпы жылдамдық шектеулері, GeoData/rules/speed-limits-kz.csv сияқты."
                ),
                valueName: "rules.csv"
            )
        )
        var rules: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "The day whose rules count; default the latest.",
                    ru: "День, правила которого действуют; иначе последние.",
                    kk: "Ережелері қолданылатын күн; әйтпесе соңғысы."
                ),
                valueName: "yyyy-mm-dd"
            )
        )
        var rulesOn: String?

        @OptionGroup(
            title: tr("GIS COLUMNS", ru: "СТОЛБЦЫ ГИС-ФАЙЛА", kk: "ГАЖ БАҒАНДАРЫ")
        )
        var columns: ColumnOptions

        /// The files that are read: the map, what a Shapefile or MapInfo file keeps beside itself, and
        /// the rules.
        private var inputs: [String] {
            let stem = URL(fileURLWithPath: file).deletingPathExtension()
            let beside = [
                "shp", "shx", "dbf", "prj", "cpg", "tab", "dat", "map", "id", "mif", "mid",
            ]
            let parts = beside.flatMap { [$0, $0.uppercased()] }
            return [file, rules].compactMap { $0 }
                + parts.map { stem.appendingPathExtension($0).path }
        }

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
            var turns: Int
            var forbiddenTurns: Int
            var dualKilometres: Double
            var serviceRoadKilometres: Double
            var posts: Int
            var bytes: Int
            var bytesPerSegment: Double
            var sourceBytes: Int
            var seconds: Double
            var cpuSeconds: Double
            var rules: String
            var routes: Int
            var features: Int
            var notes: [String: Int]
        }

        /// Says that a tolerance changes nothing where lines share their nodes.
        private func remarkOnTolerance(_ summary: NetworkSummary) {
            guard tolerance != nil, !summary.isNoded else { return }
            Console.note(
                tr(
                    "--tolerance changes nothing: the roads of an OpenStreetMap file share nodes.",
                    ru: "--tolerance не действует: у дорог файла OpenStreetMap общие узлы.",
                    kk:
                        "--tolerance әсер етпейді: OpenStreetMap файлының жолдарында түйіндер ортақ."
                )
            )
        }

        func run() throws {
            var options = NetworkImport.Options(
                crs: crs,
                sourceCRS: sourceCrs,
                layer: layer,
                fields: columns.mapping,
                rules: try NetworkImport.rules(path: rules, on: rulesOn),
                tolerance: Metres(
                    tolerance ?? NetworkCompilerOptions().nodingToleranceMetres
                )
            )
            options.threads = try ThreadCount.checked(threads)
            let clock = ContinuousClock()
            let start = clock.now
            let summary: NetworkSummary
            let bytes: Int
            if let out {
                if !overwrite { try Files.requireAbsent(out) }
                try Files.requireOther(out, than: inputs)
                let target = Files.target(of: out)
                summary = try NetworkImport.compile(file, options: options, to: target).summary
                bytes = Files.size(out)
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
            remarkOnTolerance(summary)
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
                turns: summary.turns,
                forbiddenTurns: summary.forbiddenTurns,
                dualKilometres: summary.dualKilometres,
                serviceRoadKilometres: summary.serviceRoadKilometres,
                posts: summary.posts,
                bytes: bytes,
                bytesPerSegment: Double(bytes) / Double(max(1, summary.segments)),
                sourceBytes: Files.size(file),
                seconds: seconds,
                cpuSeconds: Files.cpuSeconds,
                rules: options.rules.name,
                routes: summary.routes,
                features: summary.features,
                notes: summary.notes
            )
            if output.json {
                try Console.printJSON(result)
            } else {
                NetworkText.print(summary, seconds: seconds)
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
