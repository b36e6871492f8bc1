import ArgumentParser
import Foundation
import RoadModel
import RoadPipeline

/// What every analysis of points on a network takes: both files and how places are found.
struct SpatialOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Lines (GeoPackage, Shapefile, GeoJSON), a CSV of edges or a .jolnet.",
                ru: "Линии (GeoPackage, Shapefile, GeoJSON), CSV рёбер или .jolnet.",
                kk: "Сызықтар (GeoPackage, Shapefile, GeoJSON), қабырғалар CSV не .jolnet."
            ),
            valueName: "file"
        )
    )
    var network: String
    @Option(
        help: ArgumentHelp(
            tr(
                "CSV of nodes (node,x,y) for edges without coordinates.",
                ru: "CSV узлов (node,x,y) для рёбер без координат.",
                kk: "Координатасыз қабырғаларға түйіндер CSV (node,x,y)."
            ),
            valueName: "file"
        )
    )
    var nodes: String?
    @Option(
        help: ArgumentHelp(
            tr("Layer of the network.", ru: "Слой сети.", kk: "Желі қабаты."),
            valueName: "name"
        )
    )
    var layer: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Column of edge names.",
                ru: "Столбец имён рёбер.",
                kk: "Қабырға атауларының бағаны."
            ),
            valueName: "column"
        )
    )
    var id: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "System of coordinates without one, e.g. EPSG:32643.",
                ru: "Система координат, если не указана: EPSG:32643.",
                kk: "Көрсетілмесе координаттар жүйесі: EPSG:32643."
            ),
            valueName: "crs"
        )
    )
    var crs: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Ends of lines this near meet.",
                ru: "Концы линий ближе этого соединены.",
                kk: "Осыдан жақын сызық ұштары қосылады."
            ),
            valueName: "metres"
        )
    )
    var join = 0.1
    @Option(
        help: ArgumentHelp(
            tr(
                "Points farther from the network are left out.",
                ru: "Точки дальше от сети не участвуют.",
                kk: "Желіден бұдан алыс нүктелер қатыспайды."
            ),
            valueName: "metres"
        )
    )
    var reach = 100.0
    @Option(
        help: ArgumentHelp(
            tr(
                "Places this near to a junction along the edge are put on it; 0 moves none.",
                ru: "Места ближе этого к узлу переносятся в узел; 0 — без переноса.",
                kk: "Түйінге осыдан жақын орын түйінге қойылады; 0 — жылжытпау."
            ),
            valueName: "metres"
        )
    )
    var snap = 0.1
    @Option(
        help: ArgumentHelp(
            tr(
                "Threads; 0 is one a core. Answers do not depend on it.",
                ru: "Потоки; 0 — по числу ядер. На ответ не влияет.",
                kk: "Ағындар; 0 — ядро саны. Жауапқа әсер етпейді."
            ),
            valueName: "n"
        )
    )
    var threads = 0

    @Flag(
        help: ArgumentHelp(
            tr(
                "Tell the CPU time of each phase on standard error.",
                ru: "Сообщить время ЦП каждой фазы в поток ошибок.",
                kk: "Әр кезеңнің ЦП уақытын қате ағынына жазу."
            )
        )
    )
    var timings = false

    @OptionGroup var language: LanguageOption
    @OptionGroup var table: TableOptions
    @Option(
        help: ArgumentHelp(
            tr(
                "Write the table to this file: .csv, .geojson or .gpkg.",
                ru: "Записать таблицу в файл: .csv, .geojson или .gpkg.",
                kk: "Кестені файлға жазу: .csv, .geojson не .gpkg."
            ),
            valueName: "file"
        )
    )
    var out: String?
    @Flag(
        help: ArgumentHelp(
            tr("Replace the file.", ru: "Заменить файл.", kk: "Файлды ауыстыру.")
        )
    )
    var overwrite = false

    /// Threads to use.
    var lanes: Int {
        threads > 0 ? min(threads, 256) : ProcessInfo.processInfo.activeProcessorCount
    }

    /// Reads the network with the columns that an analysis needs.
    func readNetwork(columns: [String] = []) throws(IntakeError) -> SpatialNetwork {
        for (name, value) in [("--join", join), ("--reach", reach), ("--snap", snap)] {
            guard value >= 0, value.isFinite else {
                throw AnalysisOptions.usage(
                    "\(name) \(value)",
                    "A distance is 0 or more.",
                    verb: "hotspots"
                )
            }
        }
        var reader = SpatialNetworkReader(path: network)
        (reader.nodes, reader.layer, reader.idColumn, reader.crs) = (nodes, layer, id, crs)
        (reader.joinMetres, reader.columns) = (max(1e-9, join), columns)
        return try reader.read()
    }

    /// Reads events or samples.
    func readPlaces(
        _ path: String,
        on network: SpatialNetwork,
        weight: String? = nil,
        time: String? = nil
    ) throws(IntakeError) -> PlaceReader.Placed {
        var reader = PlaceReader(path: path)
        (reader.reachMetres, reader.snapMetres) = (reach, snap)
        (reader.weightColumn, reader.timeColumn) = (weight, time)
        return try reader.read(on: network)
    }
}

/// The file of events and its columns.
struct EventOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Events: CSV (edge,offset or x,y or lon,lat or wkt) or a point layer.",
                ru: "События: CSV (edge,offset, или x,y, lon,lat, wkt) или слой точек.",
                kk: "Оқиғалар: CSV (edge,offset не x,y, lon,lat, wkt) не нүкте қабаты."
            ),
            valueName: "file"
        )
    )
    var events: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "Column of the events' weights; 1 without it.",
                ru: "Столбец весов событий; без него 1.",
                kk: "Оқиға салмақтарының бағаны; онсыз 1."
            ),
            valueName: "column"
        )
    )
    var weight: String?

    /// The file, or an error that asks for it.
    func required(_ verb: String) throws(IntakeError) -> String {
        if let events { return events }
        throw AnalysisOptions.usage("--events", "The events are missing.", verb: verb)
    }
}
