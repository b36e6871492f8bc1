import ArgumentParser
import RoadIngest
import RoadModel
import RoadPipeline
import RoadReport

extension FlightsCommand {
    /// `jol flights doctor`.
    struct Doctor: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "doctor",
                abstract: tr(
                    "Examine a log: format, records, clock, and a map of its damage.",
                    ru: "Проверить журнал: формат, записи, часы и карта повреждений.",
                    kk: "Журналды тексеру: пішімі, жазбалары, сағаты, зақым картасы."
                ),
                usage: "jol flights doctor [--json] <flight|file>",
                discussion: tr(
                    "Nothing is stored. Exit code 65 when the log cannot be read at all.",
                    ru: "Ничего не сохраняется. Код 65, если журнал не читается совсем.",
                    kk: "Ештеңе сақталмайды. Журнал мүлде оқылмаса, код 65."
                )
            )
        }

        @Argument(help: FlightWord.help) var flight: String
        @OptionGroup var keychain: KeychainOption
        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.flights.doctor/1"
            var file: String
            var format: String
            var bytes: Int
            var completeness: Double
            var recordsRead: Int
            var recordsBroken: Int
            var bytesLost: Int
            var lost: [LostRange]
            var doubtfulRows: Int?
            var doubts: [RawTableDoubts.Doubt]
            var flights: [Part]
            var tables: [RawTables.Entry]
            var damageMap: String
        }

        struct Part: Encodable {
            var vehicle: String
            var startUTC: String?
            var endUTC: String?
            var localStart: String?
            var seconds: Double
            var fixes: Int
            var attitudes: Int
            var gimbal: Int
            var events: Int
            var fixSource: String
            var distanceMetres: Double
            var maxHeightMetres: Double?
            var clock: ClockMapping?
            var warnings: [String]
        }

        func run() throws {
            var place = try FlightWord.place(flight, global)
            place.keychains = try keychain.read()
            let gathered = try FlightSource.flights(of: place, keeping: [])
            let flights = gathered.map(\.flight)
            let tables = try FlightSource.rawEntries(of: place)
            let doubts = try FlightSource.doubts(of: place)
            let bytes = Files.size(place.path)
            let lost = flights.flatMap(\.lost).sorted { $0.start < $1.start }
            let result = Result(
                file: place.name,
                format: flights.first?.format ?? "",
                bytes: bytes,
                completeness: flights.map(\.completeness).min() ?? 1,
                recordsRead: flights.reduce(0) { $0 + $1.recordsRead },
                recordsBroken: flights.reduce(0) { $0 + $1.recordsBroken },
                bytesLost: lost.reduce(0) { $0 + $1.end - $1.start },
                lost: lost,
                doubtfulRows: doubts.map { Set($0.map { "\($0.table) \($0.row)" }).count },
                doubts: Array((doubts ?? []).prefix(1000)),
                flights: gathered.map(Self.part),
                tables: tables,
                damageMap: DamageMap.text(lost, byteCount: bytes, width: 64)
            )
            if output.json { return try Console.printJSON(result) }
            show(result)
        }

        private static func part(_ gathered: GatheredFlight) -> Part {
            let flight = gathered.flight
            let span = flight.vehicleSpan
            return Part(
                vehicle: flight.vehicle,
                startUTC: flight.clock.map { "\($0.timestamp(atVehicle: span.lowerBound))" },
                endUTC: flight.clock.map { "\($0.timestamp(atVehicle: span.upperBound))" },
                localStart: flight.localMicrosecondsAtZero.map {
                    // A wall clock without a zone must not look like UTC.
                    String("\(Timestamp(microseconds: $0 + span.lowerBound))".dropLast())
                },
                seconds: Double(span.upperBound - span.lowerBound) / 1e6,
                fixes: gathered.fixes,
                attitudes: gathered.attitudes,
                gimbal: gathered.gimbal,
                events: gathered.events,
                fixSource: flight.fixSource,
                distanceMetres: gathered.distanceMetres,
                maxHeightMetres: gathered.maxHeightMetres,
                clock: flight.clock,
                warnings: flight.warnings
            )
        }

        private func showDoubts(_ result: Result, _ line: (String, String) -> Void) {
            let label = tr("Doubtful rows", ru: "Сомнительные", kk: "Күмәнді жол")
            guard let count = result.doubtfulRows else {
                return line(
                    label,
                    tr(
                        "not judged: the log is longer than 256 MiB",
                        ru: "не проверялись: журнал больше 256 МиБ",
                        kk: "тексерілмеді: журнал 256 МиБ-тан үлкен"
                    )
                )
            }
            line(label, Say.count(count))
            for doubt in result.doubts.prefix(12) {
                line("", "\(doubt.table) \(doubt.row): \(doubt.field)")
            }
            if result.doubts.count > 12 { line("", "… +\(result.doubts.count - 12)") }
        }

        private func show(_ result: Result) {
            func line(_ label: String, _ value: String) {
                Console.print(label.padded(to: 22) + value)
            }
            line(tr("File", ru: "Файл", kk: "Файл"), "\(result.file), \(Say.count(result.bytes)) B")
            line(tr("Format", ru: "Формат", kk: "Пішім"), result.format)
            line(
                tr("Readable", ru: "Прочитано", kk: "Оқылды"),
                Say.percent((result.completeness * 10_000).rounded(.down) / 10_000, 2)
            )
            line(
                tr("Records", ru: "Записей", kk: "Жазба"),
                tr(
                    "\(Say.count(result.recordsRead)) read, \(Say.count(result.recordsBroken)) "
                        + "broken",
                    ru: "прочитано \(Say.count(result.recordsRead)), повреждено "
                        + Say.count(result.recordsBroken),
                    kk: "оқылды \(Say.count(result.recordsRead)), зақымдалған "
                        + Say.count(result.recordsBroken)
                )
            )
            line(tr("Damage", ru: "Повреждения", kk: "Зақым"), result.damageMap)
            for range in result.lost.prefix(12) {
                line(
                    "",
                    "\(Say.count(range.start))…\(Say.count(range.end)) "
                        + "(\(Say.count(range.end - range.start)) B) [\(range.reason.rawValue)]"
                )
            }
            if result.lost.count > 12 { line("", "… +\(result.lost.count - 12)") }
            showDoubts(result, line)
            for part in result.flights {
                Console.print("")
                line(tr("Vehicle", ru: "Аппарат", kk: "Аппарат"), part.vehicle)
                let none = tr("no UTC", ru: "нет UTC", kk: "UTC жоқ")
                line("UTC", part.startUTC.map { "\($0) – \(part.endUTC ?? "")" } ?? none)
                if let local = part.localStart {
                    line(tr("Own clock", ru: "Часы аппарата", kk: "Өз сағаты"), local)
                }
                if let clock = part.clock {
                    line(
                        tr("Clock", ru: "Источник времени", kk: "Уақыт көзі"),
                        "\(clock.source), ±\(Say.decimal(clock.spreadSeconds, 3)) s, "
                            + "n = \(clock.samples)"
                    )
                }
                line(
                    tr("Fixes", ru: "Точки", kk: "Нүктелер"),
                    "\(Say.count(part.fixes)) (\(part.fixSource)), "
                        + Say.decimal(part.distanceMetres / 1000, 2) + " "
                        + tr("km", ru: "км", kk: "км")
                )
                for warning in part.warnings {
                    line(
                        tr("Note", ru: "Замечание", kk: "Ескерту"),
                        RejectPhrases.local(warning, Interface.language)
                    )
                }
            }
            if !result.tables.isEmpty { Console.print("") }
            for table in result.tables {
                Console.print(
                    "  " + table.name.padded(to: 36) + Say.count(table.rows).padded(to: 12)
                        + "× \(table.columns)"
                )
            }
        }
    }
}
