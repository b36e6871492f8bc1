import ArgumentParser
import RoadIngest
import RoadModel
import RoadPipeline
import RoadStore

/// `jol complexes …`.
struct ComplexesCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "complexes",
            abstract: tr(
                "Roadside camera and radar complexes (АПК).",
                ru: "Аппаратно-программные комплексы (АПК).",
                kk: "Аппараттық-программалық кешендер (АПК)."
            ),
            subcommands: [Add.self, Devices.self]
        )
    }

    /// `jol complexes add FILE…`.
    struct Add: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "add",
                abstract: tr(
                    "Take in exports: CSV with the columns of order 971.",
                    ru: "Принять выгрузки: CSV со столбцами приказа № 971.",
                    kk: "Деректерді қабылдау: № 971 бұйрық бағандары бар CSV."
                ),
                usage: "jol complexes add [--zone <zone>] [options] <file> …",
                discussion: tr(
                    """
                    The header names the columns: device_serial, event_time, event_type, site_lat, \
                    site_lon, plate, speed_measured, speed_limit … in any order, in English, Russian \
                    or Kazakh, separated by comma, semicolon or tab. Broken rows go to quarantine \
                    with line and reason; see 'jol quarantine list'.
                    """,
                    ru: """
                        Столбцы называет заголовок: device_serial, event_time, event_type, site_lat, \
                        site_lon, plate, speed_measured, speed_limit … в любом порядке, на \
                        английском, русском или казахском, через запятую, точку с запятой или \
                        табуляцию. Испорченные строки — в карантин: 'jol quarantine list'.
                        """,
                    kk: """
                        Бағандарды тақырып жолы атайды: device_serial, event_time, event_type, \
                        site_lat, site_lon, plate, speed_measured, speed_limit … кез келген ретпен, \
                        ағылшын, орыс не қазақ тілінде. Бұзылған жолдар карантинге түседі: \
                        'jol quarantine list'.
                        """
                )
            )
        }

        @OptionGroup var intake: IntakeOptions
        @OptionGroup var zone: ZoneOption

        func run() throws {
            let named = try zone.resolved()
            try intake.run { target in
                let extent = try? target.store.currentNetwork().extent.widened(byDegrees: 0.1)
                return { file in
                    let progress = ProgressLine(file, isQuiet: intake.global.quiet)
                    defer { progress.finish() }
                    return try target.addComplexes(
                        file,
                        zone: named,
                        expectedExtent: extent,
                        progress: progress
                    )
                }
            }
        }
    }

    /// `jol complexes devices`.
    struct Devices: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "devices",
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
            let devices = try global.open(.reading).devices()
            if table.output.json {
                try Console.printJSON(Result(devices: devices))
                return
            }
            let header = [
                tr("Serial", ru: "Зав. №", kk: "Зауыт №"), tr("Name", ru: "Название", kk: "Атауы"),
                tr("Place", ru: "Место", kk: "Орны"),
                tr("Certificate", ru: "Свидетельство", kk: "Куәлік"),
                tr("valid until", ru: "действует до", kk: "мерзімі"),
                tr("Mode", ru: "Режим", kk: "Режим"), tr("Records", ru: "Записи", kk: "Жазба"),
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
        }
    }
}

/// The zone of times that state no offset.
struct ZoneOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Zone of times without an offset, for example Asia/Almaty.",
                ru: "Часовой пояс для времени без смещения, например Asia/Almaty.",
                kk: "Ығысуы жоқ уақыттың белдеуі, мысалы Asia/Almaty."
            ),
            valueName: "zone"
        )
    )
    var zone: String?

    func resolved() throws(IntakeError) -> CivilZone? {
        guard let zone else { return nil }
        if let known = CivilZone(named: zone) { return known }
        throw IntakeError(
            .badArgument,
            subject: "--zone \(zone)",
            detail: "The zone is not known.",
            remedy: "Known zones: \(CivilZone.names.joined(separator: ", "))."
        )
    }
}
