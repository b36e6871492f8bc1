import ArgumentParser
import RoadIngest
import RoadModel
import RoadPipeline
import RoadReport

extension ComplexesCommand {
    /// `jol complexes decode FILE`.
    struct Decode: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "decode",
                abstract: tr(
                    "Show a file's records as they would be taken in; stores nothing.",
                    ru: "Показать записи файла так, как они были бы приняты; не сохраняет.",
                    kk: "Файл жазбаларын қабылданатын түрінде көрсету; сақтамайды."
                ),
                usage: "jol complexes decode <file> [--profile <name>] [--csv | --json]",
                discussion: tr(
                    "Plates are shown: use the output for checking only.",
                    ru: "Номерные знаки показаны: только для проверки.",
                    kk: "Нөмір белгілері көрсетіледі: тек тексеру үшін."
                )
            )
        }

        @OptionGroup var export: ExportArgument
        @Option(
            help: ArgumentHelp(
                tr(
                    "Records to show at most.",
                    ru: "Не более записей.",
                    kk: "Көрсетілетін жазба саны."
                ),
                valueName: "n"
            )
        )
        var limit: Int?
        @OptionGroup var records: RecordOptions
        @OptionGroup var language: LanguageOption
        @OptionGroup var table: TableOptions

        private static let header = [
            "line", "byte_offset", "event_time", "raw_time", "zone_offset_s", "device_name",
            "device_serial", "event_type", "direction", "site_lat", "site_lon", "place_text",
            "cert_no", "cert_valid_until", "vehicle_kind", "plate", "plate_series",
            "speed_measured", "speed_limit", "lane", "device_mode", "heading", "accuracy_m",
        ]

        func run() throws {
            var source = try records.file(export.file, demand: .evidence)
            // Nothing to show: every record is checked, none is kept.
            source.countsOnly = limit == 0
            let most = limit ?? (table.csv || table.output.json ? Int.max : 20)
            var rows: [[String]] = []
            var rejects: [Reject] = []
            if table.csv { Console.print(CommaSeparated.line(Self.header)) }
            let isCSV = table.csv
            let summary = try source.read { batch, set throws(IntakeError) in
                rejects += set.prefix(max(0, 100_000 - rejects.count))
                for row in 0..<batch.count where rows.count < most {
                    let cells = Self.cells(batch, row)
                    if isCSV {
                        Console.print(CommaSeparated.line(cells))
                    } else {
                        rows.append(cells)
                    }
                }
            }
            if table.csv { return notes(summary, rejects) }
            if table.output.json { return json(summary, rows, rejects) }
            var text = TerminalTable([
                (tr("line", ru: "строка", kk: "жол"), .right), ("UTC", .left),
                (tr("device", ru: "комплекс", kk: "кешен"), .left),
                (tr("event", ru: "событие", kk: "оқиға"), .left),
                (tr("place", ru: "место", kk: "орны"), .left),
                (tr("plate", ru: "знак", kk: "нөмір"), .left),
                (tr("km/h", ru: "км/ч", kk: "км/сағ"), .right),
                (tr("limit", ru: "огранич.", kk: "шектеу"), .right),
            ])
            for row in rows {
                text.add([
                    row[0], row[2], row[6], row[7],
                    row[9].isEmpty ? "–" : "\(row[9]), \(row[10])", row[15], row[17], row[18],
                ])
            }
            Console.print(text.text)
            notes(summary, rejects)
        }

        private static func cells(_ batch: PassageBatch, _ row: Int) -> [String] {
            func number(_ value: Double) -> String {
                guard !value.isNaN else { return "" }
                return value == value.rounded() ? "\(Int(value))" : "\(value)"
            }
            let plate = batch.plate[row]
            return [
                batch.places[row].line.map(String.init) ?? "", "\(batch.places[row].byteOffset)",
                "\(Timestamp(microseconds: batch.utcMicroseconds[row]))", batch.rawTime[row],
                "\(batch.zoneOffsetSeconds[row])", batch.deviceName[row], batch.deviceSerial[row],
                batch.eventType[row], batch.direction[row], number(batch.latitudeDegrees[row]),
                number(batch.longitudeDegrees[row]), batch.placeText[row], batch.certificate[row],
                batch.certificateValidUntil[row], batch.vehicleKind[row], plate,
                plate.isEmpty ? "" : PlateGrammar.series(of: plate).rawValue,
                number(batch.speedKmh[row]), number(batch.limitKmh[row]),
                batch.lane[row] == 0 ? "" : "\(batch.lane[row])", batch.deviceMode[row],
                number(batch.headingDegrees[row]), number(batch.accuracyMetres[row]),
            ]
        }

        private func notes(_ summary: PassageFile.Summary, _ rejects: [Reject]) {
            Console.note(
                tr(
                    "\(summary.format): \(Say.count(summary.seen)) records = "
                        + "\(Say.count(summary.accepted)) sound + "
                        + "\(Say.count(summary.seen - summary.accepted)) for quarantine",
                    ru: "\(summary.format): записей \(Say.count(summary.seen)) = годных "
                        + "\(Say.count(summary.accepted)) + в карантин "
                        + "\(Say.count(summary.seen - summary.accepted))",
                    kk: "\(summary.format): \(Say.count(summary.seen)) жазба = "
                        + "\(Say.count(summary.accepted)) жарамды + "
                        + "\(Say.count(summary.seen - summary.accepted)) карантинге"
                )
            )
            for reject in rejects.prefix(20) {
                let line = reject.place.line.map { "\($0)" } ?? "–"
                Console.note(
                    "  \(line) [\(reject.reason.rawValue)] \(reject.field) «\(reject.found)»: "
                        + RejectPhrases.local(reject.expected, Interface.language)
                        + (reject.proposal.isEmpty
                            ? "" : " → " + RejectPhrases.local(reject.proposal, Interface.language))
                )
            }
            for note in summary.notes {
                Console.note("  " + RejectPhrases.local(note.text, Interface.language))
            }
        }

        private func json(_ summary: PassageFile.Summary, _ rows: [[String]], _ rejects: [Reject]) {
            let numeric: Set = [
                "line", "byte_offset", "zone_offset_s", "site_lat", "site_lon", "speed_measured",
                "speed_limit", "lane", "heading", "accuracy_m",
            ]
            let list = rows.map { row in
                AnalysisTree.object(
                    Dictionary(
                        uniqueKeysWithValues: zip(Self.header, row).map { name, cell in
                            if cell.isEmpty { return (name, .null) }
                            return (
                                name, numeric.contains(name) ? .number(Double(cell)) : .text(cell)
                            )
                        }
                    )
                )
            }
            let quarantine = rejects.map { reject in
                AnalysisTree.object([
                    "line": reject.place.line.map { .count($0) } ?? .null,
                    "byteOffset": .count(reject.place.byteOffset),
                    "reason": .text(reject.reason.rawValue), "field": .text(reject.field),
                    "found": .text(reject.found), "expected": .text(reject.expected),
                    "proposal": .text(reject.proposal),
                ])
            }
            Console.print(
                FastJSON.text(
                    .object([
                        "schema": "jol.complexes.decode/1", "format": .text(summary.format),
                        "recordsIn": .count(summary.seen), "accepted": .count(summary.accepted),
                        "quarantined": .count(summary.seen - summary.accepted),
                        "records": .list(list), "quarantine": .list(quarantine),
                        "notes": .texts(summary.notes.map(\.text)),
                    ])
                )
            )
        }
    }
}
