import ArgumentParser
import Foundation
import RoadModel
import RoadPipeline
import RoadStore

extension ArchiveCommand {
    /// `jol archive rebuild`.
    struct Rebuild: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "rebuild",
                abstract: tr(
                    "Read all received files again and compare every row.",
                    ru: "Прочитать все принятые файлы заново и сравнить строки.",
                    kk: "Қабылданған файлдарды қайта оқып, жолдарды салыстыру."
                ),
                usage: "jol archive rebuild [--out <dir>] [options]",
                discussion: tr(
                    """
                    The received files are the truth, the database follows from them. With --out the \
                    new workspace is kept, received files included; without it only the comparison \
                    is made. Where jol.gpkg is lost, --out rebuilds it from the receipts in \
                    receipts/. Exit code 79 when rows differ.
                    """,
                    ru: """
                        Принятые файлы — истина, база следует из них. С --out новое рабочее \
                        пространство сохраняется вместе с принятыми файлами, без него только \
                        сравнивается. Если jol.gpkg утрачен, --out восстановит его по квитанциям из \
                        receipts/. Код завершения 79, если строки различаются.
                        """,
                    kk: """
                        Қабылданған файлдар — шындық, дерекқор солардан шығады. --out берілсе, жаңа \
                        жұмыс кеңістігі қабылданған файлдармен бірге сақталады, әйтпесе тек \
                        салыстырылады. jol.gpkg жоғалса, --out оны receipts/ түбіртектері бойынша \
                        қалпына келтіреді. Жолдар бөлек болса, аяқталу коды 79.
                        """
                )
            )
        }

        @Option(
            help: ArgumentHelp(
                tr(
                    "Keep the new workspace in this new or empty folder.",
                    ru: "Сохранить новое рабочее пространство в этой папке.",
                    kk: "Жаңа жұмыс кеңістігін осы қалтада сақтау."
                ),
                valueName: "dir"
            )
        )
        var out: String?

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.archive.rebuild/1"
            var equal: Bool
            var report: ArchiveRebuild.Report
        }

        func run() throws {
            let progress = ProgressLine("rebuild", isQuiet: global.quiet)
            let report = try rebuild(progress)
            if output.json {
                try Console.printJSON(Result(equal: report.isEqual, report: report))
            } else {
                show(report)
            }
            if !report.isEqual { throw ExitCode(79) }
        }

        private func rebuild(_ progress: ProgressLine) throws -> ArchiveRebuild.Report {
            defer { progress.finish() }
            if let remains = Workspace.remains(global.workspace) {
                guard let out else {
                    throw IntakeError(
                        .workspaceMissing,
                        subject: remains.database.path,
                        detail: "The database is gone; receipts and received files are there.",
                        remedy: "Rebuild it in a new folder: 'jol archive rebuild --out DIR'."
                    )
                }
                return try ArchiveRebuild.recover(remains, into: out, progress: progress)
            }
            let store = try global.open(.reading)
            if let out {
                return try ArchiveRebuild.run(
                    store,
                    into: out,
                    keepsObjects: true,
                    progress: progress
                )
            }
            let scratch = store.workspace.root.appendingPathComponent("rebuild.part").path
            try? FileManager.default.removeItem(atPath: scratch)
            defer { try? FileManager.default.removeItem(atPath: scratch) }
            return try ArchiveRebuild.run(
                store,
                into: scratch,
                keepsObjects: false,
                progress: progress
            )
        }

        private func show(_ report: ArchiveRebuild.Report) {
            let (files, records) = (Say.count(report.files), Say.count(report.records))
            let equal = Say.count(report.equal)
            Console.print(
                tr(
                    "\(files) files read again, \(records) records: \(equal) equal, "
                        + "\(report.different.count) different, \(report.skipped.count) skipped.",
                    ru: "Прочитано заново файлов \(files), записей \(records): совпали \(equal), "
                        + "различаются \(report.different.count), пропущены \(report.skipped.count).",
                    kk: "Қайта оқылған файл \(files), жазба \(records): тең \(equal), бөлек "
                        + "\(report.different.count), алынбады \(report.skipped.count)."
                )
            )
            if report.erased > 0 {
                let erased = Say.count(report.erased)
                Console.print(
                    tr(
                        "\(erased) files were erased under retention: their rows were taken over.",
                        ru: "Стёрто по сроку файлов \(erased): их строки перенесены как есть.",
                        kk: "Мерзімі бойынша өшірілген файл \(erased): жолдары сол күйінде алынды."
                    )
                )
            }
            if report.files + report.erased == 0 {
                Console.print(
                    tr(
                        "There was nothing to read again.",
                        ru: "Читать заново нечего.",
                        kk: "Қайта оқитын ештеңе жоқ."
                    )
                )
            }
            if let out, report.isEqual {
                global.note(
                    tr(
                        "The new workspace lies in \(out); copy the keys to it: \(out)/keys.",
                        ru: "Новое рабочее пространство: \(out). Скопируйте ключи в \(out)/keys.",
                        kk: "Жаңа жұмыс кеңістігі: \(out). Кілттерді \(out)/keys ішіне көшіріңіз."
                    )
                )
            }
            for finding in report.different + report.skipped {
                Console.print("  \(finding.receipt) \(finding.name): \(finding.detail)")
            }
        }
    }

    /// `jol archive log`.
    struct Log: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "log",
                abstract: tr(
                    "List the entries of the ledger.",
                    ru: "Показать записи журнала.",
                    kk: "Журнал жазбаларын көрсету."
                )
            )
        }

        @Option(
            help: ArgumentHelp(
                tr("Entries at most.", ru: "Не более записей.", kk: "Ең көп жазба."),
                valueName: "n"
            )
        )
        var limit = 50

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        struct Result: Encodable {
            var schema = "jol.archive.log/1"
            var entries: [LedgerLine]
        }

        func run() throws {
            let lines = try global.open(.reading).ledgerLines(last: max(0, limit))
            if table.output.json {
                try Console.printJSON(Result(entries: lines))
                return
            }
            let header = [
                tr("Entry", ru: "Запись", kk: "Жазба"),
                tr("Written (UTC)", ru: "Внесена (UTC)", kk: "Енгізілген (UTC)"),
                tr("Kind", ru: "Вид", kk: "Түрі"), tr("Rows", ru: "Строк", kk: "Жол"),
                tr("Concerns", ru: "О чём", kk: "Не туралы"),
            ]
            let rows = lines.map { line in
                let detail = line.detail.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
                let concerns = line.receipt.map { "\($0) \(line.file ?? "")" }
                return [
                    "\(line.entry)", line.recorded + (line.clockWentBackwards ? " ⟲" : ""),
                    line.kind.rawValue, "\(line.rows)",
                    concerns ?? detail.joined(separator: ", "),
                ]
            }
            if table.csv {
                Console.print(CommaSeparated.line(header))
                for row in rows { Console.print(CommaSeparated.line(row)) }
                return
            }
            var text = TerminalTable(
                header.enumerated().map {
                    ($0.element, [0, 3].contains($0.offset) ? .right : .left)
                }
            )
            for row in rows { text.add(row) }
            Console.print(text.text)
        }
    }
}
