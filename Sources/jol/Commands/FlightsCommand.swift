import ArgumentParser
import Foundation
import RoadIngest
import RoadModel
import RoadPipeline
import RoadStore

/// `jol flights …`.
struct FlightsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "flights",
            abstract: tr(
                "Drone flights and their logs.",
                ru: "Вылеты дронов и их журналы.",
                kk: "Дрон ұшулары мен журналдары."
            ),
            subcommands: [
                Add.self, List.self, Show.self, Track.self, Export.self, Compare.self, Doctor.self,
                Decode.self, Keychain.self,
            ]
        )
    }

    /// `jol flights add FILE…`.
    struct Add: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "add",
                abstract: tr(
                    "Take in flight logs; the content decides the format.",
                    ru: "Принять журналы полётов; формат определяется по содержимому.",
                    kk: "Ұшу журналдарын қабылдау; пішімі мазмұнынан анықталады."
                ),
                usage: "jol flights add [--recursive] [options] <file> …",
                discussion: tr(
                    "Read: \(formats). The same file twice is counted once.",
                    ru: "Читаются: \(formats). Повторный файл учитывается один раз.",
                    kk: "Оқылады: \(formats). Қайталанған файл бір рет саналады."
                )
            )
        }

        @OptionGroup var intake: IntakeOptions
        @OptionGroup var keychain: KeychainOption

        private static var formats: String {
            FlightLogReader.formats.map { format in
                format.name + " ("
                    + format.fileExtensions.map { "." + $0 }.joined(separator: ", ") + ")"
            }.joined(separator: ", ")
        }

        func run() throws {
            let keychains = try keychain.read()
            let paths =
                intake.watching.watch
                ? [] : try FileIntake.files(intake.files, recursive: intake.recursive).map(\.path)
            var ahead: FlightReadAhead?
            defer { ahead?.stop() }
            try intake.run(progress: "flights") { target, progress in
                // Other cores read while this one stores.
                ahead = FlightReadAhead(
                    paths,
                    keychains: keychains,
                    into: target.store,
                    threads: ProcessInfo.processInfo.activeProcessorCount
                )
                return { file in
                    try target.addFlights(
                        file,
                        keychains: keychains,
                        ahead: ahead,
                        progress: progress
                    )
                }
            }
        }
    }

    /// `jol flights list`.
    struct List: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "list",
                abstract: tr("List flights.", ru: "Список вылетов.", kk: "Ұшулар тізімі.")
            )
        }

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        struct Result: Encodable {
            var schema = "jol.flights.list/1"
            var flights: [FlightRecord]
        }

        func run() throws {
            let flights = try global.open(.reading).flights()
            if table.output.json {
                try Console.printJSON(Result(flights: flights))
            } else if table.csv {
                FlightText.printCSV(flights)
            } else {
                FlightText.printTable(flights)
            }
        }
    }

    /// `jol flights show N`.
    struct Show: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "show",
                abstract: tr(
                    "Show one flight.",
                    ru: "Показать один вылет.",
                    kk: "Бір ұшуды көрсету."
                )
            )
        }

        @Argument(help: FlightWord.help) var flight: String
        @OptionGroup var keychain: KeychainOption
        @OptionGroup var terrain: TerrainOption
        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.flights.show/1"
            var flight: FlightRecord
            var events: [FlightEvent]
            var lost: [LostRange]
            /// Heights by datum, metres; a datum that the log does not know is absent.
            var heights: FlightHeights
        }

        func run() throws {
            let shown = try ShownFlight(self.flight, global, keychain.read())
            let fixes = shown.fixes
            let result = Result(
                flight: shown.record,
                events: shown.events,
                lost: shown.lost,
                heights: FlightHeights(fixes, try terrain.terrain(of: fixes))
            )
            if output.json {
                try Console.printJSON(result)
            } else {
                FlightText.printDetails(
                    shown.record,
                    events: result.events,
                    lost: result.lost,
                    heights: result.heights,
                    fixes: fixes
                )
            }
        }
    }
}
