import ArgumentParser
import Foundation
import RoadGeodata
import RoadModel
import RoadPipeline
import RoadStore

/// `jol doctor`.
struct DoctorCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "doctor",
            abstract: tr(
                "Check that everything Jol needs is there.",
                ru: "Проверить, всё ли нужное на месте.",
                kk: "Қажеттінің бәрі орнында ма, тексеру."
            )
        )
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        func line(_ isFine: Bool, _ text: String) { Console.print((isFine ? "✓ " : "✗ ") + text) }
        line(true, Software.name)
        let sqlite = Store.sqliteVersion
        line(true, "SQLite \(sqlite.text)")
        if sqlite.hasWALResetBug {
            Console.note(
                tr(
                    "  This version can damage a WAL that two connections share; Jol writes with "
                        + "one connection under a lock.",
                    ru: "  Эта версия может повредить WAL при двух соединениях; Jol пишет через "
                        + "одно, под замком.",
                    kk: "  Бұл нұсқа екі қосылымда WAL-ды бүлдіруі мүмкін; Jol құлыппен бір "
                        + "қосылым арқылы жазады."
                )
            )
        }
        line(
            LeafletFiles.read() != nil,
            tr(
                "Leaflet (live map in reports)",
                ru: "Leaflet (живая карта в отчётах)",
                kk: "Leaflet (есептегі тірі карта)"
            )
        )
        let fences = ReaderFences.available.joined(separator: ", ")
        line(
            true,
            tr(
                "GIS files are read in a process of their own: \(fences)",
                ru: "Файлы ГИС читает отдельный процесс: \(fences)",
                kk: "ГАЖ файлдарын бөлек процесс оқиды: \(fences)"
            )
        )
        do {
            let store = try global.open(.reading)
            line(true, store.workspace.root.path)
            let network = try? store.currentNetwork()
            line(
                network != nil,
                network.map { "\($0.sourceName), \($0.version)" }
                    ?? tr("no network yet", ru: "сети ещё нет", kk: "желі әлі жоқ")
            )
        } catch let error as IntakeError {
            line(false, "\(error.detail) \(error.remedy)")
        }
    }
}
