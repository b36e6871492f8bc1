import ArgumentParser
import RoadModel
import RoadPipeline
import RoadStore

extension FlightsCommand {
    /// `jol flights track N`.
    struct Track: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "track",
                abstract: tr(
                    "Write a flight's track as GeoJSON, GPX, KML, CSV or GeoPackage.",
                    ru: "Записать трек вылета: GeoJSON, GPX, KML, CSV или GeoPackage.",
                    kk: "Ұшу жолын GeoJSON, GPX, KML, CSV не GeoPackage етіп жазу."
                ),
                usage:
                    "jol flights track [--format <form>] [--dem <file>] [--out <file>] <flight|file>"
            )
        }

        @Argument(help: FlightWord.help) var flight: String
        @OptionGroup var keychain: KeychainOption
        @OptionGroup var terrain: TerrainOption
        @OptionGroup var global: GlobalOptions

        @Option(
            help: ArgumentHelp(
                tr(
                    "geojson, gpx, kml, csv or gpkg; default by the ending of --out.",
                    ru: "geojson, gpx, kml, csv или gpkg; иначе по окончанию --out.",
                    kk: "geojson, gpx, kml, csv не gpkg; әйтпесе --out жалғауы бойынша."
                ),
                valueName: "form"
            )
        )
        var format: TrackForm?

        @Option(
            help: ArgumentHelp(
                tr(
                    "File to write; default standard output.",
                    ru: "Файл; по умолчанию стандартный вывод.",
                    kk: "Файл; әдепкіде стандартты шығыс."
                ),
                valueName: "file"
            )
        )
        var out: String?

        @Flag(
            help: ArgumentHelp(
                tr("Replace an existing file.", ru: "Заменить файл.", kk: "Файлды ауыстыру.")
            )
        )
        var overwrite = false

        func run() throws {
            let shown = try ShownFlight(self.flight, global, keychain.read())
            let (flight, fixes) = (shown.record, shown.fixes)
            let heights = try terrain.terrain(of: fixes)
            let text =
                switch chosenForm {
                case .geojson: TrackGeoJSON.text(flight, fixes: fixes, terrain: heights)
                case .gpx: TrackFormats.gpx(flight, fixes: fixes, terrain: heights)
                case .kml: TrackFormats.kml(flight, fixes: fixes, terrain: heights)
                case .csv:
                    TrackFormats.csv(
                        clock: flight.clock,
                        fixes: fixes,
                        terrain: heights
                    )
                case .gpkg: ""
                }
            guard chosenForm == .gpkg else {
                return try Files.write(text, to: out, overwrite: overwrite)
            }
            guard let out, out != "-" else {
                throw IntakeError(
                    .badArgument,
                    subject: "--format gpkg",
                    detail: "A GeoPackage is a database and cannot go to standard output.",
                    remedy: "Name a file: --out track.gpkg."
                )
            }
            try Publication.write(
                to: out,
                layers: TrackFormats.layers(flight, fixes: fixes, terrain: heights),
                modified: Files.now,
                overwrite: overwrite
            )
        }

        private var chosenForm: TrackForm {
            if let format { return format }
            let ending = out?.split(separator: ".").last.map { $0.lowercased() }
            return ending.flatMap(TrackForm.init) ?? .geojson
        }
    }
}
