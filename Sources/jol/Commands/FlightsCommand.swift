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
            try intake.run(progress: "flights") { target, progress in
                // Other cores read while this one stores.
                let ahead = FlightReadAhead(
                    paths,
                    keychains: keychains,
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

        @OptionGroup var number: FlightNumber
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
            let store = try global.open(.reading)
            let flight = try number.flight(in: store)
            let fixes = try store.fixes(of: flight.number)
            let result = Result(
                flight: flight,
                events: try store.events(of: flight.number),
                lost: try store.lostRanges(of: flight.number),
                heights: FlightHeights(fixes, try terrain.terrain(of: fixes))
            )
            if output.json {
                try Console.printJSON(result)
            } else {
                FlightText.printDetails(
                    flight,
                    events: result.events,
                    lost: result.lost,
                    heights: result.heights,
                    fixes: fixes
                )
            }
        }
    }

    /// The number of a flight, with or without its letter.
    struct FlightNumber: ParsableArguments {
        @Argument(
            help: ArgumentHelp(
                tr(
                    "The flight's number as listed, for example F12 or 12.",
                    ru: "Номер вылета из списка, например F12 или 12.",
                    kk: "Тізімдегі ұшу нөмірі, мысалы F12 не 12."
                ),
                valueName: "number"
            )
        )
        var flight: String

        func flight(in store: Store) throws(IntakeError) -> FlightRecord {
            let digits = flight.uppercased().hasPrefix("F") ? String(flight.dropFirst()) : flight
            if let number = Int64(digits), let found = try store.flight(number) { return found }
            throw IntakeError(
                .notFound,
                subject: flight,
                detail: "The workspace holds no flight with this number.",
                remedy: "'jol flights list' shows the numbers."
            )
        }
    }
}
