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
                    new workspace is kept; without it only the comparison is made. Exit code 79 when \
                    rows differ.
                    """,
                    ru: """
                        Принятые файлы — истина, база следует из них. С --out новое рабочее \
                        пространство сохраняется, без него только сравнивается. Код завершения 79, \
                        если строки различаются.
                        """,
                    kk: """
                        Қабылданған файлдар — шындық, дерекқор солардан шығады. --out берілсе, жаңа \
                        жұмыс кеңістігі сақталады, әйтпесе тек салыстырылады. Жолдар бөлек болса, \
                        аяқталу коды 79.
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
            let store = try global.open(.reading)
            let scratch = store.workspace.root.appendingPathComponent("rebuild.part").path
            let folder = out ?? scratch
            if out == nil { try? FileManager.default.removeItem(atPath: scratch) }
            defer { if out == nil { try? FileManager.default.removeItem(atPath: scratch) } }
            let progress = ProgressLine("rebuild", isQuiet: global.quiet)
            let report: ArchiveRebuild.Report
            do {
                defer { progress.finish() }
                report = try ArchiveRebuild.run(store, into: folder, progress: progress)
            }
            let isEqual = report.different.isEmpty && report.files > 0
            if output.json {
                try Console.printJSON(Result(equal: isEqual, report: report))
            } else {
                show(report)
            }
            if !isEqual { throw ExitCode(79) }
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
