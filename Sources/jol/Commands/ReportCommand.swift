import ArgumentParser
import Foundation
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

/// `jol report …`.
struct ReportCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "report",
            abstract: tr("Reports for planners.", ru: "Отчёты.", kk: "Есептер."),
            subcommands: [Build.self, Claim.self]
        )
    }

    /// `jol report build --out DIR`.
    struct Build: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "build",
                abstract: tr(
                    "Write one self-contained page (kk, ru, en) and a styled GeoPackage.",
                    ru: "Создать страницу (kk, ru, en) и GeoPackage со стилями.",
                    kk: "Бір бет (kk, ru, en) пен стилі бар GeoPackage жасау."
                ),
                usage: "jol report build --out <dir> [--area <name>] [--year <year>] [options]",
                discussion: tr(
                    """
                    The page works from file:// without a network. It holds no plates, no names and \
                    no crash points finer than a segment. Totals in different tables are compared; \
                    when they disagree nothing is written.
                    """,
                    ru: """
                        Страница открывается с диска без сети. В ней нет номеров, имён и точек ДТП \
                        мельче сегмента. Итоги разных таблиц сверяются; при расхождении файл не \
                        создаётся.
                        """,
                    kk: """
                        Бет желісіз, дискіден ашылады. Онда нөмір, есім және сегменттен ұсақ ЖКО \
                        нүктелері жоқ. Әр кестенің қорытындысы салыстырылады; сәйкес келмесе, файл \
                        жасалмайды.
                        """
                )
            )
        }

        @Option(
            help: ArgumentHelp(
                tr("Folder to write to.", ru: "Папка для отчёта.", kk: "Есеп қалтасы."),
                valueName: "dir"
            )
        )
        var out: String

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        @Option(
            help: ArgumentHelp(
                tr(
                    "Name of the area: one text, or three as 'kk|ru|en'.",
                    ru: "Название территории: один текст или три 'kk|ru|en'.",
                    kk: "Аумақ атауы: бір мәтін не 'kk|ru|en' үшеуі."
                ),
                valueName: "name"
            )
        )
        var area: String?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Year to report; default the last whole year of the crashes.",
                    ru: "Год отчёта; по умолчанию последний полный год.",
                    kk: "Есеп жылы; әдепкіде соңғы толық жыл."
                ),
                valueName: "year"
            )
        )
        var year: Int?

        @Option(
            help: ArgumentHelp(
                tr(
                    "Where the road map comes from, for the foot of the page.",
                    ru: "Источник карты дорог для подвала страницы.",
                    kk: "Жол картасының дереккөзі (бет соңына)."
                ),
                valueName: "text"
            )
        )
        var attribution: String?

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Say on top that all figures are made up.",
                    ru: "Указать вверху, что все данные вымышлены.",
                    kk: "Жоғарыда барлық дерек ойдан шығарылғанын айту."
                )
            )
        )
        var demonstration = false

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Replace earlier files.",
                    ru: "Заменить прежние файлы.",
                    kk: "Бұрынғы файлдарды ауыстыру."
                )
            )
        )
        var overwrite = false

        struct Result: Encodable {
            var schema = "jol.report.build/1"
            var outcome: ReportBuild.Outcome
        }

        func run() throws {
            let store = try global.open(.reading)
            let leaflet = LeafletFiles.read()
            if leaflet == nil {
                global.note(
                    tr(
                        "Leaflet is not installed (Debian package libjs-leaflet): the page gets a "
                            + "still map.",
                        ru: "Leaflet не установлен (пакет Debian libjs-leaflet): карта будет "
                            + "неподвижной.",
                        kk: "Leaflet орнатылмаған (Debian libjs-leaflet бумасы): карта қозғалмайды."
                    )
                )
            }
            let outcome = try ReportBuild.write(
                store,
                to: out,
                options: ReportOptions(
                    areaName: try areaName(store),
                    year: year,
                    language: Interface.language,
                    isDemonstration: demonstration,
                    attribution: attribution
                ),
                overwrite: overwrite,
                leaflet: leaflet
            )
            if output.json {
                try Console.printJSON(Result(outcome: outcome))
            } else {
                Console.print(outcome.page)
                Console.print(outcome.geopackage)
                global.note(
                    tr(
                        "\(outcome.totalsCompared) totals compared, all agree.",
                        ru: "Сверено итогов: \(outcome.totalsCompared), расхождений нет.",
                        kk: "Салыстырылған қорытынды: \(outcome.totalsCompared), алшақтық жоқ."
                    )
                )
            }
        }

        private func areaName(_ store: Store) throws(IntakeError) -> LocalizedText {
            guard let area else {
                let name = store.workspace.root.standardizedFileURL.lastPathComponent
                return LocalizedText(same: name)
            }
            let parts = area.split(separator: "|", omittingEmptySubsequences: false)
                .map(String.init)
            switch parts.count {
            case 1: return LocalizedText(same: area)
            case 3: return LocalizedText(kk: parts[0], ru: parts[1], en: parts[2])
            default:
                throw IntakeError(
                    .badArgument,
                    subject: "--area \(area)",
                    detail: "There are \(parts.count) names.",
                    remedy: "Give one name, or three in the order kk|ru|en."
                )
            }
        }
    }
}

/// The map library as the Debian package installs it; `JOL_LEAFLET` names another folder.
enum LeafletFiles {
    static func read() -> LeafletAssets? {
        let environment = ProcessInfo.processInfo.environment
        let folder = environment["JOL_LEAFLET"] ?? "/usr/share/javascript/leaflet"
        func text(_ path: String) -> String? {
            FileManager.default.contents(atPath: path).flatMap { String(data: $0, encoding: .utf8) }
        }
        let script = text(folder + "/leaflet.min.js") ?? text(folder + "/leaflet.js")
        guard let script, let sheet = text(folder + "/leaflet.css") else { return nil }
        return LeafletAssets(
            script: script,
            stylesheet: sheet,
            licence: text("/usr/share/doc/libjs-leaflet/copyright") ?? ""
        )
    }
}
