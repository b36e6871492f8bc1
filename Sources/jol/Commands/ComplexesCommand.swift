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
            subcommands: [
                Add.self, Decode.self, Profile.self, Devices.self, Admissibility.self,
                Sections.self, Traffic.self, Aadt.self, Gaps.self,
            ]
        )
    }

    /// `jol complexes add FILE…`.
    struct Add: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "add",
                abstract: tr(
                    "Take in exports: tables, JSON, XML, Hikvision, Dahua, workbooks.",
                    ru: "Принять выгрузки: таблицы, JSON, XML, Hikvision, Dahua, книги.",
                    kk: "Деректерді қабылдау: кесте, JSON, XML, Hikvision, Dahua, кітап."
                ),
                usage: "jol complexes add [--profile <name>] [--zone <zone>] [options] <file> …",
                discussion: tr(
                    """
                    The header names the columns: device_serial, event_time, event_type, site_lat, \
                    site_lon, plate, speed_measured, speed_limit … in any order, in English, Russian \
                    or Kazakh. Other names, units, encodings and vendors' formats: --profile, see \
                    'jol complexes profile list' and 'guess'. Broken records go to quarantine \
                    with line and reason; see 'jol quarantine list'.
                    """,
                    ru: """
                        Столбцы называет заголовок: device_serial, event_time, event_type, site_lat, \
                        site_lon, plate, speed_measured, speed_limit … в любом порядке, на \
                        английском, русском или казахском. Другие имена, единицы, кодировки и \
                        форматы: --profile, см. 'jol complexes profile list' и 'guess'. \
                        Испорченные записи — в карантин: 'jol quarantine list'.
                        """,
                    kk: """
                        Бағандарды тақырып жолы атайды: device_serial, event_time, event_type, \
                        site_lat, site_lon, plate, speed_measured, speed_limit … кез келген ретпен, \
                        ағылшын, орыс не қазақ тілінде. Басқа атаулар, бірліктер, кодтамалар мен \
                        пішімдер: --profile, 'jol complexes profile list' пен 'guess' қараңыз. \
                        Бұзылған жазбалар карантинге түседі: 'jol quarantine list'.
                        """
                )
            )
        }

        @OptionGroup var intake: IntakeOptions
        @OptionGroup var records: RecordOptions

        func run() throws {
            let named = try records.zone.resolved()
            let entry = try records.entry(workspace: intake.global.workspace)
            let place = try records.place()
            try intake.run { target in
                let extent =
                    place ?? (try? target.store.currentNetwork().extent.widened(byDegrees: 0.1))
                return { file in
                    let progress = ProgressLine(file, isQuiet: intake.global.quiet)
                    defer { progress.finish() }
                    return try target.addComplexes(
                        file,
                        entry: entry,
                        zone: named,
                        expectedExtent: extent,
                        progress: progress
                    )
                }
            }
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
