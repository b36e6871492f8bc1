import ArgumentParser
import Foundation
import RoadAnalysis
import RoadIngest
import RoadModel
import RoadPipeline
import RoadStore

extension ComplexesCommand {
    /// `jol complexes devices …`.
    struct Devices: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "devices",
                abstract: tr(
                    "The device register: what records show and what people entered.",
                    ru: "Реестр комплексов: что видно из записей и что внесли люди.",
                    kk: "Кешендер тізілімі: жазбалардан көрінетіні мен адамдар енгізгені."
                ),
                subcommands: [List.self, Add.self, History.self, Check.self],
                defaultSubcommand: List.self
            )
        }

        /// `jol complexes devices list`.
        struct List: ParsableCommand {
            static var configuration: CommandConfiguration {
                CommandConfiguration(
                    commandName: "list",
                    abstract: tr(
                        "Show the device register.",
                        ru: "Показать реестр комплексов.",
                        kk: "Кешендер тізілімін көрсету."
                    )
                )
            }

            @OptionGroup var global: GlobalOptions
            @OptionGroup var table: TableOptions

            struct Result: Encodable {
                var schema = "jol.complexes.devices/1"
                var devices: [DeviceRecord]
            }

            func run() throws {
                let store = try global.open(.reading)
                let devices = try store.devices()
                let register = try store.register()
                if table.output.json {
                    if register.isEmpty { return try Console.printJSON(Result(devices: devices)) }
                    try Console.printJSON(
                        Both(devices: devices, register: register.map(Entered.init))
                    )
                    return
                }
                let header = [
                    tr("Serial", ru: "Зав. №", kk: "Зауыт №"),
                    tr("Name", ru: "Название", kk: "Атауы"), tr("Place", ru: "Место", kk: "Орны"),
                    tr("Certificate", ru: "Свидетельство", kk: "Куәлік"),
                    tr("valid until", ru: "действует до", kk: "мерзімі"),
                    tr("Mode", ru: "Режим", kk: "Режим"),
                    tr("Records", ru: "Записи", kk: "Жазба"),
                    tr("Violations", ru: "Нарушения", kk: "Бұзушылық"),
                ]
                let rows = devices.map { device in
                    [
                        device.serial.rawValue, device.name, device.placeText, device.certificate,
                        device.certificateValidUntil, device.mode, "\(device.records)",
                        "\(device.violations)",
                    ]
                }
                if table.csv {
                    Console.print(CommaSeparated.line(header))
                    for row in rows { Console.print(CommaSeparated.line(row)) }
                    return
                }
                var text = TerminalTable(
                    header.enumerated().map { ($0.element, $0.offset >= 6 ? .right : .left) }
                )
                for row in rows { text.add(row) }
                Console.print(text.text)
                guard !register.isEmpty else { return }
                Console.print("")
                Console.print(RegisterText.table(register))
            }

            struct Both: Encodable {
                var schema = "jol.complexes.devices/1"
                var devices: [DeviceRecord]
                var register: [Entered]
            }
        }

        /// `jol complexes devices add FILE`.
        struct Add: ParsableCommand {
            static var configuration: CommandConfiguration {
                CommandConfiguration(
                    commandName: "add",
                    abstract: tr(
                        "Enter rows into the register: a CSV file, one row a complex and period.",
                        ru: "Внести строки в реестр: CSV, строка на комплекс и период.",
                        kk: "Тізілімге жол енгізу: CSV, кешен мен кезеңге бір жол."
                    ),
                    usage: "jol complexes devices add <register.csv> …",
                    discussion: tr(
                        """
                        Columns: serial; where known valid_from, valid_to, name, type, lat, lon, \
                        place_text, direction, lanes, limit_kmh, road, certificate, laboratory, \
                        certificate_from, certificate_to, mode (production or test), partner, \
                        speed_error_kmh. A row for the same complex and first day takes the older \
                        one's place, which stays in the history.
                        """,
                        ru: """
                            Столбцы: serial; если известны valid_from, valid_to, name, type, lat, \
                            lon, place_text, direction, lanes, limit_kmh, road, certificate, laboratory, \
                            certificate_from, certificate_to, mode (production или test), partner, \
                            speed_error_kmh. Строка на тот же комплекс и первый день заменяет \
                            прежнюю, которая остаётся в истории.
                            """,
                        kk: """
                            Бағандар: serial; белгілі болса valid_from, valid_to, name, type, lat, \
                            lon, place_text, direction, lanes, limit_kmh, road, certificate, laboratory, \
                            certificate_from, certificate_to, mode (production не test), partner, \
                            speed_error_kmh. Сол кешен мен бірінші күнге арналған жол бұрынғысын \
                            ауыстырады, ол тарихта қалады.
                            """
                    )
                )
            }

            @Argument(
                help: ArgumentHelp(
                    tr("Tables.", ru: "Таблицы.", kk: "Кестелер."),
                    valueName: "register.csv"
                )
            )
            var files: [String]
            @OptionGroup var global: GlobalOptions
            @OptionGroup var output: OutputOptions

            func run() throws {
                let periods = try files.map { try RegisterTable.periods($0, entered: Files.now) }
                let store = try global.open(.writing)
                var total = Store.RegisterChange()
                for list in periods {
                    let change = try store.enter(list, software: Software.name)
                    total.added += change.added
                    total.replaced += change.replaced
                    total.unchanged += change.unchanged
                }
                if output.json {
                    Console.print(
                        FastJSON.text(
                            .object([
                                "schema": "jol.complexes.devices.add/1",
                                "added": .count(total.added), "replaced": .count(total.replaced),
                                "unchanged": .count(total.unchanged),
                            ])
                        )
                    )
                    return
                }
                let (new, old) = (Say.count(total.added), Say.count(total.replaced))
                let same = Say.count(total.unchanged)
                Console.print(
                    tr(
                        "Register: \(new) rows added, \(old) replaced, \(same) unchanged",
                        ru:
                            "Реестр: добавлено строк \(new), заменено \(old), без изменений \(same)",
                        kk: "Тізілім: \(new) жол қосылды, \(old) ауыстырылды, \(same) өзгеріссіз"
                    )
                )
            }
        }

        /// `jol complexes devices history SERIAL`.
        struct History: ParsableCommand {
            static var configuration: CommandConfiguration {
                CommandConfiguration(
                    commandName: "history",
                    abstract: tr(
                        "Show everything that was ever entered about a complex.",
                        ru: "Показать всё, что вносили о комплексе.",
                        kk: "Кешен туралы енгізілгеннің бәрін көрсету."
                    )
                )
            }

            @Argument(
                help: ArgumentHelp(
                    tr("Serial number.", ru: "Заводской номер.", kk: "Зауыт нөмірі."),
                    valueName: "serial"
                )
            )
            var serial: String
            @OptionGroup var global: GlobalOptions
            @OptionGroup var table: TableOptions

            struct Result: Encodable {
                var schema = "jol.complexes.devices.history/1"
                var serial: String
                var entries: [Entered]
                var seen: [DeviceRecord]
            }

            func run() throws {
                let store = try global.open(.reading)
                let entries = try store.registerHistory(serial)
                let seen = try store.devices().filter { $0.serial.rawValue == serial }
                guard !entries.isEmpty || !seen.isEmpty else {
                    throw IntakeError(
                        .notFound,
                        subject: serial,
                        detail: "The complex is neither in the register nor in any record.",
                        remedy: "'jol complexes devices' lists those there are."
                    )
                }
                if table.output.json {
                    try Console.printJSON(
                        Result(serial: serial, entries: entries.map(Entered.init), seen: seen)
                    )
                } else if table.csv {
                    Console.print(CommaSeparated.line(RegisterText.header))
                    for entry in entries {
                        Console.print(CommaSeparated.line(RegisterText.cells(entry)))
                    }
                } else {
                    Console.print(RegisterText.table(entries))
                    for state in seen {
                        Console.print(
                            "\(state.first) – \(state.last): \(state.certificate) "
                                + "(\(state.certificateValidUntil)), \(state.mode), "
                                + Say.count(state.records)
                        )
                    }
                }
            }
        }

        /// A row of the register for machines.
        struct Entered: Encodable {
            var serial, name, type, placeText, direction, lanes: String
            var certificate, laboratory, mode, partner, source: String
            var validFrom, validTo, certificateFrom, certificateTo, superseded: String?
            var entered: String
            var lat, lon, limitKmh, speedErrorKmh: Double?
            var road: String?

            init(_ period: DevicePeriod) {
                (serial, name, type) = (period.serial, period.name, period.type)
                (placeText, direction, lanes) = (period.placeText, period.direction, period.lanes)
                (certificate, laboratory) = (period.certificate, period.laboratory)
                (mode, partner, source) = (period.mode, period.partner, period.source)
                validFrom = period.validFrom.map { "\($0)" }
                validTo = period.validTo.map { "\($0)" }
                certificateFrom = period.certificateFrom.map { "\($0)" }
                certificateTo = period.certificateTo.map { "\($0)" }
                superseded = period.superseded.map { "\($0)" }
                entered = "\(period.entered)"
                (lat, lon) = (period.site?.latitude.value, period.site?.longitude.value)
                (limitKmh, speedErrorKmh) = (period.limitKmh, period.speedErrorKmh)
                road = period.road?.rawValue
            }
        }
    }
}

/// The register as a table.
enum RegisterText {
    static let header = [
        "serial", "valid_from", "valid_to", "name", "place_text", "limit_kmh", "certificate",
        "laboratory", "certificate_from", "certificate_to", "mode", "partner", "entered",
        "superseded", "source", "road",
    ]

    static func cells(_ period: DevicePeriod) -> [String] {
        func day(_ day: CivilDate?) -> String { day.map { "\($0)" } ?? "" }
        return [
            period.serial, day(period.validFrom), day(period.validTo), period.name,
            period.placeText, period.limitKmh.map { "\($0)" } ?? "", period.certificate,
            period.laboratory, day(period.certificateFrom), day(period.certificateTo), period.mode,
            period.partner, "\(period.entered)", period.superseded.map { "\($0)" } ?? "",
            period.source, period.road?.rawValue ?? "",
        ]
    }

    static func table(_ periods: [DevicePeriod]) -> String {
        var text = TerminalTable([
            (tr("Serial", ru: "Зав. №", kk: "Зауыт №"), .left),
            (tr("from", ru: "с", kk: "бастап"), .left), (tr("to", ru: "по", kk: "дейін"), .left),
            (tr("Name", ru: "Название", kk: "Атауы"), .left),
            (tr("Place", ru: "Место", kk: "Орны"), .left),
            (tr("limit", ru: "огранич.", kk: "шектеу"), .right),
            (tr("Certificate", ru: "Свидетельство", kk: "Куәлік"), .left),
            (tr("until", ru: "до", kk: "дейін"), .left),
            (tr("Mode", ru: "Режим", kk: "Режим"), .left),
            (tr("superseded", ru: "заменена", kk: "ауыстырылған"), .left),
        ])
        for period in periods {
            let cells = cells(period)
            text.add([
                cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[9],
                cells[10], cells[13],
            ])
        }
        return text.text
    }
}
