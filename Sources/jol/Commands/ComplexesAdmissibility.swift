import ArgumentParser
import RoadAnalysis
import RoadIngest
import RoadModel
import RoadPipeline
import RoadStore

extension ComplexesCommand {
    /// `jol complexes admissibility`.
    struct Admissibility: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "admissibility",
                abstract: tr(
                    "Say of each violation whether it may stand as evidence, and why not.",
                    ru: "Сказать о каждом нарушении, допустимо ли оно, и почему нет.",
                    kk: "Әр бұзушылықтың дәлелге жарайтынын, жарамаса неге екенін айту."
                ),
                usage: """
                    jol complexes admissibility <export> … [--register <register.csv>] [--csv | --json]
                    jol complexes admissibility     (on the workspace)
                    """,
                discussion: tr(
                    "Reasons are codes with words; several may hold at once. No tolerance for the "
                        + "device's error is taken off unless --subtract-error says so.",
                    ru: "Причины — коды со словами; их может быть несколько. Погрешность прибора "
                        + "не вычитается, если не указано --subtract-error.",
                    kk: "Себептер — сөзді кодтар; бірнешеуі болуы мүмкін. --subtract-error "
                        + "көрсетілмесе, құрал қателігі шегерілмейді."
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "Exports; - is standard input; none means the workspace's received files.",
                    ru: "Выгрузки; - стандартный ввод; без них принятые файлы пространства.",
                    kk: "Деректер; - стандартты кіріс; болмаса кеңістік қабылдаған файлдар."
                ),
                valueName: "export"
            )
        )
        var files: [String] = []
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Take the device's stated error off the speed.",
                    ru: "Вычитать погрешность прибора из скорости.",
                    kk: "Құрал қателігін жылдамдықтан шегеру."
                )
            )
        )
        var subtractError = false
        @Option(
            help: ArgumentHelp(
                tr(
                    "Error of a device whose papers state none, km/h; implies --subtract-error.",
                    ru: "Погрешность, если не указана, км/ч; включает --subtract-error.",
                    kk: "Көрсетілмеген қателік, км/сағ; --subtract-error қосады."
                ),
                valueName: "km/h"
            )
        )
        var error: Double?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Reads of one plate at one complex within this time are one passage, seconds.",
                    ru: "Считывания знака в пределах этого времени — один проезд, с.",
                    kk: "Осы уақыт ішіндегі оқулар — бір өту, с."
                ),
                valueName: "seconds"
            )
        )
        var duplicates = 5.0
        @Option(
            help: ArgumentHelp(
                tr(
                    "Folder with the photos, to hash them anew.",
                    ru: "Папка с фото, чтобы сверить хеш-суммы.",
                    kk: "Хешті тексеретін фото қалтасы."
                ),
                valueName: "dir"
            )
        )
        var photos: String?
        @OptionGroup var sources: RegisterOptions
        @OptionGroup var records: RecordOptions
        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        static let header = [
            "file", "line", "serial", "event_time", "kind", "code", "admissible", "reasons",
            "details", "limit_kmh", "limit_of",
        ]

        func run() throws {
            var policy = RoadAnalysis.Admissibility.Policy()
            policy.subtractsError = subtractError || error != nil
            policy.usualErrorKmh = error ?? 0
            policy.duplicateSeconds = duplicates
            var inputs: [PassageFile] = []
            var register: [DevicePeriod]?
            if files.isEmpty {
                let store = try global.open(.reading)
                inputs = try ReceivedFiles.complexes(in: store)
                register = try sources.periods(store)
            } else {
                inputs = try files.map { try records.file($0, demand: .evidence) }
                register = try sources.periods(nil)
            }
            let run = AdmissibilityRun(
                register: register,
                revoked: try sources.laboratories(),
                policy: policy,
                photoFolder: photos
            )
            var rows: [AnalysisTree] = []
            let isCSV = table.csv
            let isJSON = table.output.json
            if isCSV { Console.print(CommaSeparated.line(Self.header)) }
            let outcome = try run.run(inputs) { row throws(IntakeError) in
                if isCSV { Console.print(CommaSeparated.line(Self.cells(row))) }
                if isJSON { rows.append(Self.tree(row)) }
            }
            if isJSON { return json(outcome, rows, hasRegister: register != nil) }
            if !isCSV { Console.print(Self.text(outcome)) }
        }

        private static func cells(_ row: AdmissibilityRun.Row) -> [String] {
            [
                row.file, row.place.line.map(String.init) ?? "", row.serial, "\(row.time)",
                row.kind.rawValue, row.code ?? "", row.isAdmissible ? "1" : "0",
                row.findings.map(\.reason.rawValue).joined(separator: ";"),
                row.findings.map(\.detail).joined(separator: ";"),
                row.limit.map { "\($0.kmh)" } ?? "", limitOf(row),
            ]
        }

        private static func limitOf(_ row: AdmissibilityRun.Row) -> String {
            row.limit.map { $0.isOfClass ? "class" : "sign" } ?? ""
        }

        private static func tree(_ row: AdmissibilityRun.Row) -> AnalysisTree {
            let reasons = row.findings.map { finding in
                AnalysisTree.object([
                    "code": .text(finding.reason.rawValue), "detail": .text(finding.detail),
                    "blocking": .flag(finding.reason.isBlocking),
                    "text": .text(finding.reason.words(Interface.language)),
                ])
            }
            return .object([
                "file": .text(row.file), "line": row.place.line.map { .count($0) } ?? .null,
                "byteOffset": .count(row.place.byteOffset), "serial": .text(row.serial),
                "eventTime": .text("\(row.time)"), "rawTime": .text(row.rawTime),
                "kind": .text(row.kind.rawValue), "code": row.code.map { .text($0) } ?? .null,
                "admissible": .flag(row.isAdmissible), "reasons": .list(reasons),
                "limitKmh": row.limit.map { .number($0.kmh) } ?? .null,
                "limitOf": row.limit == nil ? .null : .text(limitOf(row)),
            ])
        }

        private func json(
            _ outcome: AdmissibilityRun.Outcome,
            _ rows: [AnalysisTree],
            hasRegister: Bool
        ) {
            let counts = outcome.byReason.map { ($0.key.rawValue, AnalysisTree.count($0.value)) }
            Console.print(
                FastJSON.text(
                    .object([
                        "schema": "jol.complexes.admissibility/1",
                        "recordsIn": .count(outcome.seen), "rejected": .count(outcome.rejected),
                        "violations": .count(outcome.violations),
                        "admissible": .count(outcome.admissible),
                        "register": .flag(hasRegister),
                        "byReason": .object(Dictionary(uniqueKeysWithValues: counts)),
                        "rows": .list(rows),
                    ])
                )
            )
        }

        private static func text(_ outcome: AdmissibilityRun.Outcome) -> String {
            var text = TerminalTable([
                (tr("Reason", ru: "Причина", kk: "Себеп"), .left),
                (tr("Violations", ru: "Нарушений", kk: "Бұзушылық"), .right),
                (tr("Meaning", ru: "Значение", kk: "Мағынасы"), .left),
            ])
            for (reason, count) in outcome.byReason.sorted(by: { $0.value > $1.value }) {
                text.add([reason.rawValue, Say.count(count), reason.words(Interface.language)])
            }
            let (all, good) = (Say.count(outcome.violations), Say.count(outcome.admissible))
            return text.text + "\n\n"
                + tr(
                    "\(good) of \(all) violations may stand",
                    ru: "допустимых нарушений \(good) из \(all)",
                    kk: "\(all) бұзушылықтың \(good) дәлелге жарайды"
                )
        }
    }
}
